"""Copied words are found exactly, and only where no token or numeral is cut in two."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.quotation import find
from assistant.text.folding import fold

ARTICLE = (
    "The ministry said on Tuesday that 1,000 people had left the town—many on foot. “We are not only tired but "
    "hungry,” said Mary O’Neill, a non-profit worker. Inflation is unlikely to fall below 25% before the U.S. "
    "election… Shares rose $5.5 million (€4.9 million) in ‘early’ trading. Temperatures fell to −12 °C, or 10² times "
    "what was feared. A well-known co\u00adoperative sold 10\u2009000 tonnes at 3½ dollars each. It ends. "
    "The Cafe\u0301 de Flore closed its doors for good."
)

ACCEPTED = [
    "The ministry said on Tuesday",
    "the MINISTRY said on tuesday",
    "had left the town - many on foot",
    "had left the town – many on foot",
    "had left the town--many on foot",
    "had left the town — many on foot.",
    '"We are not only tired but hungry," said',
    "'We are not only tired but hungry,' said",
    "«We are not only tired but hungry,» said",
    "said Mary O'Neill, a non-profit worker",
    "said Mary O’Neill, a non‑profit worker",
    "said  Mary\u00a0O'Neill,\na non-profit worker",
    "fall below 25% before the U.S. election...",
    "below 25% before the U.S. election. . .",
    "Shares rose $5.5 million (€4.9 million)",
    "in 'early' trading. Temperatures fell",
    "Temperatures fell to -12 °C, or",
    "A well-known cooperative sold",
    "cooperative sold 10\u202f000 tonnes at 3½ dollars each",
    "It ends.",
    "it ends",
    "The Café de Flore closed",
    "The Cafe\u0301 de Flore closed",
    "The Café de Flore clo\u200bsed",
    "“The ministry said on Tuesday that 1,000 people had left the town…”",
]

REJECTED = [
    "The ministry said on Thursday",
    "ministry said on Tues",
    "people had left the tow",
    "000 people had left the town",
    "said on Tuesday that 1",
    "said on Tuesday that 1,",
    "likely to fall below 25%",
    "to fall below 25",
    "fall below 5% before the",
    "fall below 25 % of the",
    "5 million (€4.9 million) in",
    "Shares rose $5.5",
    "Shares rose $5.5 million (€4.9",
    "5.5 million (€4.9 million)",
    "million (€4.9 million) in early",
    "Shares rose €5.5 million (€4.9 million)",
    "profit worker. Inflation is unlikely",
    "said Mary O’Neill, a non",
    "said Mary O",
    "or 102 times what was feared",
    "or 10 times what was feared",
    "or 10² times what was fe",
    "Temperatures fell to 12 °C",
    "12 °C, or 10² times",
    "Temperatures fell to −12",
    "Temperatures fell to -12 °F, or",
    "The Cafe de Flore closed",
    "The Саfé de Flore closed",  # Cyrillic С and а
    "Thе ministry said on Tuesday",  # Cyrillic е
    "below ２５% before the U.S. election",
    "sold 10 000 tonnes at 3 dollars each",
    "000 tonnes at 3½ dollars each",
    "sold 10000 tonnes at 3½ dollars each",
    "before the U",
    "tonnes at 3½ dollars... It ends.",
    "We are tired but hungry",
    "We are not tired but hungry",
    "The ministry ... many on foot",
    "on foot",
    "It",
    "",
    "…",
    "said Tuesday on that 1,000 people",
]


@pytest.mark.parametrize("words", ACCEPTED)
def test_words_that_stand_in_the_article_are_found(words: str) -> None:
    match = find(words, ARTICLE)
    assert match is not None
    assert ARTICLE[match.start : match.end].strip()


@pytest.mark.parametrize("words", REJECTED)
def test_words_that_do_not_stand_in_the_article_are_not_found(words: str) -> None:
    assert find(words, ARTICLE) is None


def test_the_sources_own_characters_come_back() -> None:
    match = find('"we are not only tired - ', "He said: “We are not  only tired—and more.” True.")
    assert match is not None
    assert (match.start, match.end) == (9, 33)
    match = find("closed its doors, cafe\u0301 and all", "They closed its doors, caf\u00e9 and all that.")
    assert match is not None
    assert (match.start, match.end) == (5, 35)


def test_a_later_place_is_taken_where_the_first_cuts_a_token() -> None:
    text = "It fell below 125% of the target, then fell below 125 of the target again."
    match = find("fell below 125 of the target", text)
    assert match is not None
    assert match.start == 39


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("首相は辞任した", "昨日、首相は辞任した。後任は未定だ。", True),
        ("辞任した。後任", "昨日、首相は辞任した。後任は未定だ。", True),
        ("相は", "昨日、首相は辞任した。後任は未定だ。", False),
        ("首相は辞職した", "昨日、首相は辞任した。後任は未定だ。", False),
        ("增长25%的经济", "去年增长25%的经济。", True),
        ("增长5%的经济", "去年增长25%的经济。", False),
        ("长5%的经济", "去年增长25%的经济。", False),
        ("นายกรัฐมนตรีลาออก", "เมื่อวานนายกรัฐมนตรีลาออกแล้ว", True),
        ("총리가 어제 사임했다고 밝혔다", "정부는 총리가 어제 사임했다고 밝혔다.", True),
        ("Премьер ушёл в отставку", "Вчера премьер ушёл в отставку.", True),
        ("Премьер ушел в отставку", "Вчера премьер ушёл в отставку.", False),
        ("استقال رئيس الوزراء أمس", "قالت الحكومة استقال رئيس الوزراء أمس.", True),
        ("Die Straße ist heute gesperrt", "DIE STRASSE IST HEUTE GESPERRT.", True),
        ("İstanbul bugün çok soğuk", "Evet: İstanbul bugün çok soğuk.", True),
    ],
)
def test_other_languages(words: str, text: str, found: bool) -> None:
    assert (find(words, text) is not None) is found


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("aA eE.,;:'\"“”‘’—–-…%$€£5 10½²\u00ad\u200b\u0301\u202e\n\t()[]<>|*_`~#№首相は。辞任あ가à"),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=200,
)


@settings(max_examples=300)
@given(letters)
@example(".…")
@example("…  .")
def test_folding_is_stable_and_maps_into_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert folded.starts == sorted(folded.starts)
    assert fold(folded.text).text == folded.text


@settings(max_examples=300)
@given(letters, st.data())
def test_what_is_found_folds_to_what_was_looked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    match = find(text[start:end], text)
    if match:
        edges = " \t'\".,;:!?-()[]…"
        assert fold(text[match.start : match.end]).text.strip(edges) == fold(text[start:end]).text.strip(edges)

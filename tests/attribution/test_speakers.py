"""Who says what a quote says: in the article's own words, and nobody where they are not clear."""

import pytest

from assistant.articles import Article
from assistant.attribution.speakers import attribution

ONE_SENTENCE = [
    ("“The quay is unsafe,” said Ana Ruiz.", "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Ana Ruiz said on Monday.", "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Ruiz told reporters in Lima.", "Ruiz", "direct"),
    ('"The quay is unsafe," said Ana Ruiz, a harbour pilot.', "Ana Ruiz", "direct"),
    ("“The quay is unsafe,” Sen. Ana Ruiz (D-N.C.) said.", "Sen. Ana Ruiz (D-N.C.)", "direct"),
    ("“The quay,” said Ruiz, “is not safe for anybody at all.”", "Ruiz", "direct"),
    ("Ana Ruiz said the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, a harbour pilot, said that the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, 44, told the court that the quay was unsafe.", "Ana Ruiz", "reported"),
    ("Ana Ruiz, the head of the pilots, a union of 300, said the quay was unsafe.", "Ana Ruiz", "reported"),
    ("The quay was unsafe, the ministry said.", "the ministry", "reported"),
    ("The quay was unsafe, according to the port authority.", "the port authority", "reported"),
    ("According to Mr. Berg, the quay was unsafe.", "Mr. Berg", "reported"),
    ("But officials also said the quay was unsafe.", "officials", "reported"),
    ("On Tuesday, the union warned that the quay was unsafe.", "the union", "reported"),
    ("A new survey found that most pilots were worried.", "A new survey", "reported"),
    ("Ana Ruiz denied it and said she was leaving.", None, "none"),
    ("The quay was closed on Monday.", None, "none"),
    ("The “reckless” plan was dropped on Monday.", None, "none"),
    ("He said the quay was unsafe.", None, "reported"),
    ("“The quay is unsafe,” she said.", None, "direct"),
    ("“The quay is unsafe.”", None, "direct"),
    ("The pilot, who said little, left the hall at noon.", None, "none"),
    ("Ana Ruiz did not say whether the quay was safe.", None, "none"),
    ("Ana Ruiz said Berg knew, according to the police.", None, "reported"),
    ("The states said goodbye to a union that said nothing.", "The states", "reported"),
    ("The report states its case in 40 pages.", None, "none"),
    ("The minister found the keys on the desk.", None, "none"),
    ("As stated in the paper, the quay was unsafe.", None, "none"),
]


BETWEEN_COMMAS = [
    ("The prime minister, Keir Starmer, said Rishi Sunak had lied to voters.", "Keir Starmer"),
    ("The prime minister, Keir Starmer, has said Rishi Sunak lied.", "Keir Starmer"),
    ("The finance minister, Ana Cruz, said prices in Leeds had risen.", "Ana Cruz"),
    ("The mayor, Helen Okafor, said Tom Brandt had invented the figures.", "Helen Okafor"),
    ("The mayor, Helen Okafor, said Tom Brandt, who had invented it, was a liar.", "Helen Okafor"),
    ("The mayor, Helen Okafor, said that Tom Brandt had invented it.", "Helen Okafor"),
    ("Apple's boss, Tim Cook, said Google makes too much of it.", "Tim Cook"),
    ("But the head of Apple, Tim Cook, said Google had lied.", "Tim Cook"),
    ("Her lawyer, John Doe, said an appeal was planned.", "John Doe"),
    ("Its chair, Rita Holm, said hives were lost in the flood.", "Rita Holm"),
    ("Its chair, Rita Holm, said hives died.", "Rita Holm"),
    ("Its chair, Rita Holm, 44, said hives were lost.", "Rita Holm"),
    ("The recently appointed chair, Rita Holm, said hives were lost.", "Rita Holm"),
    ("On Monday, the mayor, Helen Okafor, said the bank cut its rates.", "Helen Okafor"),
    ("The mayor of Lyon, Anne Roche, said prices had risen.", "Anne Roche"),
    ("French President, Emmanuel Macron, said France was ready.", "Emmanuel Macron"),
    ("Another witness, Dr. Ana de la Cruz, said the boat sank.", "Dr. Ana de la Cruz"),
    ("The minister, Ana Cruz, a lawyer, said Tom Brandt had lied.", "Ana Cruz"),
    ("Helen Okafor, mayor of Leeds, said Tom Brandt had lied.", "Helen Okafor"),
    ("Tim Cook, of Apple, said Google had lied.", "Tim Cook"),
    ("Robert Hale, Jr., said the plan had failed.", "Robert Hale"),
    ("Rep. Ana Ruiz, R-Ohio, said Tom Brandt had lied.", "Rep. Ana Ruiz"),
    ("The minister, who was in Leeds, said Tom Brandt had lied.", "The minister"),
    ("Police in Austin, Texas, said the man had fled.", None),
    ("The mayor of Lyon, France, said prices had risen.", None),
    ("The police of Durham, North Carolina, told reporters the man had fled.", None),
    ("The minister, speaking on Tuesday, said prices had risen.", None),
    ("The mayor, Monday, said prices had risen.", None),
    ("The quay was unsafe, said Keir Starmer.", "Keir Starmer"),
    ("In Lima, the quay was unsafe, said Keir Starmer.", "Keir Starmer"),
    ("A ship sank off Lyon, France, said Tom Brandt.", "Tom Brandt"),
    ("The bank hired its rival, Ana Ruiz, said Tom Brandt, a pilot.", "Tom Brandt"),
    (
        "Without masks, teachers become preoccupied with avoiding any contact in every class, said Ana Ruiz, a head.",
        "Ana Ruiz",
    ),
    ("Shares fell, a sign of panic, said Ana Ruiz.", "Ana Ruiz"),
    ("The shares fell, a sign of panic, said the minister.", "the minister"),
    ("Prices will rise, wages will not, said the retired colonel.", "the retired colonel"),
]


@pytest.mark.parametrize(("text", "speaker"), BETWEEN_COMMAS)
def test_what_follows_said_is_the_speaker_only_if_it_has_no_verb_of_its_own(text: str, speaker: str | None) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, "reported")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The quay is unsafe,” said the mayor, Helen Okafor.", "Helen Okafor"),
        ('"The quay is unsafe," said the mayor, Helen Okafor', "Helen Okafor"),
        ("“The quay is unsafe,” said a spokesman in Lyon, France.", "a spokesman"),
        ("“The quay, the pier, it is unsafe,” said Ana Ruiz, who had seen it.", "Ana Ruiz"),
        ("“They knew,” said a man named Tom Brandt.", "a man named Tom Brandt"),
        ("“They have known it for years,” Ana Ruiz, 44, a pilot, told us.", "Ana Ruiz"),
    ],
)
def test_behind_a_quotation_the_name_is_taken_with_or_without_a_role(text: str, speaker: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, "direct")


def test_who_speaks_in_doubt_is_not_the_one_before() -> None:
    text = "Ana Ruiz said it was late. The minister, speaking briefly, said prices had risen."
    assert _of(text, "The minister, speaking") == (None, "reported")
    folly = "The mayor, who called it “folly,” said Tom Brandt invented it."
    assert _of(folly, folly)[0] is None


@pytest.mark.parametrize(("text", "speaker", "speech"), ONE_SENTENCE)
def test_a_sentence_says_who_speaks(text: str, speaker: str | None, speech: str) -> None:
    assert attribution(Article("a", text), 0, len(text)) == (speaker, speech)


def _of(text: str, words: str) -> tuple[str | None, str]:
    start = text.index(words)
    return attribution(Article("a", text), start, start + len(words))


def test_a_quotation_goes_on_in_the_next_sentences() -> None:
    text = "“We warned them,” said Ana Ruiz. “Nobody listened. It was August.” The mayor was away."
    assert _of(text, "“Nobody listened.") == ("Ana Ruiz", "direct")
    assert _of(text, "It was August.”") == ("Ana Ruiz", "direct")
    assert _of(text, "The mayor was away.") == (None, "none")


def test_a_quotation_belongs_to_the_speaker_named_at_its_end() -> None:
    text = "“We warned them. Nobody listened,” said Ana Ruiz."
    assert _of(text, "“We warned them.") == ("Ana Ruiz", "direct")


def test_a_line_that_ends_in_a_colon_announces_the_speaker() -> None:
    text = "Ana Ruiz told the court:\n\n“We warned them. Nobody listened.”"
    assert _of(text, "“We warned them.") == ("Ana Ruiz", "direct")


def test_a_pronoun_is_followed_only_where_one_name_can_be_meant() -> None:
    clear = "Ana Ruiz said the quay was unsafe. She said the pilots had known for years."
    assert _of(clear, "She said the pilots had known for years.") == ("Ana Ruiz", "reported")
    other = "Ana Ruiz said Lena Berg had lied. She said the pilots had known for years."
    assert _of(other, "She said the pilots had known for years.") == (None, "reported")
    since = "Ana Ruiz said the quay was unsafe. When Lena Berg came, she said the pilots had known."
    assert _of(since, "When Lena Berg came, she said the pilots had known.") == (None, "reported")
    paragraph = "Ana Ruiz said the quay was unsafe.\nShe said the pilots had known for years."
    assert _of(paragraph, "She said the pilots had known for years.") == (None, "reported")


def test_several_speakers_are_none() -> None:
    text = "Ana Ruiz said the quay was unsafe. Lena Berg said it was safe."
    assert attribution(Article("a", text), 0, len(text)) == (None, "reported")


def test_hostile_paragraphs_stay_quick_and_harmless() -> None:
    for text in (
        "said " * 5_000,
        "“" * 5_000,
        ", said A" * 2_000,
        "A, a " * 3_000 + "said x.",
        "according to " * 2_000,
    ):
        attribution(Article("a", text), 0, 40)

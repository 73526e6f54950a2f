"""The words that a draft cites, to spans of articles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.articles import LONGEST_QUOTE, Article, Passage
from assistant.attribution.speakers import attribution
from assistant.drafts import Citation, Draft
from assistant.quotation import Located, locate

TEXT = (
    "Olaf Berg has led the port authority since 2019. He announced on Tuesday that the harbour would close for six "
    "weeks. “We are not giving up,” he said, “but the quay is unsafe.” Up to 5% of the 1,200 workers may lose their "
    "jobs.\nThe union denied that it had agreed to the closure. Marta Lind, its leader, called the plan a “reckless "
    "gamble”. Ships from Oslo will sail to Bergen instead.\nNobody expects the quay to reopen before the summer."
)
ARTICLE = Article("port", TEXT, title="Harbour to close", publisher="The Quayside", published=date(2024, 5, 16))
OTHER = Article("weather", "Heavy rain fell on the coast. No one was hurt in the storm, the police said.")
FIRST = TEXT.index("\n")
PASSAGES = [Passage(1, ARTICLE, 0, FIRST), Passage(2, ARTICLE, FIRST + 1, TEXT.index("\n", FIRST + 1))]
PASSAGES.append(Passage(3, OTHER, 0, len(OTHER.text)))

CLOSE = "the harbour would close for six weeks"
CLOSED = "He announced on Tuesday that the harbour would close for six weeks."


def located(text: str, *citations: tuple[int, str]) -> Located:
    return locate(Draft(text, tuple(Citation(number, words) for number, words in citations)), PASSAGES)


def shown(text: str, *citations: tuple[int, str]) -> list[str]:
    return [span.text for span in located(text, *citations).spans]


def test_copied_words_are_widened_to_whole_sentences() -> None:
    assert shown("x", (1, CLOSE)) == [CLOSED]
    assert shown("x", (1, '"we are NOT giving up," he said')) == [
        "“We are not giving up,” he said, “but the quay is unsafe.”"
    ]
    assert shown("x", (2, "it had agreed to the closure")) == ["The union denied that it had agreed to the closure."]


def test_words_of_another_passage_that_was_read_are_found_there() -> None:
    (span,) = located("x", (1, "Heavy rain fell on the coast")).spans
    assert span.passage.id == 3


def test_words_elsewhere_in_an_article_that_was_read_are_found_there() -> None:
    for number in (1, 3):
        (span,) = located("x", (number, "expects the quay to reopen before")).spans
        assert span.text == "Nobody expects the quay to reopen before the summer."
        assert span.passage.id == 1
    alone = [Passage(9, ARTICLE, 0, 30)]
    found = locate(Draft("x", (Citation(1, CLOSE),)), alone)
    assert [span.text for span in found.spans] == [CLOSED] and not found.failures


@pytest.mark.parametrize("number", [0, -1, 4, 99, 10**9])
def test_numbers_of_no_passage_are_left_out(number: int) -> None:
    """L24: a made-up source shows nothing, and does not spoil a real one."""
    found = located("x", (number, CLOSE))
    assert not found.spans and [failure.rule for failure in found.failures] == ["match"]
    assert shown("x", (number, CLOSE), (1, CLOSE)) == [CLOSED]


@pytest.mark.parametrize(
    "words",
    [
        "the harbour would close for seven weeks", "the harbour will close for six weeks",
        "the harbor would close for six weeks", "harbour would close", "the harbour … six weeks", "", "   ", "[1]",
    ],
)  # fmt: skip
def test_words_that_stand_nowhere_show_nothing(words: str) -> None:
    """L25: altered and invented quotes are dropped."""
    found = located("The harbour would close for six weeks.", (1, words))
    assert not found.spans and found.failures


def test_what_cites_nothing_is_a_failure() -> None:
    """L26: nothing is shown for it, true or not."""
    found = located("The harbour would close for six weeks.")
    assert not found.spans
    assert [(failure.rule, failure.detail) for failure in found.failures] == [("match", "it cites nothing")]


def test_a_sentence_of_the_passage_is_found_though_its_title_was_copied() -> None:
    title = "Harbour to close (The Quayside, 2024-05-16)"
    assert shown("The harbour would close for six weeks", (1, title)) == [CLOSED]
    assert not shown("The harbour would close for good.", (1, title))
    assert not shown("The harbour would close for six weeks", (9, title))


def test_a_copiers_ellipsis_makes_two_quotes() -> None:
    words = "He announced on Tuesday … Up to 5% of the 1,200 workers may lose their jobs"
    assert shown("x", (1, words)) == [CLOSED, "Up to 5% of the 1,200 workers may lose their jobs."]
    assert not shown("x", (1, "Up to 5% of the 1,200 workers ... He announced on Tuesday that"))


def test_quotes_of_several_citations_come_in_their_order_and_once() -> None:
    found = located("x", (3, "Heavy rain fell on the"), (1, CLOSE), (1, "He announced on Tuesday that"), (2, "nowhere"))
    assert [span.passage.id for span in found.spans] == [3, 1]
    assert len(found.failures) == 1


def test_quotes_are_never_longer_than_may_be_shown() -> None:
    text = " ".join(f"Sentence {word} of the long report goes on for quite a while." for word in "abcdefghijklmnop")
    found = locate(Draft(text, (Citation(1, text),)), [Passage(1, Article("long", text), 0, len(text))])
    assert len(found.spans) > 1
    assert all(len(span.text) <= LONGEST_QUOTE for span in found.spans)
    assert " ".join(span.text for span in found.spans) == text


def test_words_with_a_spaced_dash_count_as_what_they_are() -> None:
    text = "It will close two hubs – Chicago and Denver – in June."
    passages = [Passage(1, Article("hubs", text), 0, len(text))]
    assert locate(Draft("x", (Citation(1, "two hubs – Chicago and"),)), passages).spans
    assert locate(Draft("x", (Citation(1, "two hubs-Chicago and"),)), passages).spans == ()


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("aA eE.,;:'\"“”‘’—–-…%$€£5 10½²\u00ad\u200b\u0301\u202e\n\t()[]<>|*_`~#№首相は。辞任あ가à"),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=200,
)


@settings(max_examples=300)
@given(text=letters, said=letters, words=letters, number=st.integers(-2, 4), data=st.data())
def test_nothing_raises_and_every_span_is_the_articles_own(
    text: str, said: str, words: str, number: int, data: st.DataObject
) -> None:
    text = text if text.strip() else "A."
    article = Article("any", text, published=data.draw(st.none() | st.dates()))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cited = data.draw(st.just(words) | st.just(text[start:end]))
    found = locate(Draft(said, (Citation(number, cited), Citation(1, cited))), [Passage(7, article, start, end)])
    for span in found.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.text.strip() and len(span.text) <= LONGEST_QUOTE
        speaker, speech = attribution(article, span.start, span.end)
        assert speaker is None or speaker in text
        assert speech in ("none", "direct", "reported")

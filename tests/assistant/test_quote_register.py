"""How much of an article one answer may show: a quarter or 600 characters, counting what is shown once."""

from __future__ import annotations

import pytest
from bridge_story import Scripted, Yes, asking, draft, outcome
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Passage
from assistant.quotation.spans import Span
from assistant.quote_register import QuoteRegister


def article(length: int) -> Article:
    return Article("a", ("The river rose. " * (length // 16 + 1))[:length], "River", "Post")


def spans_of(source: Article, places: list[tuple[int, int]]) -> list[Span]:
    passage = Passage(1, source, 0, len(source.text))
    ends = [(start % len(source.text), 1 + size) for start, size in places]
    spans = [Span(passage, start, min(start + size, len(source.text))) for start, size in ends]
    return [span for span in spans if source.text[span.start : span.end].strip()]  # blank quotes are refused


@given(st.integers(40, 6_000), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 598)), max_size=12))
def test_never_more_is_shown_and_nothing_that_fits_is_left_out(length: int, places: list[tuple[int, int]]) -> None:
    source, register = article(length), QuoteRegister()
    shown: set[int] = set()
    for span in spans_of(source, places):
        more = shown | set(range(span.start, span.end))
        kept = register.fitting([span])
        assert bool(kept) is (len(more) <= max(length // 4, 600))
        for each in kept:
            register.quote(each)
            shown = more
    assert {at for quote in register.quotes for at in range(quote.start, quote.end)} == shown


def test_what_is_reserved_counts_and_is_counted_once() -> None:
    source, register = article(1_000), QuoteRegister()
    first, second, third = spans_of(source, [(0, 399), (200, 399), (500, 299)])
    assert register.fitting([second], [first]) == (second,)
    assert register.fitting([third], [first, second]) == ()
    register.quote(first)
    assert register.fitting([first, second]) == (first, second)
    assert register.fitting([third], [second]) == ()


def test_of_two_articles_each_has_its_own_limit() -> None:
    one, other = article(1_000), Article("b", article(1_000).text, "River", "Herald")
    register = QuoteRegister()
    (first,), (second,) = spans_of(one, [(0, 598)]), spans_of(other, [(0, 598)])
    register.quote(first)
    assert register.fitting([second]) == (second,)


@pytest.mark.parametrize("times", [1, 5])
def test_a_model_that_copies_an_article_shows_a_part_of_it(times: int) -> None:  # P11
    lines = [
        f"On day {number} of the flood the river at Arlen rose by {number} centimetres again."
        for number in range(11, 11 + 12 * times)
    ]
    source = Article("flood", " ".join(lines), "The flood", "Post")
    drafts = [draft(line, (1, line)) for line in lines[:40]]
    seen = outcome(Scripted(drafts), asking("How far did the river rise?", source), Yes())
    shown = sum(quote.end - quote.start for quote in seen.answer.quotes)
    assert 400 < shown <= max(600, len(source.text) // 4) < len(source.text)
    assert all(len(quote.text) <= 600 for quote in seen.answer.quotes)
    assert "would have quoted too much of an article" in seen.notices
    also = [each for each in seen.answer.also if each.text not in source.text]
    assert not also

"""An answer as plain text, as `print(answer)` shows it: what it says, then its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.articles import Quote
from assistant.rendering.answer_markdown import linkable
from assistant.rendering.days_meant import when
from assistant.rendering.refusal import not_found
from assistant.rendering.rendered import Rendered
from assistant.text import bylines
from assistant.text.control_characters import visible
from assistant.text.day_format import day
from assistant.text.source_brackets import apart


def render(answer: Rendered) -> str:
    """Write the answer as plain text; no control character of an article or a model is in it."""
    return "\n".join(_lines(answer))


def _lines(answer: Rendered) -> Iterator[str]:
    yield from (f"{visible(notice)}\n" for notice in answer.above)
    said = " ".join(_marked(each.text, each.quotes) for each in answer.prose)
    yield said or visible(not_found(answer))
    if answer.missing:
        yield f"Nothing found on: {visible('; '.join(answer.missing))}."
    if answer.also:
        yield "Also in the sources:"
        yield from (f"- {_marked(each.text, each.quotes)}" for each in answer.also)
    yield from (visible(notice) for notice in answer.notices)
    if answer.quotes:
        yield ""
    words = {each.text for each in (*answer.prose, *answer.also)}
    for quote in answer.quotes:
        yield from _source(quote, shown=quote.text in words)


def _marked(text: str, numbers: Iterable[int]) -> str:
    return f"{visible(apart(text))} {''.join(f'[{number}]' for number in numbers)}"


def _source(quote: Quote, *, shown: bool) -> Iterator[str]:
    """A quote's reference, after its words where the answer is not made of them."""
    article = quote.article
    words = "" if shown else f"“{visible(apart(quote.text))}” "
    who = f"{visible(quote.speaking)}, in: " if quote.speaking else ""
    origin = f"{visible(bylines.publisher(article.publisher))}, {day(article.published)}"
    yield f"[{quote.number}] {words}{who}{origin}: {visible(bylines.title(article.title or article.id))}"
    if said := when(quote):
        yield f"    {visible(said)}"
    if also := bylines.others(article.also_published_by):
        yield f"    {visible(also)}"
    if article.correction:
        yield f"    The article says of itself: {visible(apart(article.correction))}"
    if link := linkable(article.url):
        yield f"    {link}"

"""What the component shows, as plain data: a turn with its answer and sources, and an article with its quotes marked.

Texts are cut here and not in the browser, whose strings count in UTF-16.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answers import ReadPassage, Statement
from assistant.articles import Article, Quote
from assistant.rendering.days_meant import when
from assistant.rendering.scope_phrases import counted, extent
from assistant.settings import QUOTES
from assistant.text.sentences import sentences
from ui.chat.answer_job import Seen
from ui.chat.conversations import Turn
from ui.chat.formatting import heading, shortened
from ui.chat.interpretation_chips import understood
from ui.chat.not_found import explained

Data = dict[str, object]

CONTEXT = 240
"""Characters of context before or after a quote on its card."""

WINDOW = 1_500
"""Characters looked at for the neighbouring sentence."""

SNIPPET = 280
NEAREST = 5


def turn(turn: Turn, seen: Seen, *, passages: int, first: bool, last: bool) -> Data:
    """A question and what has been `seen` of its answer.

    `passages` are those in the archive; the `first` turn heads the page, the `last` is scrolled to when it appears.
    """
    answer = seen.answer
    cited = {quote.passage for quote in seen.quotes}
    read = [each for each in seen.passages if each.passage.id not in cited]
    missing = answer is not None and answer.status == "not_found"
    return {
        "view": "turn",
        "id": turn.id,
        "first": first,
        "last": last,
        "question": turn.question,
        "stage": seen.stage,
        "progress": _progress(seen, passages, turn.destination),
        "groups": _groups(seen.statements, seen.quotes),
        "cards": [card(quote) for quote in seen.quotes],
        "read": [_read(each) for each in (_nearest(read) if missing else read)] if seen.over else [],
        "understood": [
            *([each.words for each in understood(seen.filters, turn.given)] if seen.filters else []),
            *([answer.understood_as] if answer and answer.understood_as else []),
        ],
        "byline": _byline(seen, turn.writer),
        "above": list(answer.above) if answer else [],
        "notices": list(answer.notices) if answer else [],
        "notFound": explained(answer) if answer and missing else None,
        "failure": {"message": seen.failure.message, "remedy": seen.failure.remedy} if seen.failure else None,
    }


def card(quote: Quote) -> Data:
    """A quote within the sentences around it, and who published it when."""
    before, after = around(quote.article.text, quote.start, quote.end)
    return {
        **heading(quote.article),
        "number": quote.number,
        "before": before,
        "text": quote.text,
        "after": after,
        "speaker": quote.speaker or "",
        "when": when(quote),
        "correction": quote.article.correction or "",
        "unnamed": "" if quote.speaker else quote.speaking,
        "speech": quote.speech,
    }


def article(article: Article, quotes: Sequence[Quote], target: tuple[int, int] | None, **more: object) -> Data:
    """A whole article in paragraphs of segments, each with the numbers of the quotes that it belongs to.

    `target` is a span that is marked as read though no sentence quotes it.
    """
    here = [quote for quote in quotes if (quote.article.id, quote.article.version) == (article.id, article.version)]
    spans = [(quote.start, quote.end, quote.number) for quote in here]
    if target:
        spans.append((*target, 0))
    return {
        "view": "article",
        **heading(article),
        "version": article.version,
        "paragraphs": list(_paragraphs(article.text, spans)),
        "here": [quote.number for quote in here],
        "all": [quote.number for quote in quotes],
        **more,
    }


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before a quote and the one after it, on the same lines, shortened to CONTEXT characters."""
    first = max(text.rfind("\n", 0, start) + 1, start - WINDOW)
    line_end = text.find("\n", end)
    last = min(line_end if line_end >= 0 else len(text), end + WINDOW)
    before = sentences(text, first, start)
    after = sentences(text, end, last)
    return (
        shortened(text[slice(*before[-1])], CONTEXT, keep_end=True) if before else "",
        shortened(text[slice(*after[0])], CONTEXT) if after else "",
    )


def _paragraphs(text: str, spans: Sequence[tuple[int, int, int]]) -> list[list[Data]]:
    paragraphs: list[list[Data]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            cuts = sorted({start, end, *(cut for span in spans for cut in span[:2] if start < cut < end)})
            paragraphs.append(
                [
                    {"text": text[a:b], "quotes": sorted({n for s, e, n in spans if s <= a and b <= e})}
                    for a, b in pairwise(cuts)
                ]
            )
        start = end + 1
    return paragraphs


def _groups(statements: Sequence[Statement], quotes: Sequence[Quote]) -> list[Data]:
    """Statements in their order; neighbours that are the same article's own words share one block and byline."""
    by_number = {quote.number: quote for quote in quotes}
    groups: list[Data] = []
    previous: object = None
    for statement in statements:
        source = by_number[statement.quotes[0]].article if statement.kind == "quoted" else None
        key = (statement.kind, source.id if source else "")
        if key != previous:
            groups.append({"kind": statement.kind, "statements": [], **(heading(source) if source else {})})
            previous = key
        shown = groups[-1]["statements"]
        assert isinstance(shown, list)
        shown.append({"text": statement.text, "quotes": list(statement.quotes)})
    return groups


def _nearest(read: Sequence[ReadPassage]) -> list[ReadPassage]:
    """The best passage of each of the nearest articles."""
    first: dict[str, ReadPassage] = {}
    for each in read:
        first.setdefault(each.passage.article.id, each)
    return list(first.values())[:NEAREST]


def _read(read: ReadPassage) -> Data:
    passage = read.passage
    return {
        **heading(passage.article),
        "passage": passage.id,
        "snippet": shortened(read.excerpt, SNIPPET),
    }


def _progress(seen: Seen, passages: int, host: str) -> str:
    if seen.over:
        return ""
    if seen.stage == "searching":
        return f"Searching {counted(passages, 'passage')}" if passages else "Searching"
    where = f" by {host}" if host else ""
    if not seen.statements:
        return f"Reading {counted(len(seen.passages), 'passage')}{where}"
    return "Writing, and checking each sentence against its quotes"


def _byline(seen: Seen, writer: str) -> Data:
    answer = seen.answer
    name = answer.written_by if answer else writer
    return {
        "writer": "" if name == QUOTES else name,
        "searched": extent(answer.searched, answer.filters) if answer and seen.stage == "done" else "",
        "stopped": seen.stage == "stopped",
    }

"""What the component shows, as plain data: a turn with its answer and sources, and an article with its quotes marked.

Texts are cut here and not in the browser, whose strings count in UTF-16.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlencode

from assistant.answers import Answer, ArticleCount, ExamDue, ReadPassage, Statement
from assistant.articles import Article, Quote
from assistant.caveats import completed
from assistant.rendering.days_meant import when
from assistant.rendering.scope_phrases import extent
from assistant.rendering.staff import staff
from assistant.text.plurals import counted
from assistant.text.sentences import sentences
from ui.chat.answer_job import Seen
from ui.chat.conversations import ChatTurn
from ui.chat.exam_notes import ExamNote
from ui.chat.export import plain
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


def turn(
    turn: ChatTurn,
    seen: Seen,
    *,
    passages: int,
    first: bool,
    last: bool,
    exam: ExamNote | None = None,
    taken: object = None,
    since: str = "",
    checked: object = None,
) -> Data:
    """A question and what has been `seen` of its answer.

    `passages` are those in the archive; the `first` turn heads the page, the `last` is scrolled to when it appears;
    `exam` is that of the model which must pass it before a model writes this answer; `taken` is a file of the answer
    that is to be saved; `since` says that its articles have changed, `checked` what has become of its quotes.
    """
    answer = seen.answer
    not_found = answer is not None and answer.status == "not_found"
    prose, also = _parts(seen.statements)
    cited = {quote.passage for quote in seen.quotes}
    unquoted = [each for each in seen.passages if each.passage.id not in cited]
    articles = {quote.article.id for quote in seen.quotes}
    elsewhere = [each for each in unquoted if each.passage.article.id not in articles]
    return {
        "view": "turn",
        "id": turn.id,
        "first": first,
        "last": last,
        "question": turn.question,
        "stage": seen.stage,
        "progress": _progress(seen, passages, turn.destination),
        "groups": _groups(prose, seen.quotes),
        "missing": "; ".join(answer.missing) if answer else "",
        "also": [group for statement in also for group in _groups([statement], seen.quotes)],
        "cards": _cards(seen.quotes, unquoted if seen.over else ()),
        "read": [_read(each) for each in (_nearest(elsewhere) if not_found else elsewhere)] if seen.over else [],
        "understood": [
            *([each.words for each in understood(seen.filters, turn.given)] if seen.filters else []),
            *([answer.understood_as] if answer is not None and answer.understood_as else []),
        ],
        "byline": _byline(seen) if answer is not None and not not_found else [],
        "above": [_above(notice) for notice in answer.above] if answer is not None else [],
        "notices": list(_notices(answer)) if answer is not None else [],
        "exam": _exam(exam) if exam else None,
        "copy": plain(answer) if answer is not None and not not_found else "",
        "taken": taken,
        "since": since,
        "checked": checked,
        "notFound": explained(answer) if answer is not None and not_found else None,
        "failure": {"message": seen.failure.message, "remedy": seen.failure.remedy} if seen.failure else None,
    }


def _above(notice: str) -> Data:
    """What stands above an answer; a count of articles with the address of the library's page that lists them."""
    if not isinstance(notice, ArticleCount):
        return {"text": notice, "list": ""}
    filters = notice.filters
    days = {"since": filters.since, "until": filters.until or filters.as_of}
    asked = {
        "mentions": " ".join(f'"{words}"' for words in notice.mentions),
        "publisher": filters.publishers[0] if filters.publishers else "",
        **{name: day.isoformat() for name, day in days.items() if day},
    }
    return {"text": notice.said, "list": f"library?{urlencode({k: v for k, v in asked.items() if v})}"}


def _parts(statements: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """The prose, and what is "also in the sources", as an Answer parts them; here of an answer still being written."""
    written = [each for each in statements if each.kind == "written"]
    return (written, [each for each in statements if each.kind == "quoted"]) if written else (list(statements), [])


def _cards(quotes: Sequence[Quote], unquoted: Sequence[ReadPassage]) -> list[Data]:
    """One card for each article, by its first quote: its quotes in their order, and what else of it was read."""
    by_article: dict[tuple[str, int], list[Quote]] = {}
    for quote in quotes:
        by_article.setdefault((quote.article.id, quote.article.version), []).append(quote)
    return [
        {
            **heading(each[0].article),
            "key": each[0].number,
            "correction": each[0].article.correction or "",
            "quotes": _in_context(each),
            "further": [_read(read) for read in unquoted if read.passage.article.id == article],
        }
        for (article, _), each in by_article.items()
    ]


def _in_context(quotes: Sequence[Quote]) -> list[Data]:
    """An article's quotes, each within the sentences around it as far as these are not shown with another."""
    shown = [(quote.start, quote.end) for quote in quotes]
    cards = []
    for quote in quotes:
        text = quote.article.text
        before, after = (
            span if span and not any(span[0] < end and start < span[1] for start, end in shown) else None
            for span in neighbours(text, quote.start, quote.end)
        )
        shown += [span for span in (before, after) if span]
        cards.append(
            {
                "number": quote.number,
                "before": shortened(text[slice(*before)], CONTEXT, keep_end=True) if before else "",
                "text": quote.text,
                "after": shortened(text[slice(*after)], CONTEXT) if after else "",
                "speaker": quote.speaker or "",
                "when": when(quote),
                "unnamed": "" if quote.speaker else quote.speaking,
                "speech": quote.speech,
            }
        )
    return cards


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
        "changed": article.current is not None,
        "paragraphs": list(_paragraphs(article.text, spans)),
        "here": [quote.number for quote in here],
        "all": [quote.number for quote in quotes],
        **more,
    }


def neighbours(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence before a quote and the one after it, on the same lines; None where there is none."""
    first = max(text.rfind("\n", 0, start) + 1, start - WINDOW)
    line_end = text.find("\n", end)
    last = min(line_end if line_end >= 0 else len(text), end + WINDOW)
    before = sentences(text, first, start)
    after = sentences(text, end, last)
    return (before[-1] if before else None), (after[0] if after else None)


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


def _byline(seen: Seen) -> list[str]:
    """Who wrote and who checked, what it took, and what was searched."""
    answer = seen.answer
    assert answer is not None
    if seen.stage == "stopped":
        return [staff(answer), "Stopped; this is what had been said."]
    return [staff(answer), f"From {extent(answer.searched, answer.filters)}."]


def _notices(answer: Answer) -> Iterator[str]:
    """What a reader should know, but for what stands elsewhere: with the exam that is due, and below the question."""
    below = completed(answer.understood_as)
    return (notice for notice in answer.notices if notice != below and not isinstance(notice, ExamDue))


def _exam(note: ExamNote) -> Data:
    """How the exam stands, with what can be done about it: `stop` or `begin` it, or ask `again`."""
    words = f"{note.model} has passed its exam and may write." if note.state == "passed" else note.words
    progress = note.sitting.progress if note.sitting else None
    done, total = (progress.done, progress.total) if progress else (0, 0)
    action = {"running": "stop", "passed": "again"}.get(note.state, "begin" if note.beginnable else "")
    return {"model": note.model, "state": note.state, "words": words, "done": done, "total": total, "action": action}

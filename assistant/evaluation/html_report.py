"""The report as one HTML page: figures, curves, time by step, and every failure side by side.

Everything that comes from an article or a question is escaped, and the page may load nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from assistant.answers import Answer, ReadPassage
from assistant.articles import Article
from assistant.evaluation.curves import caught, chart, recall
from assistant.evaluation.scores import DEPTH, MEANINGS, Outcome, Report

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c; }
table { border-collapse: collapse; } td, th { padding: .2rem .8rem; text-align: left; border-bottom: 1px solid #ddd; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; } summary { cursor: pointer; padding: .4rem 0; }
details { border-bottom: 1px solid #ddd; } .source { color: #555; font-size: .9em; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid #999; }
figure { display: inline-block; width: 26rem; margin: 1rem 1rem 0 0; } svg { font-size: 11px; width: 100%; }
.grid { stroke: #e4e4e4; } polyline { fill: none; stroke-width: 2; }
polyline.line0 { stroke: #14508c; } polyline.line1 { stroke: #b04a00; } text.line0 { fill: #14508c; }
text.line1 { fill: #b04a00; }
"""


def render(report: Report) -> str:
    """The whole page."""
    failed = [(kind, outcome) for outcome in report.outcomes if (kind := _failure(outcome))]
    failed += [("a near miss was answered", outcome) for outcome in report.near_misses if outcome.found]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{STYLE}</style></head><body><h1>Evaluation</h1>"
        f"{_figures(report)}{_curves(report)}{_times(report.outcomes)}"
        f"<h2>Failures ({len(failed)})</h2>{''.join(_failed(kind, outcome) for kind, outcome in failed)}"
        "</body></html>\n"
    )


def _failure(outcome: Outcome) -> str:
    """What went wrong, empty if nothing did; only what is known can."""
    if outcome.question.unanswerable:
        return "an unanswerable question was answered" if outcome.found else ""
    if not outcome.found:
        return "not found"
    if outcome.verbatim < len(outcome.answer.quotes):
        return "a quote does not stand in its article"
    if outcome.in_gold and not outcome.shown:
        return "the expected words are not shown"
    if outcome.question.gold and outcome.rank != 1:
        return f"gold at rank {outcome.rank}" if outcome.rank else "no gold article found"
    return ""


def _figures(report: Report) -> str:
    figures = report.to_dict()
    intervals = figures.pop("intervals")
    assert isinstance(intervals, dict)
    rows = [
        (
            name,
            "–" if value is None else f"{value:g}",
            "{:g} to {:g}".format(*intervals[name]) if name in intervals else "",
            MEANINGS[name],
        )
        for name, value in figures.items()
    ]
    return _table(("figure", "mean", "95% interval", "what it is"), rows)


def _curves(report: Report) -> str:
    answerable = [outcome for outcome in report.outcomes if not outcome.question.unanswerable]
    absent = [outcome for outcome in report.outcomes if outcome.question.unanswerable]
    lines = [caught("unanswerable", answerable, absent), caught("near misses", answerable, report.near_misses)]
    return chart("Articles found", "first k articles", "share of questions", [recall(answerable)], DEPTH) + chart(
        "Absence noticed", "answerable questions called not found", "absent ones caught", lines, 0.3, ticks=3
    )


def _times(outcomes: Sequence[Outcome]) -> str:
    steps = list(dict.fromkeys(name for outcome in outcomes for name in outcome.steps))
    rows = []
    for step in steps:
        taken = [1000 * outcome.steps[step] for outcome in outcomes if step in outcome.steps]
        rows.append((step, f"{np.median(taken):.0f}", f"{np.percentile(taken, 95):.0f}", f"{len(taken)}"))
    return "<h2>Milliseconds by step</h2>" + _table(("step", "median", "95th percentile", "questions"), rows)


def _failed(kind: str, outcome: Outcome) -> str:
    question = outcome.question
    asked = [f"Expected: {escape(question.answer)}" if question.answer else ""]
    asked.append(f"Gold: {escape(', '.join(question.gold))}" if question.gold else "")
    asked.append(f"As of: {question.as_of}" if question.as_of else "")
    asked.append(f"Closeness: {outcome.closeness:.2f}")
    answer = f"<section><h3>Answer</h3>{_answer(outcome.answer)}</section>"
    passages = f"<section><h3>Passages</h3>{''.join(map(_passage, outcome.answer.passages))}</section>"
    return (
        f"<details><summary><b>{escape(kind)}</b>: {escape(question.question)}</summary>"
        f'<p>{"<br>".join(filter(None, asked))}</p><div class="sides">{answer}{passages}</div></details>'
    )


def _answer(answer: Answer) -> str:
    if answer.status == "not_found":
        absent = f" In no article: {escape(', '.join(answer.absent))}." if answer.absent else ""
        return f"<p>Not found ({escape(answer.reason or '')}).{absent}</p>"
    quotes = "".join(
        f"<blockquote>[{quote.number}] {escape(quote.text)}{_source(quote.article)}</blockquote>"
        for quote in answer.quotes
    )
    return f"<p>{escape(answer.text)}</p>{quotes}"


def _passage(read: ReadPassage) -> str:
    cited = ", cited" if read.cited else ""
    return f"<p>{escape(read.passage.text)}{_source(read.passage.article)} (score {read.score:.1f}{cited})</p>"


def _source(article: Article) -> str:
    day = article.published.isoformat() if article.published else "undated"
    parts = (article.id, article.title, article.publisher or "", day)
    return f'<br><span class="source">{escape(" · ".join(filter(None, parts)))}</span>'


def _aligned(cell: str) -> str:
    """Numbers to the right, words to the left."""
    return "" if cell[:1].isalpha() or " of " in cell or "/" in cell else ' class="number"'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["".join(f"<th>{escape(name)}</th>" for name in head)]
    for name, *numbers in rows:
        cells = "".join(f"<td{_aligned(number)}>{escape(number)}</td>" for number in numbers)
        lines.append(f"<th>{escape(name)}</th>{cells}")
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

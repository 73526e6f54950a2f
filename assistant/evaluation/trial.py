"""A trial of a language model: its exam, then questions, and what it wrote and what fell, as one page of Markdown.

For whoever wants to know how a model does before trusting it. Sentences that fell are printed here, and only here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.answers import Answer
from assistant.rendering.escaped_markdown import plain
from assistant.rendering.staff import price, staff

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.verification.judge.exam import ExamResult


@dataclass(frozen=True, slots=True)
class Fallen:
    """A sentence that is not shown: why it fell, and the reason in the judge's or the program's own words."""

    text: str
    why: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One question: where it was asked, what came of it, and what fell."""

    place: str
    question: str
    answer: Answer
    fallen: tuple[Fallen, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The exam and the questions; there are none if the exam was failed, since the model then does not write."""

    exam: ExamResult
    tried: tuple[Tried, ...]

    def to_markdown(self) -> str:
        """One page: the exam by kind, the figures, then every question."""
        lines = [*_exam(self.exam), *(_figures(self.tried) if self.tried else ["No question was asked.", ""])]
        return "\n".join([*lines, *(line for tried in self.tried for line in _question(tried))])


def try_questions(
    place: str, assistant: Assistant, questions: Sequence[str], on_progress: Callable[[], None] = lambda: None
) -> Iterator[Tried]:
    """Ask questions in turn, and keep what fell. Raises what `Assistant.ask` raises."""
    for question in questions:
        with TemporaryDirectory() as folder:
            trace = Path(folder) / "trace.jsonl"
            answer = assistant.ask(question, trace=trace)
            yield Tried(place, question, answer, tuple(_fallen(trace)))
        on_progress()


def title_questions(titles: Sequence[str], most: int) -> list[str]:
    """Questions on articles by their titles, spread evenly over them, where nobody has written any."""
    named = [title for title in titles if title.strip()]
    step = max(1, len(named) // most)
    return [f"What do the articles say about this: {' '.join(title.split())}?" for title in named[::step][:most]]


def _fallen(trace: Path) -> Iterator[Fallen]:
    """What a trace holds of sentences that are not shown; an answer without a model leaves none."""
    lines = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
    for entry in (json.loads(line) for line in lines if line):
        if "not_shown" in entry:
            yield Fallen(entry["not_shown"], entry["why"], entry["reason"])


def _exam(exam: ExamResult) -> Iterator[str]:
    yield from (f"# Trial of {plain(exam.model or 'a model without a name')}", "", "## The exam", "")
    yield from (f"The model {exam.summary}.", "", "| kind | right | of |", "|---|---|---|")
    yield from (f"| {kind.replace('_', ' ')} | {right} | {put} |" for kind, (right, put) in sorted(exam.kinds.items()))
    cost = f", ${exam.usage.cost:.4f}" if exam.usage.cost is not None else ""
    yield from ("", f"{exam.usage.requests} requests{cost}.", "")


def _figures(tried: Sequence[Tried]) -> Iterator[str]:
    """What came of the questions together."""
    answers = [each.answer for each in tried]
    written = sum(statement.kind == "written" for answer in answers for statement in answer.statements)
    falls = Counter(fallen.why for each in tried for fallen in each.fallen)
    seconds = sorted(answer.timings.get("total", 0.0) for answer in answers)
    firsts = sorted(answer.timings["first_statement"] for answer in answers if "first_statement" in answer.timings)
    costs = [float(cost[1:]) for answer in answers if (cost := price(answer))]
    yield from ("## The questions", "", "| | |", "|---|---|", f"| questions | {len(tried)} |")
    yield f"| answered by the model | {sum(any(s.kind == 'written' for s in a.statements) for a in answers)} |"
    yield f"| answered in the sources' words | {sum(a.written_by == 'quotes' and bool(a.quotes) for a in answers)} |"
    yield f"| not found | {sum(answer.status == 'not_found' for answer in answers)} |"
    yield f"| sentences shown | {written} |"
    yield f"| sentences fallen | {falls.total()} ({', '.join(f'{n} {why}' for why, n in falls.most_common())}) |"
    yield f"| seconds, median and longest | {seconds[len(seconds) // 2]:.1f}, {seconds[-1]:.1f} |"
    if firsts:
        yield f"| seconds to the first sentence, once found, median | {firsts[len(firsts) // 2]:.1f} |"
    yield from ([f"| cost | ${sum(costs):.4f} |", ""] if costs else ["| cost | not known |", ""])


def _question(tried: Tried) -> Iterator[str]:
    yield from (f"### {plain(tried.question)}", "", f"*{plain(tried.place)}*", "", plain(tried.answer.text), "")
    yield from ([f"Nothing found on: {plain('; '.join(tried.answer.missing))}.", ""] if tried.answer.missing else [])
    yield from (f"> \\[{quote.number}\\] {plain(quote.text)}" for quote in tried.answer.quotes)
    yield ""
    for fallen in tried.fallen:
        yield f"- NOT SHOWN, {plain(fallen.why)}: {plain(fallen.text)} — {plain(fallen.reason)}"
    yield from (f"- {plain(notice)}" for notice in tried.answer.notices)
    yield from ("", plain(staff(tried.answer)), "")

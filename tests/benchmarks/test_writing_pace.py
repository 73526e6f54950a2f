"""When a reader sees what a model writes: `make bench`, or `python tests/benchmarks/test_writing_pace.py`.

A server of known speed writes five sentences within 3 s, and judges one in half a second. The first is to stand
at most one judge's time after it was written, the whole at most one after the writer's end.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

if __name__ == "__main__":
    root = Path(__file__).parents[2]
    sys.path[:0] = [str(root), str(root / "tests" / "support")]

from bridge_story import SENTENCES as ALL
from bridge_story import asking, events_of, model_at
from faulty_server import Exchange, FaultyServer, plays, reply, says, verdict, waits

from assistant.answers import Said
from assistant.cancellation import Stop
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.verification.judge.llm_judge import LLMJudge

WRITING, JUDGING = 3.0, 0.5
SENTENCES = ALL[:5]  # the last one's quote is too short for a model to cite
ROUNDS = 5


@dataclass(frozen=True)
class Pace:
    """Seconds from the beginning: when the first sentence and all had been written, and when they were shown."""

    first_written: float
    first_shown: float
    all_written: float
    all_shown: float

    @property
    def after_the_first(self) -> float:
        return self.first_shown - self.first_written

    @property
    def after_the_last(self) -> float:
        return self.all_shown - self.all_written


def measure() -> Pace:
    """One answer of a writer and a judge of known speed."""
    triples = [(each.citations[0].passage, each.citations[0].words, each.text) for each in SENTENCES]
    text = reply(*triples)
    ends = [text.index(json.dumps(each.text)) + len(json.dumps(each.text)) + 1 for each in SENTENCES]
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    written: list[float] = []

    def write(exchange: Exchange) -> None:
        exchange.head()
        for piece in pieces:
            time.sleep(WRITING / len(SENTENCES) if len(written) < len(SENTENCES) else 0)
            exchange.chunk(piece)
            written.append(time.perf_counter())
        exchange.chunk(None, "stop")
        exchange.write("data: [DONE]\n\n")

    with FaultyServer(plays(write, waits(JUDGING, says(verdict(), piece=400)))) as server:
        model, began, shown = model_at(server.url), time.perf_counter(), []
        events = events_of(LLMWriter(model), asking(), LLMJudge(model), 60, Stop())
        for event in events:
            assert isinstance(event, Said) and event.statement.kind == "written"
            shown.append(time.perf_counter())
    assert len(shown) == len(SENTENCES)
    return Pace(written[0] - began, shown[0] - began, written[-1] - began, shown[-1] - began)


def report() -> dict[str, object]:
    """The median round by each figure; the first round, which loads the client, is left out."""
    measure()
    rounds = [measure() for _ in range(ROUNDS)]

    def median(figure: str) -> float:
        return round(sorted(getattr(each, figure) for each in rounds)[ROUNDS // 2], 2)

    names = [*asdict(rounds[0]), "after_the_first", "after_the_last"]
    return {"writer, s": WRITING, "judge, s": JUDGING, **{f"{name}, s": median(name) for name in names}}


@pytest.mark.benchmark_suite
def test_sentences_stand_a_judges_time_after_they_were_written(capsys: pytest.CaptureFixture[str]) -> None:
    row = report()
    with capsys.disabled():
        sys.stdout.write(json.dumps(row, indent=1) + "\n")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(report(), indent=1) + "\n")

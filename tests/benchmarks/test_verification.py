"""What a check costs: of the statements of an answer, and beside spaCy parsing a statement and its sentence.

`make bench`. Time is the process's own, so that what else runs does not count, and the model is loaded before. The
first statement of an answer is checked in passages of some 160 words that have not been seen before.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from rewordings import answers  # noqa: E402
from test_verification_grammar import ACCEPTED, REJECTED  # noqa: E402

from assistant.articles import Article, Passage  # noqa: E402
from assistant.drafts import Citation, Draft  # noqa: E402
from assistant.verification import verify  # noqa: E402
from assistant.verification.grammar import parser, reading  # noqa: E402

pytestmark = pytest.mark.benchmark_suite

AROUND = (ROOT / "seeds" / "world-cup-unexplained-deaths.md").read_text().partition("\n\n")[2]


def passage(number: int, quote: str) -> Passage:
    """A quote between two paragraphs of a real article."""
    paragraphs = AROUND.split("\n\n")
    before, behind = (" ".join(paragraphs[(number + i) % len(paragraphs)].split()[:65]) for i in (0, 1))
    text = f"{before}\n{quote}\n{behind}"
    return Passage(1, Article(f"{number}", text, published=date(2022, 3, 3)), 0, len(text))


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def test_verification(capsys: pytest.CaptureFixture[str]) -> None:
    """A check costs at most twice what parsing its two sentences alone does."""
    pairs = dict.fromkeys(pair for table in (ACCEPTED, REJECTED) for pairs in table.values() for pair in pairs)
    parse = parser.load()
    verify(Draft("The dam was safe in May.", (Citation(1, "The dam was safe."),)), [passage(0, "The dam was safe.")])
    checking, parsing = [], []
    for number, (statement, quote) in enumerate(pairs):
        draft, read = Draft(statement, (Citation(1, quote),)), [passage(number, quote)]
        parsing.append(taken(lambda texts=(statement, quote): [parse(text) for text in texts]))  # type: ignore[misc]
        checking.append(taken(lambda draft=draft, read=read: verify(draft, read)))  # type: ignore[misc]
    with capsys.disabled():
        for name, row in (("checking a statement", checking), ("parsing its two sentences", parsing)):
            show(name, row)
    assert statistics.median(checking) <= 2 * statistics.median(parsing)


def test_the_statements_of_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """The first of an answer, the next over the same passages, and those for which sentences are parsed."""
    parser.parse(["The dam was safe."], str)
    first: list[float] = []
    later: list[float] = []
    parsed: list[float] = []
    for passages, drafts in answers(80):
        forget()
        for draft in drafts:
            known = len(reading._known)
            row = later if draft is not drafts[0] else first
            row.append(taken(lambda draft=draft, passages=passages: verify(draft, passages)))  # type: ignore[misc]
            if len(reading._known) > known:
                parsed.append(row[-1])
    with capsys.disabled():
        for name, row in (("the first statement", first), ("a next one", later), ("one that is parsed", parsed)):
            show(name, row)
    assert len(parsed) > len(first + later) / 4


def show(name: str, row: list[float]) -> None:
    """Print the median and the 95th percentile of milliseconds."""
    middle, late = statistics.median(row), statistics.quantiles(row, n=20)[-1]
    sys.stdout.write(f"{name}: {middle:.1f} ms (median), {late:.1f} ms (95%), of {len(row)}\n")


def forget() -> None:
    """Empty what verification remembers of texts, as before the first answer."""
    reading._known.clear()
    remembering = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    for cache in remembering:
        of_texts = cache.cache_parameters()["maxsize"] in range(1, 513)  # more are remembered of words
        if of_texts and str(cache.__module__).startswith("assistant.verification"):
            cache.cache_clear()

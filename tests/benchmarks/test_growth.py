"""How the archive grows: `make bench`, or `python tests/benchmarks/test_growth.py 100000 --folder DIR`.

Synthetic articles of ten passages with words drawn as in prose (Zipf), and vectors of 384 dimensions around 1 centre
for each 50 passages. Recall is measured against exact search over all vectors, for questions that lie near a passage.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from corpus import DIMENSION, PASSAGES, Corpus

from assistant.archive import Archive, Snapshot
from assistant.archive.vector_index.nearest_neighbours import Nearest
from assistant.archive.vector_index.publishing import batches
from assistant.inference import Vectors
from assistant.search_scope import Filters

QUESTIONS = 200
FINGERPRINT = "growth"


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action took."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def quantiles(seconds: list[float]) -> str:
    """Milliseconds at the median and at the 95th percentile."""
    return "/".join(f"{1000 * value:.1f}" for value in np.quantile(seconds, [0.5, 0.95]))


def opened(path: Path, *, create: bool = False) -> Archive:
    return Archive.open(path, embedder=FINGERPRINT, dimension=DIMENSION, create=create, exact=0)


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def built(path: Path, corpus: Corpus) -> dict[str, object]:
    """Store and publish so many passages."""
    row: dict[str, object] = {}
    with opened(path, create=True) as archive, archive.writer() as writer:
        started = time.perf_counter()
        for article, spans, vectors in corpus.articles(corpus.size // PASSAGES):
            writer.put(article, spans, vectors)
        row["stored, passages/s"] = round(corpus.size / (time.perf_counter() - started))
        began = time.process_time()
        row["published, s"] = round(timed(lambda: writer.publish(force=True)), 1)
        row["published, CPU s"] = round(time.process_time() - began, 1)
    return row


def measure(path: Path, passages: int) -> dict[str, object]:
    """Build an archive of so many passages, unless it is there, and time what people wait for."""
    corpus, row = Corpus(passages), {"passages": passages}
    row |= built(path, corpus) if not Archive.is_at(path) else {}
    row["disk, MB"] = round(size(path) / 1e6)
    row["of it vector index, MB"] = round(size(path / "generations") / 1e6)
    import chromadb  # noqa: F401 - its import is not the archive's

    started = time.perf_counter()
    archive = opened(path)
    row["opened, s"] = round(time.perf_counter() - started, 3)
    with archive, archive.snapshot() as snapshot:
        first = corpus.near(snapshot.vectors([passages]))[0]
        row["first search, s"] = round(timed(lambda: snapshot.nearest(first)), 2)
        sample = np.random.default_rng(1).integers(PASSAGES + 1, passages, size=QUESTIONS)  # `changed` replaces others
        questions = corpus.near(snapshot.vectors(sample.tolist()))
        answers: list[set[int]] = []
        row["nearest 10, ms p50/p95"] = quantiles(
            [timed(lambda q=q: answers.append({id for id, _ in snapshot.nearest(q, limit=10)})) for q in questions]
        )
        found = truth(snapshot, questions)
        row["recall@10"] = round(sum(len(a & b) for a, b in zip(answers, found, strict=True)) / (10 * QUESTIONS), 4)
        some = questions[: 5 if passages > 100_000 else 50]
        row["exactly, ms p50/p95"] = quantiles([timed(lambda q=q: exactly(snapshot, q)) for q in some])
        assert not snapshot.notices, snapshot.notices
        month = Filters(since=date(2020, 3, 1), until=date(2020, 3, 30))
        paper = Filters(publishers=("paper 7", "Paper 8", "paper 9", "paper 10"))
        for name, filters in (("30 days, ms p50/p95", month), ("4 of 40 publishers, ms p50/p95", paper)):
            row[name] = quantiles([timed(lambda q=q, f=filters: snapshot.nearest(q, 10, f)) for q in questions[:50]])
        terms = [corpus._vocabulary[np.random.default_rng(n).integers(5, 3000, size=5)].tolist() for n in range(50)]
        row["full text of 5 terms, ms p50/p95"] = quantiles([timed(lambda t=t: snapshot.full_text(t)) for t in terms])
    row["one changed article findable, s"] = round(changed(path, corpus), 2)
    row["status, s"] = round(timed(lambda: check(path)), 2)
    row["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return row


def truth(snapshot: Snapshot, questions: Vectors) -> list[set[int]]:
    """The ten passages nearest to each question, by reading every vector once."""
    best = np.full((len(questions), 10), -1.0, dtype=np.float32)
    ids = np.zeros((len(questions), 10), dtype=np.int64)
    for some, rows in batches(snapshot._connection, sys.maxsize, DIMENSION):
        scores = np.hstack([best, questions @ rows.T])
        candidates = np.hstack([ids, np.tile(some, (len(questions), 1))])
        head = np.argpartition(scores, -10, axis=1)[:, -10:]
        best, ids = np.take_along_axis(scores, head, axis=1), np.take_along_axis(candidates, head, axis=1)
    return [set(row.tolist()) for row in ids]


def exactly(snapshot: Snapshot, question: Vectors) -> list[tuple[int, float]]:
    """Exact search, which the archive falls back on."""
    census = snapshot._memory.census(snapshot._connection, snapshot._state)
    nearest = Nearest(snapshot._connection, snapshot._state, census, snapshot._memory.cache, snapshot._shelf)
    return nearest.exact(question, 10, Filters())


def changed(path: Path, corpus: Corpus) -> float:
    """Seconds from the moment that one article is stored anew until an archive that was open finds it."""
    with opened(path) as reader, opened(path) as archive:
        with reader.snapshot() as snapshot:
            snapshot.nearest(corpus.near(corpus._centres[:1])[0])
        ((article, spans, vectors),) = corpus.articles(1)
        started = time.perf_counter()
        with archive.writer() as writer:
            writer.put(article, spans, vectors)
            with reader.snapshot() as snapshot:
                (best, *_) = snapshot.nearest(vectors[0], limit=1)
                assert snapshot.passages([best[0]])[best[0]].article.id == article.id
            return time.perf_counter() - started


def check(path: Path) -> None:
    with opened(path) as archive:
        assert archive.status().healthy


@pytest.mark.benchmark_suite
@pytest.mark.parametrize("passages", [10_000, 100_000, 1_000_000])
def test_growth(tmp_path: Path, passages: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A fresh process a size, so that each tells its own peak of memory."""
    program = [sys.executable, __file__, str(passages), "--folder", tmp_path]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with capsys.disabled():
        sys.stdout.write(done.stdout)
    row = json.loads(done.stdout)
    shutil.rmtree(tmp_path / str(passages))
    assert row["recall@10"] >= 0.98
    assert row["one changed article findable, s"] < 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=int)
    parser.add_argument("--folder", type=Path, required=True, help="where the archive is made and left, or lies")
    arguments = parser.parse_args()
    sys.stdout.write(
        json.dumps(measure(arguments.folder / str(arguments.passages), arguments.passages), indent=1) + "\n"
    )


if __name__ == "__main__":
    main()

"""A run of indexing: its report and progress, and what it leaves if it is stopped or fails."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from counting_embedder import CountingEmbedder
from editors_desk import PROSE, Desk, counts, desk

from assistant.errors import ArchiveLocked, IndexingError
from assistant.inference import Vectors
from ingest import Change, IndexReport, Interrupted, Progress

__all__ = ["desk"]


def test_the_archive_keeps_what_the_last_run_did(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    desk.write("b.json", "{")
    report = desk.index()
    with desk.archive.snapshot() as snapshot:
        kept = snapshot.last_run()
    assert kept is not None
    assert "finished" in kept
    said = {**report.to_dict(), "changes": [], "notices": []}  # which may be as long as the archive
    assert {name: kept[name] for name in said} == said


def test_a_run_in_which_nothing_changed_does_without_what_is_slow_to_import(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE.format("Aford"))
    program = (
        "import sys, ingest; ingest.index([sys.argv[1]], archive=sys.argv[2]);"
        "sys.exit(' '.join({'numpy', 'onnxruntime', 'tokenizers', 'chromadb', 'rich'} & set(sys.modules)))"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "a.txt"), str(tmp_path / "archive")]
    first, second = (
        subprocess.run(arguments, capture_output=True, text=True, timeout=240, check=False).stderr for _ in range(2)
    )
    assert "numpy" in first and "onnxruntime" in first
    assert second.strip() == ""


def test_an_interruption_keeps_what_is_done_and_goes_on_from_there(tmp_path: Path) -> None:
    def stop_halfway(progress: Progress) -> None:
        if progress.embedded > 300:
            raise KeyboardInterrupt

    desk = Desk(tmp_path)
    for n in range(60):
        desk.write(f"{n:02}.txt", "".join(PROSE.format(f"Town{n}-{part}") for part in range(100)))
    with pytest.raises(Interrupted) as stopped:
        desk.index(on_progress=stop_halfway)
    done = stopped.value.report.added
    assert 0 < done < 60
    assert len(desk.articles()) == done
    report = desk.index()
    assert counts(report) == (60 - done, 0, done, 0, 0)
    assert len(desk.embedder.texts) == len(set(desk.embedder.texts)) > 600
    desk.archive.close()


def test_an_interruption_is_told_though_the_embedder_fails_meanwhile(tmp_path: Path) -> None:
    class Away(CountingEmbedder):
        def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]
            if any("Town40" in text for text in texts):
                raise RuntimeError("the server is away")
            return super().embed(texts)

    def stop(progress: Progress) -> None:
        if progress.embedded:
            raise KeyboardInterrupt

    desk = Desk(tmp_path, Away())
    with pytest.raises(Interrupted) as stopped:
        desk.index(documents=({"id": f"n{n}", "text": PROSE.format(f"Town{n}")} for n in range(200)), on_progress=stop)
    assert 0 < stopped.value.report.added == len(desk.articles()) < 200
    desk.archive.close()


def test_passages_are_embedded_while_the_next_articles_are_read(tmp_path: Path) -> None:
    read_on = threading.Event()

    def documents() -> Iterator[dict[str, str]]:
        for n in range(100):
            if n == 60:
                read_on.set()
            yield {"id": f"n{n}", "text": PROSE.format(f"Town{n}")}

    def wait_for_the_reader(_batch: int) -> None:
        assert read_on.wait(60), "nothing is read meanwhile"

    desk = Desk(tmp_path, CountingEmbedder(before=wait_for_the_reader))
    assert desk.index(documents=documents()).added == 100
    desk.archive.close()


def test_a_failing_embedder_stores_no_half_article(tmp_path: Path) -> None:
    class Broken(CountingEmbedder):
        spoil = True

        def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]
            vectors = super().embed(texts)
            if self.spoil and len(self.history) > 1:
                vectors[0, 0] = np.nan
            return vectors

    desk = Desk(tmp_path, Broken())
    for n in range(60):
        desk.write(f"{n:02}.txt", "".join(PROSE.format(f"Town{n}-{part}") for part in range(100)))
    with pytest.raises(IndexingError, match="cannot be used"):
        desk.index()
    kept = len(desk.articles())
    assert 0 < kept < 60
    Broken.spoil = False
    assert counts(desk.index()) == (60 - kept, 0, kept, 0, 0)
    desk.archive.close()


@pytest.mark.parametrize("shape", [(0, 32), (1, 31), (1,)])
def test_vectors_of_a_wrong_shape_stop_the_run(tmp_path: Path, shape: tuple[int, ...]) -> None:
    class Wrong(CountingEmbedder):
        def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]
            return np.ones(shape, np.float32)

    desk = Desk(tmp_path, Wrong())
    desk.write("a.txt", PROSE.format("Aford"))
    with pytest.raises(IndexingError):
        desk.index()
    assert desk.articles() == {}
    desk.archive.close()


def test_progress_grows_and_ends_complete(desk: Desk) -> None:
    for n in range(30):
        desk.write(f"{n:02}.txt", PROSE.format(f"Town{n}"))
    desk.rows("wire.jsonl", *({"id": f"n{n}", "text": PROSE.format(f"Ville{n}")} for n in range(20)))
    seen: list[Progress] = []
    desk.index(on_progress=seen.append)
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert all(0 <= progress.done <= progress.total for progress in seen)
    assert {"reading", "embedding", "publishing"} == {progress.stage for progress in seen}
    assert (seen[-1].done, seen[-1].total, seen[-1].embedded) == (50, 50, 50)
    assert seen[-1].seconds_left in (None, 0.0)


def test_a_second_writer_is_told_who_writes(desk: Desk, tmp_path: Path) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    with desk.archive.writer(), pytest.raises(ArchiveLocked):
        desk.index()


def test_a_readers_snapshot_stays_as_it_was(desk: Desk) -> None:
    path = desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    with desk.archive.snapshot() as before:
        path.write_text(PROSE.format("Beham"))
        desk.index()
        assert "Aford" in before.article(str(path)).text
    assert "Beham" in desk.articles()[str(path)].text


def test_the_report_serialises_as_designed(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    desk.write("b.json", "{")
    desk.write("c.txt", "  \n")
    report = desk.index(desk.news, desk.news / "nowhere")
    value = json.loads(json.dumps(report.to_dict()))
    assert list(value) == [
        "added", "updated", "unchanged", "removed", "copies", "vanished", "changes", "skipped", "failed", "passages",
        "embedded", "seconds", "duplicates", "notices",
    ]  # fmt: skip
    assert value["changes"] == [
        {"id": str(desk.news / "a.txt"), "location": str(desk.news / "a.txt"), "change": "added"}
    ]
    assert value["skipped"] == [{"location": str(desk.news / "c.txt"), "reason": "empty"}]
    assert {problem["location"] for problem in value["failed"]} == {
        str(desk.news / "nowhere"),
        str(desk.news / "b.json"),
    }
    assert report.exit_status == 1


ADDED = Change("a", "a.txt", "added")


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (IndexReport(), 0),
        (IndexReport(changes=(ADDED,)), 0),
        (IndexReport(unchanged=1, skipped=(None,)), 0),  # type: ignore[arg-type]
        (IndexReport(changes=(ADDED,), failed=(None,)), 1),  # type: ignore[arg-type]
        (IndexReport(failed=(None,)), 2),  # type: ignore[arg-type]
        (IndexReport(skipped=(None,)), 2),  # type: ignore[arg-type]
    ],
)
def test_the_exit_status_says_how_it_went(report: IndexReport, status: int) -> None:
    assert report.exit_status == status

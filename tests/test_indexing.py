"""Indexing: only what changed costs, and every article ends up as the words of the design say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from counting_embedder import CountingEmbedder

from assistant.archive import Archive
from assistant.articles import Article
from assistant.errors import ArchiveLocked, IndexingError, UsageError
from assistant.inference import Vectors
from ingest import Indexer, IndexReport, Interrupted, Progress

PROSE = "The council of {0} met on Monday. It voted for the new bridge over the river {0}. Nobody spoke against it. "


class Desk:
    """An archive, a folder of news, and an editor who indexes it."""

    def __init__(self, folder: Path, embedder: CountingEmbedder | None = None) -> None:
        self.news = folder / "news"
        self.news.mkdir(exist_ok=True)
        self.embedder = embedder or CountingEmbedder()
        self.archive = Archive.open(
            folder / "archive", embedder=self.embedder.fingerprint, dimension=self.embedder.dimension, create=True
        )

    def index(self, *paths: Path, **options: object) -> IndexReport:
        return Indexer(self.archive, self.embedder).run(paths or (self.news,), **options)  # type: ignore[arg-type]

    def write(self, name: str, text: str) -> Path:
        path = self.news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, name: str, *rows: dict[str, object]) -> Path:
        return self.write(name, "".join(json.dumps(row) + "\n" for row in rows))

    def articles(self) -> dict[str, Article]:
        with self.archive.snapshot() as snapshot:
            return {listing.id: snapshot.article(listing.id) for listing in snapshot.articles()}

    def passages(self) -> list[str]:
        with self.archive.snapshot() as snapshot:
            ids = [id for id, _ in snapshot.nearest(self.embedder.embed_query("the"), limit=10_000)]
            return sorted(passage.text for passage in snapshot.passages(ids).values())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.archive.close()


def counts(report: IndexReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed, report.copies


def test_an_unchanged_run_embeds_and_writes_nothing(desk: Desk) -> None:
    for town in ("Aford", "Beham", "Cester"):
        desk.write(f"{town}.txt", PROSE.format(town))
    desk.rows("wire.jsonl", *({"id": f"wire-{n}", "text": PROSE.format(f"Town{n}")} for n in range(5)))
    first = desk.index()
    assert counts(first) == (8, 0, 0, 0, 0)
    assert first.passages == first.embedded == len(desk.embedder.texts) == 8
    with desk.archive.snapshot() as snapshot:
        state = snapshot.articles()
    second = desk.index()
    assert counts(second) == (0, 0, 8, 0, 0)
    assert second.passages == second.embedded == 0
    assert len(desk.embedder.texts) == 8
    with desk.archive.snapshot() as snapshot:
        assert snapshot.articles() == state  # with the moments of indexing


def test_an_edited_article_is_a_new_version_and_keeps_the_vectors_of_what_stayed(desk: Desk) -> None:
    paragraphs = [(PROSE.format(f"Town{n}") * 5).strip() for n in range(12)]
    path = desk.write("long.txt", "\n\n".join(paragraphs))
    first = desk.index()
    assert first.embedded > 5
    edited = [*paragraphs[:-1], "An entirely different end. " * 10]
    path.write_text("\n\n".join(edited))
    second = desk.index()
    assert counts(second) == (0, 1, 0, 0, 0)
    assert second.passages > 5
    assert 0 < second.embedded <= 3
    (article,) = desk.articles().values()
    assert article.version == 2
    assert "entirely different" in article.text
    assert not any(paragraphs[-1][:60] in passage for passage in desk.passages())
    with desk.archive.snapshot() as snapshot:
        assert paragraphs[-1] in snapshot.article(article.id, version=1).text


def test_changed_metadata_alone_is_an_update(desk: Desk) -> None:
    row = {"id": "a", "text": PROSE.format("Aford"), "title": "Bridge", "source": "Courier", "author": "Ann"}
    desk.rows("wire.jsonl", row)
    desk.index()
    desk.rows("wire.jsonl", row | {"author": "Ann Smith"})
    report = desk.index()
    assert counts(report) == (0, 1, 0, 0, 0)
    assert report.embedded == 0  # an author stands in no heading
    assert desk.articles()["a"].author == "Ann Smith"
    desk.rows("wire.jsonl", row | {"title": "The bridge"})
    assert desk.index().embedded == 1


def test_identity_is_the_id_else_the_url_else_the_path(desk: Desk) -> None:
    desk.rows(
        "wire.jsonl",
        {"id": "given", "url": "https://news.example/1", "text": PROSE.format("Aford")},
        {"url": "HTTPS://user:secret@News.Example:443/2#top", "text": PROSE.format("Beham")},
        {"text": PROSE.format("Cester")},
    )
    plain = desk.write("plain.txt", PROSE.format("Dover"))
    desk.index()
    ids = set(desk.articles())
    assert {"given", "https://news.example/2", str(plain)} < ids
    (rest,) = ids - {"given", "https://news.example/2", str(plain)}
    assert rest.startswith(str(desk.news / "wire.jsonl") + "#")


def test_the_same_url_with_another_text_is_an_update(desk: Desk) -> None:
    desk.rows("monday.jsonl", {"url": "https://news.example/1", "text": PROSE.format("Aford")})
    desk.index()
    desk.rows("monday.jsonl", {"url": "https://news.example/1", "text": PROSE.format("Beham")})
    assert counts(desk.index()) == (0, 1, 0, 0, 0)
    assert all("Aford" not in passage for passage in desk.passages())


def test_equal_text_elsewhere_is_a_copy(desk: Desk) -> None:
    for n in range(50):
        desk.write(f"{n:02}.txt", PROSE.format("Aford"))
    assert counts(desk.index()) == (1, 0, 0, 0, 49)
    assert counts(desk.index()) == (0, 0, 1, 0, 49)
    assert len(desk.articles()) == 1
    assert len(desk.embedder.texts) == 1


def test_equal_text_under_another_title_and_day_is_another_article(desk: Desk) -> None:
    notice = "You agree to the processing of your data. Please tick here to object."
    desk.rows(
        "wire.jsonl",
        {"id": "1", "title": "Bridge opens", "date": "2022-01-27", "text": notice},
        {"id": "2", "title": "Mayor resigns", "date": "2022-02-01", "text": notice},
        {"id": "3", "title": "Mayor resigns at last", "date": "2022-02-01", "text": notice},
        {"id": "4", "title": "Bridge opens", "date": "2023-05-05", "text": notice},
    )
    report = desk.index()
    assert counts(report) == (2, 0, 0, 0, 2)
    assert set(desk.articles()) == {"1", "2"}
    assert [problem.reason for problem in report.notices] == [
        "has the same text as '1', but another title and day: it may be a notice"
    ]
    assert counts(desk.index()) == (0, 0, 2, 0, 2)


def test_the_archive_keeps_what_the_last_run_did(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    desk.write("b.json", "{")
    report = desk.index()
    with desk.archive.snapshot() as snapshot:
        kept = snapshot.last_run()
    assert kept is not None
    assert "finished" in kept
    assert {name: kept[name] for name in report.to_dict()} == report.to_dict()


def test_a_moved_file_keeps_its_version_and_costs_nothing(desk: Desk) -> None:
    old = desk.write("old.txt", PROSE.format("Aford"))
    desk.index()
    new = desk.news / "archive" / "new.txt"
    new.parent.mkdir()
    old.rename(new)
    report = desk.index()
    assert counts(report) == (0, 0, 1, 0, 0)
    assert report.embedded == 0
    assert list(desk.articles()) == [str(new)]
    assert counts(desk.index(prune=True)) == (0, 0, 1, 0, 0)


def test_a_copy_is_an_article_once_its_original_is_edited(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    copy = desk.write("b.txt", PROSE.format("Aford"))
    desk.index()
    desk.write("a.txt", PROSE.format("Beham"))
    assert counts(desk.index()) == (1, 1, 0, 0, 0)
    assert desk.articles()[str(copy)].text == PROSE.format("Aford").strip()


def test_a_copy_read_before_its_edited_original_is_not_lost(desk: Desk) -> None:
    original = desk.write("z.txt", PROSE.format("Aford"))
    desk.index()
    copy = desk.write("a.txt", PROSE.format("Aford"))
    original.write_text(PROSE.format("Beham"))
    assert counts(desk.index()) == (1, 1, 0, 0, 0)
    assert set(desk.articles()) == {str(original), str(copy)}
    assert counts(desk.index()) == (0, 0, 2, 0, 0)


def test_a_copy_takes_the_place_of_an_original_that_vanished(desk: Desk) -> None:
    original = desk.write("a.txt", PROSE.format("Aford"))
    copy = desk.write("b.txt", PROSE.format("Aford"))
    desk.index()
    original.unlink()
    assert counts(desk.index(prune=True)) == (0, 0, 1, 0, 0)
    assert list(desk.articles()) == [str(copy)]
    assert len(desk.embedder.texts) == 1


def test_of_two_texts_of_one_id_the_later_file_wins_and_stays(desk: Desk) -> None:
    older = desk.rows("z.jsonl", {"id": "1", "text": PROSE.format("Aford")})
    newer = desk.rows("a.jsonl", {"id": "1", "text": PROSE.format("Beham")})
    for first, second in ((older, newer), (newer, older)):
        os.utime(first, (1_000, 1_000))
        os.utime(second, (2_000, 2_000))
        desk.index()
        version = desk.articles()["1"].version
        assert desk.articles()["1"].text == json.loads(second.read_text())["text"].strip()
        embedded = len(desk.embedder.texts)
        for paths in ((desk.news,), (second,), (first,), (desk.news,)):
            report = desk.index(*paths)
            assert report.updated == report.added == 0
            if first in paths or desk.news in paths:
                assert [Path(problem.location).name for problem in report.skipped] == [f"{first.name}:1"]
                assert report.skipped[0].reason.startswith("older than the text of the same id in")
        assert desk.articles()["1"].version == version
        assert len(desk.embedder.texts) == embedded


def test_a_later_day_wins_over_a_later_file(desk: Desk) -> None:
    desk.rows("a.jsonl", {"id": "1", "date": "2022-02-02", "text": PROSE.format("Aford")})
    desk.rows("b.jsonl", {"id": "1", "date": "2022-01-01", "text": PROSE.format("Beham")})
    os.utime(desk.news / "a.jsonl", (1_000, 1_000))
    desk.index()
    assert "Aford" in desk.articles()["1"].text


def test_one_id_twice_in_a_file_keeps_the_first_and_the_archive_stays_still(desk: Desk) -> None:
    desk.rows("a.jsonl", {"id": "1", "text": PROSE.format("Aford")}, {"id": "1", "text": PROSE.format("Beham")})
    for _ in range(3):
        (problem,) = desk.index().skipped
        assert problem.location.endswith("a.jsonl:2")
        assert "unique" in problem.reason
        assert desk.articles()["1"].version == 1


def test_a_removed_article_stays_out_until_it_is_restored(desk: Desk) -> None:
    path = desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    with desk.archive.writer() as writer:
        writer.remove([str(path)])
    desk.write("copy.txt", PROSE.format("Aford"))
    path.write_text(PROSE.format("Aford") + "One more sentence.")
    report = desk.index()
    assert counts(report) == (0, 0, 0, 0, 0)
    assert {Path(problem.location).name for problem in report.skipped} == {"a.txt", "copy.txt"}
    assert all("removed" in problem.reason for problem in report.skipped)
    with desk.archive.writer() as writer:
        writer.restore([str(path)])
    assert counts(desk.index()) == (1, 1, 0, 0, 0)


def test_a_purged_article_does_not_come_back(desk: Desk) -> None:
    path = desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    with desk.archive.writer() as writer:
        writer.purge([str(path)])
    assert counts(desk.index()) == (0, 0, 0, 0, 0)
    assert desk.articles() == {}


def test_prune_removes_what_vanished_beneath_the_roots_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "far.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text(PROSE.format("Dover"))
    gone = desk.write("sub/gone.txt", PROSE.format("Aford"))
    kept = desk.write("sub/kept.txt", PROSE.format("Beham"))
    desk.rows("wire.jsonl", *({"id": f"{n}", "text": PROSE.format(f"Town{n}")} for n in range(3)))
    desk.index(desk.news, elsewhere)
    gone.unlink()
    elsewhere.unlink()
    desk.rows("wire.jsonl", {"id": "0", "text": PROSE.format("Town0")})
    assert counts(desk.index()) == (0, 0, 2, 0, 0)  # without --prune nothing goes
    assert len(desk.articles()) == 6
    assert counts(desk.index(prune=True)) == (0, 0, 2, 3, 0)
    assert set(desk.articles()) == {str(kept), "0", str(elsewhere)}


def test_what_was_pruned_comes_back_with_its_file(desk: Desk) -> None:
    desk.write("kept.txt", PROSE.format("Beham"))
    path = desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    path.unlink()
    desk.index(prune=True)
    desk.write("a.txt", PROSE.format("Aford"))
    report = desk.index(prune=True)
    assert report.skipped == ()
    assert str(path) in desk.articles()
    assert len(desk.embedder.texts) == 2


def test_an_empty_or_mistyped_root_removes_nothing(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    (desk.news / "a.txt").unlink()
    report = desk.index(prune=True)  # the root is empty: a disk that is not mounted
    assert report.removed == 0
    assert "nothing was removed" in report.skipped[-1].reason
    assert len(desk.articles()) == 1


def test_a_file_that_fails_is_not_pruned(desk: Desk) -> None:
    desk.write("ok.txt", PROSE.format("Beham"))
    path = desk.rows("wire.jsonl", {"id": "1", "text": PROSE.format("Aford")}, {"id": "2", "text": "Two is two."})
    desk.index()
    path.write_text('{"id": "1", "text": "One was one."}\n{"id": "2", "te')
    report = desk.index(prune=True)
    assert (report.updated, report.removed, len(report.failed)) == (1, 0, 1)
    assert set(desk.articles()) == {"1", "2", str(desk.news / "ok.txt")}


def test_flags_fill_gaps_and_stick_to_their_files(desk: Desk) -> None:
    path = desk.write("a.txt", PROSE.format("Aford"))
    desk.rows("b.jsonl", {"id": "b", "text": PROSE.format("Beham"), "publisher": "Own", "date": "2021-05-05"})
    desk.index(publisher="Courier", published="2022-01-27")
    article = desk.articles()[str(path)]
    assert (article.publisher, article.published) == ("Courier", date(2022, 1, 27))
    assert desk.articles()["b"].publisher == "Own"
    assert desk.articles()["b"].published == date(2021, 5, 5)
    assert counts(desk.index()) == (0, 0, 2, 0, 0)
    path.write_text(PROSE.format("Cester"))
    assert counts(desk.index()) == (0, 1, 1, 0, 0)
    assert desk.articles()[str(path)].publisher == "Courier"
    assert counts(desk.index(publisher="Herald")) == (0, 1, 1, 0, 0)
    assert desk.articles()[str(path)].publisher == "Herald"


@pytest.mark.parametrize("published", ["yesterday", "01/02/2022", "2022-02-30", "2999-01-01"])
def test_a_flag_that_is_no_day_is_refused_before_anything_is_read(desk: Desk, published: str) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    with pytest.raises(UsageError, match="published"):
        desk.index(published=published)
    assert desk.articles() == {}


def test_an_interruption_keeps_what_is_done_and_goes_on_from_there(tmp_path: Path) -> None:
    stops = [2]

    def stop_at_third(batch: int) -> None:
        if batch in stops:
            stops.clear()
            raise KeyboardInterrupt

    desk = Desk(tmp_path, CountingEmbedder(before=stop_at_third))
    for n in range(60):
        desk.write(f"{n:02}.txt", "".join(PROSE.format(f"Town{n}-{part}") for part in range(100)))
    with pytest.raises(Interrupted) as stopped:
        desk.index()
    done = stopped.value.report.added
    assert 0 < done < 60
    assert len(desk.articles()) == done
    report = desk.index()
    assert counts(report) == (60 - done, 0, done, 0, 0)
    assert len(desk.embedder.texts) == len(set(desk.embedder.texts)) > 600
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
    desk.rows("wire.jsonl", *({"id": f"{n}", "text": PROSE.format(f"Ville{n}")} for n in range(20)))
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
        "added", "updated", "unchanged", "removed", "copies", "vanished", "skipped", "failed", "passages", "embedded",
        "seconds", "duplicates",
    ]  # fmt: skip
    assert value["skipped"] == [{"location": str(desk.news / "c.txt"), "reason": "empty"}]
    assert {problem["location"] for problem in value["failed"]} == {
        str(desk.news / "nowhere"),
        str(desk.news / "b.json"),
    }
    assert report.exit_status == 1


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (IndexReport(), 0),
        (IndexReport(added=1), 0),
        (IndexReport(unchanged=1, skipped=(None,)), 0),  # type: ignore[arg-type]
        (IndexReport(added=1, failed=(None,)), 1),  # type: ignore[arg-type]
        (IndexReport(failed=(None,)), 2),  # type: ignore[arg-type]
        (IndexReport(skipped=(None,)), 2),  # type: ignore[arg-type]
    ],
)
def test_the_exit_status_says_how_it_went(report: IndexReport, status: int) -> None:
    assert report.exit_status == status

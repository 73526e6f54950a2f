"""Remembered sources, what a run reports of each article, dry runs, followed folders and corrections that stay."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from command_line import Pullquote, news, pullquote
from contract_schemas import INDEX, SHOW, SOURCES
from editors_desk import PROSE, Desk, counts, desk
from jsonschema import validate

from assistant.archive import Archive, Source
from assistant.errors import UsageError
from ingest import IndexReport, edit, forget, located, remember
from ingest.extraction import extractors
from ingest.indexing.following import follow

__all__ = ["desk", "news", "pullquote"]

ROOT = Path(__file__).parents[3]


def changes(report: IndexReport) -> set[tuple[str, str]]:
    return {(Path(change.location).name, change.change) for change in report.changes}


def test_the_report_names_what_became_of_each_article(desk: Desk) -> None:
    for name in ("a", "b", "c", "d"):
        desk.write(f"{name}.txt", PROSE.format(name))
    assert changes(desk.index()) == {(f"{name}.txt", "added") for name in "abcd"}
    desk.write("a.txt", PROSE.format("another"))
    (desk.news / "b.txt").rename(desk.news / "moved.txt")
    (desk.news / "c.txt").unlink()
    wanted = {("a.txt", "changed"), ("moved.txt", "moved")}
    assert changes(desk.index()) == wanted | {("c.txt", "vanished")}
    report = desk.index(prune=True)
    assert changes(report) == {("c.txt", "pruned")}
    validate(json.loads(json.dumps(report.to_dict())), INDEX)
    desk.write("c.txt", PROSE.format("c"))
    assert changes(desk.index()) == {("c.txt", "restored")}
    assert changes(desk.index()) == set()


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    kept = desk.write("a.txt", PROSE.format("a"))
    gone = desk.write("b.txt", PROSE.format("b"))
    desk.index()
    before = desk.articles()
    kept.write_text(PROSE.format("another"))
    gone.unlink()
    desk.write("c.txt", PROSE.format("c"))
    report = desk.index(dry_run=True, prune=True)
    assert changes(report) == {("a.txt", "changed"), ("b.txt", "pruned"), ("c.txt", "added")}
    assert desk.articles() == before
    assert len(desk.embedder.texts) == 2
    assert changes(desk.index(prune=True)) == changes(report)


def test_notices_are_reported_by_article(desk: Desk) -> None:
    desk.rows("wire.jsonl", {"id": "x", "text": PROSE.format("a"), "date": "soon"})
    (notice,) = desk.index().to_dict()["notices"]  # type: ignore[misc]
    assert notice == {
        "location": str(desk.news / "wire.jsonl:1"),
        "id": "x",
        "notice": "the date 'soon' cannot be read, so it counts as unknown",
    }


def test_an_unforeseen_error_fails_one_file_by_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> object:
        raise ZeroDivisionError("of all things")

    monkeypatch.setitem(extractors._READERS, "markdown", broken)  # no input is known that does it
    for name in ("a.txt", "b.md", "c.txt"):
        desk.write(name, PROSE.format(name))
    report = desk.index()
    assert report.added == 2
    (problem,) = report.failed
    assert Path(problem.location).name == "b.md"
    assert problem.reason == "cannot be read: unforeseen ZeroDivisionError (of all things)"


def test_sources_are_remembered_with_their_flags(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(PROSE.format("b"))
    desk.write("a.txt", PROSE.format("a"))
    remember(desk.archive, [str(desk.news)], "Courier")
    remember(desk.archive, [str(other)], "Post", date(2022, 1, 27))
    remember(desk.archive, [str(desk.news)], "Herald")
    with desk.archive.snapshot() as snapshot:
        sources = snapshot.sources()
    assert sources == [Source(str(desk.news), "Herald"), Source(str(other), "Post", date(2022, 1, 27))]
    report = Desk.index(desk, tmp_path / "nothing", sources=sources)
    assert report.added == 2
    found = {Path(id).name: article for id, article in desk.articles().items()}
    assert {name: article.publisher for name, article in found.items()} == {"a.txt": "Herald", "b.txt": "Post"}
    assert forget(desk.archive, [str(other)]) == [str(other)]
    with desk.archive.snapshot() as snapshot:
        assert [source.location for source in snapshot.sources()] == [str(desk.news)]
    assert len(desk.articles()) == 2


def test_a_source_that_is_not_there_is_refused_before_any_is_remembered(desk: Desk) -> None:
    with pytest.raises(UsageError, match="there is no file or folder"):
        remember(desk.archive, [str(desk.news), str(desk.news / "nowhere")])
    with pytest.raises(UsageError, match="not remembered"):
        forget(desk.archive, [str(desk.news)])
    with pytest.raises(UsageError, match="no address of http"):
        located("ftp://news.example/feed")
    assert located("HTTPS://me:secret@News.Example:443/feed#x") == "https://news.example/feed"
    with desk.archive.snapshot() as snapshot:
        assert snapshot.sources() == []


def test_a_folder_is_followed(desk: Desk) -> None:
    first = desk.write("a.txt", PROSE.format("a"))
    stop = threading.Event()
    batches = follow([str(desk.news)], stop)
    seen: set[str] = set()
    writer = threading.Thread(target=lambda: _keep_writing(desk, first, stop))
    writer.start()
    for changed in batches:
        seen |= {Path(path).name for path in changed}
        if {"a.txt", "b.md"} <= seen:
            stop.set()
    writer.join()
    assert seen == {"a.txt", "b.md"}


def _keep_writing(desk: Desk, first: Path, stop: threading.Event) -> None:
    """Change a folder until the change was seen, since nobody knows when its following begins."""
    number = 0
    while not stop.wait(0.1):
        number += 1
        first.write_text(PROSE.format(number))
        desk.write("b.md", PROSE.format(number))
        desk.write(".hidden.txt", "x")
        desk.write("picture.jpg", "x")


def test_a_correction_stays_when_its_file_is_indexed_again(desk: Desk) -> None:
    path = desk.write("a.txt", PROSE.format("a"))
    desk.index(publisher="Courier")
    id = str(path)
    edited = edit(desk.archive, desk.embedder, id, {"title": "The bridge", "published": "2022-01-27", "author": "Ann"})
    assert (edited.version, edited.title, edited.author, edited.publisher) == (2, "The bridge", "Ann", "Courier")
    assert counts(desk.index()) == (0, 0, 1, 0, 0)
    with desk.archive.writer() as writer:
        writer.mark_seen(id, "")  # as if its file had never been read
    assert counts(desk.index(publisher="Courier")) == (0, 0, 1, 0, 0)
    path.write_text(PROSE.format("another"))
    assert counts(desk.index()) == (0, 1, 0, 0, 0)
    path.rename(desk.news / "b.txt")
    assert changes(desk.index(publisher="Courier")) == {("b.txt", "moved")}
    (article,) = desk.articles().values()
    assert (article.title, article.published, article.author) == ("The bridge", date(2022, 1, 27), "Ann")
    emptied = edit(desk.archive, desk.embedder, article.id, {"author": "", "published": ""})
    assert (emptied.author, emptied.published, emptied.title) == (None, None, "The bridge")


@pytest.mark.parametrize(
    ("said", "reason"),
    [({}, "nothing"), ({"title": " "}, "title"), ({"published": "soon"}, "date"), ({"url": "x"}, "url")],
)
def test_a_correction_that_makes_no_sense_is_refused(desk: Desk, said: dict[str, str], reason: str) -> None:
    path = desk.write("a.txt", PROSE.format("a"))
    desk.index()
    with pytest.raises(UsageError, match=reason):
        edit(desk.archive, desk.embedder, str(path), said)
    assert desk.articles()[str(path)].version == 1


def test_the_command_remembers_lists_and_forgets(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    archive = ("--archive", str(archive_dir))
    assert pullquote("index", *archive).status == 2
    assert str(news) in pullquote("sources", "add", str(news), "--publisher", "Post", *archive).out
    listed = json.loads(pullquote("sources", "list", "--json", *archive).out)
    validate(listed, SOURCES)
    assert listed["sources"] == [{"location": str(news), "publisher": "Post", "published": None}]
    assert "would be: 1 added" in pullquote("index", "--dry-run", *archive).out
    assert f"added     {news / 'bridge.txt'}" in pullquote("index", *archive).out
    report = json.loads(pullquote("index", "--json", *archive).out)
    validate(report, INDEX)
    assert report["unchanged"] == 1
    shown = json.loads(pullquote("articles", "edit", str(news / "bridge.txt"), "--title", "X", "--json", *archive).out)
    validate(shown, SHOW)
    assert (shown["title"], shown["version"], shown["publisher"]) == ("X", 2, "Post")
    assert "forgotten" in pullquote("sources", "remove", str(news), *archive).out
    assert pullquote("index", *archive).status == 2
    assert pullquote("sources", *archive).out.startswith("no sources yet")


def test_a_dry_run_makes_no_archive(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    done = pullquote("index", str(news), "--dry-run", "--archive", str(archive_dir))
    assert (done.status, "would be: 1 added" in done.out) == (0, True)
    assert not archive_dir.exists()


def test_the_command_follows_a_folder_until_ctrl_c(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), *archive)
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "index", str(news), "--watch", *archive],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "1 unchanged" in process.stdout.readline()
        assert process.stderr.readline() == "following 1 place; Ctrl-C ends it\n"
        stop, lines = threading.Event(), []

        def write() -> None:  # until it is seen, since nobody knows when the following begins
            number = 0
            while not stop.wait(0.2):
                number += 1
                (news / "late.txt").write_text(PROSE.format(f"Late{number}"))

        writer = threading.Thread(target=write)
        writer.start()
        lines.append(process.stdout.readline())
        stop.set()
        writer.join()
        (news / "bridge.txt").unlink()
        while not lines[-1].startswith("vanished"):
            lines.append(process.stdout.readline())
            assert lines[-1], process.stderr.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert lines[0] == f"added     {news / 'late.txt'}\n"
        assert all(line.startswith(("changed ", "vanished ")) for line in lines[1:])
        assert "Traceback" not in process.stderr.read()
    listed = json.loads(pullquote("articles", "list", "--json", *archive).out)
    assert len(listed["articles"]) == 2


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "ftp://news.example/x", "file:///etc/passwd"])
def test_the_command_fetches_from_the_public_web_only(pullquote: Pullquote, archive_dir: Path, address: str) -> None:
    done = pullquote("index", address, "--archive", str(archive_dir))
    assert done.status == 2
    assert done.err.startswith(f"failed   {address}: ")


def test_an_archive_of_before_gets_the_tables_of_sources_when_it_is_opened(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("a"))
    desk.index()
    desk.archive.close()
    with closing(sqlite3.connect(desk.archive.path / "archive.db")) as connection:
        for table in ("sources", "corrections", "reprints", "sketches", "shingles", "alike"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    embedder = desk.embedder
    desk.archive = Archive.open(desk.archive.path, embedder=embedder.fingerprint, dimension=embedder.dimension)
    remember(desk.archive, [str(desk.news)])
    with desk.archive.snapshot() as snapshot:
        assert [source.location for source in snapshot.sources()] == [str(desk.news)]
    assert edit(desk.archive, embedder, str(desk.news / "a.txt"), {"title": "The bridge"}).version == 2

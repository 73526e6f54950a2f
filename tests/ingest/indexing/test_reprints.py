"""One text in several papers is stored once, and keeps who published it."""

from __future__ import annotations

import sqlite3

import pytest
from editors_desk import PROSE, Desk, counts, desk

from assistant.archive import Archive, Snapshot
from assistant.archive.database import schema
from assistant.search_scope import Filters

__all__ = ["desk"]

TEXT = PROSE.format("Arran") * 3
WIRE = {"id": "https://wire.example/1", "publisher": "Harbour Wire", "title": "Bridge", "text": TEXT}
POST = {"id": "https://post.example/1", "publisher": "The Post", "title": "Bridge voted", "text": TEXT}
STAR = {"id": "https://star.example/1", "publisher": "The Star", "title": "Bridge", "text": TEXT}
OTHER = {"id": "https://star.example/2", "publisher": "The Star", "title": "Else", "text": PROSE.format("Lorn") * 3}


def found_by(snapshot: Snapshot, publisher: str) -> list[str]:
    """The titles that a search confined to a publisher can find; lists and counts say the same."""
    filters = Filters(publishers=(publisher,))
    titles = [each.title for each in snapshot.articles(filters=filters)]
    ids = [id for id, _ in snapshot.full_text(["bridge"], filters=filters)]
    assert {passage.article.title for passage in snapshot.passages(ids).values()} == set(titles)
    assert titles == [each.title for each in snapshot.articles(publisher=publisher)]
    assert dict(snapshot.publishers()).get(publisher, 0) == len(titles) == snapshot.extent(filters).articles
    return titles


def test_a_copy_is_found_by_its_own_publisher_and_names_all(desk: Desk) -> None:
    desk.rows("wire.jsonl", WIRE)
    desk.rows("papers.jsonl", POST, STAR, OTHER)
    assert counts(desk.index()) == (2, 0, 0, 0, 2)
    with desk.archive.snapshot() as snapshot:
        stored = {each.publisher: snapshot.article(each.id) for each in snapshot.articles()}
        one = next(article for article in stored.values() if article.text == TEXT.strip())
        assert set(one.publishers) == {"Harbour Wire", "The Post", "The Star"}
        assert one.publishers[0] == one.publisher and one.reference()["also_published_by"] == [*one.publishers[1:]]
        assert found_by(snapshot, "Harbour Wire") == found_by(snapshot, "The Post") == [one.title]
        assert set(found_by(snapshot, "The Star")) == {one.title, "Else"}
        assert found_by(snapshot, "The Sun") == []
    assert desk.index().unchanged == 2
    assert set(desk.articles()[one.id].publishers) == {"Harbour Wire", "The Post", "The Star"}


def test_a_publisher_is_named_once_and_a_paper_s_own_copies_add_none(desk: Desk) -> None:
    again = {**POST, "id": "https://post.example/2", "publisher": "THE  POST"}
    unsigned = {**POST, "id": "https://nobody.example/1", "publisher": None}
    desk.rows("a.jsonl", POST, again, unsigned, STAR)
    desk.index()
    (article,) = desk.articles().values()
    assert article.publishers == ("The Post", "The Star")


def test_what_a_file_holds_no_longer_was_published_no_longer(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.rows("b.jsonl", POST, STAR)
    desk.index()
    desk.rows("b.jsonl", POST, OTHER)
    desk.index()
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire", "The Post")
    (desk.news / "b.jsonl").unlink()
    desk.index()
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire", "The Post")
    desk.index(prune=True)
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire",)


def test_a_copy_that_is_edited_becomes_an_article_of_its_own(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.rows("b.jsonl", POST)
    desk.index()
    desk.rows("b.jsonl", {**POST, "text": TEXT + "The Post adds a line. "})
    desk.index()
    assert {each.publishers for each in desk.articles().values()} == {("Harbour Wire",), ("The Post",)}


def test_an_original_that_is_edited_leaves_its_copies_their_publishers(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.rows("b.jsonl", POST, STAR)
    desk.index()
    desk.rows("a.jsonl", {**WIRE, "text": TEXT + "Corrected: nobody voted. "})
    desk.index()
    assert sorted(each.publishers for each in desk.articles().values()) == [("Harbour Wire",), ("The Post", "The Star")]
    with desk.archive.snapshot() as snapshot:
        assert snapshot.article(WIRE["id"], 1).publishers == ("Harbour Wire",)


def test_a_copy_takes_the_place_of_an_original_that_is_gone(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.rows("b.jsonl", POST)
    desk.index()
    (desk.news / "a.jsonl").unlink()
    desk.index(prune=True)
    desk.index()
    assert {id: each.publishers for id, each in desk.articles().items()} == {POST["id"]: ("The Post",)}


def test_a_rehearsal_keeps_nothing(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.index()
    desk.rows("b.jsonl", POST)
    assert desk.index(dry_run=True).copies == 1
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire",)


@pytest.mark.parametrize("purged", [True, False])
def test_an_article_that_goes_takes_its_publishers_along(desk: Desk, purged: bool) -> None:
    desk.rows("a.jsonl", WIRE, POST)
    desk.index()
    with desk.archive.writer() as writer:
        (writer.purge if purged else writer.remove)([WIRE["id"]])
    with desk.archive.snapshot() as snapshot:
        assert snapshot.publishers() == []
    assert (b"The Post" in (desk.archive.path / "archive.db").read_bytes()) is not purged


def test_an_archive_from_before_learns_the_publishers_at_the_next_run(desk: Desk) -> None:
    desk.rows("a.jsonl", WIRE)
    desk.rows("b.jsonl", POST)
    desk.rows("c.jsonl", OTHER)
    desk.index()
    desk.archive.close()
    database = desk.archive.path / "archive.db"
    with sqlite3.connect(database) as connection:
        for table in ("reprints", "sketches", "shingles", "alike"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    embedder = desk.embedder
    desk.archive = Archive.open(desk.archive.path, embedder=embedder.fingerprint, dimension=embedder.dimension)
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire",)
    embedded = len(embedder.texts)
    assert counts(desk.index()) == (0, 0, 2, 0, 1)
    assert len(embedder.texts) == embedded
    assert desk.articles()[WIRE["id"]].publishers == ("Harbour Wire", "The Post")
    assert sqlite3.connect(database).execute("PRAGMA user_version").fetchone() == (schema.VERSION,)

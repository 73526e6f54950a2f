"""Which article a text is: an update, a copy, a move, or another of the same id."""

from __future__ import annotations

import json
import os
from pathlib import Path

from editors_desk import PROSE, Desk, counts, desk

__all__ = ["desk"]


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
        {"id": "n1", "title": "Bridge opens", "date": "2022-01-27", "text": notice},
        {"id": "n2", "title": "Mayor resigns", "date": "2022-02-01", "text": notice},
        {"id": "n3", "title": "Mayor resigns at last", "date": "2022-02-01", "text": notice},
        {"id": "n4", "title": "Bridge opens", "date": "2023-05-05", "text": notice},
    )
    report = desk.index()
    assert counts(report) == (2, 0, 0, 0, 2)
    assert set(desk.articles()) == {"n1", "n2"}
    assert [problem.reason for problem in report.notices] == [
        "has the same text as 'n1', but another title and day: it may be a notice"
    ]
    assert counts(desk.index()) == (0, 0, 2, 0, 2)


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
    older = desk.rows("z.jsonl", {"id": "n1", "text": PROSE.format("Aford")})
    newer = desk.rows("a.jsonl", {"id": "n1", "text": PROSE.format("Beham")})
    for first, second in ((older, newer), (newer, older)):
        os.utime(first, (1_000, 1_000))
        os.utime(second, (2_000, 2_000))
        desk.index()
        version = desk.articles()["n1"].version
        assert desk.articles()["n1"].text == json.loads(second.read_text())["text"].strip()
        embedded = len(desk.embedder.texts)
        for paths in ((desk.news,), (second,), (first,), (desk.news,)):
            report = desk.index(*paths)
            assert report.updated == report.added == 0
            if first in paths or desk.news in paths:
                assert [Path(problem.location).name for problem in report.skipped] == [f"{first.name}:1"]
                assert report.skipped[0].reason.startswith("older than the text of the same id in")
        assert desk.articles()["n1"].version == version
        assert len(desk.embedder.texts) == embedded


def test_a_later_day_wins_over_a_later_file(desk: Desk) -> None:
    desk.rows("a.jsonl", {"id": "n1", "date": "2022-02-02", "text": PROSE.format("Aford")})
    desk.rows("b.jsonl", {"id": "n1", "date": "2022-01-01", "text": PROSE.format("Beham")})
    os.utime(desk.news / "a.jsonl", (1_000, 1_000))
    desk.index()
    assert "Aford" in desk.articles()["n1"].text


def test_one_id_twice_in_a_file_keeps_the_first_and_the_archive_stays_still(desk: Desk) -> None:
    desk.rows("a.jsonl", {"id": "n1", "text": PROSE.format("Aford")}, {"id": "n1", "text": PROSE.format("Beham")})
    for _ in range(3):
        (problem,) = desk.index().skipped
        assert problem.location.endswith("a.jsonl:2")
        assert "unique" in problem.reason
        assert desk.articles()["n1"].version == 1

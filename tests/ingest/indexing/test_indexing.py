"""Indexing: only what changed costs, what was removed stays out, and what vanished goes if it is to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk, counts, desk

from assistant.errors import UsageError

__all__ = ["desk"]


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
    desk.rows("wire.jsonl", *({"id": f"n{n}", "text": PROSE.format(f"Town{n}")} for n in range(3)))
    desk.index(desk.news, elsewhere)
    gone.unlink()
    elsewhere.unlink()
    desk.rows("wire.jsonl", {"id": "n0", "text": PROSE.format("Town0")})
    assert counts(desk.index()) == (0, 0, 2, 0, 0)  # without --prune nothing goes
    assert len(desk.articles()) == 6
    assert counts(desk.index(prune=True)) == (0, 0, 2, 3, 0)
    assert set(desk.articles()) == {str(kept), "n0", str(elsewhere)}


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
    assert "nothing from there was removed" in report.skipped[-1].reason
    assert len(desk.articles()) == 1


def test_a_file_that_fails_is_not_pruned(desk: Desk) -> None:
    desk.write("ok.txt", PROSE.format("Beham"))
    path = desk.rows("wire.jsonl", {"id": "n1", "text": PROSE.format("Aford")}, {"id": "n2", "text": "Two is two."})
    desk.index()
    path.write_text('{"id": "n1", "text": "One was one."}\n{"id": "n2", "te')
    report = desk.index(prune=True)
    assert (report.updated, report.removed, len(report.failed)) == (1, 0, 1)
    assert set(desk.articles()) == {"n1", "n2", str(desk.news / "ok.txt")}


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

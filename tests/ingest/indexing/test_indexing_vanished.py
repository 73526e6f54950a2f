"""What is no longer where it was: counted and said on every run, removed by --prune, and a path that is gone itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import Pullquote, news, pullquote
from editors_desk import PROSE, Desk, counts, desk

from ingest import IndexReport

__all__ = ["desk", "news", "pullquote"]


def failures(report: IndexReport) -> dict[str, str]:
    return {Path(problem.location).name: problem.reason for problem in report.failed}


def test_what_vanished_is_counted_until_it_is_pruned(desk: Desk) -> None:
    gone = desk.write("gone.txt", PROSE.format("Aford"))
    desk.write("kept.txt", PROSE.format("Beham"))
    desk.rows("wire.jsonl", *({"id": f"n{n}", "text": PROSE.format(f"Town{n}")} for n in range(3)))
    assert desk.index().vanished == 0
    gone.unlink()
    desk.rows("wire.jsonl", {"id": "n0", "text": PROSE.format("Town0")})
    assert desk.index(desk.news, desk.news / "wire.jsonl").vanished == 3  # each once, though two paths hold them
    assert len(desk.articles()) == 5
    report = desk.index(prune=True)
    assert (report.removed, report.vanished) == (3, 0)
    assert desk.index().vanished == 0


def test_an_original_whose_copy_is_there_has_not_vanished(desk: Desk) -> None:
    original = desk.write("a.txt", PROSE.format("Aford"))
    desk.write("b.txt", PROSE.format("Aford"))
    desk.index()
    original.unlink()
    assert desk.index().vanished == 0


def test_a_named_path_that_is_gone_says_what_stayed_and_is_pruned(desk: Desk) -> None:
    gone = desk.write("gone.txt", PROSE.format("Aford"))
    kept = desk.write("kept.txt", PROSE.format("Beham"))
    desk.index()
    gone.unlink()
    report = desk.index(gone)
    assert failures(report) == {"gone.txt": "no such file or folder; 1 article from there stayed (--prune removes)"}
    assert (report.vanished, report.exit_status) == (1, 2)
    report = desk.index(gone, prune=True)
    assert (counts(report), report.failed, report.exit_status) == ((0, 0, 0, 1, 0), (), 0)
    assert list(desk.articles()) == [str(kept)]


def test_a_named_folder_that_is_gone_keeps_what_was_in_it_until_the_folder_above_is_pruned(desk: Desk) -> None:
    for name in ("usb1/a.txt", "usb1/deep/b.txt", "usb2/c.txt"):
        desk.write(name, PROSE.format(name))
    desk.index()
    shutil.rmtree(desk.news / "usb1")
    for prune in (True, False):
        report = desk.index(desk.news / "usb1", prune=prune)
        assert (report.removed, report.vanished, report.exit_status) == (0, 0, 2)
        assert failures(report) == {
            "usb1": "this folder is gone, as if a disk were not mounted; 2 articles from there stayed"
            " (--prune of a folder above removes)"
        }
    assert desk.index(desk.news / "usb1", desk.news, prune=True).removed == 0
    assert desk.index(prune=True).removed == 2
    assert list(desk.articles()) == [str(desk.news / "usb2" / "c.txt")]


def test_an_emptied_folder_that_is_named_keeps_what_was_in_it_whatever_else_is_named(desk: Desk) -> None:
    for name in ("sub/a.txt", "b.txt", "c.txt"):
        desk.write(name, PROSE.format(name))
    desk.index()
    (desk.news / "sub" / "a.txt").unlink()
    (desk.news / "b.txt").unlink()
    assert desk.index(desk.news, desk.news / "sub").vanished == 1
    for roots in ((desk.news, desk.news / "sub"), (desk.news / "sub", desk.news)):
        report = desk.index(*roots, prune=True)
        assert [each.reason for each in report.skipped] == [
            "holds no article files now, so nothing from there was removed"
        ]
    assert set(desk.articles()) == {str(desk.news / "sub" / "a.txt"), str(desk.news / "c.txt")}


def test_a_link_that_leads_nowhere_removes_nothing(desk: Desk, tmp_path: Path) -> None:
    for name in ("disk/a.txt", "disk/b.txt", "beside.txt"):
        desk.write(name, PROSE.format(name))
    folder, file = tmp_path / "folder", tmp_path / "file.txt"
    folder.symlink_to(desk.news / "disk")
    file.symlink_to(desk.news / "beside.txt")
    desk.write("else.txt", PROSE.format("else"))
    desk.index()
    shutil.rmtree(desk.news / "disk")
    (desk.news / "beside.txt").unlink()
    report = desk.index(folder, file, prune=True)
    assert report.removed == 0
    assert {name: reason.partition(";")[0] for name, reason in failures(report).items()} == {
        "folder": "a link that leads nowhere now",
        "file.txt": "a link that leads nowhere now",
    }


@pytest.mark.parametrize("left", [".DS_Store", "lost+found"])
def test_what_systems_leave_is_no_sign_that_a_disk_is_there(desk: Desk, left: str) -> None:
    only = desk.write("disk/only.txt", PROSE.format("Aford"))
    desk.write("disk/" + left, "")
    desk.index()
    only.unlink()
    report = desk.index(only, prune=True)
    assert report.removed == 0
    assert f"1 article from there stayed (`pullquote articles remove {only}` removes)" in failures(report)["only.txt"]


@pytest.mark.parametrize(("name", "emptied"), [("w.jsonl", ""), ("w.jsonl", "\n \n"), ("w.json", "[]")])
def test_a_file_that_was_emptied_keeps_what_it_held_until_it_is_deleted(desk: Desk, name: str, emptied: str) -> None:
    desk.write("else.txt", PROSE.format("else"))
    rows = [{"id": f"n{n}", "text": PROSE.format(f"Town{n}")} for n in range(2)]
    path = desk.write(name, json.dumps(rows) if name == "w.json" else "".join(json.dumps(row) + "\n" for row in rows))
    full = path.read_text()
    desk.index()
    path.write_text(emptied)
    for roots in ((), (path,)):
        report = desk.index(*roots, prune=True)
        assert (report.removed, report.vanished) == (0, 0)
        assert [each.reason for each in report.skipped] == [
            "holds no articles now; 2 articles from there stayed (delete the file and --prune removes)"
        ]
    path.write_text(full)
    assert desk.index(prune=True).unchanged == 3
    path.unlink()
    assert desk.index(prune=True).removed == 2


def test_a_path_that_never_was_is_a_failure_and_removes_nothing(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    desk.index()
    report = desk.index(desk.news / "b.txt", prune=True)
    assert failures(report) == {"b.txt": "no such file or folder"}
    assert (report.removed, report.exit_status) == (0, 2)
    assert len(desk.articles()) == 1


def test_where_all_else_is_gone_too_nothing_is_removed(desk: Desk) -> None:
    only = desk.write("disk/only.txt", PROSE.format("Aford"))
    desk.index()
    only.unlink()
    assert "as if a disk were not mounted" in failures(desk.index(only, prune=True))["only.txt"]
    shutil.rmtree(only.parent)
    assert "as if a disk were not mounted" in failures(desk.index(only, prune=True))["only.txt"]
    assert len(desk.articles()) == 1


def test_a_moved_file_named_beside_its_old_path_is_moved(desk: Desk) -> None:
    old = desk.write("old.txt", PROSE.format("Aford"))
    desk.index()
    new = old.rename(desk.news / "new.txt")
    assert counts(desk.index(old, new, prune=True)) == (0, 0, 1, 0, 0)
    assert list(desk.articles()) == [str(new)]


def test_an_empty_root_says_what_stayed(desk: Desk) -> None:
    path = desk.write("sub/a.txt", PROSE.format("Aford"))
    desk.index()
    path.unlink()
    (problem,) = desk.index(path.parent).skipped
    assert problem.reason == "holds no article files now, and 1 article from there stayed"


def test_the_command_says_what_vanished_and_how_to_remove_it(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    archive = ("--archive", str(archive_dir))
    (news / "other.txt").write_text("The old bridge of 1931 was closed to all traffic on Friday.", "utf-8")
    pullquote("index", str(news), *archive)
    (news / "bridge.txt").unlink()
    assert (
        "1 unchanged, 1 vanished (--prune removes what has vanished); " in pullquote("index", str(news), *archive).out
    )
    assert "1 unchanged, 1 removed; " in pullquote("index", str(news), "--prune", *archive).out


def test_which_file_is_a_copy_of_which_is_said_of_the_first(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    original, archive = (news / "bridge.txt").resolve(), ("--archive", str(archive_dir))
    (news / "c0.txt").write_bytes(original.read_bytes())
    done = pullquote("index", str(news), *archive)
    assert "1 added, 1 copy; " in done.out
    said = f"copy     {news.resolve()}/c{{}}.txt: the same text as {original}"
    assert said.format(0) in done.err.splitlines()
    for number in range(1, 5):
        (news / f"c{number}.txt").write_bytes(original.read_bytes())
    for _ in range(2):
        done = pullquote("index", str(news), *archive)
        assert "1 unchanged, 5 copies; " in done.out
        assert done.err.splitlines() == [*map(said.format, range(3)), "copy     2 more (--json names them all)"]


def test_the_report_names_every_copy(desk: Desk) -> None:
    for name in "abc":
        desk.write(f"{name}.txt", PROSE.format("Aford"))
    for _ in range(2):
        duplicates = desk.index().duplicates
        assert [(Path(each.location).name, Path(each.original).name) for each in duplicates] == [
            ("b.txt", "a.txt"),
            ("c.txt", "a.txt"),
        ]
    desk.write("a.txt", PROSE.format("Beham"))
    report = desk.index()
    assert (counts(report), len(report.duplicates)) == ((1, 1, 0, 0, 1), 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            (),
            "2 articles without a date (--published gives one), 1 article without a publisher (--publisher gives one)",
        ),
        (("--publisher", "Courier"), "2 articles without a date (--published gives one)"),
        (("--publisher", "Courier", "--published", "2022-01-27"), ""),
    ],
)
def test_articles_that_come_in_without_date_or_publisher_are_counted(
    pullquote: Pullquote, news: Path, archive_dir: Path, options: tuple[str, ...], said: str
) -> None:
    (news / "b.json").write_text('{"text": "The old bridge was closed on Friday.", "publisher": "Post"}', "utf-8")
    archive = ("--archive", str(archive_dir))
    assert pullquote("index", str(news), *options, *archive).err == (f"note     {said}\n" if said else "")
    assert pullquote("index", str(news), *options, *archive).err == ""


def test_a_folder_without_article_files_says_so(pullquote: Pullquote, tmp_path: Path, archive_dir: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = pullquote("index", str(tmp_path / "empty"), "--archive", str(archive_dir))
    assert done.out.startswith("nothing to do: no files there that hold articles; ")

"""Where files lie: folders, links, names and permissions; each that is not read is named with its reason."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk, counts, desk, reasons

from ingest.sources.files import walk

__all__ = ["desk"]

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="must be able to become another user")


def test_a_missing_path_fails_and_the_rest_is_done(desk: Desk) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    report = desk.index(desk.news / "a.txt", desk.news / "missing.txt", Path("no\x00path"))
    assert report.added == 1
    assert [problem.reason for problem in report.failed] == [
        "not a path: it holds a zero byte",
        "no such file or folder",
    ]
    assert report.exit_status == 1
    assert desk.index(desk.news / "missing.txt").exit_status == 2


def test_links_pipes_and_devices_are_skipped_each_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "outside" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(PROSE.format("Secretville"))
    inside = desk.write("inside.txt", PROSE.format("Aford"))
    (desk.news / "out.txt").symlink_to(secret)
    (desk.news / "outdir").symlink_to(secret.parent)
    (desk.news / "again.txt").symlink_to(inside)
    (desk.news / "loop").symlink_to(desk.news)
    (desk.news / "circle.txt").symlink_to(desk.news / "circle.txt")
    (desk.news / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (desk.news / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(desk.news / "pipe.txt")
    started = time.monotonic()
    report = desk.index()
    assert time.monotonic() - started < 60
    assert list(desk.articles()) == [str(inside)]
    assert reasons(report) == {
        "out.txt": "a link out of the folder",
        "outdir": "a link out of the folder",
        "zero.txt": "a link out of the folder",
        "again.txt": "a link; what it leads to is indexed under its own name",
        "loop": "a link; what it leads to is indexed under its own name",
        "circle.txt": "a link that leads nowhere",
        "dangling.txt": "a link that leads nowhere",
        "pipe.txt": "a pipe, not a file",
    }
    assert report.failed == ()


def test_special_files_given_by_name_are_skipped(desk: Desk) -> None:
    os.mkfifo(desk.news / "pipe.txt")
    (desk.news / "self.txt").symlink_to(desk.news / "self.txt")
    report = desk.index(Path("/dev/zero"), desk.news / "pipe.txt", desk.news / "self.txt")
    assert [problem.reason for problem in report.skipped] == ["a device, not a file", "a pipe, not a file"]
    assert [problem.reason for problem in report.failed] == ["a link that leads to itself"]
    assert report.exit_status == 2


def test_a_link_given_by_name_is_followed(desk: Desk, tmp_path: Path) -> None:
    desk.write("a.txt", PROSE.format("Aford"))
    (tmp_path / "link").symlink_to(desk.news)
    assert desk.index(tmp_path / "link").added == 1
    assert counts(desk.index()) == (0, 0, 1, 0, 0)


@needs_root
def test_what_may_not_be_read_fails_and_is_not_pruned() -> None:
    with tempfile.TemporaryDirectory() as folder:  # unlike tmp_path, it lies in no folder that is closed to others
        desk = Desk(Path(folder))
        closed = desk.write("closed/a.txt", PROSE.format("Aford"))
        locked = desk.write("locked.txt", PROSE.format("Beham"))
        desk.write("open.txt", PROSE.format("Cester"))
        desk.index()
        subprocess.run(["chmod", "-R", "a+rwX", folder], check=True)
        locked.chmod(0)
        closed.parent.chmod(0)
        os.seteuid(65534)
        try:
            report = desk.index(prune=True)
        finally:
            os.seteuid(0)
            desk.archive.close()
    assert counts(report) == (0, 0, 1, 0, 0)
    assert reasons(report) == {
        "closed": "this folder cannot be read: no permission to read it",
        "locked.txt": "no permission to read it",
    }
    assert len(report.failed) == 2


@pytest.mark.parametrize(
    "name",
    [
        "a;b.txt",
        "a`id`.txt",
        "$(touch x).txt",
        "line\nbreak.txt",
        "-rf.txt",
        "[1].txt",
        "日本語.txt",
        "a b.txt",
        "é.txt",
    ],
)
def test_odd_names_are_names(desk: Desk, name: str) -> None:
    path = desk.write(name, PROSE.format("Aford"))
    assert desk.index().added == 1
    assert list(desk.articles()) == [str(path)]
    assert counts(desk.index(prune=True)) == (0, 0, 1, 0, 0)


def test_a_name_that_is_not_utf8_is_skipped(desk: Desk) -> None:
    with open(os.fsencode(desk.news) + b"/caf\xe9.txt", "w") as stream:  # noqa: PTH123
        stream.write(PROSE.format("Aford"))
    report = desk.index()
    (problem,) = report.skipped
    assert "rename" in problem.reason
    problem.location.encode()


@pytest.mark.parametrize("given", ["\udcff.txt", "\udcff-folder", "\udcff-gone"])
def test_a_path_that_is_not_utf8_fails_by_name_and_the_rest_is_done(desk: Desk, given: str) -> None:
    (desk.news / "\udcff.txt").write_text(PROSE.format("Oddville"))
    (desk.news / "\udcff-folder").mkdir()
    desk.write("a.txt", PROSE.format("Aford"))
    report = desk.index(desk.news / given, desk.news / "a.txt", Path("~nobody-of-that-name/x"))
    assert report.added == 1
    assert [problem.reason for problem in report.failed] == [
        "its name is not valid UTF-8; rename it",
        "no such file or folder",
    ]


def test_folders_are_read_in_the_order_of_their_names_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/10.txt", "c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = walk([tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "c.txt"])
    names = [str(file.path.relative_to(tmp_path)) for file in found.files]
    assert names == sorted(names, key=lambda name: ("/" in name, name))
    assert len(names) == 5

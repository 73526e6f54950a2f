"""Files and folders: each that cannot be indexed is named with its reason, and all else is done."""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from test_indexing import PROSE, Desk, counts, desk  # noqa: F401  (desk is a fixture)

from ingest import IndexReport
from ingest.sources.files import LARGEST, walk

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="must be able to become another user")


def reasons(report: IndexReport) -> dict[str, str]:
    """The reason by the name of the file."""
    problems = (*report.skipped, *report.failed)
    assert all("\n" not in problem.reason for problem in problems)
    return {Path(problem.location).name: problem.reason for problem in problems}


@pytest.mark.parametrize(
    "address", ["https://courier.example/a.html", "HTTP://courier.example", "feed://x.example/rss"]
)
def test_an_address_is_told_what_to_do(desk: Desk, address: str) -> None:  # noqa: F811
    (problem,) = desk.index(Path("here"), address).failed[1:]  # type: ignore[arg-type]
    assert (problem.location, problem.reason.split(";")[0]) == (address, "nothing is fetched from the web")


def test_one_bad_file_among_a_hundred_good_ones(desk: Desk) -> None:  # noqa: F811
    for n in range(100):
        desk.write(f"{n:03}.txt", PROSE.format(f"Town{n}"))
    (desk.news / "bad.json").write_bytes(b"{")
    report = desk.index()
    assert report.added == 100
    assert list(reasons(report)) == ["bad.json"]
    assert report.exit_status == 1


def test_a_missing_path_fails_and_the_rest_is_done(desk: Desk) -> None:  # noqa: F811
    desk.write("a.txt", PROSE.format("Aford"))
    report = desk.index(desk.news / "a.txt", desk.news / "missing.txt", Path("no\x00path"))
    assert report.added == 1
    assert [problem.reason for problem in report.failed] == [
        "not a path: it holds a zero byte",
        "no such file or folder",
    ]
    assert report.exit_status == 1
    assert desk.index(desk.news / "missing.txt").exit_status == 2


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("punctuation.txt", b"... --- !!!", "holds no text"),
        ("zeros.txt", bytes(500), "empty"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(90), "a PNG image, not text"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(90), "a program, not text"),
        ("binary.md", bytes(range(256)) * 16, "binary data, not text"),
        ("data.csv", b"a,b\n1,2\n", "not .txt, .md, .html, .json or .jsonl"),
        (".hidden.txt", b"Some text of a sentence.", "hidden"),
        ("nav.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article was found in this page"),
        ("questions.jsonl", b'{"question": "Who?", "answer": "Nobody"}\n', "holds questions for `pullquote eval`"),
        ("notext.jsonl", b'{"id": "1", "text": "  "}\n', "holds no text"),
    ],
)
def test_what_holds_no_article_is_skipped(desk: Desk, name: str, data: bytes, reason: str) -> None:  # noqa: F811
    (desk.news / name).write_bytes(data)
    desk.write("good.txt", PROSE.format("Aford"))
    report = desk.index()
    assert report.added == 1
    (problem,) = report.skipped
    assert name in problem.location
    assert problem.reason.startswith(reason)
    assert report.failed == ()
    assert report.exit_status == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "One', "malformed JSON"),
        (b"not json at all", "malformed JSON"),
        (b'{"title": "No text"}', "has no text"),
        (b'{"text": 5}', "has no text"),
        (b"[1, 2]", "not a JSON object with a text"),
        (b"[" * 100_000, "malformed JSON"),
        (b'{"text": "a b c", "id": ' + b"9" * 6_000 + b"}", "malformed JSON"),
    ],
)
def test_what_should_have_held_an_article_fails(desk: Desk, data: bytes, reason: str) -> None:  # noqa: F811
    for name in ("broken.json", "broken.jsonl"):
        (desk.news / name).write_bytes(data)
        report = desk.index(desk.news / name)
        assert {problem.reason.partition(":")[0].partition(" at ")[0] for problem in report.failed} == {reason}
        assert report.exit_status == 2


def test_a_malformed_line_is_named_and_the_others_are_read(desk: Desk) -> None:  # noqa: F811
    lines = [json.dumps({"id": str(n), "text": PROSE.format(f"Town{n}")}) for n in range(1, 31)]
    lines[16] = '{"id": "17", "text": "cut of'
    path = desk.write("wire.jsonl", "\n".join(lines))
    report = desk.index()
    assert report.added == 29
    (problem,) = report.failed
    assert problem.location == f"{path}:17"
    assert problem.reason.startswith("malformed JSON: Unterminated string")


def test_unpickling_never_happens(desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/sprung",)

    for name in ("trap.txt", "trap.json", "trap.html"):
        (desk.news / name).write_bytes(pickle.dumps(Trap()))
    desk.write("trap.md", f"---\ntitle: !!python/object/apply:os.system ['touch {tmp_path}/sprung']\n---\nSome text.")
    report = desk.index()
    assert not (tmp_path / "sprung").exists()
    assert set(reasons(report)) == {"trap.txt", "trap.json", "trap.html"}


def test_a_large_file_is_refused_without_being_read(desk: Desk) -> None:  # noqa: F811
    for name, size in (("big.txt", 100_000_000), ("sparse.html", 5_000_000_000)):
        with (desk.news / name).open("wb") as stream:
            stream.truncate(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    report = desk.index()
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB
    assert all("too large" in reason and "limit 5 MB" in reason for reason in reasons(report).values())
    assert len(report.skipped) == 2


def test_json_lines_are_streamed_and_a_huge_line_is_passed_over(desk: Desk) -> None:  # noqa: F811
    path = desk.news / "wire.jsonl"
    with path.open("w") as stream:
        stream.write(json.dumps({"id": "first", "text": PROSE.format("Aford")}) + "\n")
        stream.write('{"id": "huge", "text": "' + "word " * (3 * LARGEST // 5) + '"}\n')
        stream.write("\n   \n")
        stream.write(json.dumps({"id": "last", "text": PROSE.format("Beham")}))
    report = desk.index()
    assert set(desk.articles()) == {"first", "last"}
    (problem,) = report.skipped
    assert problem.location == f"{path}:2"
    assert "too large: 15.0 MB" in problem.reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_may_begin_with_a_byte_order_mark(desk: Desk, encoding: str) -> None:  # noqa: F811
    rows = [{"id": str(n), "text": f"Nº {n}: “the Őrség” \u0a0a\u0d0a 🎉 — " + PROSE.format(n)} for n in range(500)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (desk.news / "wire.jsonl").write_bytes(text.encode(encoding))
    report = desk.index()
    assert (report.added, report.skipped, report.failed) == (500, (), ())
    assert {id: article.text for id, article in desk.articles().items()} == {
        str(row["id"]): str(row["text"]).strip() for row in rows
    }


def test_links_pipes_and_devices_are_skipped_each_with_its_reason(desk: Desk, tmp_path: Path) -> None:  # noqa: F811
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
    assert time.monotonic() - started < 2
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


def test_special_files_given_by_name_are_skipped(desk: Desk) -> None:  # noqa: F811
    os.mkfifo(desk.news / "pipe.txt")
    (desk.news / "self.txt").symlink_to(desk.news / "self.txt")
    report = desk.index(Path("/dev/zero"), desk.news / "pipe.txt", desk.news / "self.txt")
    assert [problem.reason for problem in report.skipped] == ["a device, not a file", "a pipe, not a file"]
    assert [problem.reason for problem in report.failed] == ["a link that leads to itself"]
    assert report.exit_status == 2


def test_a_link_given_by_name_is_followed(desk: Desk, tmp_path: Path) -> None:  # noqa: F811
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
def test_odd_names_are_names(desk: Desk, name: str) -> None:  # noqa: F811
    path = desk.write(name, PROSE.format("Aford"))
    assert desk.index().added == 1
    assert list(desk.articles()) == [str(path)]
    assert counts(desk.index(prune=True)) == (0, 0, 1, 0, 0)


def test_a_name_that_is_not_utf8_is_skipped(desk: Desk) -> None:  # noqa: F811
    with open(os.fsencode(desk.news) + b"/caf\xe9.txt", "w") as stream:  # noqa: PTH123
        stream.write(PROSE.format("Aford"))
    report = desk.index()
    (problem,) = report.skipped
    assert "rename" in problem.reason
    problem.location.encode()


def test_folders_are_read_in_the_order_of_their_names_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/10.txt", "c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = walk([tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "c.txt"])
    names = [str(file.path.relative_to(tmp_path)) for file in found.files]
    assert names == sorted(names, key=lambda name: ("/" in name, name))
    assert len(names) == 5


def test_a_file_that_vanishes_or_grows_while_indexing_fails_alone(desk: Desk) -> None:  # noqa: F811
    for name in ("a.txt", "b.txt", "c.txt"):
        desk.write(name, PROSE.format(name))
    changed = False

    def meanwhile(progress: object) -> None:
        nonlocal changed
        if not changed:
            changed = True
            (desk.news / "b.txt").unlink()
            with (desk.news / "c.txt").open("r+b") as stream:
                stream.truncate(LARGEST + 1)

    report = desk.index(on_progress=meanwhile)
    assert report.added == 1
    assert reasons(report)["b.txt"] == "no such file or directory"
    assert reasons(report)["c.txt"] == "too large: it grew beyond 5 MB"


MEASURE = """
import resource, sys
from pathlib import Path
import test_indexing
from counting_embedder import CountingEmbedder

class Forgetful(CountingEmbedder):
    def embed(self, texts):
        self.history.clear()
        return super().embed(texts)

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

desk = test_indexing.Desk(Path(sys.argv[1]), Forgetful())
count = int(sys.argv[2])
for n in range(300):
    desk.write(f"warm/{n}.txt", test_indexing.PROSE.format(n))
desk.index()
for n in range(count):
    desk.write(f"{n % 50}/{n}.txt", f"Number {n} of many short notes.")
before, after = memory(), 0

def look(progress):
    global after
    if progress.stage != "publishing":  # which brings in Chroma, once
        after = memory()

report = desk.index(on_progress=look)
assert report.added == count, report
print((after - before) / count)
"""


@pytest.mark.torture
def test_twenty_thousand_small_files_need_little_memory(tmp_path: Path) -> None:
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path), "20000"],
        env=os.environ | {"PYTHONPATH": f"{here}:{here.parent}"},
        capture_output=True,
        text=True,
        timeout=1_200,
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 2  # KB a file

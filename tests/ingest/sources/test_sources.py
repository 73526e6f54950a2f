"""What files hold: each that cannot be indexed is named with its reason, and all else is done."""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk, desk, reasons

from ingest.sources.files import LARGEST

__all__ = ["desk"]


def test_one_bad_file_among_a_hundred_good_ones(desk: Desk) -> None:
    for n in range(100):
        desk.write(f"{n:03}.txt", PROSE.format(f"Town{n}"))
    (desk.news / "bad.json").write_bytes(b"{")
    report = desk.index()
    assert report.added == 100
    assert list(reasons(report)) == ["bad.json"]
    assert report.exit_status == 1


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
        ("data.xls", b"a,b\n1,2\n", "not .txt, .md, .html, .pdf, .docx, .json, .jsonl, .csv or .xml"),
        (".hidden.txt", b"Some text of a sentence.", "hidden"),
        ("nav.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article was found in this page"),
        ("questions.jsonl", b'{"question": "Who?", "answer": "Nobody"}\n', "holds questions for `pullquote eval`"),
        ("notext.jsonl", b'{"id": "n1", "text": "  "}\n', "holds no text"),
    ],
)
def test_what_holds_no_article_is_skipped(desk: Desk, name: str, data: bytes, reason: str) -> None:
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
def test_what_should_have_held_an_article_fails(desk: Desk, data: bytes, reason: str) -> None:
    for name in ("broken.json", "broken.jsonl"):
        (desk.news / name).write_bytes(data)
        report = desk.index(desk.news / name)
        assert {problem.reason.partition(":")[0].partition(" at ")[0] for problem in report.failed} == {reason}
        assert report.exit_status == 2


def test_a_malformed_line_is_named_and_the_others_are_read(desk: Desk) -> None:
    lines = [json.dumps({"id": str(n), "text": PROSE.format(f"Town{n}")}) for n in range(1, 31)]
    lines[16] = '{"id": "n17", "text": "cut of'
    path = desk.write("wire.jsonl", "\n".join(lines))
    report = desk.index()
    assert report.added == 29
    (problem,) = report.failed
    assert problem.location == f"{path}:17"
    assert problem.reason.startswith("malformed JSON: Unterminated string")


def test_unpickling_never_happens(desk: Desk, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/sprung",)

    for name in ("trap.txt", "trap.json", "trap.html"):
        (desk.news / name).write_bytes(pickle.dumps(Trap()))
    desk.write("trap.md", f"---\ntitle: !!python/object/apply:os.system ['touch {tmp_path}/sprung']\n---\nSome text.")
    report = desk.index()
    assert not (tmp_path / "sprung").exists()
    assert set(reasons(report)) == {"trap.txt", "trap.json", "trap.html"}


def test_a_large_file_is_refused_without_being_read(desk: Desk) -> None:
    for name, size in (("big.txt", 100_000_000), ("sparse.html", 5_000_000_000)):
        with (desk.news / name).open("wb") as stream:
            stream.truncate(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    report = desk.index()
    assert time.monotonic() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB
    assert all("too large" in reason and "limit 5 MB" in reason for reason in reasons(report).values())
    assert len(report.skipped) == 2


def test_json_lines_are_streamed_and_a_huge_line_is_passed_over(desk: Desk) -> None:
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
def test_json_lines_may_begin_with_a_byte_order_mark(desk: Desk, encoding: str) -> None:
    rows = [{"id": f"n{n}", "text": f"Nº {n}: “the Őrség” \u0a0a\u0d0a 🎉 — " + PROSE.format(n)} for n in range(500)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (desk.news / "wire.jsonl").write_bytes(text.encode(encoding))
    report = desk.index()
    assert (report.added, report.skipped, report.failed) == (500, (), ())
    assert {id: article.text for id, article in desk.articles().items()} == {
        str(row["id"]): str(row["text"]).strip() for row in rows
    }


def test_a_file_that_vanishes_or_grows_while_indexing_fails_alone(desk: Desk) -> None:
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
import editors_desk
from counting_embedder import CountingEmbedder

class Forgetful(CountingEmbedder):
    def embed(self, texts):
        self.history.clear()
        return super().embed(texts)

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

desk = editors_desk.Desk(Path(sys.argv[1]), Forgetful())
count = int(sys.argv[2])
for n in range(300):
    desk.write(f"warm/{n}.txt", editors_desk.PROSE.format(n))
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
    support = Path(__file__).parents[2] / "support"
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path), "20000"],
        env=os.environ | {"PYTHONPATH": f"{support}:{support.parents[1]}"},
        capture_output=True,
        text=True,
        timeout=1_200,
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 2  # KB a file

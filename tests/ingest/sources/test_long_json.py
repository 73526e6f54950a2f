"""A JSON file of more than 5 MB: its list is read an article at a time, wherever it lies, and what fails is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk, desk

from ingest.sources.files import LARGEST, LARGEST_JSON

__all__ = ["desk"]

PAD = "pad"
"""A key that nobody reads, by which a file is made long."""


def items(count: int) -> list[dict[str, object]]:
    return [{"id": f"n{n}", "text": PROSE.format(n), PAD: "x" * (LARGEST // count)} for n in range(count)]


def written(desk: Desk, value: object, encoding: str = "utf-8") -> Path:
    path = desk.news / "export.json"
    path.write_bytes(json.dumps(value, ensure_ascii=False).encode(encoding))
    assert path.stat().st_size > LARGEST
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_long_list_is_read_like_a_short_one(desk: Desk, encoding: str) -> None:
    written(desk, items(40), encoding)
    report = desk.index()
    assert (report.added, report.skipped, report.failed) == (40, (), ())
    assert desk.articles()["n7"].text == PROSE.format(7).strip()
    assert desk.index().unchanged == 40


@pytest.mark.parametrize(
    "around",
    [
        lambda rows: {"status": "ok", "articles": rows},
        lambda rows: {"meta": [{"a": 1}] * 99, "response": {"results": rows}},
        lambda rows: {"items": [{**row, "item": {"x": 1}, "items": [{"y": 2}] * 9} for row in rows]},
    ],
)
def test_a_list_is_found_within_an_answer(desk: Desk, around: object) -> None:
    written(desk, around(items(30)))  # type: ignore[operator]
    assert desk.index().added == 30


def test_a_feed_s_title_is_who_publishes(desk: Desk) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Elmford Courier", "items": items(20)}
    written(desk, feed)
    assert desk.index().added == 20
    assert {article.publisher for article in desk.articles().values()} == {"Elmford Courier"}


def test_what_cannot_be_read_is_named_and_the_rest_is_read(desk: Desk) -> None:
    rows = items(10)
    rows[3]["text"] = "word " * (LARGEST // 4)
    del rows[5]["text"]
    path = written(desk, rows)
    report = desk.index()
    assert report.added == 8
    assert [(each.location, each.reason) for each in report.skipped] == [(f"{path}[4]", "too large (limit 5 MB)")]
    assert [each.location for each in report.failed] == [f"{path}[6]"]


@pytest.mark.parametrize(
    ("end", "reason"),
    [(b"]", "malformed JSON"), (b"}", "malformed JSON"), (b'{"text": "\xff"}]', "malformed JSON")],
)
def test_a_file_that_breaks_off_says_so(desk: Desk, end: bytes, reason: str) -> None:
    path = written(desk, items(10))
    path.write_bytes(path.read_bytes()[:-5] + end)
    (problem,) = desk.index().failed
    assert (problem.location, problem.reason[: len(reason)]) == (str(path), reason)


def test_a_long_file_without_a_list_is_refused(desk: Desk) -> None:
    written(desk, {"text": PROSE.format(1) * 60_000})
    (problem,) = desk.index().skipped
    assert problem.reason == "too large (limit 5 MB), and holds no list of articles, which may be longer"


def test_there_is_a_limit(desk: Desk) -> None:
    with (desk.news / "export.json").open("wb") as stream:
        stream.truncate(LARGEST_JSON + 1)
    (problem,) = desk.index().skipped
    assert problem.reason.startswith("too large: 1,000.0 MB (limit 1,000 MB; .jsonl and .csv have none)")


MEASURE = """
import resource, sys
from ingest.extraction.long_json import from_long_json
count = sum(1 for _ in from_long_json(lambda: open(sys.argv[1], "rb")))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for count in (100, 2_000):
        path = tmp_path / f"{count}.json"
        with path.open("w") as stream:
            stream.write("[")
            for number in range(count):
                stream.write(("," if number else "") + json.dumps({"text": PROSE.format(number), PAD: "x" * 60_000}))
            stream.write("]")
        done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
        read, peak = map(int, done.stdout.split())
        assert read == count
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 20_000  # KB; the longer file has 120 MB

"""What the command says while it works and when it is done: never of one thing that it is many, never too early."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Pullquote, news, pullquote
from rich.console import Console

from ui.cli.progress_bar import ProgressBar

__all__ = ["news", "pullquote"]

ROOT = Path(__file__).parents[3]
NOWHERE = ["gone.txt", "empty", "no/such/folder"]


@pytest.mark.parametrize("given", [NOWHERE[:1], NOWHERE[1:2], NOWHERE])
def test_where_there_is_nothing_to_index_no_archive_is_made(
    pullquote: Pullquote, tmp_path: Path, archive_dir: Path, given: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    done = pullquote("index", *(str(tmp_path / name) for name in given), "--archive", str(archive_dir))
    assert done.status == (2 if given != ["empty"] else 0)
    assert done.err.count("no such file or folder") == len([name for name in given if name != "empty"])
    assert not archive_dir.exists()
    assert pullquote("articles", "--archive", str(archive_dir)).status == 2


def test_an_archive_that_is_there_is_asked_for_though_the_paths_are_gone(
    pullquote: Pullquote, tmp_path: Path, news: Path, archive_dir: Path
) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), *archive)
    assert pullquote("index", str(tmp_path / "gone"), *archive).status == 2
    (archive_dir / "archive.db").unlink()
    (archive_dir / "generations").mkdir(exist_ok=True)
    assert "archive.db is missing" in pullquote("index", str(tmp_path / "gone"), *archive).err


def test_one_passage_is_not_passages(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    archive = ("--archive", str(archive_dir))
    assert "1 added; 1 passage embedded in " in pullquote("index", str(news), *archive).out
    assert "1 unchanged; 0 passages embedded in " in pullquote("index", str(news), *archive).out


def test_a_shortened_list_says_how_many_there_are(pullquote: Pullquote, seeds_archive: Path) -> None:
    def said(*options: str) -> tuple[int, str]:
        done = pullquote("articles", "list", *options, "--archive", str(seeds_archive))
        return len(done.out.splitlines()), done.err

    assert said() == said("--limit", "12") == (12, "")
    assert said("--limit", "5") == (5, "5 of 12 articles\n")
    matching, _ = said("--search", "qatar")
    assert 1 < matching < 12
    assert said("--search", "qatar", "--limit", "1") == (1, f"1 of {matching} articles\n")


def test_eval_warns_of_articles_that_the_archive_lacks(
    pullquote: Pullquote, seeds_archive: Path, tmp_path: Path
) -> None:
    rows = [{"question": "Which height did Barshim and Tamberi clear?", "gold": ["seeds:shared-gold"]}]
    questions = tmp_path / "questions.jsonl"

    def warning() -> str:
        questions.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return pullquote("eval", str(questions), "--archive", str(seeds_archive)).err

    assert "marked articles" not in warning()
    rows.append({"question": "Who opened the bridge at Aford?", "gold": ["https://courier.example/bridge"]})
    assert f"1 of the 2 marked articles not in {seeds_archive}; their questions count as missed\n" in warning()


def test_nobody_is_said_to_read_passages_who_cannot(seeds_archive: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "ask", "Who won?", "--model", "gpt-4o", "--archive", str(seeds_archive)]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.returncode == 2
    assert "OPENAI_API_KEY" in done.stderr
    assert "passages found" not in done.stderr


def test_a_remedy_is_indented_whatever_is_in_it(pullquote: Pullquote, archive_dir: Path) -> None:
    done = pullquote("status", "--archive", str(archive_dir))
    assert done.err.splitlines()[1] == "  Run `pullquote index PATH…` first"


def test_of_many_files_with_one_reason_the_first_are_named(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    for number in range(50):
        (news / f"{number}.jpg").write_bytes(b"photograph")
    (news / "c\u00f4te.png").write_bytes(b"\x89PNG")
    (news / "z.json").write_text("{")
    done = pullquote("index", str(news), "--archive", str(archive_dir))
    lines = done.err.splitlines()
    assert len([line for line in lines if ".jpg: not .txt" in line]) == 20
    assert (
        "skipped  31 more: not .txt, .md, .html, .pdf, .docx, .json, .jsonl, .csv or .xml (--json names them all)"
        in lines
    )
    assert [line[:9] for line in lines if line[:9] != "note     "] == ["skipped  "] * 21 + ["failed   "]
    assert "51 skipped, 1 failed" in done.out
    report = json.loads(pullquote("index", str(news), "--archive", str(archive_dir), "--json").out)
    assert len(report["skipped"]) == 51


def test_what_is_done_at_once_draws_nothing() -> None:
    screen = io.StringIO()
    with ProgressBar(out=Console(file=screen, force_terminal=True), draw_after=3600) as meter:
        meter.show("reading", 3, 46)
        meter.say("checking the vector index")
    assert screen.getvalue() == ""


@pytest.mark.parametrize("width", [80, 40])
def test_publishing_is_not_counted_in_files(width: int) -> None:
    screen = io.StringIO()
    meter = ProgressBar(out=Console(file=screen, force_terminal=True, width=width), draw_after=0)
    meter.show("embedding", 3, 46, rate="70 passages/s", seconds_left=5)
    assert meter._bar
    meter._bar.refresh()
    meter.say("building the vector index (300 passages)")
    meter.stop()
    drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    assert "3/46" in drawn
    last = drawn[drawn.rindex("building") :]
    assert last.startswith("building the vector index") and "46" not in last

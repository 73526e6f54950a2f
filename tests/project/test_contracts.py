"""What programs rely on: the JSON of every command, field by field, and that it can be checked from outside."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from contract_schemas import ASK, ERROR, EVAL, INDEX, LIST, SHOW, STATUS

from assistant import Assistant, aask, ask
from assistant.answers import Done, Found, Said
from assistant.settings import Settings
from ui.cli import dispatch
from ui.cli.entry_point import run

SEEDS = Path(__file__).parents[2] / "seeds"
ANSWERED = "Which height did Barshim and Tamberi clear?"
NOT_FOUND = "What is the boiling point of tungsten?"


def valid(value: object, schema: dict[str, Any]) -> None:
    jsonschema.validate(value, schema, format_checker=jsonschema.FormatChecker())


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    status = run(dispatch, [*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("question", "status"), [(ANSWERED, 0), (NOT_FOUND, 1)])
def test_ask(capsys: pytest.CaptureFixture[str], seeds_archive: Path, question: str, status: int) -> None:
    ended, answer = printed(capsys, "ask", question, "--archive", str(seeds_archive))
    assert ended == status
    valid(answer, ASK)
    assert answer["status"] == ("not_found" if status else "answered")
    assert [quote["number"] for quote in answer["quotes"]] == list(range(1, len(answer["quotes"]) + 1))
    assert all(f"[{number}]" in answer["text"] for each in answer["statements"] for number in each["quotes"])


def test_every_quote_can_be_checked_from_outside(capsys: pytest.CaptureFixture[str], seeds_archive: Path) -> None:
    archive = ("--archive", str(seeds_archive))
    _, answer = printed(capsys, "ask", ANSWERED, *archive)
    assert answer["quotes"]
    for quote in answer["quotes"]:
        _, article = printed(capsys, "articles", "show", quote["article"]["id"], *archive)
        valid(article, SHOW)
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]
        assert article["sha256"] == quote["article"]["sha256"]


def test_index(capsys: pytest.CaptureFixture[str], tmp_path: Path, archive_dir: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("The bridge was opened on Monday.", "utf-8")
    (news / "b.txt").touch()
    (news / "c.json").write_text("{", "utf-8")
    status, report = printed(capsys, "index", str(news), "--archive", str(archive_dir))
    assert status == 1
    valid(report, INDEX)
    assert (report["added"], len(report["skipped"]), len(report["failed"])) == (1, 1, 1)


def test_articles(capsys: pytest.CaptureFixture[str], seeds_archive: Path) -> None:
    _, listed = printed(capsys, "articles", "list", "--archive", str(seeds_archive))
    valid(listed, LIST)
    assert len(listed["articles"]) == 12


def test_status(capsys: pytest.CaptureFixture[str], seeds_archive: Path) -> None:
    ended, status = printed(capsys, "status", "--archive", str(seeds_archive))
    assert ended == 0
    valid(status, STATUS)
    assert (status["articles"], status["healthy"], status["model"]) == (12, True, "quotes")


def test_eval(capsys: pytest.CaptureFixture[str], seeds_archive: Path, tmp_path: Path) -> None:
    rows = (SEEDS / "questions.jsonl").read_text("utf-8").splitlines()
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join([row for row in rows if "seeds:" in row][:3] + rows[-2:]), "utf-8")
    ended, scores = printed(capsys, "eval", str(questions), "--archive", str(seeds_archive))
    assert ended == 0
    valid(scores, EVAL)
    assert (scores["questions"], scores["quotes_verbatim"], scores["hits@4"]) == (5, 1.0, 1.0)


def test_an_error(capsys: pytest.CaptureFixture[str], archive_dir: Path) -> None:
    status = run(dispatch, ["ask", "Who won?", "--archive", str(archive_dir), "--json"])
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    valid(json.loads(captured.err), ERROR)
    assert json.loads(captured.err)["error"]["code"] == "archive_missing"


def test_python_gives_what_the_command_prints(seeds_archive: Path) -> None:
    answer = ask(ANSWERED, archive=seeds_archive)
    valid(json.loads(json.dumps(answer.to_dict())), ASK)
    later = asyncio.run(aask(ANSWERED, archive=seeds_archive))
    assert later.quotes == answer.quotes


def test_a_stream_finds_says_and_is_done(seeds_archive: Path) -> None:
    with Assistant(Settings.load(archive=seeds_archive)) as assistant:
        events = list(assistant.stream(ANSWERED))
    assert isinstance(events[0], Found)
    assert isinstance(events[-1], Done)
    said = [event.statement for event in events[1:-1] if isinstance(event, Said)]
    assert tuple(said) == events[-1].answer.statements
    assert len(said) == len(events) - 2


def test_without_a_model_no_model_library_is_imported(seeds_archive: Path) -> None:
    program = (
        "import sys; from ui.cli.entry_point import run; from ui.cli import dispatch;"
        f"run(dispatch, ['ask', {ANSWERED!r}, '--archive', {str(seeds_archive)!r}, '--json']);"
        "heavy = {'llama_index', 'openai', 'streamlit', 'chromadb'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=SEEDS.parent, capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"

"""`make trial` against a local server that writes and judges: one page with the exam, what was shown, what fell."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from examined_model import ROOT, environment, right
from faulty_server import Behaviour, Exchange, FaultyServer, judges, plays, reply, says

from assistant.evaluation.trial import title_questions
from ui.cli.trial_command import trial

pytestmark = pytest.mark.timeout(280)

TOWN = "The town of Osk opened a library on Monday. It holds 9,000 books, the mayor said."


def copying(exchange: Exchange) -> None:
    """Copies the first sentence of the first passage, and puts a false one beside it."""
    found = re.search(r"^[0-9a-f]{32} 1 .*?\n(.*?[.])\s", exchange.received.prompt, re.MULTILINE | re.DOTALL)
    assert found
    words = found[1].split("\n")[-1]
    says(reply((1, words, words), (1, words, "A zeppelin of theirs was seen.")), piece=400)(exchange)


def model(accepts: Behaviour) -> Behaviour:
    return plays(copying, accepts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "osk"
    place.mkdir()
    (place / "library.txt").write_text(f"Osk opens a library\n\n{TOWN}", "utf-8")
    (place / "questions.jsonl").write_text(json.dumps({"question": "How many books does the library of Osk hold?"}))
    return place


def test_a_trial_is_one_page_of_what_was_written_and_what_fell(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    careful = judges(lambda sentence: "zeppelin" not in sentence and right(sentence), model="small-2026")
    with FaultyServer(model(careful)) as server:
        for name, value in environment(server, tmp_path / "state").items():
            monkeypatch.setenv(name, value)
        assert trial([str(folder)], most=8) == 0
    page = capsys.readouterr().out
    assert page.startswith("# Trial of small-2026\n\n## The exam\n\nThe model passed: it caught 100 of 100")
    assert "| whose number |" in page and "| cost | not known |" in page
    assert "### How many books does the library of Osk hold?\n\n*osk*" in page
    assert page.count("### ") == 4 + 1
    assert re.search(r"\| sentences fallen \| \d+ \(.*refuted", page)
    assert "- NOT SHOWN, refuted: A zeppelin of theirs was seen." in page
    shown = [line for line in page.splitlines() if not line.startswith("- NOT SHOWN")]
    assert "zeppelin" not in "\n".join(shown)


def test_a_model_that_fails_its_exam_is_asked_nothing(tmp_path: Path) -> None:
    with FaultyServer(model(judges(lambda sentence: True))) as server:
        command, settings = [sys.executable, "-m", "ui.cli.trial_command"], environment(server, tmp_path / "state")
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=270)
        assert all(request.judges for request in server.requests)
    assert done.returncode == 1
    assert "The model failed: it caught" in done.stdout and "No question was asked." in done.stdout


def test_articles_without_questions_are_asked_about_by_title() -> None:
    titles = [f"Title {number}" for number in range(50)]
    assert title_questions([*titles, " "], 10)[:2] == [
        "What do the articles say about this: Title 0?",
        "What do the articles say about this: Title 5?",
    ]
    assert len(title_questions(titles, 20)) == 20 and title_questions(titles[:3], 20)[2].endswith("Title 2?")

"""The command with a language model: who reads what, who wrote, and never a word too much about privacy."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from faulty_server import FaultyServer, fails, says

ROOT = Path(__file__).parents[3]
QUESTION = "Which height did Barshim and Tamberi clear?"
WORDS = "Both men had cleared 2.37 metres."
KEY = "sk-a-secret-of-the-test"


def ask(server: FaultyServer, archive: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": KEY,
        "PULLQUOTE_MODEL": "small",
    }
    command = [sys.executable, "-m", "ui.cli", "ask", QUESTION, "--archive", str(archive), *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def statement(seeds_archive: Path) -> str:
    """A reply that a good model would give: the number of the passage that holds the words, and the words."""
    from assistant import ask

    passages = ask(QUESTION, archive=seeds_archive).passages
    number = next(number for number, read in enumerate(passages, 1) if WORDS in read.passage.text)
    said = {"passage": number, "quote": WORDS, "statement": WORDS}
    return json.dumps({"statements": [said]})


def test_the_host_is_named_before_and_the_model_after(seeds_archive: Path, statement: str) -> None:
    with FaultyServer(says(statement)) as server:
        done = ask(server, seeds_archive)
    assert done.returncode == 0
    assert done.stderr.startswith("small at 127.0.0.1 reads the passages that are found")
    assert done.stdout.startswith(f"│ {WORDS} [1]\n\n[1] Runway and Track (Pullquote Seeds), 3 August 2021\n")
    assert "Written by small at 127.0.0.1" in " ".join(done.stdout.split())
    assert "left this machine" not in done.stdout


def test_when_the_model_fails_nobody_says_that_nothing_left_the_machine(seeds_archive: Path) -> None:
    with FaultyServer(fails(500)) as server:
        done = ask(server, seeds_archive)
    assert done.returncode == 0
    assert "No model wrote this answer" in done.stdout
    assert "left this machine" not in done.stdout


def test_quotes_keep_the_passages_here(seeds_archive: Path) -> None:
    with FaultyServer(fails(500)) as server:
        done = ask(server, seeds_archive, "--model", "quotes")
        assert server.requests == []
    assert done.stderr == ""
    assert "Nothing left this machine." in done.stdout.replace("\n", " ")


def test_the_key_is_shown_and_kept_nowhere(seeds_archive: Path, statement: str, tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    with FaultyServer(says(statement)) as server:
        done = ask(server, seeds_archive, "--trace", str(trace))
    assert WORDS in trace.read_text("utf-8")
    assert trace.stat().st_mode & 0o077 == 0
    for text in (done.stdout, done.stderr, trace.read_text("utf-8")):
        assert KEY not in text

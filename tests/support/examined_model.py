"""A language model for the command line, played by a server: it writes one answer, and judges as it is told."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Done, Pullquote, pullquote
from faulty_server import Behaviour, FaultyServer, judges, plays, reply, says

from assistant import ask
from assistant.verification.judge.exam import pairs

__all__ = ["pullquote"]

ROOT = Path(__file__).parents[2]
QUESTION = "How long has Javier Sotomayor held the world record in the high jump?"
WORDS = "2.45 metres, which has stood since 1993."
SENTENCE = "Javier Sotomayor's 2.45 metres have stood since 1993."
KEY = "sk-a-secret-of-the-test"


def right(sentence: str) -> bool:
    """The judgement of a judge that makes no mistake."""
    return next((pair.supported for pair in pairs() if pair.claim.sentence == sentence), True)


def model(archive: Path, accepts: Callable[[str], object] = right, sentence: str = SENTENCE) -> Behaviour:
    """Writes a sentence about the words, wherever among the passages they stand, and judges."""
    passages = ask(QUESTION, archive=archive).passages
    number = next(number for number, read in enumerate(passages, 1) if WORDS in read.passage.text)
    return plays(says(reply((number, WORDS, sentence))), judges(accepts, model="small-2026"))


def environment(server: FaultyServer, state: Path, **settings: str) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": KEY,
        "PULLQUOTE_MODEL": "small",
        "XDG_STATE_HOME": str(state),
        "TERM": "dumb",
        **settings,
    }


@pytest.fixture
def commanded(pullquote: Pullquote, monkeypatch: pytest.MonkeyPatch) -> Pullquote:
    """Run the command in this process, in an environment that comes before its arguments."""

    def call(environment: dict[str, str], *arguments: str) -> Done:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            return pullquote(*arguments)

    return call


def in_a_pipe(environment: dict[str, str], *arguments: str) -> Done:
    """Run the command in a process of its own, whose output goes into a pipe."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    return Done(done.returncode, done.stdout, done.stderr)


def on_a_terminal(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal of its own; returns its status and all that it showed."""
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "ui.cli", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=inside, stderr=inside, stdin=inside)
    os.close(inside)
    shown = b""
    try:
        while piece := os.read(terminal, 65536):
            shown += piece
    except OSError:  # what a closed terminal reads as on Linux
        pass
    finally:
        os.close(terminal)
    return process.wait(60), shown.decode(errors="replace").replace("\r\n", "\n")


def started(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """The command as it runs, to be interrupted."""
    return subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )

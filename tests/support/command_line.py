"""The command run in the test's own process, and a small piece of news for it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ui.cli import dispatch
from ui.cli.entry_point import run

BRIDGE = "The bridge over the Alder was opened on Monday. It cost 412 million pounds, the council said."


class Done(NamedTuple):
    status: int
    out: str
    err: str


Pullquote = Callable[..., Done]


@pytest.fixture
def pullquote(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Pullquote:
    """Run the command in this process."""

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["pullquote", *arguments])
        status = run(dispatch, arguments)
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    return folder

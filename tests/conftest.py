"""Fixtures that many tests share: the real models, and archives in fresh folders."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chroma_server import Server
from hypothesis import HealthCheck, settings

from assistant.inference import Embedder, Reranker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A shell that runs the tests in the background has them ignore Ctrl-C, and so would every command that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long a machine takes over an example says nothing of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

SEEDS = Path(__file__).parent.parent / "seeds"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that drive a browser come first: one of them that was left for the end would run alone."""
    driving = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in driving)


@pytest.fixture(autouse=True)
def scrubbed_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody's key is spent and nobody's archive is touched: tests see only the settings that they make."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "PULLQUOTE_")) or name == "CHROMA_URL":
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PULLQUOTE_ARCHIVE", str(home / "archive"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    from assistant.inference.local_models import LocalEmbedder

    return LocalEmbedder()


@pytest.fixture(scope="session")
def reranker() -> Reranker:
    from assistant.inference.local_models import LocalReranker

    return LocalReranker()


@pytest.fixture(scope="session")
def client_loaded() -> None:
    """The first request imports openai and reads certificates, which would count against short deadlines."""
    import assistant.inference.language_model.reply_stream
    import assistant.inference.language_model.request  # noqa: F401
    from assistant.inference.language_model.certificates import certificates

    certificates()


@pytest.fixture
def archive_dir(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Chroma server that tests share; each archive has a collection of its own on it."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


IN_FOLDER = pytest.mark.parametrize("chroma_url", ["folder"], indirect=True)
"""For tests of what lies in the archive's folder only."""


@pytest.fixture(params=["folder", "server"])
def chroma_url(request: pytest.FixtureRequest) -> str | None:
    """Where the vectors of a test's archive lie: in its folder, and then once more on a real Chroma server."""
    if request.param == "folder":
        return None
    server: Server = request.getfixturevalue("chroma_server")
    return server.url


@pytest.fixture(scope="session")
def seeds_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The seeds, indexed once; tests read it and do not write to it."""
    from ingest import index

    path = tmp_path_factory.mktemp("seeds") / "archive"
    report = index([SEEDS], archive=path)
    assert not report.failed, report.failed
    yield path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, for the tests of one file."""
    from browser import browsing

    with browsing() as opened:
        yield opened

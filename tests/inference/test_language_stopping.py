"""Stopping: from another thread, and at once, though the server says nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from bridge_story import model_at
from faulty_server import Behaviour, Exchange, FaultyServer

from assistant.answers import Event, Found
from assistant.assistant import Assistant
from assistant.cancellation import Stop, Stopped
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference.language_model import Message
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.certificates import certificates
from assistant.questions.follow_ups import Turn
from assistant.settings import Settings
from ui.chat.answer_job import Work

pytestmark = pytest.mark.usefixtures("client_loaded")

SOON = 25
"""Seconds within which a server sees its client gone, however busy the machine: it would be silent for 30."""

QUESTION = "How many migrant workers died in Qatar?"
BEFORE = (Turn("Who heads the Supreme Committee of Qatar?", "Hassan Al-Thawadi heads the Supreme Committee of Qatar."),)


def silent(asked: threading.Event, first: str = "") -> Behaviour:
    """Sends nothing for 30 s, or nothing after its first words, and notices when the client goes."""

    def behave(exchange: Exchange) -> None:
        if first:
            exchange.head()
            exchange.chunk(first)
        asked.set()
        exchange.connection.settimeout(30)
        if exchange.connection.recv(1) == b"":
            exchange.server.left.set()

    return behave


@pytest.fixture
def asked() -> threading.Event:
    """Set once the server has the request."""
    return threading.Event()


@pytest.fixture(params=["", '{"statements": ['], ids=["says nothing", "says no more"])
def server(request: pytest.FixtureRequest, asked: threading.Event) -> Iterator[FaultyServer]:
    with FaultyServer(silent(asked, request.param)) as server:
        yield server


def assistant(server: FaultyServer, archive: Path) -> Assistant:
    return Assistant(Settings(archive=archive), writer=LLMWriter(model_at(server.url)))


def test_a_stop_cuts_the_request_off(server: FaultyServer, asked: threading.Event) -> None:
    budget = Budget()
    pieces = model_at(server.url).stream((Message("user", "hello"),), None, budget)
    with ThreadPoolExecutor() as pool:
        reading: Future[list[str]] = pool.submit(list, pieces)
        assert asked.wait(60)
        budget.stop.cancel()
        assert server.left.wait(SOON)
        with pytest.raises(Stopped):
            reading.result(SOON)


def test_what_is_stopped_asks_nothing_more(server: FaultyServer) -> None:
    budget = Budget()
    budget.stop.cancel()
    with pytest.raises(Stopped):
        list(model_at(server.url).stream((Message("user", "hello"),), None, budget))
    with pytest.raises(Stopped):
        list(model_at(server.url).stream((Message("user", "hello"),), None, budget.share(5)))
    assert not server.requests


@pytest.mark.parametrize("history", [(), BEFORE], ids=["writing", "completing the question"])
def test_closing_a_stream_elsewhere_ends_it_at_once(
    server: FaultyServer, asked: threading.Event, seeds_archive: Path, history: tuple[Turn, ...]
) -> None:
    question = "And how many died there?" if history else QUESTION
    with assistant(server, seeds_archive) as answering, ThreadPoolExecutor() as pool:
        stream = answering.stream(question, history=history)
        events: Future[list[Event]] = pool.submit(list, stream)
        assert asked.wait(120)
        stream.close()
        assert server.left.wait(SOON)
        assert all(isinstance(event, Found) for event in events.result(SOON)), "nothing is made up in the model's stead"
        assert len(server.requests) == 1
        assert list(stream) == []


def test_the_page_s_stop_cuts_the_request_off(
    server: FaultyServer, asked: threading.Event, seeds_archive: Path
) -> None:
    with assistant(server, seeds_archive) as answering:
        work = Work(QUESTION, lambda: answering.stream(QUESTION))
        assert asked.wait(120)
        work.stop()
        assert server.left.wait(SOON)
        assert work.seen.stage == "stopped"


def test_cancelling_aask_cuts_the_request_off(
    server: FaultyServer, asked: threading.Event, seeds_archive: Path
) -> None:
    async def cancelled() -> None:
        task = asyncio.create_task(answering.aask(QUESTION))
        assert await asyncio.to_thread(asked.wait, 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.left.wait, SOON)

    with assistant(server, seeds_archive) as answering:
        asyncio.run(cancelled())


def test_a_stop_calls_only_what_is_under_way() -> None:
    stop, called = Stop(), []
    with stop.cancelling(lambda: called.append("over")):
        pass
    with stop.cancelling(lambda: called.append("under way")):
        stop.cancel()
        stop.cancel()
    with stop.cancelling(lambda: called.append("begun later")):
        pass
    assert called == ["under way", "begun later"]


def test_certificates_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import certifi

    with ThreadPoolExecutor() as pool:
        several = {id(context) for context in pool.map(lambda _: certificates(), range(8))}
    assert id(certificates()) in several and certificates() is certificates()
    usual = certificates()
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    assert certificates() is not usual, "another file is another context"

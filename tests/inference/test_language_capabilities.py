"""What a server takes is found out once: by the first of several requests, and for the next program, too."""

from __future__ import annotations

import json
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from faulty_server import Behaviour, Exchange, FaultyServer, fails, only, refuses, says

from assistant.cancellation import Stopped
from assistant.errors import LanguageModelError
from assistant.inference.language_model import Budget, Capabilities, CapabilityStore, LanguageModel, Message
from assistant.settings import state_folder

pytestmark = pytest.mark.usefixtures("client_loaded")

HELLO = (Message("user", "hello"),)
SCHEMA: dict[str, object] = {"type": "object"}
OBJECT = Capabilities("json_object")


def formats(server: FaultyServer) -> list[str]:
    return [request.format for request in server.requests]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "capabilities.json"


def ask(url: str, store: CapabilityStore, budget: Budget | None = None) -> str:
    return LanguageModel("m", url=url, capabilities=store).complete(HELLO, SCHEMA, budget or Budget()).text


def test_what_is_learnt_outlives_the_program_and_is_the_owner_s(path: Path) -> None:
    with FaultyServer(only(["json_object"], says("{}"))) as server:
        ask(server.url, CapabilityStore(path))
        ask(server.url, CapabilityStore(path))
        assert formats(server) == ["json_schema", "json_object", "json_object"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_it_lies_in_the_user_s_state_folder() -> None:
    with FaultyServer(says("{}")) as server:
        LanguageModel("m", url=server.url).complete(HELLO, SCHEMA, Budget())
    assert [file.name for file in state_folder().iterdir()] == ["capabilities.json"]


def test_neither_password_nor_query_is_written(path: Path) -> None:
    with FaultyServer(says("{}")) as server:
        ask(server.url.replace("http://", "http://me:hush@"), CapabilityStore(path))
    assert "hush" not in path.read_text() and server.host in path.read_text()


def test_each_model_at_each_server_has_its_own(path: Path) -> None:
    store = CapabilityStore(path)
    store.learn("http://a/v1", "m", OBJECT)
    store.learn("http://a/v1", "n", Capabilities(without=frozenset({"temperature"})))
    again = CapabilityStore(path)
    assert again.of("http://a/v1", "m") == OBJECT
    assert again.of("http://a/v1", "n") == Capabilities(without=frozenset({"temperature"}))
    assert again.of("http://b/v1", "m") == Capabilities()


def test_two_programs_add_to_one_file(path: Path) -> None:
    one, other = CapabilityStore(path), CapabilityStore(path)
    assert one.of("http://a/v1", "m") == other.of("http://a/v1", "m") == Capabilities()
    one.learn("http://a/v1", "m", OBJECT)
    other.learn("http://b/v1", "m", OBJECT)
    assert {line["url"] for line in json.loads(path.read_text())} == {"http://a/v1", "http://b/v1"}


DAMAGED = {
    "empty": b"",
    "cut": b'[{"url": "http://a/v1", "model"',
    "bytes": b"\xff\xfe\x00",
    "number": b"7",
    "members": b'[{"url": "http://a/v1"}]',
    "deep": b"[" * 100_000,
    "format": json.dumps(
        [{"url": "http://a/v1", "model": "m", "format": "xml", "without": [], "learnt": "2026-01-01T00:00:00Z"}]
    ).encode(),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_counts_as_none_and_is_written_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    store = CapabilityStore(path)
    assert store.of("http://a/v1", "m") == Capabilities()
    store.learn("http://a/v1", "m", OBJECT)
    assert CapabilityStore(path).of("http://a/v1", "m") == OBJECT


@pytest.mark.parametrize(("days", "known"), [(29, OBJECT), (31, Capabilities())])
def test_what_is_older_than_thirty_days_is_found_out_again(path: Path, days: int, known: Capabilities) -> None:
    CapabilityStore(path).learn("http://a/v1", "m", OBJECT)
    lines = json.loads(path.read_text())
    lines[0]["learnt"] = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    path.write_text(json.dumps(lines))
    assert CapabilityStore(path).of("http://a/v1", "m") == known


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = CapabilityStore(tmp_path / "file" / "capabilities.json")
    with FaultyServer(only(["json_object"], says("{}"))) as server:
        ask(server.url, store)
        ask(server.url, store)
        assert formats(server) == ["json_schema", "json_object", "json_object"], "this process knows it at least"


def test_a_server_that_was_only_down_is_not_taken_for_a_simple_one(path: Path) -> None:
    store = CapabilityStore(path)
    with FaultyServer(fails(500), fails(500), says("{}")) as server:
        ask(server.url, store)
        assert formats(server) == ["json_schema", "json_schema", "json_object"]
    assert not path.exists(), "a guess is not written down"


def test_of_requests_that_start_at_once_the_first_finds_out(path: Path) -> None:
    inside, most, lock = 0, 0, threading.Lock()
    everybody = threading.Barrier(3)

    def choosy(exchange: Exchange) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        if exchange.received.format != "json_object":
            refuses("response_format")(exchange)
        elif len(server.requests) > 2:
            everybody.wait(120)  # those who waited for the first come side by side
            says("{}")(exchange)
        else:
            says("{}")(exchange)
        with lock:
            inside -= 1

    store, budget = CapabilityStore(path), Budget(requests=12)
    with FaultyServer(choosy) as server, ThreadPoolExecutor(4) as pool:
        for reply in [pool.submit(ask, server.url, store, budget) for _ in range(4)]:
            assert reply.result(30) == "{}"
        assert sorted(formats(server)) == ["json_object"] * 4 + ["json_schema"], "one refusal, not four"
    assert budget.spent == 5 and most == 3
    assert (budget.input_tokens, budget.output_tokens) == (4000, 200), "none is lost between threads"


def held(begun: threading.Event, go: threading.Event, text: str = "") -> Behaviour:
    """Sends a text and no end, until it may."""

    def behave(exchange: Exchange) -> None:
        exchange.head()
        if text:
            exchange.chunk(text)
        begun.set()
        go.wait(120)
        exchange.chunk("}", "stop")

    return behave


def test_a_judge_begins_while_the_first_reply_still_streams(path: Path) -> None:
    store, begun, go = CapabilityStore(path), threading.Event(), threading.Event()
    with FaultyServer(held(begun, go, "{"), says("{}")) as server, ThreadPoolExecutor() as pool:
        first = pool.submit(ask, server.url, store)
        assert begun.wait(120)
        assert ask(server.url, store) == "{}" and not first.done()
        go.set()
        assert first.result(30) == "{}"


def test_who_waits_can_be_stopped_and_keeps_to_its_deadline(path: Path) -> None:
    store, begun, go, budget = CapabilityStore(path), threading.Event(), threading.Event(), Budget()
    with FaultyServer(held(begun, go)) as server, ThreadPoolExecutor() as pool:
        first = pool.submit(ask, server.url, store)
        assert begun.wait(120)
        with pytest.raises(LanguageModelError, match=r"did not answer in 0\.2 s"):
            ask(server.url, store, Budget(0.2))
        waiting = pool.submit(ask, server.url, store, budget)
        budget.stop.cancel()
        with pytest.raises(Stopped):
            waiting.result(30)
        assert len(server.requests) == 1 and not first.done()
        go.set()
        first.result(30)


def test_where_the_first_fails_the_next_one_finds_out(path: Path) -> None:
    store = CapabilityStore(path)
    with FaultyServer(fails(401), says("{}")) as server, ThreadPoolExecutor(2) as pool:
        replies = [pool.submit(ask, server.url, store) for _ in range(2)]
        failed = [reply.exception(30) for reply in replies]
    assert sorted(str(type(error).__name__) for error in failed) == ["Fault", "NoneType"]

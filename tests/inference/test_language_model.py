"""The language model's client: cancelling, counting, recording, and keeping the key to itself."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from bridge_story import SAFE, VOTE, Yes, asking, model_at, outcome
from faulty_server import USAGE, FaultyServer, delta, emits, fails, refuses, reply, says
from pydantic import SecretStr

from assistant.components import Components
from assistant.drafts import Draft
from assistant.errors import LanguageModelError, SettingsError
from assistant.generation import Usage, Writer
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference.language_model import LanguageModel, Message
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.trace import Trace
from assistant.inference.prices import Price, Prices
from assistant.settings import Settings

pytestmark = pytest.mark.usefixtures("client_loaded")

KEY = "sk-proj-Zq81LmnoPQRS4567"
HELLO = (Message("user", "hello"),)
GOOD = reply((1, VOTE, "The council of Arlen voted to close the old bridge."), (1, SAFE, SAFE))


def writer_of(settings: Settings, name: str = "m", trace: Path | None = None) -> Writer:
    """The writer that the settings make, whether its judge has passed an exam or not."""
    return Components(settings.model_copy(update={"exam": "off"})).staff(name, trace).writer


def usage_of(writer: LLMWriter) -> Usage:
    *_, last = writer.write(asking())
    assert isinstance(last, Usage)
    return last


def test_pieces_arrive_as_they_are_sent() -> None:
    with FaultyServer(says("one two three", piece=4, pause=0.05)) as server:
        pieces = list(model_at(server.url).stream(HELLO, None, Budget()))
    assert pieces == ["one ", "two ", "thre", "e"]


def test_the_first_statement_is_yielded_before_the_model_has_finished() -> None:
    with FaultyServer(says(GOOD), says(GOOD, pause=0.05)) as server:
        writer = LLMWriter(model_at(server.url))
        list(writer.write(asking()))  # loads what is loaded once
        drafts = writer.write(asking())
        began = time.monotonic()
        assert isinstance(next(drafts), Draft)
        first = time.monotonic() - began
        list(drafts)
        assert first < 0.8 * (time.monotonic() - began)


def test_closing_the_iterator_ends_the_request() -> None:
    with FaultyServer(says(GOOD * 20, pause=0.02)) as server:
        with closing(LLMWriter(model_at(server.url)).write(asking())) as drafts:
            next(drafts)
        assert server.left.wait(60), "the server sees that nobody listens"
    assert not [thread for thread in threading.enumerate() if "portal" in thread.name.casefold()]


def test_many_at_once_keep_apart() -> None:
    def behave(exchange: object) -> None:
        number = exchange.received.prompt.rsplit(" ", 1)[-1]  # type: ignore[attr-defined]
        says(f"answer {number}", pause=0.01)(exchange)  # type: ignore[arg-type]

    replies: dict[int, str] = {}

    def ask(number: int) -> None:
        message = Message("user", f"question {number}")
        replies[number] = "".join(model.stream((message,), None, Budget()))

    with FaultyServer(behave) as server:
        model = model_at(server.url)
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert replies == {number: f"answer {number}" for number in range(20)}


def test_it_works_inside_a_running_event_loop() -> None:
    import asyncio

    async def within() -> str:
        return "".join(model.stream(HELLO, None, Budget()))

    with FaultyServer(says("as in a notebook")) as server:
        model = model_at(server.url)
        assert asyncio.run(within()) == "as in a notebook"


def test_tokens_of_all_requests_are_added_up() -> None:
    with FaultyServer(says("no JSON"), says(GOOD)) as server:
        usage = usage_of(LLMWriter(model_at(server.url)))
    assert (usage.model, usage.host, usage.requests) == ("m", server.host, 2)
    assert (usage.input_tokens, usage.output_tokens) == (2000, 100)
    assert usage.cost is None, "unknown, which is not free"


def test_tokens_that_nobody_counted_are_unknown() -> None:
    with FaultyServer(says(GOOD, usage=None)) as server:
        usage = usage_of(LLMWriter(model_at(server.url)))
    assert usage.input_tokens is None and usage.output_tokens is None and usage.cost is None


def test_tokens_that_a_server_tells_in_every_chunk_are_counted_once() -> None:
    pieces = [{**delta(content=part), "usage": {**USAGE, "completion_tokens": n}} for n, part in enumerate(GOOD, 1)]
    with FaultyServer(emits(*pieces, {**delta("stop"), "usage": USAGE})) as server:
        usage = usage_of(LLMWriter(model_at(server.url)))
    assert (usage.input_tokens, usage.output_tokens) == (1000, 50)


def test_tokens_of_a_reply_that_broke_off_are_unknown() -> None:
    pieces = [{**delta(content=part), "usage": {**USAGE, "completion_tokens": n}} for n, part in enumerate(GOOD, 1)]
    parts: list[Draft | Usage] = []
    with FaultyServer(says("prose"), emits(*pieces)) as server, pytest.raises(LanguageModelError, match="broke off"):
        for part in LLMWriter(model_at(server.url)).write(asking()):
            parts.append(part)
    usage = parts[-1]
    assert isinstance(usage, Usage) and usage.requests == 2
    assert usage.input_tokens is None and usage.output_tokens is None, "what is known of one is not the sum"


def test_usage_reaches_the_answer_even_if_the_model_fails() -> None:
    with FaultyServer(says("{}", usage=USAGE)) as server:
        answer = outcome(LLMWriter(model_at(server.url)), asking(), Yes()).answer
    assert answer.written_by == "quotes"
    assert answer.usage["requests"] == 2 and answer.usage["host"] == server.host


def test_the_price_table_can_be_extended(tmp_path: Path) -> None:
    table = tmp_path / "prices.toml"
    table.write_text('[m]\ninput = 2.0\noutput = 10\ncached_input = 1\n["my/own model"]\ninput = 0\noutput = 0\n')
    prices = Prices.load(table)
    counted = {**USAGE, "prompt_tokens_details": {"cached_tokens": 400}}
    with FaultyServer(says(GOOD, usage=counted)) as server:
        usage = usage_of(LLMWriter(model_at(server.url), prices=prices))
    assert usage.cost == pytest.approx((600 * 2 + 400 * 1 + 50 * 10) / 1e6)
    assert prices.cost("my/own model", "http://127.0.0.1/v1", 5, 5) == 0


def test_known_models_have_a_price_at_their_own_host_only() -> None:
    prices = Prices({"own": Price(1, 1)})
    cost = prices.cost("gpt-4o-mini", "https://api.openai.com/v1", 1_000_000, 0)
    assert cost is not None and 0 < cost < 10
    assert prices.cost("gpt-4o-mini", "http://127.0.0.1:11434/v1", 1_000_000, 0) is None
    assert prices.cost("no-such-model", "https://api.openai.com/v1", 1_000_000, 0) is None


@pytest.mark.parametrize(
    "table", ["[m\n", "[m]\ninput = -1\noutput = 1", '[m]\ninput = "1"\noutput = 1', "m = 1", "[m]"]
)
def test_a_price_table_that_is_none_is_named(tmp_path: Path, table: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(table)
    with pytest.raises(SettingsError, match=r"prices\.toml"):
        Prices.load(path)


def test_a_trace_keeps_prompt_and_raw_reply_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    path.touch(0o644)
    settings = Settings.load(archive=tmp_path, model="m", openai_api_key=KEY)
    with FaultyServer(fails(500), says(GOOD)) as server:
        writer = writer_of(settings.model_copy(update={"openai_base_url": server.url}), trace=path)
        list(writer.write(asking()))
    failed, whole = [json.loads(line) for line in path.read_text().splitlines()]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert failed["error"] == "server" and whole["error"] == "" and whole["finish_reason"] == "stop"
    assert whole["reply"] == GOOD and VOTE in whole["messages"][1]["content"]
    assert (whole["host"], whole["model"], whole["format"]) == (server.host, "m", "json_schema")
    assert KEY not in path.read_text()


def test_a_trace_that_fills_the_disk_costs_no_answer(tmp_path: Path) -> None:  # S06
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device here that is always full")
    with FaultyServer(says(GOOD)) as server:
        trace = Trace(tmp_path / "trace.jsonl")
        trace.path = full  # the disk fills up after the first look at it
        model = LanguageModel("m", url=server.url, trace=trace)
        *drafts, usage = LLMWriter(model).write(asking())
    assert (
        drafts
        and isinstance(usage, Usage)
        and usage.notices
        == ("The trace is incomplete: the trace /dev/full cannot be written: No space left on device.",)
    )
    assert "notices" not in usage.to_dict()


def test_a_trace_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        Trace(tmp_path / "missing" / "trace.jsonl")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match="cannot be written"):
        Trace(link)


def test_a_model_without_a_key_is_refused_at_once() -> None:  # L34
    with pytest.raises(SettingsError, match="needs a key") as error:
        writer_of(Settings.load(model="gpt-5-mini"), "gpt-5-mini")
    assert "OPENAI_API_KEY" in error.value.remedy and "OPENAI_BASE_URL" in error.value.remedy


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8080", "ftp://host/v1", "http://", "http://host:99999/v1", "http://[::1/v1"]
)
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        LanguageModel("m", url=url)


def test_the_host_is_named_without_user_and_password() -> None:
    assert LanguageModel("m", url="https://me:secret@host.example:8443/v1/").host == "host.example:8443"
    assert LanguageModel("m", url="http://[::1]:8080/v1").host == "[::1]:8080"


def test_a_key_with_impossible_characters_is_refused_unrepeated() -> None:
    with pytest.raises(SettingsError) as error:
        LanguageModel("m", url="http://127.0.0.1/v1", key=SecretStr(f"{KEY}\n“"))
    assert KEY[:6] not in str(error.value) + error.value.remedy


def test_the_key_goes_to_the_server_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = refuses(f"Incorrect API key provided: {KEY}", 401)
    with FaultyServer(echo) as server:
        model = LanguageModel("m", url=server.url, key=SecretStr(KEY))
        with pytest.raises(LanguageModelError) as error:
            list(model.stream(HELLO, None, Budget()))
        assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    shown = (
        f"{error.value!r} {error.value.message} {error.value.remedy} {error.value.to_dict()} {model!r} {vars(model)}"
    )
    assert KEY not in shown and KEY[-6:] not in shown
    assert KEY not in caplog.text


def test_the_key_is_not_logged_when_everything_is() -> None:
    """OPENAI_LOG=debug, every logger at DEBUG, and a traceback on stderr (C04)."""
    program = (
        "import logging, sys; logging.basicConfig(level=logging.DEBUG);"
        "from assistant.settings import Settings; from assistant.components import Components;"
        "from bridge_story import asking;"
        "settings = Settings.load(exam='off'); list(Components(settings).staff('m').writer.write(asking()))"
    )
    support = Path(__file__).parents[1] / "support"
    with FaultyServer(refuses(f"Incorrect API key provided: {KEY}", 401)) as server:
        environment = {
            **os.environ,
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": server.url,
            "OPENAI_LOG": "debug",
            "PYTHONPATH": f"{support}{os.pathsep}{support.parents[1]}",
        }
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=240, check=False
        )
    assert run.returncode == 1 and "rejected the key" in run.stderr
    assert KEY not in run.stderr + run.stdout and KEY[-8:] not in run.stderr


def test_nothing_without_a_model_imports_its_client() -> None:
    program = (
        "import sys, assistant, assistant.generation.llm, assistant.questions.follow_ups;"
        "heavy = {'llama_index', 'openai', 'httpx', 'genai_prices', 'py3langid'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr

"""The client of language models behind the OpenAI protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.cancellation import Stopped, next_from
from assistant.errors import SettingsError
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.capabilities import Capabilities, CapabilityStore, capability_store
from assistant.inference.language_model.chat_model import LONGEST_REPLY, ChatModel, Effort, Message, Reply
from assistant.inference.language_model.setting_names import SettingNames
from assistant.inference.language_model.trace import Trace
from assistant.settings import state_folder

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from assistant.inference.language_model.reply_stream import ReplyStream

OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for, on which budget, and where the pieces of the reply go."""

    messages: Sequence[Message]
    schema: Mapping[str, object] | None
    budget: Budget
    put: Callable[[str], None]


class LanguageModel(ChatModel):
    """One model at one server; thread-safe, and holds no connection between calls.

    `capabilities` is where what the server takes is remembered; by default a file in the user's state folder. `names`
    are the settings that errors send a reader to.
    Raises SettingsError if the URL is none, or if OpenAI's own server is meant and there is no key.
    """

    def __init__(
        self,
        name: str,
        *,
        url: str | None = None,
        key: SecretStr | None = None,
        trace: Trace | None = None,
        capabilities: CapabilityStore | None = None,
        names: SettingNames | None = None,
    ) -> None:
        self.name = name
        self.url = (url or OPENAI_URL).rstrip("/")
        self._names = names or SettingNames()
        self._host, self._place = _address(self.url, self._names.url)
        self.host = self._host
        self.trace = trace
        own = self._host == "api.openai.com" or self._host.endswith(".api.openai.com")
        if own and key is None:
            raise SettingsError(
                f"model {name} at {self.host} needs a key",
                f"set {self._names.key}, or {self._names.url} for another server, or PULLQUOTE_MODEL=quotes",
            )
        if key is not None and not (key.get_secret_value().isascii() and key.get_secret_value().isprintable()):
            raise SettingsError(f"{self._names.key} holds characters that no key has", "copy it again")
        self._key = key
        # Copying and citing need little thought, and readers wait. Other servers have other words for it.
        self._effort: Effort | None = "low" if own else None
        self._store = capabilities or capability_store(state_folder() / "capabilities.json")

    @property
    def capabilities(self) -> Capabilities:
        """What is known of what the server takes for this model."""
        return self._store.of(self._place, self.name)

    @property
    def effort(self) -> Effort | None:
        """How much thinking is asked for, as far as is known; None if the model thinks as it will, or not at all."""
        return self._asked_effort(self.capabilities)

    @property
    def form(self) -> str:
        """The format of replies, and how much thinking is asked for."""
        return " ".join(filter(None, (self.capabilities.format, self.effort)))

    def _asked_effort(self, capabilities: Capabilities) -> Effort | None:
        return self._effort if capabilities.takes("reasoning_effort") else None

    def stream(
        self, messages: Sequence[Message], schema: Mapping[str, object] | None, budget: Budget
    ) -> Generator[str, None, Reply]:
        """Yield the reply's text piece by piece as it arrives, and return the whole; see ChatModel."""
        from anyio.from_thread import start_blocking_portal

        pieces: SimpleQueue[str | None] = SimpleQueue()
        asked = _Asked(messages, schema, budget, pieces.put)
        # What a server makes of a schema is learnt only by sending one.
        unknown = self._store.finding_out(self._place, self.name, budget) if schema is not None else nullcontext()
        with unknown:
            if budget.stop.cancelled:
                raise Stopped
            with start_blocking_portal() as portal:
                conversation = portal.start_task_soon(self._converse, asked)
                conversation.add_done_callback(lambda _: pieces.put(None))
                try:
                    with budget.stop.cancelling(conversation.cancel):
                        while (piece := next_from(pieces)) is not None:
                            yield piece
                    if budget.stop.cancelled:
                        raise Stopped
                    return conversation.result()
                finally:
                    conversation.cancel()

    async def _converse(self, asked: _Asked) -> Reply:
        """Ask until a reply comes, within the budget."""
        import asyncio  # which answers without a model do without

        from assistant.inference.language_model.request import connection
        from assistant.inference.language_model.retrying import after, pause
        from assistant.inference.language_model.server_errors import Fault

        budget, capabilities, tries, started = asked.budget, self.capabilities, 0, time.monotonic()
        try:
            async with asyncio.timeout(budget.remaining), connection(self.url, self._key) as client:
                while True:
                    budget.take(self._host)
                    tries += 1
                    try:
                        read = await self._ask(client, capabilities, asked)
                        return Reply(
                            read.text,
                            read.model,
                            "plain" if asked.schema is None else capabilities.format,
                            time.monotonic() - started,
                            self._asked_effort(capabilities),
                        )
                    except Fault as fault:
                        capabilities = after(fault, capabilities, budget)
                        await asyncio.sleep(pause(fault, tries, budget))
        except TimeoutError:
            raise budget.timed_out(self._host) from None

    async def _ask(self, client: AsyncOpenAI, capabilities: Capabilities, asked: _Asked) -> ReplyStream:
        """Make one request and pass its reply on; a Fault may only be tried again if nothing was passed on."""
        from assistant.inference.language_model.reply_stream import ReplyStream
        from assistant.inference.language_model.request import chunks
        from assistant.inference.language_model.server_errors import Fault, Server

        read = ReplyStream(Server(self._host, self.name, self._names), LONGEST_REPLY)
        effort = self._asked_effort(capabilities)
        received = chunks(client, self.name, capabilities, asked.messages, asked.schema, effort)
        entry = self._entry(asked, capabilities)
        started, error, passed_on = time.monotonic(), "closed", False
        try:
            async for piece in read.pieces(received, asked.budget):
                if asked.schema is not None and not passed_on:
                    # As soon as it answers, not when it has ended: a judge begins while the writer goes on.
                    self._store.learn(self._place, self.name, capabilities)
                passed_on = True
                asked.put(piece)
            error = ""
        except Fault as fault:
            error = fault.reason
            raise
        finally:
            if self.trace:
                said = {"reply": read.text, "replied_as": read.model, "finish_reason": read.finish}
                self.trace.record(entry | said | {"error": error, "seconds": time.monotonic() - started})
        return read

    def _entry(self, asked: _Asked, capabilities: Capabilities) -> dict[str, object]:
        """A request as the trace has it."""
        return {
            "at": datetime.now(UTC).isoformat(),
            "host": self.host,
            "model": self.name,
            "format": capabilities.format,
            "effort": self._asked_effort(capabilities),
            "messages": [asdict(message) for message in asked.messages],
        }


def _address(url: str, setting: str) -> tuple[str, str]:
    """Host and port of a URL, and the URL, both without user name, password and query; SettingsError if it is none."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        name, port = None, None
    if not name or parts.scheme not in {"http", "https"}:
        raise SettingsError(f"{setting} is no URL", "write it as http://127.0.0.1:11434/v1")
    host = (f"[{name}]" if ":" in name else name) + (f":{port}" if port else "")
    return host, f"{parts.scheme}://{host}{parts.path}"

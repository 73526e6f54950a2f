"""A language model behind the OpenAI protocol, asked through llama-index."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.cancellation import Stopped
from assistant.errors import SettingsError
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.capabilities import Capabilities, capabilities_of, learn
from assistant.inference.language_model.trace import Trace

if TYPE_CHECKING:
    import httpx

    from assistant.inference.language_model.server_errors import Fault

OPENAI_URL = "https://api.openai.com/v1"
LONGEST_REPLY = 8_000
"""Characters of a reply that are read; a model that runs on is cut off."""

_FIRST_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


class LanguageModel:
    """One model at one server; thread-safe, and holds no connection between calls.

    Raises SettingsError if the URL is none, or if OpenAI's own server is meant and there is no key.
    """

    def __init__(
        self, name: str, *, url: str | None = None, key: SecretStr | None = None, trace: Trace | None = None
    ) -> None:
        self.name = name
        self.url = (url or OPENAI_URL).rstrip("/")
        self.host = _host(self.url)
        if self.url == OPENAI_URL and key is None:
            raise SettingsError(
                f"model {name} at {self.host} needs a key",
                "set OPENAI_API_KEY, or OPENAI_BASE_URL for another server, or PULLQUOTE_MODEL=quotes for no model",
            )
        if key is not None and not (key.get_secret_value().isascii() and key.get_secret_value().isprintable()):
            raise SettingsError("OPENAI_API_KEY holds characters that no key has", "copy it again")
        self._key = key
        self.trace = trace

    def stream(
        self, messages: Sequence[Message], schema: Mapping[str, object] | None, budget: Budget
    ) -> Generator[str, None, None]:
        """Yield the reply's text piece by piece as it arrives.

        The reply should be JSON of `schema`, as far as the server can see to that; any text if None. Closing the
        iterator cancels the request, and so does the budget's `stop`, from any thread. Raises LanguageModelError,
        with reason `cut` if the reply broke off, and after the pieces that had arrived; Stopped if it was stopped.
        """
        from anyio.from_thread import start_blocking_portal

        pieces: SimpleQueue[str | None] = SimpleQueue()
        with start_blocking_portal() as portal:
            conversation = portal.start_task_soon(self._converse, messages, schema, budget, pieces.put)
            conversation.add_done_callback(lambda _: pieces.put(None))
            try:
                with budget.stop.cancelling(conversation.cancel):
                    while (piece := pieces.get()) is not None:
                        yield piece
                if budget.stop.cancelled:
                    raise Stopped
                conversation.result()
            finally:
                conversation.cancel()

    async def _converse(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, object] | None,
        budget: Budget,
        put: Callable[[str], None],
    ) -> None:
        """Ask until a reply comes, within the budget."""
        import httpx

        from assistant.inference.language_model.certificates import certificates
        from assistant.inference.language_model.server_errors import Fault, Server, timed_out

        server = Server(self.host, self.name)
        capabilities = capabilities_of(self.url, self.name)
        try:
            # Redirects are not followed: passages go to the host that was named, and to no other.
            async with (
                asyncio.timeout(budget.remaining),
                httpx.AsyncClient(verify=certificates(), follow_redirects=False) as http,
            ):
                while True:
                    try:
                        await self._ask(http, capabilities, messages, schema, budget, put)
                        return
                    except Fault as fault:
                        capabilities = _next_capabilities(fault, capabilities, budget)
                        await asyncio.sleep(_pause(fault, budget))
        except TimeoutError:
            raise timed_out(server, budget.seconds) from None

    async def _ask(
        self,
        http: httpx.AsyncClient,
        capabilities: Capabilities,
        messages: Sequence[Message],
        schema: Mapping[str, object] | None,
        budget: Budget,
        put: Callable[[str], None],
    ) -> None:
        """Make one request and pass its reply on; a Fault may only be tried again if nothing was passed on."""
        from assistant.inference.language_model.reply_stream import Reply
        from assistant.inference.language_model.request import chunks, llama_index_model
        from assistant.inference.language_model.server_errors import Fault, Server

        budget.spent += 1
        reply = Reply(Server(self.host, self.name), LONGEST_REPLY)
        model = llama_index_model(self.name, self.url, self._key, http)
        entry: dict[str, object] = {
            "at": datetime.now(UTC).isoformat(),
            "host": self.host,
            "model": self.name,
            "format": capabilities.format,
        }
        started, error = time.monotonic(), "closed"
        try:
            async for piece in reply.read(chunks(model, capabilities, messages, schema), budget):
                put(piece)
            error = ""
        except Fault as fault:
            error = fault.reason
            raise
        finally:
            if self.trace:
                said = {"messages": [asdict(message) for message in messages], "reply": reply.text}
                ended = {"finish_reason": reply.finish, "error": error, "seconds": time.monotonic() - started}
                self.trace.record(entry | said | ended)
        learn(self.url, self.name, capabilities)


def _next_capabilities(fault: Fault, capabilities: Capabilities, budget: Budget) -> Capabilities:
    """The capabilities to ask again in; raises the fault if asking again is pointless or not allowed."""
    if budget.exhausted:
        raise fault
    if fault.complaint is not None:
        simpler = capabilities.simpler(fault.complaint)
        if simpler is None:
            raise fault
        return simpler
    if not fault.again:
        raise fault
    # Some servers fail (HTTP 500) at a schema that they do not know. The last request finds out.
    last = budget.spent == budget.requests - 1
    return capabilities.simpler("") or capabilities if fault.reason == "server" and last else capabilities


def _pause(fault: Fault, budget: Budget) -> float:
    """Seconds to wait before asking again; raises the fault if they would outlast the deadline."""
    if fault.complaint is not None:
        return 0.0
    pause = fault.wait if fault.wait is not None else _FIRST_PAUSE * 2 ** (budget.spent - 1) * random.uniform(1, 1.25)
    if pause >= budget.remaining:
        raise fault
    return pause


def _host(url: str) -> str:
    """The host and port that a URL names, without user name and password; raises SettingsError if it is no URL."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        name, port = None, None
    if not name or parts.scheme not in {"http", "https"}:
        raise SettingsError("OPENAI_BASE_URL is no URL", "write it as http://127.0.0.1:11434/v1")
    return (f"[{name}]" if ":" in name else name) + (f":{port}" if port else "")

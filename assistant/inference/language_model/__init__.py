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
from assistant.inference.language_model.budget import Allowance
from assistant.inference.language_model.capabilities import Dialect, dialect_of, learn
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
        self, messages: Sequence[Message], schema: Mapping[str, object] | None, allowance: Allowance
    ) -> Generator[str, None, None]:
        """Yield the reply's text piece by piece as it arrives.

        The reply should be JSON of `schema`, as far as the server can see to that; any text if None. Closing the
        iterator cancels the request, and so does the allowance's `stop`, from any thread. Raises LanguageModelError,
        with reason `cut` if the reply broke off, and after the pieces that had arrived; Stopped if it was stopped.
        """
        from anyio.from_thread import start_blocking_portal

        pieces: SimpleQueue[str | None] = SimpleQueue()
        with start_blocking_portal() as portal:
            conversation = portal.start_task_soon(self._converse, messages, schema, allowance, pieces.put)
            conversation.add_done_callback(lambda _: pieces.put(None))
            try:
                with allowance.stop.cancelling(conversation.cancel):
                    while (piece := pieces.get()) is not None:
                        yield piece
                if allowance.stop.asked:
                    raise Stopped
                conversation.result()
            finally:
                conversation.cancel()

    async def _converse(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, object] | None,
        allowance: Allowance,
        put: Callable[[str], None],
    ) -> None:
        """Ask until a reply comes, within the allowance."""
        import httpx

        from assistant.inference.language_model.certificates import certificates
        from assistant.inference.language_model.server_errors import Fault, Server, timed_out

        server = Server(self.host, self.name)
        dialect = dialect_of(self.url, self.name)
        try:
            # Redirects are not followed: passages go to the host that was named, and to no other.
            async with (
                asyncio.timeout(allowance.remaining),
                httpx.AsyncClient(verify=certificates(), follow_redirects=False) as http,
            ):
                while True:
                    try:
                        await self._ask(http, dialect, messages, schema, allowance, put)
                        return
                    except Fault as fault:
                        dialect = _next_dialect(fault, dialect, allowance)
                        await asyncio.sleep(_pause(fault, allowance))
        except TimeoutError:
            raise timed_out(server, allowance.seconds) from None

    async def _ask(
        self,
        http: httpx.AsyncClient,
        dialect: Dialect,
        messages: Sequence[Message],
        schema: Mapping[str, object] | None,
        allowance: Allowance,
        put: Callable[[str], None],
    ) -> None:
        """Make one request and pass its reply on; a Fault may only be tried again if nothing was passed on."""
        from assistant.inference.language_model.reply_stream import Reply
        from assistant.inference.language_model.request import chunks, llama_index_model
        from assistant.inference.language_model.server_errors import Fault, Server

        allowance.spent += 1
        reply = Reply(Server(self.host, self.name), LONGEST_REPLY)
        model = llama_index_model(self.name, self.url, self._key, http)
        entry: dict[str, object] = {
            "at": datetime.now(UTC).isoformat(),
            "host": self.host,
            "model": self.name,
            "format": dialect.format,
        }
        started, error = time.monotonic(), "closed"
        try:
            async for piece in reply.read(chunks(model, dialect, messages, schema), allowance):
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
        learn(self.url, self.name, dialect)


def _next_dialect(fault: Fault, dialect: Dialect, allowance: Allowance) -> Dialect:
    """The dialect to ask again in; raises the fault if asking again is pointless or not allowed."""
    if allowance.exhausted:
        raise fault
    if fault.complaint is not None:
        simpler = dialect.simpler(fault.complaint)
        if simpler is None:
            raise fault
        return simpler
    if not fault.again:
        raise fault
    # Some servers fail (HTTP 500) at a schema that they do not know. The last request finds out.
    last = allowance.spent == allowance.requests - 1
    return dialect.simpler("") or dialect if fault.reason == "server" and last else dialect


def _pause(fault: Fault, allowance: Allowance) -> float:
    """Seconds to wait before asking again; raises the fault if they would outlast the deadline."""
    if fault.complaint is not None:
        return 0.0
    pause = (
        fault.wait if fault.wait is not None else _FIRST_PAUSE * 2 ** (allowance.spent - 1) * random.uniform(1, 1.25)
    )
    if pause >= allowance.remaining:
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

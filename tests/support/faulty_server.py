"""A server of the OpenAI protocol on loopback that misbehaves on purpose.

It answers each request with the next of its behaviours, and with the last one from then on. What it was asked
stands in `requests`. Nothing here is patched into the client: requests and replies cross a real socket.

    with FaultyServer(fails(500), says(reply)) as server:
        LanguageModel("m", url=server.url)
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import cast


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, object]
    at: float = field(default_factory=time.monotonic)

    @property
    def prompt(self) -> str:
        """All messages in one text."""
        messages = self.body["messages"]
        assert isinstance(messages, list)
        return "\n".join(message["content"] for message in messages)

    @property
    def judges(self) -> bool:
        """Whether it asks for a judgement."""
        return "You check one sentence" in self.prompt

    @property
    def sentence(self) -> str:
        """The sentence that is to be judged."""
        found = re.search(r"^[0-9a-f]{32} sentence\n(.*?)\n\n[0-9a-f]{32} ", self.prompt, re.DOTALL | re.MULTILINE)
        assert found
        return found[1]

    @property
    def format(self) -> str:
        """The kind of response_format that was asked for, `plain` if none."""
        wanted = self.body.get("response_format")
        return wanted["type"] if isinstance(wanted, dict) else "plain"


class Exchange(BaseHTTPRequestHandler):
    """One connection; behaviours write to it."""

    server: _Server
    model = "m"
    """What a reply calls itself."""
    protocol_version = "HTTP/1.0"  # a reply ends when the connection does, so that a cut one looks like a whole one

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self.received = Received(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
        try:
            self.server.next_behaviour(self.received)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def head(self, status: int = 200, content: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def write(self, data: str | bytes) -> None:
        self.wfile.write(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        self.wfile.flush()

    def event(self, payload: object) -> None:
        self.write(f"data: {json.dumps(payload)}\n\n")

    def chunk(self, content: str | None = None, finish: str | None = None, **delta: object) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": content, **delta}, "finish_reason": finish}
        self.event({**_ENVELOPE, "model": self.model, "choices": [choice]})


Behaviour = Callable[[Exchange], None]

_ENVELOPE = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
USAGE = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, behaviours: Iterable[Behaviour]) -> None:
        self.behaviours = list(behaviours)
        self.requests: list[Received] = []
        self.left = threading.Event()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Exchange)

    def next_behaviour(self, received: Received) -> Behaviour:
        with self._lock:
            self.requests.append(received)
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def handle_error(self, *_: object) -> None:
        """A behaviour that breaks off is no error."""


class FaultyServer:
    """Runs while its context lasts; `url` is what OPENAI_BASE_URL would be."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self._server = _Server(behaviours)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def requests(self) -> list[Received]:
        return self._server.requests

    @property
    def left(self) -> threading.Event:
        """Set once a client has closed the connection before the reply was whole."""
        return self._server.left

    def __enter__(self) -> FaultyServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def reply(*sentences: tuple[object, object, object], missing: Iterable[str] = ()) -> str:
    """The JSON of (passage, quote, sentence) triples, each sentence with one quote."""
    written = [{"quotes": [{"passage": p, "words": words}], "text": text} for p, words, text in sentences]
    return json.dumps({"sentences": written, "missing": list(missing)})


def says(
    text: str,
    *,
    finish: str | None = "stop",
    pause: float = 0.0,
    piece: int = 12,
    usage: object = USAGE,
    model: str | None = None,
) -> Behaviour:
    """Streams a text, `piece` characters at a time, `pause` seconds apart."""

    def behave(exchange: Exchange) -> None:
        exchange.head()
        exchange.model = model or exchange.model
        exchange.chunk("")
        for start in range(0, len(text), piece):
            exchange.chunk(text[start : start + piece])
            time.sleep(pause)
        if finish:
            exchange.chunk(None, finish)
        if usage:
            exchange.event({**_ENVELOPE, "model": exchange.model, "choices": [], "usage": usage})
        if finish:
            exchange.write("data: [DONE]\n\n")

    return behave


def verdict(follows: object = True, misleads: object = False, problem: object = "none") -> str:
    """The JSON of a judge's reply."""
    return json.dumps({"problem": problem, "follows": follows, "misleads": misleads})


def plays(writer: Behaviour, judge: Behaviour) -> Behaviour:
    """One model that writes and judges: each request is answered by the one that it is meant for."""

    def behave(exchange: Exchange) -> None:
        (judge if exchange.received.judges else writer)(exchange)

    return behave


def judges(accepts: Callable[[str], object], model: str = "m") -> Behaviour:
    """A judge that accepts the sentences for which `accepts` is true, and calls itself by a name."""

    def behave(exchange: Exchange) -> None:
        accepted = bool(accepts(exchange.received.sentence))
        says(verdict(accepted, problem="none" if accepted else "no"), piece=400, model=model)(exchange)

    return behave


def fails(status: int, body: str | object = "", *, content: str = "application/json", **headers: str) -> Behaviour:
    """Answers with an HTTP status; a body that is no text is sent as JSON."""

    def behave(exchange: Exchange) -> None:
        exchange.head(status, content, **headers)
        exchange.write(body if isinstance(body, str) else json.dumps(body))

    return behave


def refuses(message: str, status: int = 400, **error: object) -> Behaviour:
    """Answers with an error as OpenAI words them."""
    return fails(status, {"error": {"message": message, "type": "invalid_request_error", **error}})


def sends(data: str | bytes, status: int = 200, content: str = "text/event-stream") -> Behaviour:
    """Answers with these bytes, whatever they are."""

    def behave(exchange: Exchange) -> None:
        exchange.head(status, content)
        exchange.write(data)

    return behave


def emits(*events: object) -> Behaviour:
    """Streams these objects as events, without an end."""

    def behave(exchange: Exchange) -> None:
        exchange.head()
        for event in events:
            exchange.event(event)

    return behave


def delta(finish: str | None = None, **members: object) -> dict[str, object]:
    """A chunk whose delta has these members."""
    return {**_ENVELOPE, "choices": [{"index": 0, "delta": {"role": "assistant", **members}, "finish_reason": finish}]}


def followed(first: Behaviour, by: str) -> Behaviour:
    """Behaves, then sends some more."""

    def behave(exchange: Exchange) -> None:
        first(exchange)
        exchange.write(by)

    return behave


def waits(seconds: float, then: Behaviour) -> Behaviour:
    """Does nothing for a while, then behaves."""

    def behave(exchange: Exchange) -> None:
        time.sleep(seconds)
        then(exchange)

    return behave


def drips(seconds: float) -> Behaviour:
    """Sends a comment and a character now and then, for as long as anyone listens."""

    def behave(exchange: Exchange) -> None:
        exchange.head()
        while True:
            exchange.write(": still here\n\n")
            exchange.chunk("{")
            time.sleep(seconds)

    return behave


def resets(after: str = "") -> Behaviour:
    """Resets the connection (TCP RST), after some bytes of a reply or before any."""

    def behave(exchange: Exchange) -> None:
        if after:
            exchange.head()
            exchange.chunk(after)
            time.sleep(0.3)  # a reset throws away what the client has not read yet
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        exchange.connection.close()

    return behave


def only(formats: Iterable[str], then: Behaviour, status: int = 400) -> Behaviour:
    """Takes these kinds of response_format only."""
    taken = set(formats)

    def behave(exchange: Exchange) -> None:
        if exchange.received.format in taken:
            then(exchange)
        else:
            refuses(f"response_format {exchange.received.format} is not supported", status)(exchange)

    return behave


def embeds(dimension: int = 8, spoil: Callable[[int, list[list[float]]], object] | None = None) -> Behaviour:
    """Embeds texts by their characters; `spoil(request, vectors)` makes of the n-th reply (from 1) what it likes."""
    count = itertools.count(1)

    def behave(exchange: Exchange) -> None:
        texts = exchange.received.body["input"]
        assert isinstance(texts, list)
        vectors = [[1.0 + (hash_of(text) >> bit) % 7 for bit in range(dimension)] for text in texts]
        spoilt = spoil(next(count), vectors) if spoil else vectors
        if callable(spoilt):
            spoilt(exchange)
            return
        data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(cast(list[object], spoilt))]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        exchange.head(content="application/json")
        exchange.write(json.dumps({"object": "list", "data": data, "model": "emb", "usage": usage}))

    return behave


def hash_of(text: str) -> int:
    """The same number for the same text in every process."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

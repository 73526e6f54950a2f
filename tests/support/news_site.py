"""A news site on loopback, which answers as it is told to and keeps what it was asked.

with NewsSite() as site:
    site.put("/bridge", page(...))
    site.client().get(site.url + "/bridge")
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from types import TracebackType
from typing import cast

from ingest import WebClient
from ingest.sources.public_network import IPAddress, is_public

Behaviour = Callable[["Exchange"], None]


def on_loopback(address: IPAddress, port: int) -> bool:
    """What a client of the tests may connect to besides the public web: 127.0.0.1 alone of this machine."""
    return address == ip_address("127.0.0.1") or is_public(address, port)


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    path: str
    headers: Mapping[str, str]


class Exchange(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server

    def do_GET(self) -> None:
        self.server.site.asked.append(Asked(self.path, {name.lower(): each for name, each in self.headers.items()}))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.server.site.pages.get(self.path, _missing)(self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: NewsSite

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no error."""


def _missing(exchange: Exchange) -> None:
    exchange.send(404, b"not here")


@dataclass
class NewsSite:
    """Pages by path; what has none is 404. `asked` keeps the requests, robots.txt among them."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> NewsSite:
        self._server = _Server(("127.0.0.1", 0), Exchange)
        self._server.site = self
        self.port = cast(int, self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def put(
        self, path: str, body: str | bytes, *, media_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Serve a body, with an ETag made of it, and 304 where the client has it."""
        data = body.encode() if isinstance(body, str) else body
        etag = f'"{hash(data) & 0xFFFFFFFF:x}"'

        def answer(exchange: Exchange) -> None:
            if exchange.headers.get("If-None-Match") == etag:
                exchange.send(304)
            else:
                exchange.send(200, data, **{"Content_Type": media_type, "ETag": etag, **headers})

        self.pages[path] = answer

    def answer(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        """Serve a status."""
        self.pages[path] = lambda exchange: exchange.send(status, body, **headers)

    def paths(self) -> list[str]:
        """What was asked for, but robots.txt, since this was last called."""
        paths = [each.path for each in self.asked if each.path != "/robots.txt"]
        self.asked.clear()
        return paths

    def client(self, **options: object) -> WebClient:
        """A client that may reach this site, and does not wait."""
        return WebClient(**{"allowed": on_loopback, "delay": 0.0, **options})  # type: ignore[arg-type]


def trickle(parts: Iterator[bytes], wait: threading.Event) -> Behaviour:
    """A body that comes in parts, with a pause before each; `wait` ends it."""

    def answer(exchange: Exchange) -> None:
        exchange.send(200, b"", Content_Type="text/html")
        for part in parts:
            exchange.wfile.write(part)
            exchange.wfile.flush()
            if wait.wait(0.05):
                return

    return answer

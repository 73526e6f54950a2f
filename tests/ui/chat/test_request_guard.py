"""Other sites' pages and other names for this machine get nothing of the page, and the page asks nothing of others."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from browser import FAKE, ROOT, chatting, serving
from playwright.sync_api import Browser, expect
from visitor import Visitor

SOCKET = "/_stcore/stream"
PATHS = ["/", "/library", "/nowhere.js", "/_stcore/health", "/_stcore/host-config", "/media/nothing.md", SOCKET]
UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
ELSEWHERE = [
    "http://evil.example",
    "https://evil.example:8501",
    "http://localhost:3000",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}@evil.example",
    "file://",
    "null",
    "http://[",
    "",
]
"""Origins that are not the page's; one of this machine is another program's on it."""


@dataclass(frozen=True)
class Served:
    """A page, and the file that holds what its process asked of a network."""

    address: str
    reached: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def get(self, path: str, host: str = "127.0.0.1:{port}", *lines: str, method: str = "GET") -> tuple[int, str]:
        """The status and the head, in small letters, of an answer to a request as it is written here."""
        headers = [f"Host: {host}", *lines] if host else [*lines]
        said = "".join(f"{line.format(port=self.port)}\r\n" for line in headers)
        upgrade = UPGRADE if path == SOCKET else "Connection: close\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(f"{method} {path} HTTP/1.1\r\n{said}{upgrade}\r\n".encode())
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(4_096)):
                head += more
        text = head.partition(b"\r\n\r\n")[0].decode("latin-1").lower()
        return int(text.split()[1]), text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    reached = folder / "reached"
    watched = os.pathsep.join(map(str, (ROOT / "tests" / "support" / "watched", ROOT)))
    with serving(folder / "archive", FAKE, PYTHONPATH=watched, REACHED_OUT=str(reached)) as address:
        yield Served(address, reached)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_its_own_names_are_answered_and_no_other_site_may_frame_it(served: Served, path: str, host: str) -> None:
    status, head = served.get(path, host)
    assert status in ((101,) if path == SOCKET else (200, 404))
    assert "content-security-policy: frame-ancestors 'self'" in head and "x-frame-options: sameorigin" in head
    assert "cross-origin-opener-policy: same-origin" in head


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", "[::1]:{port}", ""]
)
def test_another_name_for_this_machine_gets_nothing(served: Served, path: str, host: str) -> None:
    """Against DNS rebinding, on every path."""
    status, head = served.get(path, host)
    assert status == 403 or (status == 400 and not host)
    assert "x-frame-options: sameorigin" in head or status == 400, "what is no HTTP/1.1 never reaches the page"


def test_two_hosts_are_none(served: Served) -> None:
    assert served.get("/", "127.0.0.1:{port}", "Host: evil.example")[0] in (400, 403)


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_another_origin_gets_nothing(served: Served, origin: str) -> None:
    for path in PATHS:
        for method in ("GET", "POST", "OPTIONS"):
            if (path, method) not in ((SOCKET, "POST"), (SOCKET, "OPTIONS")):
                status, head = served.get(path, "127.0.0.1:{port}", f"Origin: {origin}", method=method)
                assert status == 403 and "x-frame-options: sameorigin" in head, (path, method)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_own_origin_is_answered_under_its_own_name_only(served: Served, host: str) -> None:
    other = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}[host]
    for path in ("/", SOCKET):
        assert served.get(path, f"{host}:{{port}}", f"Origin: http://{host}:{{port}}")[0] in (101, 200)
        assert served.get(path, f"{host}:{{port}}", f"Origin: http://{other}:{{port}}")[0] == 403


def test_the_server_asks_nobody_who_it_is(served: Served) -> None:
    """Streamlit judges an origin that it does not know by this machine's public address, which it asks others for."""
    for origin in ELSEWHERE:
        for path in PATHS:
            served.get(path, "127.0.0.1:{port}", f"Origin: {origin}")
            served.get(path, "evil.example", f"Origin: {origin}")
    visitor = Visitor(served.address)
    visitor.close()
    assert not served.reached.exists(), served.reached.read_text("utf-8")


@pytest.fixture
def framing(served: Served) -> Iterator[str]:
    """The address of a page that frames ours; of this machine, since Chromium keeps others from loopback anyway."""
    body = f"<iframe src='{served.address}' onload='loaded = true'></iframe>".encode()

    class Framing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Framing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_no_other_page_can_frame_it(browser: Browser, served: Served, framing: str) -> None:
    page = browser.new_page()
    page.goto(framing)
    page.wait_for_function("window.loaded")
    assert len(page.frames) == 2
    assert not [frame.url for frame in page.frames if frame.url.startswith(served.address)]
    page.close()
    with chatting(browser, served.address) as chat:  # and by itself it works, in a real browser
        expect(chat.page.get_by_text("The archive is empty.")).to_be_visible()

"""Fetching from servers that misbehave: only public addresses, within limits, and a reason for whatever is refused."""

from __future__ import annotations

import gzip
import itertools
import resource
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from news_site import NewsSite, on_loopback, trickle

from ingest.sources.public_network import is_public
from ingest.sources.web_client import Gone, Refused, Unfetched, WebClient


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite() as opened:
        yield opened


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port on loopback, and the connections that came in."""
    came: list[object] = []
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        server.listen()

        def accept() -> None:
            try:
                while True:
                    came.append(server.accept())
            except OSError:
                pass

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], came


def refusal(url: str, client: WebClient) -> str:
    with pytest.raises(Unfetched) as refused:
        client.get(url)
    assert "\n" not in str(refused.value)
    return str(refused.value)


PRIVATE = [
    *("127.0.0.1", "localhost", "[::1]", "0.0.0.0"),  # N01
    *("169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.0.1", "[fd00::1]", "100.64.0.1"),  # N02
    *("2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]", "127.1"),  # N03
    *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "255.255.255.255", "[ff02::1]", "[::]"),
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_never_connected_to(host: str, listener: tuple[int, list[object]]) -> None:
    port, came = listener
    client = WebClient(delay=0, allowed=lambda address, _: is_public(address, 80))  # whatever the port
    said = refusal(f"http://{host}:{port}/", client)
    assert "is no public address" in said or "is not known" in said or "is none" in said
    assert came == []


@pytest.mark.parametrize("port", [22, 25, 6379, 11211])
def test_other_ports_than_the_webs_are_refused(port: int) -> None:
    client = WebClient(delay=0, resolve=lambda host, port: ["93.184.215.14"])
    assert f"port {port}" in refusal(f"http://news.example:{port}/", client)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://news.example/", "gopher://x/", "data:text/html,x", "javascript:alert(1)", "x"]
)
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(Refused, match="not one of http or https"):
        WebClient().get(url)


def test_credentials_are_not_sent_and_cookies_not_kept(site: NewsSite) -> None:
    site.answer("/a", 302, Location="/b", Set_Cookie="session=1")
    site.put("/b", "here")
    page = site.client().get(site.url.replace("//", "//user:secret@") + "/a")
    assert page is not None
    assert page.url == f"{site.url}/b"
    assert all("authorization" not in each.headers and "cookie" not in each.headers for each in site.asked)
    assert {each.headers["user-agent"].partition("/")[0] for each in site.asked} == {"pullquote"}


@pytest.mark.parametrize("target", ["http://127.0.0.9/", "http://[::1]/", "http://169.254.169.254/latest"])
def test_a_redirect_to_a_private_address_is_refused_at_its_hop(site: NewsSite, target: str) -> None:
    site.answer("/a", 302, Location="/b")
    site.answer("/b", 301, Location=target)
    assert "is no public address" in refusal(f"{site.url}/a", site.client())
    assert site.paths() == ["/a", "/b"]


def test_a_redirect_to_a_file_is_refused(site: NewsSite) -> None:
    site.answer("/a", 302, Location="file:///etc/passwd")
    assert "not one of http or https" in refusal(f"{site.url}/a", site.client())


def test_at_most_five_redirects_are_followed(site: NewsSite) -> None:
    for n in range(6):
        site.answer(f"/{n}", 302, Location=f"/{n + 1}")
    site.put("/6", "here")
    assert refusal(f"{site.url}/0", site.client()) == "more than 5 redirects"
    assert site.client().get(f"{site.url}/1") is not None


def test_what_was_checked_is_what_is_connected_to(site: NewsSite, listener: tuple[int, list[object]]) -> None:
    """A name that is public when it is first asked for, and loopback then (DNS rebinding)."""
    port, came = listener
    answers = itertools.chain([["93.184.215.14"]], itertools.repeat(["127.0.0.1"]))
    asked: list[str] = []

    def resolve(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    connected: list[str] = []

    def allowed(address: object, _: int) -> bool:
        connected.append(str(address))
        return False

    client = WebClient(delay=0, resolve=resolve, allowed=allowed)
    assert "93.184.215.14" in refusal(f"http://rebound.example:{port}/", client)
    assert (connected, came) == (["93.184.215.14"], [])
    strict = WebClient(delay=0, resolve=resolve)
    assert "127.0.0.1" in refusal(f"http://rebound.example:{port}/", strict)
    mixed = WebClient(delay=0, resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])
    assert "127.0.0.1" in refusal("http://mixed.example/", mixed)
    assert came == []


def test_the_host_is_named_though_its_address_is_connected_to(site: NewsSite) -> None:
    site.put("/a", "here")
    client = site.client(resolve=lambda host, port: ["127.0.0.1"])
    page = client.get(f"http://news.example:{site.port}/a")
    assert page is not None
    assert page.body == b"here"
    assert {each.headers["host"] for each in site.asked} == {f"news.example:{site.port}"}


def test_an_endless_body_is_cut_at_the_limit(site: NewsSite) -> None:
    site.pages["/a"] = trickle(itertools.repeat(b"x" * 1_000_000), threading.Event())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(f"{site.url}/a", site.client()) == "too large (limit 5 MB)"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB


def test_a_length_that_is_too_large_is_refused_before_the_body(site: NewsSite) -> None:
    site.answer("/a", 200, b"short", Content_Length="6000000", Content_Type="text/html")
    assert refusal(f"{site.url}/a", site.client()) == "too large (limit 5 MB)"


def test_a_body_that_trickles_ends_with_the_time(site: NewsSite) -> None:
    site.pages["/a"] = trickle(itertools.repeat(b"x"), threading.Event())
    assert refusal(f"{site.url}/a", site.client(seconds=3)) == "it took too long"


def test_a_head_that_trickles_ends_with_the_time(site: NewsSite) -> None:
    def answer(exchange: object) -> None:
        for _ in range(200):
            exchange.wfile.write(b"H")  # type: ignore[attr-defined]
            exchange.wfile.flush()  # type: ignore[attr-defined]
            threading.Event().wait(0.05)

    site.pages["/a"] = answer
    assert refusal(f"{site.url}/a", site.client(seconds=3)) == "it took too long"


def test_a_body_shorter_than_it_says_broke_off(site: NewsSite) -> None:
    site.answer("/a", 200, b"short", Content_Length="600", Content_Type="text/html")
    assert refusal(f"{site.url}/a", site.client()).startswith("it broke off")


@pytest.mark.parametrize(
    ("packing", "data", "reason"),
    [
        ("gzip", gzip.compress(bytes(200_000_000), 9), "too large (limit 5 MB)"),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(1_000_000))), "was not asked for"),
        ("br", b"\x0b\x02\x80abc\x03", "was not asked for"),
        ("gzip", b"\x1f\x8b nonsense", "gzip data are damaged"),
        ("gzip", gzip.compress(b"cut off" * 999)[:-9], "it broke off"),
    ],
    ids=["too much", "twice", "br", "damaged", "cut off"],
)
def test_what_is_packed_is_unpacked_within_the_limit(site: NewsSite, packing: str, data: bytes, reason: str) -> None:
    site.answer("/a", 200, data, Content_Encoding=packing, Content_Type="text/html")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reason in refusal(f"{site.url}/a", site.client())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB


def test_a_packed_page_is_read(site: NewsSite) -> None:
    site.answer("/a", 200, gzip.compress(b"here"), Content_Encoding="gzip", Content_Type="text/html; charset=cp1252")
    page = site.client().get(f"{site.url}/a")
    assert page is not None
    assert (page.body, page.media_type, page.encoding) == (b"here", "text/html", "cp1252")


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_refusing_server_is_quoted(site: NewsSite, status: int) -> None:
    site.answer("/a", status)
    assert refusal(f"{site.url}/a", site.client()).startswith(f"the server answers {status}")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_gone(site: NewsSite, status: int) -> None:
    site.answer("/a", status)
    with pytest.raises(Gone):
        site.client().get(f"{site.url}/a")


def test_robots_txt_is_obeyed_and_read_once(site: NewsSite) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed/*.html$\n", media_type="text/plain")
    site.put("/closed/a.html", "here")
    site.put("/open.html", "here")
    client = site.client()
    assert "robots.txt" in refusal(f"{site.url}/closed/a.html", client)
    assert client.get(f"{site.url}/open.html") is not None
    assert [each.path for each in site.asked] == ["/robots.txt", "/open.html"]


@pytest.mark.parametrize(("status", "is_fetched"), [(404, True), (403, True), (429, False), (500, False)])
def test_a_robots_txt_that_cannot_be_had(site: NewsSite, status: int, is_fetched: bool) -> None:
    site.answer("/robots.txt", status)
    site.put("/a", "here")
    if is_fetched:
        assert site.client().get(f"{site.url}/a") is not None
    else:
        assert "its robots.txt could not be read" in refusal(f"{site.url}/a", site.client())


def test_one_host_is_asked_with_pauses(site: NewsSite) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 4\n", media_type="text/plain")
    site.put("/a", "here")
    pauses: list[float] = []
    client = site.client(delay=1.0, pause=pauses.append)
    for _ in range(3):
        client.get(f"{site.url}/a")
    assert len(pauses) == 2
    assert all(0 < pause <= 4 for pause in pauses)


def test_an_unchanged_page_is_not_sent_again(site: NewsSite) -> None:
    site.put("/a", "here", Last_Modified="Mon, 05 Jun 2023 09:00:00 GMT")
    first = site.client().get(f"{site.url}/a")
    assert first is not None
    assert site.client().get(f"{site.url}/a", first.etag, first.last_modified) is None
    asked = site.asked[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (first.etag, "Mon, 05 Jun 2023 09:00:00 GMT")


def test_headers_with_line_breaks_inject_nothing(site: NewsSite) -> None:
    def answer(exchange: object) -> None:
        exchange.wfile.write(  # type: ignore[attr-defined]
            b"HTTP/1.0 302 Found\r\nLocation: /b\rX-Injected: 1\r\nSet-Cookie: a=b\r\n\r\n"
        )

    site.pages["/a"] = answer
    site.put("/b", "here")
    refusal(f"{site.url}/a", site.client())
    site.put("/c", "here")
    page = site.client().get(f"{site.url}/c")
    assert page is not None
    assert site.client().get(f"{site.url}/c", "a\r\nX-Injected: 1") is not None
    assert all("x-injected" not in each.headers for each in site.asked)


def test_a_certificate_that_is_not_to_be_trusted_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {certificate} -subj /CN=news.example".split(),
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with NewsSite() as site:
        site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
        site.put("/a", "here")
        client = site.client(resolve=lambda host, port: ["127.0.0.1"])
        assert "certificate is not to be trusted" in refusal(f"https://news.example:{site.port}/a", client)
        assert site.asked == []


def test_offline_is_said(site: NewsSite) -> None:
    def offline(host: str, port: int) -> Sequence[str]:
        raise OSError("no network")

    assert "the name news.example is not known" in refusal("http://news.example/", site.client(resolve=offline))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/", WebClient(allowed=on_loopback, delay=0))

"""Pages and feeds from the web: politely, within limits, and from public addresses only.

Nothing is trusted that a server says: sizes are counted as bytes come, compressed ones as they are unpacked, redirects
are followed one by one through the same checks, cookies are not kept, and one time limit holds over all of it.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

import httpcore
import httpx

from ingest.extraction.raw_article import canonical_url
from ingest.sources.files import LARGEST
from ingest.sources.public_network import AddressRefused, Allowed, CheckedNetwork, Resolve, is_public, resolve

if TYPE_CHECKING:
    import ssl

    from protego import Protego

SECONDS = 30.0
"""For one page with all its redirects."""

HOPS = 5
"""Redirects that are followed."""

DELAY = 1.0
"""Seconds between two requests to one host."""

LONGEST_DELAY = 10.0
"""Seconds that a host may ask for in its robots.txt."""

ROBOTS = 500_000
"""Bytes of a robots.txt that count, as RFC 9309 has it."""

TOO_MANY = 429

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_NETWORK_ERRORS = (
    *(httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpcore.UnsupportedProtocol),
    *(httpcore.ProxyError, OSError),
)


class Unfetched(Exception):
    """A page that could not be had; the message says why, `status` what the server answered, if it did."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Refused(Unfetched):
    """An address that was not asked, since it is none of the public web."""


class Gone(Unfetched):
    """The server says that there is no such page, or no longer."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: the address that it came from in the end, its bytes, and what was said of them."""

    url: str
    body: bytes
    media_type: str
    """In lower case, without parameters; empty if none was stated."""
    encoding: str | None
    etag: str | None
    last_modified: str | None


class Fetches(Protocol):
    """What has pages by their addresses."""

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Page | None:
        """The page at an address; None if it is as it was when it had that `etag` or `last_modified`."""


class InHand:
    """Gives pages that were fetched before, each by the address that was asked, and fetches others."""

    def __init__(self, web: Fetches, pages: Mapping[str, Page]) -> None:
        self._web = web
        self._pages = pages

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Page | None:
        """As `Fetches` says."""
        return self._pages.get(url) or self._web.get(url, etag, last_modified)


class WebClient:
    """Fetches pages, one at a time; what robots.txt says is asked once a host.

    `allowed` says which addresses may be connected to, `resolve` gives the addresses of a name, `pause` waits.
    """

    def __init__(
        self,
        *,
        allowed: Allowed = is_public,
        resolve: Resolve = resolve,
        delay: float = DELAY,
        seconds: float = SECONDS,
        largest: int = LARGEST,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._delay = delay
        self._seconds = seconds
        self._largest = largest
        self._pause = pause
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Page | None:
        """Fetch a page; None if it is as it was when it had that `etag` or `last_modified`.

        Raises Gone, Refused, or Unfetched.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value and value.isprintable()}
        return self._get(_checked(url), headers, self._largest, ask_robots=True)

    def _get(self, url: str, headers: dict[str, str], largest: int, *, ask_robots: bool) -> Page | None:
        deadline = time.monotonic() + self._seconds
        for _ in range(HOPS + 1):
            if ask_robots and not self._may_fetch(url):
                raise Unfetched("its robots.txt asks not to fetch it")
            if ask_robots:
                deadline += self._wait(url)
            answer = self._ask(url, headers, largest, deadline)
            if not isinstance(answer, str):
                return answer
            url = answer
        raise Unfetched(f"more than {HOPS} redirects")

    def _ask(self, url: str, headers: dict[str, str], largest: int, deadline: float) -> Page | str | None:
        """Ask once: a page, the address that it redirects to, or None if it has not changed."""
        network = CheckedNetwork(self._allowed, self._resolve, deadline)
        client = httpx.Client(
            transport=_Transport(network, self._certificates),
            headers={"User-Agent": user_agent(), "Accept-Encoding": "gzip", "Accept": "*/*", **headers},
            timeout=self._seconds,
            trust_env=False,
        )
        try:
            with client, client.stream("GET", url) as response:
                return _read(response, largest, deadline)
        except AddressRefused as error:
            raise Refused(str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, *_NETWORK_ERRORS) as error:
            raise Unfetched(_why(error)) from None

    def _may_fetch(self, url: str) -> bool:
        """Whether the host's robots.txt lets us fetch an address; where there is none, it does."""
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        robots = self._robots[origin]
        return robots is None or robots.can_fetch(url, user_agent())

    def _read_robots(self, origin: str) -> Protego | None:
        from protego import Protego

        try:
            page = self._get(f"{origin}/robots.txt", {}, ROBOTS, ask_robots=False)
        except Refused:
            raise
        except Unfetched as error:
            if 400 <= error.status < 500 and error.status != TOO_MANY:  # RFC 9309: then there are no rules
                return None
            raise Unfetched(f"its robots.txt could not be read: {error}") from None
        return Protego.parse(page.body.decode("utf-8", "replace")) if page else None

    def _wait(self, url: str) -> float:
        """Wait until the host may be asked again; how many seconds that took."""
        origin, robots = _origin(url), self._robots.get(_origin(url))
        asked = (robots.crawl_delay(user_agent()) if robots else None) or 0.0
        delay = max(self._delay, min(float(asked), LONGEST_DELAY)) if self._delay else 0.0
        started = time.monotonic()
        wait = self._asked.get(origin, -delay) + delay - started if origin in self._asked else 0.0
        if wait > 0:
            self._pause(wait)
        self._asked[origin] = time.monotonic()
        return self._asked[origin] - started

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()


def user_agent() -> str:
    """What servers are told: who asks, and nothing else."""
    return f"pullquote/{version('pullquote')}"


class _Transport(httpx.BaseTransport):
    """httpx over a network of our own; connections are not kept."""

    def __init__(self, network: CheckedNetwork, certificates: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=certificates, network_backend=network, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and take the head of the response."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions={})

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _read(response: httpx.Response, largest: int, deadline: float) -> Page | str | None:
    if response.status_code == 304:
        return None
    if response.status_code in _REDIRECTS and "location" in response.headers:
        return _checked(str(response.url.join(response.headers["location"])))
    if response.status_code != 200:
        raise (Gone if response.status_code in _GONE else Unfetched)(
            f"the server answers {response.status_code} {response.reason_phrase}".rstrip(), response.status_code
        )
    headers = response.headers
    media_type, _, _ = headers.get("content-type", "").partition(";")
    return Page(
        url=_checked(str(response.url)),
        body=_body(response, largest, deadline),
        media_type=media_type.strip().lower(),
        encoding=response.charset_encoding,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _body(response: httpx.Response, largest: int, deadline: float) -> bytes:
    """The body, unpacked. Raises Unfetched as soon as it is too large, however it is packed."""
    too_large = Unfetched(f"too large (limit {largest / 1e6:.0f} MB)")
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > largest:
        raise too_large
    body = bytearray()
    for block in _unpacked(response, largest):
        body += block
        if len(body) > largest:
            raise too_large
        if time.monotonic() > deadline:
            raise Unfetched("it took too long")
    return bytes(body)


def _unpacked(response: httpx.Response, largest: int) -> Iterator[bytes]:
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_raw()
        return
    if packing not in ("gzip", "x-gzip"):
        raise Unfetched(f"packed as {packing[:40]!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for block in response.iter_raw():
        try:
            yield unpacker.decompress(block, largest + 1)  # no more at once, whatever a bomb holds
        except zlib.error:
            raise Unfetched("its gzip data are damaged") from None
    if not unpacker.eof:
        raise Unfetched("it broke off")


def _checked(url: str) -> str:
    """An address as it is fetched: http or https, without credentials. Raises Refused."""
    canonical = canonical_url(url)
    if canonical is None:
        raise Refused(f"the address {url[:80]!r} is not one of http or https")
    try:
        return str(httpx.URL(canonical))
    except httpx.InvalidURL as error:
        raise Refused(f"the address {url[:80]!r} is none ({error})") from None


def _origin(url: str) -> str:
    parts = httpx.URL(url)
    return f"{parts.scheme}://{parts.netloc.decode('ascii', 'replace')}"


def _why(error: Exception) -> str:
    """What went wrong on the way, in words."""
    words = " ".join(str(error).split())
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return f"its certificate is not to be trusted ({words.rpartition('failed: ')[2].partition(' (_ssl')[0]})"
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return "it took too long"
    if isinstance(error, httpcore.ConnectError | httpx.ConnectError):
        return f"cannot be reached: {words or 'no answer'}"
    if isinstance(error, httpcore.RemoteProtocolError | httpx.RemoteProtocolError):
        return f"it broke off: {words}"
    return f"cannot be fetched: {words or type(error).__name__}"

"""What every request to the page must show before anything answers it, and what every response says to browsers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
"""Names under which this machine reaches its own loopback; any other in a Host header is another site's."""

HEADERS = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
"""No other site frames the page, keeps a handle on its window, loads what it serves, or learns a chat's address."""

REFUSED = b"This page is for this machine only: open it at the address that `pullquote chat` printed.\n"


class RequestGuard:
    """An ASGI layer around the whole page, its errors included.

    A name that somebody else's DNS points here (rebinding) and a request that another site's page makes are both
    refused before Streamlit sees them: it would look up this machine's public address to judge an origin that it
    does not know, on servers of others.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset(authority for host in HOSTS for authority in _authorities(host, port))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the page does, or refuse."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif self._is_own(scope["headers"]):
            await self._app(scope, receive, _with_headers(send))
        else:
            await _refuse(scope, _with_headers(send))

    def _is_own(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Whether the one Host is ours, and the Origin, where there is one, that very host on the page's own port."""
        named = [(name.lower(), value.decode("latin-1").lower()) for name, value in headers]
        hosts = [value for name, value in named if name == b"host"]
        origins = [value for name, value in named if name == b"origin"]
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return False
        return all(_same_origin(origin, hosts[0]) for origin in origins)


def _authorities(host: str, port: int) -> tuple[str, ...]:
    """`host:port`, and the bare host where that is the same."""
    return (f"{host}:{port}", host) if port == 80 else (f"{host}:{port}",)


def _same_origin(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.removesuffix(":80") == host.removesuffix(":80")


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
            names = {name for name, _ in HEADERS}
            kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in names]
            message = {**message, "headers": [*kept, *HEADERS]}
        await send(message)

    return sent


async def _refuse(scope: Scope, send: Send) -> None:
    """403, for a websocket too, before it is one."""
    kind = "http.response" if scope["type"] == "http" else "websocket.http.response"
    if scope["type"] == "websocket" and kind not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    plain = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(REFUSED)).encode())]
    await send({"type": f"{kind}.start", "status": 403, "headers": plain})
    await send({"type": f"{kind}.body", "body": REFUSED})

"""A Chroma server's address and a client of it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client

TIMEOUT = 10.0
"""Seconds that the server may take for one request; Chroma's own client would wait for ever."""
CLOUD = "api.trychroma.com"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and the header that an authenticating proxy in front of it wants."""

    host: str
    port: int
    ssl: bool
    authorization: str | None


def address(url: str) -> Address:
    """Read CHROMA_URL: `http://host:port` or `https://user:password@host`. Raises SettingsError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _no_address() from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise _no_address()
    ssl = parts.scheme == "https"
    authorization = None
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + base64.b64encode(pair.encode()).decode()
    return Address(parts.hostname, port or (443 if ssl else 8000), ssl, authorization)


def connect(address: Address) -> Client:
    """A client of the server; of Chroma Cloud with CHROMA_API_KEY, CHROMA_TENANT and CHROMA_DATABASE."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    headers = {"Authorization": address.authorization} if address.authorization else {}
    scheme = "https" if address.ssl else "http"
    beat = httpx.get(f"{scheme}://{address.host}:{address.port}/api/v2/heartbeat", headers=headers, timeout=TIMEOUT)
    beat.raise_for_status()  # Chroma's client would wait without end for a server that is silent
    settings = Settings(anonymized_telemetry=False)
    client: Client
    if address.host == CLOUD:
        client = chromadb.CloudClient(settings=settings)  # type: ignore[assignment]
    else:
        client = chromadb.HttpClient(address.host, address.port, address.ssl, headers, settings)  # type: ignore[assignment]
    for session in _sessions(client):
        session.timeout = TIMEOUT
    return client


def disconnect(client: Client) -> None:
    """Close a client; Chroma's own `close` leaves its connections open."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Client) -> list[httpx.Client]:
    return [client._server._session, client._admin_client._server._session]  # type: ignore[attr-defined]


def _no_address() -> SettingsError:
    """Of what is no address nothing is repeated: any part of it may be a password."""
    return SettingsError("CHROMA_URL is no address", "give http://HOST:PORT or https://HOST")

"""The certificate authorities that a server's certificate is checked by."""

from __future__ import annotations

import os
import ssl
from functools import cache

import httpx


def certificates() -> ssl.SSLContext:
    """The TLS settings of httpx, read once a process (20 to 30 ms) for each SSL_CERT_FILE and SSL_CERT_DIR.

    Any number of threads and event loops may use them at once; connections are never shared.
    """
    return _read(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@cache
def _read(file: str | None, folder: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()

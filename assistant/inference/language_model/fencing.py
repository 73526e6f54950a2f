"""Nonces that fence what is not ours within a prompt, so that no article can forge the end of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable


def draw_nonce() -> str:
    """128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def nonce_for(material: Iterable[str], draw: Callable[[], str] = draw_nonce) -> str:
    """A nonce that stands in none of the texts that it is to fence; `draw` draws one, anew until it does not."""
    texts = list(material)
    nonce = draw()
    while any(nonce in text for text in texts):
        nonce = draw()
    return nonce

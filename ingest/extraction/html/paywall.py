"""Signs that a web page shows only the beginning of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CLOSED = 250
"""Words that may be all that a paywall lets through."""

_WALL = re.compile(
    r"\bsubscribe\s+(?:now\s+)?(?:to|for)\s+(?:continue|read|keep|unlock|full\s+access|unlimited)|\bto\s+continue\s+reading\b"
    r"|\balready\s+a\s+subscriber\b|\b(?:for|to)\s+(?:our\s+)?subscribers(?:\s+only)?\b|\bsubscribers?[- ]only\b"
    r"|\bthis\s+is\s+(?:a\s+)?premium\b|\b(?:mit\s+(?:einem\s+)?abo\s+weiterlesen|abonnez-vous\s+pour\s+lire"
    r"|réservé\s+(?:à\s+nos|aux)\s+abonnés|suscríbete\s+para\s+(?:seguir\s+)?leer)",
    re.I,
)
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\b(?:continue\s+reading|read\s+more)\W{0,3})$", re.I)


def is_cut_off(tree: HtmlElement, body: str, closed: bool) -> bool:
    """Whether what was read of a page is likely what a paywall lets through.

    `closed` is what the page's metadata say. A page that is short and nothing else may be whole.
    """
    if len(body.split()) >= CLOSED:
        return False
    return closed or bool(_CUT.search(body.rstrip()) or _WALL.search(" ".join(tree.text_content().split())))

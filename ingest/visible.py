"""What a web page shows its readers besides the article: the day it was published, and signs of a paywall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from assistant.sentences import sentences
from ingest.dates import LONGEST, parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINES = ("p", "div", "li", "header", "footer", "h2", "h3", "td")
"""Elements that stand on lines of their own."""

BYLINE = 150
"""Characters of a line that holds no more than who wrote when."""

MOST = 2_000
"""Elements that are looked at for a date."""

CLOSED = 250
"""Words that may be all that a paywall lets through."""

_CUES = frozenset(
    "date datum fecha time timestamp dateline datetime published publication pubdate posted byline".split()
)
_OTHERS = frozenset(
    "updated modified update comment comments event events related sidebar footer copyright teaser card reply".split()
)
_ELSEWHERE = ("nav", "aside", "footer", "a", "ul", "ol", "table")
_TOKEN = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"\s*[|·•]\s*")
_CHANGED = re.compile(r"\W*(?:last\s+)?(?:updated|modified|changed|edited)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][”\"’)」』]*$")
_WALL = re.compile(
    r"\bsubscribe\s+(?:now\s+)?(?:to|for)\s+(?:continue|read|keep|unlock|full\s+access|unlimited)|\bto\s+continue\s+reading\b"
    r"|\balready\s+a\s+subscriber\b|\b(?:for|to)\s+(?:our\s+)?subscribers(?:\s+only)?\b|\bsubscribers?[- ]only\b"
    r"|\bthis\s+is\s+(?:a\s+)?premium\b|\b(?:mit\s+(?:einem\s+)?abo\s+weiterlesen|abonnez-vous\s+pour\s+lire"
    r"|réservé\s+(?:à\s+nos|aux)\s+abonnés|suscríbete\s+para\s+(?:seguir\s+)?leer)",
    re.I,
)
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\b(?:continue\s+reading|read\s+more)\W{0,3})$", re.I)


def take_day(tree: HtmlElement) -> str | None:
    """The day that a page shows where it shows one only, as it is written there; its line is cut from the page.

    A day counts if nothing but its label stands with it (`Published: 1 June 2024`), in an element that is called a
    date, or on a line between the headline and the first sentence; what is called an update, or stands in a menu, a
    list or a link, is another's. Days between headline and first sentence come before those elsewhere. Where they
    differ there is none.
    """
    above: dict[date, HtmlElement] = {}
    named: dict[date, HtmlElement] = {}
    under_headline = False
    for node in _looked_at(tree):
        if node.tag == "h1":
            under_headline = True
            continue
        text = _text(node)
        if under_headline and node.tag == "p" and _holds_sentence(text):
            under_headline = False
        cued = _is_cued(node)
        if not (cued or (under_headline and node.tag in LINES)) or _is_elsewhere(node):
            continue
        if in_prose(node):
            continue
        if day := _day(node, text):
            (above if under_headline else named if cued else {}).setdefault(day, node)
    days = above or named
    if len(days) != 1:
        return None
    ((day, node),) = days.items()
    if not cut_line(node):  # it stands in the article itself, between its paragraphs
        node.drop_tree()
    return day.isoformat()


def cut_line(node: HtmlElement) -> bool:
    """Cut the line that an element stands on if it says no more than who wrote when; whether it did."""
    line = _line(node)
    if line is None or line.getparent() is None or _tells(line):
        return False
    line.drop_tree()
    return True


def is_cut_off(tree: HtmlElement, body: str, closed: bool) -> bool:
    """Whether what was read of a page is likely what a paywall lets through.

    `closed` is what the page's metadata say. A page that is short and nothing else may be whole.
    """
    if len(body.split()) >= CLOSED:
        return False
    return closed or bool(_CUT.search(body.rstrip()) or _WALL.search(" ".join(tree.text_content().split())))


def in_prose(node: HtmlElement) -> bool:
    """Whether an element stands in a line that says more than who wrote when."""
    line = _line(node)
    return line is not None and _tells(line)


def _line(node: HtmlElement) -> HtmlElement | None:
    """The innermost line that an element stands on."""
    return next((above for above in (node, *node.iterancestors()) if above.tag in LINES), None)


def _tells(line: HtmlElement) -> bool:
    """Whether a line says more than who wrote when."""
    words = " ".join(line.text_content()[: 2 * BYLINE].split())
    return len(words) > BYLINE or bool(_SENTENCE_END.search(words))


def _looked_at(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The headline, lines and what is called a date, in their order."""
    seen = 0
    for node in tree.iter("h1", "span", "time", "small", "em", "strong", "b", "section", *LINES):
        if seen < MOST and (node.tag == "h1" or node.tag in LINES or _is_cued(node)):
            seen += 1
            yield node


def _is_cued(node: HtmlElement) -> bool:
    called = " ".join(node.get(name, "") for name in ("class", "id", "itemprop"))[:500]
    words = set(_TOKEN.findall(_HUMP.sub(" ", called).lower()))
    return (node.tag == "time" or bool(words & _CUES)) and not words & _OTHERS


def _is_elsewhere(node: HtmlElement) -> bool:
    return any(
        above.tag in _ELSEWHERE or set(_TOKEN.findall(above.get("class", "")[:500].lower())) & _OTHERS
        for above in (node, *node.iterancestors())
    )


def _text(node: HtmlElement) -> str:
    """The first words of an element, without the space around them."""
    parts, size = [], 0
    for part in node.itertext():
        parts.append(part)
        size += len(part)
        if size > 1_000:
            break
    return " ".join("".join(parts).split())


def _holds_sentence(text: str) -> bool:
    return any(len(text[a:b].split()) > 5 and _SENTENCE_END.search(text[a:b]) for a, b in sentences(text))


def _day(node: HtmlElement, text: str) -> date | None:
    """The one day that an element names, if it names nothing else but an author."""
    if len(text) > LONGEST or _CHANGED.match(text):
        return None
    stated = [node.get("datetime")] if node.tag == "time" and node.get("datetime") else _PARTS.split(text)
    read = [parse_day(part) for part in stated if part and not _CHANGED.match(part)]
    days = {each.value for each in read if each.value and not each.doubt}
    return days.pop() if len(days) == 1 else None

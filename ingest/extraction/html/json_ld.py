"""The JSON-LD of a web page, read leniently: the node of its article, and what other nodes say of the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_NODES = 2_000
"""Nodes of a page's JSON-LD that are looked at."""

LARGEST = 2_000_000
"""Characters of a script that are read."""

Node = Mapping[str, object]

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Opinion)$")
_PAGE = re.compile(r"(?:Web|Item)Page$")
_SITE = re.compile(r"WebSite$|Organization$|NewsMediaOrganization$")
_ORGANIZATION = re.compile(r"Organization$")
_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_STRAY_COMMA = re.compile(r'("(?:\\.|[^"\\])*+")|,(?=\s*[}\]])')
_BETWEEN = re.compile(r"[\s,;]*")


class JsonLd:
    """The nodes of a page's JSON-LD by their kinds; `@id` leads from one to another."""

    def __init__(self, scripts: Iterable[HtmlElement], titles: frozenset[str] = frozenset()) -> None:
        """Read the scripts of a page; of several articles the one called as the page is counts."""
        nodes = list(_nodes(scripts))
        self._by_id = {
            str(node["@id"]): node for node in nodes if node.get("@id") and (node.get("name") or len(node) > 2)
        }
        articles = [node for node in nodes if _is_a(node, _ARTICLE)]
        named = [node for node in articles if _folded(node.get("headline") or node.get("name")) in titles]
        self.article: Node = next(iter(named or articles), {})
        self.page: Node = next((node for node in nodes if _is_a(node, _PAGE) and len(node) > 2), {})
        self.site: Node = next((node for node in nodes if _is_a(node, _SITE) and node.get("name")), {})

    def resolved(self, value: object) -> object:
        """A value with the nodes that it only refers to."""
        if isinstance(value, list):
            return [self.resolved(each) for each in value[:20]]
        if isinstance(value, Mapping) and not value.get("name"):
            return self._by_id.get(str(value.get("@id")), value)
        return value


def is_organization(value: object) -> bool:
    """Whether a node is an organisation's."""
    return isinstance(value, Mapping) and _is_a(value, _ORGANIZATION)


def _nodes(scripts: Iterable[HtmlElement]) -> Iterator[Node]:
    """The nodes of a page's scripts, outer ones first."""
    seen = 0
    for script in scripts:
        is_json_ld = script.get("type", "").strip().startswith("application/ld+json")
        items = list(_values(script.text or "")) if is_json_ld else []
        while items and seen < MOST_NODES:
            item, seen = items.pop(0), seen + 1
            if isinstance(item, list):
                items[:0] = item
            elif isinstance(item, dict):
                yield item
                items += [item[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if item.get(name)]


def _values(script: str) -> Iterator[object]:
    """The JSON values of a script, one after the other; a comment around them, line feeds in strings and stray commas
    do no harm."""
    text = _WRAPPED.sub("", script[:LARGEST]).strip()
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            mended = _STRAY_COMMA.sub(lambda found: found[1] or "", text)
            if at or mended == text:
                return
            text = mended
            continue
        yield value
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    return any(kind.search(str(each)) for each in (kinds if isinstance(kinds, list) else [kinds]))


def _folded(text: object) -> str:
    return " ".join(html.unescape(str(text)).casefold().split())

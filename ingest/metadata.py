"""What a web page says of its article: JSON-LD, OpenGraph and other meta elements, `<time>`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article$|Posting$|^Report$|^NewsArticle")


def said_of(tree: HtmlElement) -> dict[str, object]:
    """What a page says of its article, the most deliberate place first."""
    linked = _json_ld(tree)
    meta = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): node.get("content")
        for node in reversed(tree.xpath("//meta[@content]"))
    }
    canonical = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    times = tree.xpath("//time[@pubdate]/@datetime|//article//time/@datetime|//header//time/@datetime")
    titles = [" ".join(node.text_content().split()) for node in tree.xpath("(//article//h1|//h1)[1]|//title")]
    places: dict[str, tuple[object, ...]] = {
        "title": (linked.get("headline"), meta.get("og:title"), meta.get("twitter:title"), *titles),
        "publisher": (linked.get("publisher"), meta.get("og:site_name"), meta.get("publisher")),
        "author": (linked.get("author"), meta.get("author"), meta.get("parsely-author"), meta.get("dc.creator")),
        "published": (
            linked.get("datePublished"),
            meta.get("article:published_time"),
            meta.get("datepublished"),
            meta.get("dc.date"),
            meta.get("dcterms.created"),
            meta.get("pubdate"),
            meta.get("date"),
            *times[:1],
        ),
        "url": (*canonical[:1], meta.get("og:url"), linked.get("url")),
    }
    return {name: value for name, values in places.items() if (value := next(filter(None, values), None))}


def _json_ld(tree: HtmlElement) -> Mapping[str, object]:
    """The page's first JSON-LD object that is an article, or nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            items = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1_000):
            if not items:
                break
            item = items.pop(0)
            if isinstance(item, list):
                items[:0] = item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return item
                items.append(item.get("@graph"))
                items.append(item.get("mainEntity"))
    return {}

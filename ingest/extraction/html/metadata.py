"""What a web page says of its article: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEPARATOR = re.compile(r"\s*\|\s*|\s+[-–—·»:]\s+")
_ARTICLE = re.compile(r"Article$|Posting$|^Report$|^NewsArticle")


def said_of(tree: HtmlElement) -> dict[str, object]:
    """What a page says of its article, the most deliberate place first."""
    linked = _json_ld(tree)
    meta = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): node.get("content")
        for node in reversed(tree.xpath("//meta[@content]"))
    }
    canonical = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    stated = tree.xpath("//time[@pubdate]/@datetime")
    titles = [" ".join(node.text_content().split()) for node in tree.xpath("(//article//h1|//h1)[1]|//title")]
    headings = [" ".join(node.text_content().split()) for node in tree.xpath("(//article//h1|//h1)[1]")]
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
            *stated[:1],
        ),
        "url": (*canonical[:1], meta.get("og:url"), linked.get("url")),
    }
    said = {name: value for name, values in places.items() if (value := next(filter(None, values), None))}
    if isinstance(title := said.get("title"), str):
        sites = [_name(linked.get("publisher")), *(meta.get(name) for name in ("og:site_name", "application-name"))]
        said["title"] = _without_site(title, {_folded(site) for site in sites if site}, headings)
    return said


def is_closed(tree: HtmlElement) -> bool:
    """Whether a page says of its article that it is not free to read."""
    return str(_json_ld(tree).get("isAccessibleForFree")).lower() == "false"


def _without_site(title: str, sites: set[str], headings: Sequence[str]) -> str:
    """A title without the name of its site: what is left is the page's headline, or the rest is the site's name."""
    headline = {_folded(heading) for heading in headings}
    for match in reversed(list(_SEPARATOR.finditer(title))):
        before, after = title[: match.start()].strip(), title[match.end() :].strip()
        if before and after and (_folded(after) in sites or _folded(before) in headline):
            return before
        if before and after and _folded(before) in sites:
            return after
    return title


def _name(value: object) -> str:
    """The name of what is given as a name or as an object with one."""
    named = value.get("name") if isinstance(value, Mapping) else value
    return named if isinstance(named, str) else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


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

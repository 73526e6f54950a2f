"""Who wrote an article, as its page shows it beside the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.extraction.html.headline import called, headline_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 80
"""Characters of a byline; what is longer tells of its author."""

_CALLED = frozenset("byline author authors writer autor autoren auteur autore".split())
_OTHERS = frozenset(
    "comment comments related teaser teasers card sidebar recommended more latest bio box description".split()
)
_BY = re.compile(
    r"(?:by|von|vom|par|por|di|door|av|af|autor(?:in)?(?:/autor(?:in)?)?|text|words|interview)\b\s*:?\s+", re.I
)
_ENDS = re.compile(
    r"\s*(?:[|·•]|\d|,?\s(?:on|am|le|el)\s\d|\b(?:updated|published|aktualisiert|veröffentlicht)\b).*$", re.I | re.S
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[\s,&]+[\w.'’-]+){1,9}")


def bylines(tree: HtmlElement) -> list[str]:
    """The authors whom a page names about its headline: by an element's name and a word, or a link to an author."""
    linked = [node for node in tree.xpath("//a[@rel='author']") if not _is_another_s(node)]
    names = [name for node in linked[:5] if _NAME.fullmatch(name := _BY.sub("", words_of(node), count=1))]
    if names:
        return names
    headline = headline_of(tree, "")
    nodes = headline.xpath("(preceding::*|following::*)[@class or @itemprop]") if headline is not None else []
    for node in nodes:
        text = words_of(node)
        if text and called(node) & _CALLED and len(text) <= 2 * LONGEST and not _is_another_s(node):
            name = _ENDS.sub("", text)
            if _BY.match(name) and _NAME.fullmatch(name := _BY.sub("", name, count=1).strip(" ,;:")):
                return [name]
    return []


def _is_another_s(node: HtmlElement) -> bool:
    """Whether an element stands in what is not the article's own."""
    around = (node, *node.iterancestors())
    return any(above.tag in ("aside", "footer", "nav") or called(above) & _OTHERS for above in around)

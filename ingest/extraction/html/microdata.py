"""What the elements of a web page say of its article by their attributes: microdata's `itemprop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = "descendant-or-self::*[@itemscope and (contains(@itemtype, 'Article') or contains(@itemtype, 'Posting'))]"


class Microdata:
    """The properties of the page's own article; an article that stands within another is another's teaser."""

    def __init__(self, tree: HtmlElement) -> None:
        self._article = next(iter(tree.xpath(_ARTICLES)), None)

    def values(self, name: str) -> list[str]:
        """The values of a property, in order; what a thing within the article has is that thing's.

        Source: WHATWG, HTML, section 5.2.4 (values).
        """
        if self._article is None:
            return []
        nodes = self._article.xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")
        return [value for node in nodes if _scope(node) is self._article and (value := _value(node))]


def _scope(node: HtmlElement) -> HtmlElement | None:
    return next((above for above in node.iterancestors() if above.get("itemscope") is not None), None)


def _value(node: HtmlElement) -> str:
    if node.get("itemscope") is not None:
        named = node.xpath(".//*[contains(concat(' ', @itemprop, ' '), ' name ')]")
        return _value(named[0]) if named and named[0] is not node else ""
    stated = node.get("content") or node.get("datetime") or (None if node.tag != "meta" else "")
    return " ".join((stated if stated is not None else node.text_content()).split())

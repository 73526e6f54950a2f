"""What the elements of a web page say of its article by their attributes: microdata's `itemprop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = "//*[@itemscope and (contains(@itemtype, 'Article') or contains(@itemtype, 'Posting'))]"


def microdata(tree: HtmlElement, name: str) -> list[str]:
    """The values of a property of the page's own article, in order; what a thing within it has is that thing's.

    Source: WHATWG, HTML, section 5.2.4 (values); an article that stands within another is another's teaser.
    """
    scopes = tree.xpath(_ARTICLES)
    if not scopes:
        return []
    nodes = scopes[0].xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")
    return [value for node in nodes if _scope(node) is scopes[0] and (value := _value(node))]


def _scope(node: HtmlElement) -> HtmlElement | None:
    return next((above for above in node.iterancestors() if above.get("itemscope") is not None), None)


def _value(node: HtmlElement) -> str:
    if node.get("itemscope") is not None:
        named = node.xpath(".//*[contains(concat(' ', @itemprop, ' '), ' name ')]")
        return _value(named[0]) if named and named[0] is not node else ""
    stated = node.get("content") or node.get("datetime") or (None if node.tag != "meta" else "")
    return " ".join((stated if stated is not None else node.text_content()).split())

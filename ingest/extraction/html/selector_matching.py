"""Which elements of a page a selector selects, in time that grows with the page and no faster.

XPath, to which cssselect translates, gathers what every step finds and compares it anew: `p ~ p ~ p` takes hours on a
page that is built for it. So each part between two combinators is looked up by itself, and the parts are brought
together here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cssselect.parser import Tree
    from lxml.html import HtmlElement

Elements = frozenset["HtmlElement"]

LONGEST_SELECTOR = 300
"""Characters of a selector that is looked up."""

MOST_STEPS = 10_000_000
"""Elements that are passed while the selectors of one page are looked up; what comes after selects nothing."""


class SelectorMatcher:
    """The selectors of one page, each part of them looked up once."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._parts: dict[str, Elements] = {}
        self._size = sum(1 for _ in tree.iter())
        self._widest = max(len(node) for node in tree.iter())
        self._left = MOST_STEPS

    def selected(self, selector: str) -> Elements:
        """The elements that a selector selects; none if it cannot be read, or too much was looked up already."""
        import cssselect

        if len(selector) > LONGEST_SELECTOR:
            return frozenset()
        try:
            return self._matching(cssselect.parse(selector)[0].parsed_tree)
        except cssselect.SelectorError:
            return frozenset()

    def _matching(self, part: Tree) -> Elements:
        from cssselect.parser import CombinedSelector

        if not isinstance(part, CombinedSelector):
            return self._part(part)
        ahead, found = self._matching(part.selector), self._matching(part.subselector)
        self._left -= self._size
        return frozenset(_BESIDE[part.combinator](ahead, found)) if ahead and found and self._left > 0 else frozenset()

    def _part(self, part: Tree) -> Elements:
        from cssselect import HTMLTranslator, Selector

        name = part.canonical()
        if name not in self._parts:
            self._left -= self._size * (1 if ":" not in name else 1 + self._widest // 100)  # siblings are counted
            if self._left <= 0:
                return frozenset()
            path = HTMLTranslator().selector_to_xpath(Selector(part))
            self._parts[name] = frozenset(cast("list[HtmlElement]", self._tree.xpath(path)))
        return self._parts[name]


def _below(ahead: Elements, found: Elements) -> Iterator[HtmlElement]:
    within: dict[HtmlElement, bool] = {}
    for node in found:
        path = []
        for above in node.iterancestors():
            if above in within or above in ahead:
                break
            path.append(above)
        else:
            above = None
        is_below = above is not None and (above in ahead or within[above])
        within |= dict.fromkeys(path, is_below)
        if is_below:
            yield node


def _children(ahead: Elements, found: Elements) -> Iterator[HtmlElement]:
    return (node for node in found if node.getparent() in ahead)


def _next(ahead: Elements, found: Elements) -> Iterator[HtmlElement]:
    for node in found:
        before = next((each for each in node.itersiblings(preceding=True) if isinstance(each.tag, str)), None)
        if before in ahead:
            yield node


def _later(ahead: Elements, found: Elements) -> Iterator[HtmlElement]:
    for parent in {node.getparent() for node in ahead} - {None}:
        is_later = False
        for node in parent:
            if is_later and node in found:
                yield node
            is_later = is_later or node in ahead


_BESIDE: dict[str, Callable[[Elements, Elements], Iterator[HtmlElement]]] = {
    " ": _below,
    ">": _children,
    "+": _next,
    "~": _later,
}

"""Which elements of a page a selector selects, in time that grows with the page and no faster.

XPath, to which cssselect translates, gathers what every step finds and compares it anew: `p ~ p ~ p` takes hours on a
page that is built for it. So each part between two combinators is looked up by itself, and the parts are brought
together here. What asks for names alone, as nearly all of them do, is found in an index of the page's names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cssselect import Selector
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
        self._named: dict[str, Elements] = {}
        self._alike = _by_name(tree)
        self._left = MOST_STEPS

    @cached_property
    def _widest(self) -> int:
        """The most children that an element has."""
        return max(map(len, self.named("*")), default=0)

    @cached_property
    def _size(self) -> int:
        return len(self.named("*"))

    def named(self, name: str) -> Elements:
        """The elements that have a name: `.class`, `#id`, `[attribute]` or `element`; `*` is all of them."""
        if name not in self._named:
            self._named[name] = frozenset(chain.from_iterable(self._alike.get(name, ())))
        return self._named[name]

    def holds(self, name: str) -> bool:
        """Whether there is an element that has a name."""
        return name in self._alike

    def classed(self, *parts: str) -> set[HtmlElement]:
        """The elements with a class in whose name one of the parts stands."""
        stands = re.compile(rf"\..*(?:{'|'.join(map(re.escape, parts))})", re.S).match
        return {node for name in self._alike if stands(name) for node in self.named(name)}

    def selected(self, selector: str) -> Elements:
        """The elements that a selector selects; none if it cannot be read, or too much was looked up already."""
        import cssselect

        parsed = parsed_selector(selector)
        try:
            return self._matching(parsed.parsed_tree) if parsed else frozenset()
        except cssselect.SelectorError:
            return frozenset()

    def _matching(self, part: Tree) -> Elements:
        from cssselect.parser import CombinedSelector

        if not isinstance(part, CombinedSelector):
            return self._part(part)
        found = self._matching(part.subselector)
        ahead = self._matching(part.selector) if found else found
        self._left -= self._size
        return frozenset(_BESIDE[part.combinator](ahead, found)) if ahead and self._left > 0 else frozenset()

    def _part(self, part: Tree) -> Elements:
        import cssselect

        name = _written(part)
        if name not in self._parts:
            self._left -= self._size * (1 if ":" not in name else 1 + self._widest // 100)  # siblings are counted
            if self._left <= 0:
                return frozenset()
            found = self._by_names(part)
            if found is None:
                path = cssselect.HTMLTranslator().selector_to_xpath(cssselect.Selector(part))
                found = frozenset(cast("list[HtmlElement]", self._tree.xpath(path)))
            self._parts[name] = found
        return self._parts[name]

    def _by_names(self, part: Tree) -> Elements | None:
        """What a part selects that asks for names and attributes alone; None for any other."""
        from cssselect.parser import Attrib, Class, Element, Hash

        if isinstance(part, Element) and not part.namespace:
            return self.named((part.element or "*").lower())
        if isinstance(part, Class):
            found = self.named(f".{part.class_name}")
        elif isinstance(part, Hash):
            found = self.named(f"#{part.id}")
        elif isinstance(part, Attrib) and not part.namespace and not part.flag and part.operator in _HOLDS:
            name, holds, value = part.attrib.lower(), _HOLDS[part.operator], (part.value and part.value.value) or ""
            found = frozenset(node for node in self.named(f"[{name}]") if holds(node.get(name), value))
        else:
            return None
        around = self._by_names(part.selector)
        return around and around & found


def _by_name(tree: HtmlElement) -> Mapping[str, list[list[HtmlElement]]]:
    """The elements of a page by each of their names, in groups of those that are alike: so few need be told apart."""
    alike: defaultdict[tuple[str, ...], list[HtmlElement]] = defaultdict(list)
    for node in tree.iter("*"):
        alike[node.tag, *node.keys()].append(node)
    named: defaultdict[str, list[list[HtmlElement]]] = defaultdict(list)
    for (tag, *attributes), nodes in alike.items():
        for name in ("*", tag, *(f"[{attribute}]" for attribute in attributes)):
            named[name].append(nodes)
    classed: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for node in chain.from_iterable(named["[class]"]):
        classed[node.get("class")].append(node)
    for names, nodes in classed.items():
        for name in _classes(names):
            named[name].append(nodes)
    for node in chain.from_iterable(named["[id]"]):
        named[f"#{node.get('id')}"].append([node])
    return dict(named)


def names_of(node: HtmlElement) -> list[str]:
    """The names by which a selector may ask for an element."""
    own, classes = node.get("id"), node.get("class")
    names = [node.tag] if classes is None else [*_classes(classes), node.tag]
    return [f"#{own}", *names] if own else names


@lru_cache(maxsize=10_000)
def _classes(names: str) -> tuple[str, ...]:
    return tuple(f".{each}" for each in names.split())


@lru_cache(maxsize=10_000)
def parsed_selector(selector: str) -> Selector | None:
    """A selector as it is understood; None if it cannot be read, or is longer than any that somebody writes."""
    import cssselect

    if len(selector) > LONGEST_SELECTOR:
        return None
    try:
        return cssselect.parse(selector)[0]
    except cssselect.SelectorError:
        return None


@lru_cache(maxsize=10_000)
def _written(part: Tree) -> str:
    return part.canonical()


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


_HOLDS: dict[str, Callable[[str, str], bool]] = {
    "exists": lambda value, wanted: True,
    "=": str.__eq__,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}
"""By operator, whether the value of an attribute is what a selector asks for."""

_BESIDE: dict[str, Callable[[Elements, Elements], Iterator[HtmlElement]]] = {
    " ": _below,
    ">": _children,
    "+": _next,
    "~": _later,
}

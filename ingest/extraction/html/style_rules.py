"""The rules of a page's style sheets that hide what they select, where no later or nearer rule shows it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.extraction.html.hiding_declarations import (
    LONGEST_STYLE,
    declarations,
    hiding_properties,
    is_lifted,
    may_hide,
)
from ingest.extraction.html.selector_matching import LONGEST_SELECTOR, SelectorMatcher, names_of, parsed_selector

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_RULES = 400
"""Selectors of a page's style sheets that are looked up in it, beyond those of one name."""

MOST_NEARER = 20
"""Rules that are looked up to see whether they show again what another hides, the last of them."""

MOST_COMPARED = 5_000_000
"""Rules that are held against one another; pages whose rules are written for them have some thousands."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_ALWAYS = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*$|@(?:supports|layer)\b", re.I)
_SEEN_MEDIA = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*$", re.I)
_UNSCRIPTED = re.compile(r"\bno-?js\b|:(?!first|last|nth|not|is\(|where\(|root)", re.I)
_NAME = re.compile(r"([.#]?)((?:[\w-]|[^\x00-\x7f])+)")
_LAST = re.compile(r"[\s>+~]+")
_SIMPLE = re.compile(r"(?:[.#]?[\w-]+)$")
_COMPOUND = re.compile(r"[\w-]*+(?:([.#][\w-]+)[.#\w-]*)?")
_FUNCTION = re.compile(r"\[[^\]]*\]|:{1,2}[\w-]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")

Rank = tuple[bool, tuple[int, int, int], int]
"""What decides between two rules: important or not, how near its selector is, and where it stands."""


Block = tuple[str, str, int]
"""Selectors, what is declared of all that they select, in lower case, and the place of both in a page's sheets."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one selector declares of one element's sight: the properties that hide, and those that show."""

    selector: str
    hiding: Mapping[str, bool]
    showing: Mapping[str, bool]
    order: int


def hidden_by_rules(tree: HtmlElement, matcher: SelectorMatcher) -> list[HtmlElement]:
    """The elements that a style sheet hides, whatever is shown by a later rule, a nearer one, or one that is important.

    Sheets for print, for browsers without scripts and for narrow screens count as little as those that only a pointer
    or a script brings to bear. What moves or fades in is hidden until a script lifts it, and so not hidden at all.
    Source: W3C, CSS Cascading and Inheritance Level 4, section 6 (without origins and layers).
    """
    blocks = _blocks(_sheets(tree))
    if not (hiding := [block for block in blocks if may_hide(block[1])]):
        return []
    page = _Page(matcher)
    rules = [
        rule for block in hiding for rule in _rules(block, page.holds) if rule.hiding and page.may_hold(rule.selector)
    ]
    showing = _showing(blocks, rules, page)
    found: dict[HtmlElement, None] = {}
    compared = 0
    for rule in rules:
        for node in page.selected(rule.selector):
            compared += 1 if node in found else sum(1 + len(showing.get(name, ())) for name in (*names_of(node), "*"))
            if compared > MOST_COMPARED:
                return list(found)
            if node not in found and any(
                not _is_shown_again(page, node, name, _rank(rule, important), showing)
                for name, important in rule.hiding.items()
            ):
                found[node] = None
    return list(found)


def _showing(blocks: Sequence[Block], rules: Sequence[Rule], page: _Page) -> dict[str, list[Rule]]:
    """The rules that may show again what others hide, by the name that their selectors ask for last."""
    showing: dict[str, list[Rule]] = {}
    hidden = frozenset(node for rule in rules for node in page.selected(rule.selector))
    if not hidden:
        return showing
    names = frozenset(name for node in hidden for name in (*names_of(node), "*"))
    properties = frozenset(name for rule in rules for name in rule.hiding)
    signs = (*properties, "\\")
    for block in blocks:
        if any(map(block[1].__contains__, signs)):
            for rule in _rules(block, names.__contains__):
                if not properties.isdisjoint(rule.showing):
                    showing.setdefault(_name(rule.selector), []).append(rule)
    return showing


class _Page:
    """The elements of a page, to be found by name and by selector."""

    def __init__(self, matcher: SelectorMatcher) -> None:
        self._matcher = matcher
        self._selected: dict[str, frozenset[HtmlElement]] = {}
        self.holds = matcher.holds

    def may_hold(self, selector: str) -> bool:
        """Whether all the names that a selector asks for are on the page."""
        return all(map(self.holds, _names(selector)))

    def selected(self, selector: str) -> frozenset[HtmlElement]:
        """The elements that a selector selects; none once too many others than plain names were looked up."""
        if selector not in self._selected:
            if _SIMPLE.match(selector):
                self._selected[selector] = self._matcher.named(selector)
            elif len(self._selected) < MOST_RULES:
                self._selected[selector] = self._matcher.selected(selector)
        return self._selected.get(selector, frozenset())


def _sheets(tree: HtmlElement) -> str:
    return "\n".join(
        node.text or ""
        for node in tree.iter("style")
        if _SEEN_MEDIA.match(node.get("media", "")) and next(node.iterancestors("noscript", "template"), None) is None
    )


def _blocks(style: str) -> list[Block]:
    """The blocks of a sheet that hold always, not only in print, on small screens or until a script runs."""
    found: list[Block] = []
    around: list[str] = []
    always = 0
    for order, part in enumerate(_COMMENT.sub("", style).split("}")[:-1]):
        before, brace, words = part.rpartition("{")
        if len(around) == always and brace and "{" not in before and "@" not in before:  # as most of them are
            found.append((before.rpartition(";")[2], words[:LONGEST_STYLE].lower(), order))
            continue
        for opening in before.split("{") if brace else ():
            if len(around) == always and "@" in opening and _ALWAYS.match(opening.strip()):
                always += 1
            around.append(opening.rpartition(";")[2])
        selectors = around.pop() if around else "@"
        if len(around) == always and not selectors.lstrip().startswith("@"):
            found.append((selectors, words[:LONGEST_STYLE].lower(), order))
        always = min(always, len(around))
    return found


def _rules(block: Block, is_wanted: Callable[[str], bool]) -> list[Rule]:
    """What a block declares of sight, for each selector of it that asks last for a name that is wanted."""
    selectors, words, order = block
    held = [each for each in _apart(selectors) if not _is_unscripted(each) and is_wanted(_name(each))]
    hiding, showing = _declared(words) if held else ({}, {})
    return [Rule(selector, hiding, showing, order) for selector in held] if hiding or showing else []


def _is_unscripted(selector: str) -> bool:
    return (":" in selector or "js" in selector.lower()) and _UNSCRIPTED.search(selector) is not None


@lru_cache(maxsize=5_000)
def _declared(words: str) -> tuple[dict[str, bool], dict[str, bool]]:
    """The properties by which declarations hide and show, and whether each is important."""
    declared = declarations(words)
    hiding = {} if is_lifted(declared) else hiding_properties(declared)
    return hiding, {name: value.important for name, value in declared.items() if name not in hiding}


def _apart(selectors: str) -> list[str]:
    """The selectors of a list; commas within parentheses are not between two."""
    parts = selectors.split(",") if "(" not in selectors else list(_outside_parentheses(selectors))
    return [part for each in parts if 0 < len(part := each.strip()) <= LONGEST_SELECTOR]


def _outside_parentheses(selectors: str) -> Iterator[str]:
    depth, start = 0, 0
    for index, character in enumerate(selectors + ","):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0:
            yield selectors[start:index]
            start = index + 1


def _names(selector: str) -> list[str]:
    """The names that a selector asks for anywhere; none if they are spelt out, as `.md\\:wide` is."""
    bare = _FUNCTION.sub("", selector) if "\\" not in selector else ""
    return [kind + (name if kind else name.lower()) for kind, name in _NAME.findall(bare)]


def _name(selector: str) -> str:
    """One name that whatever a selector selects must have, `*` if there is none."""
    if plain := _COMPOUND.fullmatch(last := selector.rpartition(" ")[2]):
        return plain[1] or last
    last = _LAST.split(_FUNCTION.sub("", selector))[-1]
    names = [kind + name for kind, name in _NAME.findall(last)]
    return next((name for name in names if name[0] in ".#"), names[0] if names else "*")


def _is_shown_again(page: _Page, node: HtmlElement, name: str, rank: Rank, showing: Mapping[str, list[Rule]]) -> bool:
    rules = [rule for each in (*names_of(node), "*") for rule in showing.get(each, ()) if name in rule.showing]
    nearer = [rule for rule in rules if _rank(rule, rule.showing[name]) > rank]
    return any(node in page.selected(rule.selector) for rule in nearer[-MOST_NEARER:])


def _rank(rule: Rule, important: bool) -> Rank:
    return important, _nearness(rule.selector), rule.order


@lru_cache(maxsize=10_000)
def _nearness(selector: str) -> tuple[int, int, int]:
    parsed = parsed_selector(selector)
    return parsed.specificity() if parsed else (0, 0, 0)

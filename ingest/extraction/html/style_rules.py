"""The rules of a page's style sheets that hide what they select, where no later or nearer rule shows it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
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

KEPT = {100_000: 100, 2_000_000: 4}
"""How many style sheets of up to so many characters are kept as they were read, for the next page of a house."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_ALWAYS = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*$|@(?:supports|layer)\b", re.I)
_SEEN_MEDIA = re.compile(r"\s*(?:only\s+)?(?:screen|all)?\s*$", re.I)
_UNSCRIPTED = re.compile(r"\bno-?js\b|:(?!first|last|nth|not|is\(|where\(|root)", re.I)
_NAME = re.compile(r"([.#]?)((?:[\w-]|[^\x00-\x7f])+)")
_LAST = re.compile(r"[\s>+~]+")
_SIMPLE = re.compile(r"(?:[.#]?[\w-]+)$")
_COMPOUND = re.compile(r"[\w-]*+(?:([.#][\w-]+)[.#\w-]*)?")
_FUNCTION = re.compile(r"\[[^\]]*\]|:{1,2}[\w-]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")

Place = tuple[int, int]
"""Where a rule stands: the number of its sheet, and its own in it."""

Rank = tuple[bool, tuple[int, int, int], Place]
"""What decides between two rules: important or not, how near its selector is, and where it stands."""


Ranked = tuple[Rank, str]
"""A selector, after what decides between its rule and others."""


@dataclass(eq=False)
class Block:
    """Selectors, what is declared of all that they select, in lower case, and its number in its sheet."""

    selectors: str
    words: str
    number: int

    @cached_property
    def named(self) -> list[tuple[str, str]]:
        """Its selectors but for those that a script brings to bear, each after the name that it asks for last."""
        return [(_name(each), each) for each in _apart(self.selectors) if not _is_unscripted(each)]


class Sheet:
    """The blocks of a style sheet that hold always."""

    def __init__(self, style: str) -> None:
        self._blocks = _blocks(style)
        self._declaring: dict[str, list[Block]] = {}
        self.hiding = [block for block in self._blocks if may_hide(block.words)]

    def declaring(self, name: str) -> list[Block]:
        """The blocks in which a property may be declared, be its name spelt out."""
        if name not in self._declaring:
            self._declaring[name] = [each for each in self._blocks if name in each.words or "\\" in each.words]
        return self._declaring[name]


_READ = {size: lru_cache(maxsize=most)(Sheet) for size, most in KEPT.items()}


def _sheet(style: str) -> Sheet:
    return next((read for size, read in _READ.items() if len(style) <= size), Sheet)(style)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one selector declares of one element's sight: the properties that hide, and those that show."""

    selector: str
    hiding: Mapping[str, bool]
    showing: Mapping[str, bool]
    place: Place


def hidden_by_rules(tree: HtmlElement, matcher: SelectorMatcher) -> list[HtmlElement]:
    """The elements that a style sheet hides, whatever is shown by a later rule, a nearer one, or one that is important.

    Sheets for print, for browsers without scripts and for narrow screens count as little as those that only a pointer
    or a script brings to bear. What moves or fades in is hidden until a script lifts it, and so not hidden at all.
    Source: W3C, CSS Cascading and Inheritance Level 4, section 6 (without origins and layers).
    """
    page = _Page(matcher)
    sheets = [_sheet(style) for style in _styles(tree)]
    rules = [
        rule
        for number, sheet in enumerate(sheets)
        for block in sheet.hiding
        for rule in _rules(block, number, page.holds)
        if rule.hiding and page.may_hold(rule.selector)
    ]
    showing = _showing(sheets, rules, page)
    found: dict[HtmlElement, None] = {}
    compared = 0
    for rule in rules:
        ranks = [(name, _rank(rule, important)) for name, important in rule.hiding.items()]
        for node in page.selected(rule.selector):
            compared += 1
            if node in found:
                continue
            names = (*names_of(node), "*")
            for name, rank in ranks:
                beside = [each for own in names for each in showing.get((own, name), ())]
                compared += len(names) + len(beside)
                if compared > MOST_COMPARED:
                    return list(found)
                nearer = [selector for other, selector in beside if other > rank]
                if not any(node in page.selected(selector) for selector in nearer[-MOST_NEARER:]):
                    found[node] = None
                    break
    return list(found)


def _showing(sheets: Sequence[Sheet], rules: Sequence[Rule], page: _Page) -> Mapping[tuple[str, str], list[Ranked]]:
    """The rules that may show again what others hide, by the name that their selectors ask for last and by property."""
    hidden = frozenset(node for rule in rules for node in page.selected(rule.selector))
    names = frozenset(name for node in hidden for name in (*names_of(node), "*"))
    showing: dict[tuple[str, str], list[Ranked]] = {}
    for name in {name for rule in rules for name in rule.hiding}:
        for number, sheet in enumerate(sheets):
            for block in sheet.declaring(name):
                for rule in _rules(block, number, names.__contains__):
                    if name in rule.showing:
                        ranked = (_rank(rule, rule.showing[name]), rule.selector)
                        showing.setdefault((_name(rule.selector), name), []).append(ranked)
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


def _styles(tree: HtmlElement) -> list[str]:
    return [
        node.text or ""
        for node in tree.iter("style")
        if _SEEN_MEDIA.match(node.get("media", "")) and next(node.iterancestors("noscript", "template"), None) is None
    ]


def _blocks(style: str) -> list[Block]:
    """The blocks of a sheet that hold always, not only in print, on small screens or until a script runs."""
    found: list[Block] = []
    around: list[str] = []
    always = 0
    for number, part in enumerate(_COMMENT.sub("", style).split("}")[:-1]):
        before, brace, words = part.rpartition("{")
        if len(around) == always and brace and "{" not in before and "@" not in before:  # as most of them are
            found.append(Block(before.rpartition(";")[2], words[:LONGEST_STYLE].lower(), number))
            continue
        for opening in before.split("{") if brace else ():
            if len(around) == always and "@" in opening and _ALWAYS.match(opening.strip()):
                always += 1
            around.append(opening.rpartition(";")[2])
        selectors = around.pop() if around else "@"
        if len(around) == always and not selectors.lstrip().startswith("@"):
            found.append(Block(selectors, words[:LONGEST_STYLE].lower(), number))
        always = min(always, len(around))
    return found


def _rules(block: Block, sheet: int, is_wanted: Callable[[str], bool]) -> list[Rule]:
    """What a block declares of sight, for each selector of it that asks last for a name that is wanted."""
    held = [selector for name, selector in block.named if is_wanted(name)]
    hiding, showing = _declared(block.words) if held else ({}, {})
    return [Rule(selector, hiding, showing, (sheet, block.number)) for selector in held] if hiding or showing else []


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


@lru_cache(maxsize=10_000)
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


def _rank(rule: Rule, important: bool) -> Rank:
    return important, _nearness(rule.selector), rule.place


@lru_cache(maxsize=10_000)
def _nearness(selector: str) -> tuple[int, int, int]:
    parsed = parsed_selector(selector)
    return parsed.specificity() if parsed else (0, 0, 0)

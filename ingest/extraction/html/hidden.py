"""What a web page hides from its readers: text there may be meant for machines alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.extraction.html.blocks import lines_of, prose_words
from ingest.extraction.html.headline import called
from ingest.extraction.html.hiding_declarations import hides
from ingest.extraction.html.style_rules import hidden_by_rules, selected

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 250
"""Words of a page's visible prose below which hidden prose is worth a note, whatever it is."""

FEWEST = 60
"""Words of hidden prose that may be an article; a hidden notice has fewer."""

_UNREAD = (
    "//script|//style|//template|//noscript|//iframe|//object|//svg"
    "|//input|//textarea|//select|//dialog[not(@open)]|//title|//datalist|//canvas|//audio|//video|//map"
    "|//*[contains(@class, 'sr-only') or contains(@class, 'visually-hidden') or contains(@class, 'visuallyhidden')]"
    "|//*[contains(@class, 'screen-reader-text') or @popover]"
    "|//comment()|//processing-instruction()"
)
_BODY = frozenset("article story post entry content body text".split())
_WORDING = frozenset("p h2 h3 h4 h5 h6 ul ol li blockquote strong em b i a span br div".split())
_IN_SENTENCES = frozenset("p li blockquote h2 h3 h4 td dd span em strong b i".split())


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a page's own data say of its article: the selectors of its parts, and its text if they hold it."""

    selectors: tuple[str, ...] = ()
    body: str = ""


def cut_hidden(tree: HtmlElement, vouched: Vouched | None = None) -> str:
    """Cut what readers cannot see: by element, by attribute, by its own style, or by a rule of a style sheet.

    Text that is hidden from a screen reader alone (`aria-hidden`, `inert`) is seen. Where hiding takes most of a
    page's prose, and the page's own data, or the place of it, bear out that it is the article, a script or a
    subscription shows it, and it is read. Returns a note on that, or on what was left out; empty if there is none.
    """
    stated = [node for node in tree.xpath("//*[@hidden or @style]") if _is_stated(node)]
    ruled = [node for node in hidden_by_rules(tree) if node.tag not in ("html", "body")]
    hidden = _outermost([*stated, *ruled])
    found = [(node, words) for node in hidden if (words := prose_words(lines_of(node))) >= FEWEST]
    seen = prose_words(lines_of(tree)) - sum(words for _, words in found) if found else 0
    most = [(node, words) for node, words in found if words > seen]
    lifted = [node for node, _ in most if _is_borne_out(tree, node, vouched or Vouched(), by_rule=node not in stated)]
    shown = frozenset(below for node in lifted for below in _wording(node))
    for node in [*tree.xpath(_UNREAD), *stated, *ruled]:
        if node.getparent() is not None and node not in shown:
            node.drop_tree()
    for button in list(tree.iter("button")):
        _read_button(button)
    return _note(most, lifted, seen)


def _is_stated(node: HtmlElement) -> bool:
    """Whether an element says by itself that it is hidden."""
    return node.tag not in ("html", "body") and (node.get("hidden") is not None or hides(node.get("style", "")))


def _outermost(nodes: Collection[HtmlElement]) -> list[HtmlElement]:
    known = frozenset(nodes)
    return [node for node in known if known.isdisjoint(node.iterancestors())]


def _is_borne_out(tree: HtmlElement, node: HtmlElement, vouched: Vouched, *, by_rule: bool) -> bool:
    """Whether hidden prose is its page's article: by its data, or, where a style sheet hides it, by its place."""
    own = frozenset(node.iter())
    if any(not own.isdisjoint(selected(tree, selector)) for selector in vouched.selectors):
        return True
    lines = [line for line in lines_of(node) if len(line) > 40]
    if vouched.body and 2 * sum(line in vouched.body for line in lines) > len(lines):
        return True
    around = (node, *node.iterancestors())
    return by_rule and any(each.tag in ("article", "main") or called(each) & _BODY for each in around)


def _wording(node: HtmlElement) -> list[HtmlElement]:
    """An element that is shown after all, and the paragraphs in it that hide with it."""
    return [node, *(below for below in node.iterdescendants() if below.tag in _WORDING and not _is_stated(below))]


def _read_button(button: HtmlElement) -> None:
    """Make plain words of a button within a sentence, and cut any other."""
    parent, before = button.getparent(), button.getprevious()
    if parent is None:
        return
    beside = (before.tail if before is not None else parent.text) or ""
    if parent.tag in _IN_SENTENCES and (beside.strip() or (button.tail or "").strip()):
        button.tag = "span"
    else:
        button.drop_tree()


def _note(most: list[tuple[HtmlElement, int]], lifted: list[HtmlElement], seen: int) -> str:
    words = sum(words for _, words in most)
    of = f"{words:,} of the {words + seen:,} words of this page are hidden from its readers"
    if lifted:
        return f"{of} until a script or a subscription shows them; they were read"
    return f"{of}, and were left out" if most and seen < SHORT else ""

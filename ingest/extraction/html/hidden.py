"""What a web page hides from its readers: text there may be meant for machines alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.extraction.html.blocks import is_prose, lines_of, prose_words
from ingest.extraction.html.headline import called
from ingest.extraction.html.hiding_declarations import hides
from ingest.extraction.html.selector_matching import Elements, SelectorMatcher
from ingest.extraction.html.style_rules import hidden_by_rules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 250
"""Words of a page's visible prose below which hidden prose is worth a note, whatever it is."""

FEWEST = 60
"""Words of hidden prose that may be an article; a hidden notice has fewer."""

_UNREAD = frozenset(
    "script style template noscript iframe object svg input textarea select title datalist canvas audio video map"
    " amp-ad amp-embed amp-sidebar amp-consent amp-user-notification amp-state amp-analytics"
    " img source meta link".split()  # no words, but a fifth of a page's elements
)
_FOR_SCREEN_READERS = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text")
_BODY = frozenset("article story post entry content body text".split())
_WORDING = frozenset("p h2 h3 h4 h5 h6 ul ol li blockquote strong em b i a span br div".split())
_IN_SENTENCES = frozenset("p li blockquote h2 h3 h4 td dd span em strong b i".split())


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a page's own data say of its article: the selectors of its parts, and its text if they hold it."""

    selectors: tuple[str, ...] = ()
    body: str = ""


def cut_unread(tree: HtmlElement) -> tuple[Elements, Elements]:
    """Cut what nobody reads on a page, and say what else is hidden: by its own attributes, and by a style sheet.

    Text that is hidden from a screen reader alone (`aria-hidden`, `inert`) is seen.
    """
    import lxml.etree

    page = SelectorMatcher(tree)
    stated = frozenset(node for node in page.named("[hidden]") | page.named("[style]") if _is_stated(node))
    ruled = frozenset(node for node in hidden_by_rules(tree, page) if node.tag not in ("html", "body"))
    closed = page.named("dialog") - page.named("[open]")
    for node in (closed | page.named("[popover]") | page.classed(*_FOR_SCREEN_READERS)) - {tree}:
        node.tag = "template"
    lxml.etree.strip_elements(tree, *_UNREAD, lxml.etree.Comment, lxml.etree.PI, with_tail=False)
    return stated, ruled


def cut_hidden(tree: HtmlElement, stated: Elements, ruled: Elements, vouched: Vouched) -> str:
    """Cut what is hidden by its own attributes or by a style sheet's rule.

    Where hiding takes most of a page's prose, and the page's own data, or the place of it, bear out that it is the
    article, a script or a subscription shows it, and it is read. Returns a note on that, or on what was left out; empty
    if there is none.
    """
    left = [node for node in stated | ruled if tree in node.iterancestors()]
    hidden = {node: prose_words(lines_of(node)) for node in _outermost(left)}
    proof = _Proof(tree, vouched if any(hidden.values()) else Vouched())
    lifted = {
        node: words for node, words in hidden.items() if words and proof.bears_out(node, by_rule=node not in stated)
    }
    scope = _scope(tree, lifted)
    concealed = sum(words for node, words in hidden.items() if words and scope in (node, *node.iterancestors()))
    seen = prose_words(lines_of(scope)) - concealed if concealed >= FEWEST else 0
    if sum(lifted.values()) < max(FEWEST, seen):
        lifted = {}
    shown = frozenset(below for node in lifted for below in _wording(node, stated))
    for node in stated | ruled:
        if node not in shown:
            _cut(node)
    for button in list(tree.iter("button")):
        _read_button(button)
    return _note(sum(lifted.values()), concealed, seen)


def _scope(tree: HtmlElement, lifted: Collection[HtmlElement]) -> HtmlElement:
    """What hidden prose is held against: the article or the main part around it, else the page."""
    around = (above for node in lifted for above in node.iterancestors("article", "main"))
    return next((above for above in around if all(above in node.iterancestors() for node in lifted)), tree)


def _cut(node: HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()


def _is_stated(node: HtmlElement) -> bool:
    """Whether an element says by itself that it is hidden."""
    return node.tag not in ("html", "body") and (node.get("hidden") is not None or hides(node.get("style", "")))


def _outermost(nodes: Collection[HtmlElement]) -> list[HtmlElement]:
    known = frozenset(nodes)
    return [node for node in known if known.isdisjoint(node.iterancestors())]


class _Proof:
    """What bears out that hidden prose is its page's article: the page's data, or the place where it stands."""

    def __init__(self, tree: HtmlElement, vouched: Vouched) -> None:
        matcher = SelectorMatcher(tree) if vouched.selectors else None
        self._parts = frozenset(
            node for selector in vouched.selectors if matcher for node in matcher.selected(selector)
        )
        self._around = frozenset(above for part in self._parts for above in part.iterancestors())
        self._body = vouched.body

    def bears_out(self, node: HtmlElement, *, by_rule: bool) -> bool:
        """Whether hidden prose is the article; its place alone counts where a style sheet hides it."""
        around = (node, *node.iterancestors())
        if node in self._around or not self._parts.isdisjoint(around):
            return True
        lines = [line for line in lines_of(node) if is_prose(line)] if self._body else []
        if 2 * sum(line in self._body for line in lines) > len(lines):
            return True
        return by_rule and any(each.tag in ("article", "main") or called(each) & _BODY for each in around)


def _wording(node: HtmlElement, stated: frozenset[HtmlElement]) -> list[HtmlElement]:
    """An element that is shown after all, and the paragraphs in it that hide with it."""
    return [node, *(below for below in node.iterdescendants() if below.tag in _WORDING and below not in stated)]


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


def _note(lifted: int, hidden: int, seen: int) -> str:
    """What to say of prose that is hidden, if it is most of what there is."""
    words = lifted or hidden
    of = f"{words:,} of the {words + seen:,} words of this page are hidden from its readers"
    if lifted:
        return f"{of} until a script or a subscription shows them; they were read"
    return f"{of}, and were left out" if hidden >= FEWEST and seen < min(hidden, SHORT) else ""

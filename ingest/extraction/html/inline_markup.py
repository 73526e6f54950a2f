"""Elements of a web page that say more than their words: what is quoted, struck out, raised or lowered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.text.plurals import counted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STRUCK = ("del", "s", "strike")
"""Elements whose words are taken back by whoever published them."""

LONGEST_FIGURE = 20
"""Characters that are raised or lowered as a figure or a mark."""

_BREAKS = frozenset("br break linebreak line-break newline".split())
_BLOCK = re.compile(r"display\s*:\s*block", re.I)
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FIGURES = re.compile(r"[0-9+\-−()n]+")
_NEW_WINDOW = re.compile(
    r"\W*(?:(?:external\s+)?(?:link\s+)?opens\s+in\s+(?:a\s+)?new\s+(?:browser\s+)?(?:window|tab)"
    r"|(?:link\s+)?(?:wird\s+)?(?:öffnet\s+)?(?:sich\s+)?(?:in|im)\s+(?:einem\s+)?neue[nm]\s+(?:fenster|tab)(?:\s+geöffnet)?"
    r"|(?:s.ouvre\s+dans\s+)?(?:une\s+nouvelle\s+fenêtre|un\s+nouvel\s+onglet|nouvelle\s+fenêtre|nouvel\s+onglet)"
    r"|(?:se\s+)?abre\s+en\s+(?:una\s+)?nueva\s+(?:ventana|pestaña)"
    r"|opent\s+in\s+(?:een\s+)?nieuw\s+(?:venster|tabblad))\W*",
    re.I,
)
"""What a link says to screen readers alone."""

_STOPS = tuple(".,;:!?…”’»\"'")
_MARK = re.compile(r"\[.{0,4}\]|[*†‡§]+")


def without_struck(tree: HtmlElement) -> int:
    """Take out what is struck out, which would be read as still said (`costs <s>5</s> 4 million`); how often it was."""
    struck = [node for node in tree.iter("*") if node.tag in STRUCK or "line-through" in node.get("style", "")]
    for node in struck:
        node.drop_tree()
    return len(struck)


def struck_note(places: int) -> str:
    """What to say of words that were struck out in so many places."""
    return f"what is struck out in {counted(places, 'place')} was left out"


def keep_words(tree: HtmlElement) -> None:
    """Make plain words of inline elements that trafilatura drops, or whose meaning is lost with them."""
    for node in tree.iter("q"):
        node.text = "“" + (node.text or "")
        if len(node):
            node[-1].tail = (node[-1].tail or "") + "”"
        else:
            node.text += "”"
    for node in tree.iter("span", "i", "b", "em", "strong"):
        if not len(node) and not (node.text or "").strip() and not _BREAKS.isdisjoint(node.get("class", "").split()):
            node.tag, node.text = "br", None
        elif _BLOCK.search(node.get("style", "")):
            node.tag = "div"
        elif node.text and _NEW_WINDOW.fullmatch(node.text) and next(node.iterancestors("a"), None) is not None:
            node.text = None
    for node in list(tree.iter("sup", "sub")):
        _set(node)
    for node in list(tree.iter("time", "q", "label", "output")):
        node.tag = "span"


def raised(figures: str, before: str, *, linked: bool = False) -> str:
    """What is raised, in characters of its own: 10 with a raised 2 is 10², not 102; the mark of a footnote is nothing.

    `before` is what stands before it: a figure that follows a sentence or a clause is a footnote's.
    """
    figures = figures.strip()
    if linked or _MARK.fullmatch(figures):
        return ""
    if not _FIGURES.fullmatch(figures):
        return figures
    return "" if before[-1:] in _STOPS else figures.translate(_RAISED)


def lowered(figures: str, before: str) -> str:
    """What is lowered: in characters of its own after a figure or a fraction's bar; CO2 is written so in prose too."""
    return figures.translate(_LOWERED) if before[-1:].isdecimal() or before[-1:] in ("/", "⁄") else figures


def _set(node: HtmlElement) -> None:
    """Make plain words of what is raised or lowered."""
    previous, parent = node.getprevious(), node.getparent()
    words = node.text_content()
    if parent is None or len(words) > LONGEST_FIGURE:  # small print, rather than a figure or a mark
        return
    before = (previous.tail or previous.text_content() if previous is not None else parent.text) or ""
    if node.tag == "sup":
        words = raised(words, before, linked=next(node.iter("a"), None) is not None)
    else:
        words = lowered(words, before)
    for below in list(node):
        below.drop_tree()
    node.text = words
    node.drop_tag()

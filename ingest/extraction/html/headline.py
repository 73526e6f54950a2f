"""The surroundings of a web page's headline, and an element's line and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from assistant.text.sentences import ends, sentences

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINES = ("p", "div", "li", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dt", "dd")
"""Elements that stand on lines of their own."""

MOST = 600
"""Elements about a headline that are looked at."""

_DATES = ("p", "div", "span", "time", "small", "em", "strong", "b", "section")
SUMMARY = frozenset(
    "standfirst dek deck subtitle subheadline subhead summary lead lede intro excerpt description preamble teaser"
    " kicker abstract ingress chapeau entradilla sapo spitzmarke vorspann".split()
)
"""What pages call what stands between a headline and its article."""

_TOKEN = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def headline_of(tree: HtmlElement, title: object) -> HtmlElement | None:
    """The article's headline: what the title names, else the first of the first rank; without any the only article."""
    named = [node for node in tree.iter("h1", "h2", "h3") if _names(str(title), words_of(node))]
    if named := [node for node in named if next(node.iterancestors("nav", "aside", "footer", "li"), None) is None]:
        return max(named, key=lambda node: len(words_of(node)))  # a title may hold its site's name too
    if found := tree.xpath("//article//h1") or tree.xpath("//main//h1"):
        return found[0]
    found = tree.xpath("//h1")
    if len(found) == 1 and next(found[0].iterancestors("header"), None) is None:
        return found[0]
    found = tree.xpath("//article") or tree.xpath("//main")
    return found[0] if len(found) == 1 else None


def _names(title: str, heading: str) -> bool:
    return bool(heading) and (title.startswith(heading) or title.endswith(heading))


def around_it(tree: HtmlElement, headline: HtmlElement, around: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements in which a day may stand, from just above the headline to the article's first sentence.

    `around` holds the headline and what it stands in.
    """
    scopes = [above for above in headline.iterancestors("article", "main") if above in around]
    start = (headline, *scopes)[-1]
    below, seen = False, 0
    for node in dropwhile(lambda node: node is not start, tree.iter()):
        below = below or node is headline
        is_about = node.tag in _DATES and node not in around and (below or _is_just_above(node, around))
        seen += below or is_about
        if seen > MOST or (below and _is_prose(node, around)):
            return
        if is_about:
            yield node
        if below and node not in around and _holds_sentence(node.tail or ""):
            return


def _is_just_above(node: HtmlElement, around: frozenset[HtmlElement]) -> bool:
    within = next((above for above in node.iterancestors("article", "main") if above in around), None)
    return within is not None and line_of(node, around).getparent() in around


def _is_prose(node: HtmlElement, around: frozenset[HtmlElement]) -> bool:
    """Whether an element is a line of the article itself, and no summary of it beside the headline."""
    if node.tag not in ("p", "div", "td") or node in around:
        return False
    if len(node) and next(node.iterdescendants(*LINES), None) is not None:
        return False
    in_header = any(above.tag == "header" and above in around for above in node.iterancestors())
    return not in_header and not called(node) & SUMMARY and _holds_sentence(words_of(node))


def line_of(node: HtmlElement, around: frozenset[HtmlElement]) -> HtmlElement:
    """The line that an element stands on, or itself if it stands alone among others."""
    for above in takewhile(lambda above: above not in around, (node, *node.iterancestors())):
        if above.tag in LINES:
            return node if any(below is not node for below in above.iterdescendants(*LINES)) else above
    return node


def beside(line: HtmlElement, *, before: bool) -> str:
    """The nearest words before or after a line, of one element or of the text between."""
    return next((" ".join(text.split()) for text in _beside(line, before) if text and not text.isspace()), "")


def _beside(line: HtmlElement, before: bool) -> Iterator[str | None]:
    for above in (line, *line.iterancestors()):
        if not before:
            yield above.tail
        for sibling in above.itersiblings(preceding=before):
            yield from (sibling.tail, words_of(sibling)) if before else (words_of(sibling), sibling.tail)
        if before and (parent := above.getparent()) is not None:
            yield parent.text


def called(node: HtmlElement) -> frozenset[str]:
    """The words of an element's names."""
    return _words_in(node.get("class", ""), node.get("id", ""), node.get("itemprop", ""))


@lru_cache(maxsize=20_000)
def _words_in(*names: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_HUMP.sub(" ", " ".join(names)[:500]).lower()))


def words_of(node: HtmlElement, most: int = 1_000) -> str:
    """The first words of an element, of `most` characters and some more, without the space around them."""
    begin = node.text or ""
    if not len(node) or len(begin.strip()) > most:
        return " ".join(begin.split())
    parts, size = [], 0
    for part in node.itertext():
        parts.append(part)
        size += len(part.strip())
        if size > most:
            break
    return " ".join("".join(parts).split())


def _holds_sentence(text: str) -> bool:
    if len(text.split()) <= 5:
        return False
    return any(len(text[a:b].split()) > 5 and ends(text[a:b]) for a, b in sentences(text))

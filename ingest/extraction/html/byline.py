"""Who wrote an article, as its page shows it beside the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.extraction.html.headline import called, headline_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 80
"""Characters of a byline; what is longer tells of its author."""

NEAR = 150
"""Elements below a headline among which its byline stands."""

FIRST = 2
"""Lines at an article's beginning in which its author may be told of."""

LAST = 4
"""Lines at its end of the same kind."""

_BELOW = "following::*[self::a or self::p or self::li or self::div or self::span]"
_CALLED = frozenset("byline author authors writer autor autoren auteur autore".split())
_OTHERS = frozenset(
    "comment comments related teaser teasers card sidebar recommended more latest bio box description".split()
)
_BY = re.compile(
    r"(?:by|von|vom|par|por|di|door|av|af|autor(?:in)?(?:/autor(?:in)?)?|text|words|interview)\b\s*:?\s+", re.I
)
_LABEL = re.compile(r"(?:authors?|autor(?:en|in|es|a)?(?:/autor(?:in)?)?|auteurs?|autori?e?)\s*:?", re.I)
_ENDS = re.compile(
    r"\s*(?:[|·•]|\d|,?\s(?:on|am|le|el)\s\d|\b(?:updated|published|aktualisiert|veröffentlicht)\b).*$", re.I | re.S
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[\s,&]+[\w.'’-]+){1,9}")
_CREDITED = re.compile(
    r"\W*(?:(?i:(?:reporting|written|story|words|text)\s+by)|(?i:text|words|texte|texto)\s*:)\s+(?P<names>[^;.:()|]{3,120}?)\s*"
    r"(?:[;.(|—].{0,200})?"
)
_PLACE = re.compile(r"\s+in\s+[^\W\d_a-z][\w.' -]*$")
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[a-z]{2,3}\s+){0,2}[^\W\d_a-z][\w.'’-]*){1,3}")
_SEVERAL = re.compile(r"\s*,\s+|\s+(?:and|und|et|y|e|og|och|en|i)\s+")
_AND = re.compile(r"(?:[\s,;&/|]|\b(?:and|und|et|y|e|og|och|en|i)\b)*")
_IS = re.compile(
    r",?\s+(?:is|are|was|covers|writes|reports|joined|teaches|ist|sind|schreibt|berichtet|est|es|è|er|är|jest)\b"
    r"(?!.*[“”\"«»])",
    re.I,
)
_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es|i|in)?|auteurs?|autore|profiles?|people|staff|journalists?|redakteure?|writers?"
    r"|correspondents?|contributors?|by)/(?:[^/]+/)*[^/]+"
)


def bylines(tree: HtmlElement) -> list[str]:
    """The authors whom a page names about its headline.

    They are called so by a link, by an element's name and a word, by the address that a link leads to, by a word
    before links, or by a label.
    """
    linked = [node for node in tree.xpath("//a[@rel='author']") if not _is_another_s(node)]
    names = [name for node in linked[:5] if (name := _name(words_of(node)))]
    if names:
        return names
    headline = headline_of(tree, "")
    if headline is None:
        return []
    for node in headline.xpath("(preceding::*|following::*)[@class or @itemprop]"):
        if _CALLED.isdisjoint(called(node)) or len(text := words_of(node)) > 2 * LONGEST or _is_another_s(node):
            continue
        name = _ENDS.sub("", text)
        if _BY.match(name) and (name := _name(name)):
            return [name]
    near = headline.xpath(_BELOW)[:NEAR]
    return _by_address(near) or _by_word(near) or _by_label(tree)


def is_byline(line: str, author: object) -> bool:
    """Whether a line says no more than that an author wrote."""
    said = _BY.match(line)
    return said is not None and line[said.end() :].strip(" ,;:") == author


def credited(lines: Sequence[str]) -> list[str]:
    """The names in a line below an article that credits its words: `Reporting by …; editing by …`, `Text: …`.

    Whoever only helped (`Additional reporting by`) or edited did not write it.
    """
    for line in lines[-LAST:]:
        if said := _CREDITED.fullmatch(line):
            names = [_PLACE.sub("", name) for name in _SEVERAL.split(said["names"])]
            return names if all(map(_PERSON.fullmatch, names)) else []
    return []


def without_biographies(lines: Sequence[str], author: object) -> list[str]:
    """The lines of an article without those about its beginning and end that tell what its author is or does."""
    names = [name for name in _SEVERAL.split(str(author or "")) if _NAME.fullmatch(name)]
    return [
        line
        for at, line in enumerate(lines)
        if FIRST <= at < len(lines) - LAST
        or not any(line.startswith(each) and _IS.match(line, len(each)) for each in names)
    ]


def _by_address(near: Sequence[HtmlElement]) -> list[str]:
    """The names of the first links to pages of authors, those of one line or list."""
    links = [node for node in near if node.tag == "a" and _leads_to_author(node) and not _is_another_s(node)]
    return [name for node in links if _line(node) is _line(links[0]) and (name := _name(words_of(node)))]


def _leads_to_author(link: HtmlElement) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(urlsplit(link.get("href") or "").path.rstrip("/")))
    except ValueError:
        return False


def _by_word(near: Sequence[HtmlElement]) -> list[str]:
    """The names on a line that is the word `by` and links, and no more."""
    for node in near:
        text = words_of(node)
        if node.tag == "a" or len(text) > 2 * LONGEST or not (said := _BY.match(text)) or _is_another_s(node):
            continue
        names = [words_of(link) for link in node.iterdescendants("a")]
        rest = text[said.end() :]
        for name in names:
            rest = rest.replace(name, "", 1)
        if names and _AND.fullmatch(rest) and all(map(_NAME.fullmatch, names)):
            return names
    return []


def _by_label(tree: HtmlElement) -> list[str]:
    """The name after an element that is the word `author`."""
    for node in tree.iter("strong", "b", "dt", "span", "th"):
        if len(label := words_of(node)) < 30 and _LABEL.fullmatch(label) and not _is_another_s(node):
            after = " ".join((node.tail or "").split()) or next((words_of(each) for each in node.itersiblings("*")), "")
            if len(after) <= LONGEST and (name := _name(after)):
                return [name]
    return []


def _name(text: str) -> str:
    """The name in a byline; empty if there is none."""
    name = _BY.sub("", text, count=1).strip(" ,;:")
    return name if _NAME.fullmatch(name) else ""


def _line(link: HtmlElement) -> HtmlElement | None:
    """The list or the line that a link stands on."""
    return next(link.iterancestors("ul", "ol", "p", "div", "section", "header"), None)


def _is_another_s(node: HtmlElement) -> bool:
    """Whether an element stands in what is not the article's own."""
    around = (node, *node.iterancestors())
    return any(above.tag in ("aside", "footer", "nav") or not _OTHERS.isdisjoint(called(above)) for above in around)

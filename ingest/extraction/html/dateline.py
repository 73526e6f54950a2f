"""The day that a web page shows its readers as the one its article was published: read where there is no doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ingest.extraction.html.headline import around_it, beside, called, headline_of, line_of, words_of
from ingest.extraction.publication_date import LONGEST, parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 6
"""Words that a label or the rest of a date's line stays below."""

OFTEN = 4
"""Lines on which a page shows its date at most."""

SIBLINGS = 100
"""Lines after a date that are looked at for another."""

EARLIEST = 1990
"""No web page is older; an older day is one that its article tells of."""

_CUES = frozenset(
    "date datum fecha time timestamp dateline datetime published publication pubdate posted byline".split()
)
_WHO = frozenset("byline author authors writer reporter".split())
_ABOUT = _CUES | _WHO | frozenset("meta metadata info".split())
_OTHERS = frozenset(
    "updated modified update comment comments event events related sidebar footer copyright teaser teasers card reply"
    " thread more latest recent trending popular current today now infobox recommended promo stories".split()
)
_ITEMS = frozenset("item story post entry box".split())
"""What is another's where it is an element's whole name: `story-date` may be the article's own."""
_ELSEWHERE = frozenset(
    "header nav aside footer a ul ol dl table figure figcaption blockquote h1 h2 h3 h4 h5 h6".split()
)
_FIGURE = re.compile(r"\d")
_PARTS = re.compile(r"\s*[|·•]\s*")
_PUBLISHED = (
    r"\W*(?:(?:first\s+)?(?:published|posted)|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)\b"
)
_SAYS_PUBLISHED = re.compile(_PUBLISHED, re.I)
_CHANGED = re.compile(r"\W*(?:last\s+)?(?:updated|modified|changed|edited)\b", re.I)
_ENDS_CHANGED = re.compile(r"\b(?:updated|modified|changed|edited)\W*(?:on|at)?\W*$", re.I)
_BY = re.compile(r"\W*by\s+\w[^.!?…]{0,80}", re.I)
_WHO_WHEN = re.compile(
    rf"(?:by\s.*|{_PUBLISHED}\W*(?:on|at|am|le|el)?|{_CHANGED.pattern}.*|\d+\s+min\w*(?:\s+read)?|\W*\d\d?[:.]\d\d\b.{{0,12}}|\W*)$",
    re.I,
)
_LABEL = re.compile(
    r"(?:when|where|venue|place|starts?|begins?|ends?|until|opens?|opening|deadline|due|born|died|event|valid|expires?|photo\w*|taken)\b",
    re.I,
)
_LEANS = re.compile(
    r"(?:it|this|that|these|those)\s+(?:is|was|were|had|has|marked|became)\b|then\b"
    r"|(?:\w+\W+){0,12}?(?:(?:this|that|same)\s+(?:day|date|morning|afternoon|evening|night)|the\s+day)\b",
    re.I,
)


def take_day(tree: HtmlElement, title: object = "") -> str | None:
    """The one day that a page shows as its article's, in ISO 8601; its line is cut from the page.

    It stands about the headline, before the article's first sentence, and is called a date (by its element, by
    `Published`) or stands beside a byline. A heading, a value under `When`, a day before EARLIEST or to come, one on
    which the next sentence leans, and whatever stands in a masthead, a menu, a list, a link or another's teaser is
    none. Where such days differ there is none either: in doubt a page has no date, and keeps all its words.
    `title` tells a headline from a site's name.
    """
    found = _days(tree, title)
    if len(found) != 1:
        return None
    ((day, lines),) = found.items()
    if _is_one_of_several(lines, day):
        return None
    _cut(lines)
    return day.isoformat()


def cut_day(tree: HtmlElement, title: object, published: object) -> None:
    """Cut the lines that `take_day` would take where they say the day that is known already."""
    day = parse_day(published).value
    lines = _days(tree, title).get(day, {}) if day else {}
    if day and not _is_one_of_several(lines, day):
        _cut(lines)


def _days(tree: HtmlElement, title: object) -> dict[date, dict[HtmlElement, bool]]:
    """The days that a page shows as its article's, with their lines, and which say no more than who wrote when."""
    days: dict[date, dict[HtmlElement, bool]] = {}
    headline = headline_of(tree, title)
    if headline is None:
        return days
    around = frozenset((headline, *headline.iterancestors()))
    for node in around_it(tree, headline, around):
        if (day := _day(node)) and not _is_elsewhere(node, around):
            line = line_of(node, around)
            words = words_of(node)  # none where a script is to write them
            before, _, after = words_of(line).partition(words) if words else (words_of(line), "", "")
            names = [called(each) for each in (node, line, node.getparent()) if each not in around]
            rest = [part for words in (before, after) for part in _PARTS.split(words) if not _WHO_WHEN.match(part)]
            if not _is_another_s(line, before, after) and _is_the_article_s(node, line, before, after, names, rest):
                days.setdefault(day, {})[line] = not rest
    return days


def _cut(lines: Mapping[HtmlElement, bool]) -> None:
    for line, is_cut in lines.items():
        if is_cut and line.getparent() is not None:
            line.drop_tree()


def _is_elsewhere(node: HtmlElement, around: frozenset[HtmlElement]) -> bool:
    """Whether an element stands in what is not the article's own."""
    for above in takewhile(lambda above: above not in around, (node, *node.iterancestors())):
        if next(above.iterdescendants("h2", "h3", "h4"), None) is not None:  # another's headline
            return True
        if above.tag in _ELSEWHERE and not (above.get("rel") == "bookmark" and node.tag == "time"):
            return True
        if called(above) & _OTHERS or not _ITEMS.isdisjoint(above.get("class", "").split()):
            return True
        if above.tag == "article" and len(node.getroottree().xpath("//article")) > 1:
            return True
    return False


def _is_one_of_several(lines: Collection[HtmlElement], day: date) -> bool:
    """Whether a day has many lines, or lines of their kind with other days stand beside them, as in a chronicle."""
    return len(lines) > OFTEN or any(
        not {_day(node) for node in (other, *islice(other.iterdescendants("time"), 1))} <= {None, day}
        for line in lines
        for other in islice(line.itersiblings(line.tag), SIBLINGS)
        if other.get("class") == line.get("class")
    )


def _is_another_s(line: HtmlElement, before: str, after: str) -> bool:
    """Whether the words beside a day say that it is an event's or an update's, or go on to tell of it."""
    above, below = beside(line, before=True), beside(line, before=False)
    labels = [words for words in (above, before, after, below) if len(words.split()) < SHORT]
    return (
        any(_LABEL.match(words) for words in labels)
        or any(_ENDS_CHANGED.search(words) for words in (above, before))
        or bool(_LEANS.match(below))
    )


def _is_the_article_s(
    node: HtmlElement, line: HtmlElement, before: str, after: str, names: list[frozenset[str]], rest: list[str]
) -> bool:
    """Whether a day is called the article's: by names of elements, by a word, or by standing beside a byline."""
    if rest and (not any(words & _ABOUT for words in names[1:]) or len(" ".join(rest).split()) >= SHORT):
        return False
    above, below = beside(line, before=True), beside(line, before=False)
    return (
        node.tag == "time"
        or any(words & (_CUES | _WHO) for words in names)
        or any(_SAYS_PUBLISHED.match(words) for words in (words_of(node), before, above))
        or any(_BY.fullmatch(words) for words in (above, before, after, below, *_PARTS.split(words_of(node))))
    )


def _day(node: HtmlElement) -> date | None:
    """The one day that an element names, if it names nothing else but an author."""
    text, exact = words_of(node), node.get("datetime") if node.tag == "time" else None
    if len(text) > LONGEST or not (exact or _FIGURE.search(text)) or _CHANGED.match(text) or _LABEL.search(text):
        return None
    stated = [exact] if exact else _PARTS.split(text)
    read = [parse_day(part) for part in stated if part and not _CHANGED.match(part)]
    days = {each.value for each in read if each.value and not each.doubt and each.value.year >= EARLIEST}
    return days.pop() if len(days) == 1 else None

"""The lines of a page that are its article: two extractions compared, what both left out, and what stands above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.extraction.html.alignment import held
from ingest.extraction.html.blocks import is_prose
from ingest.extraction.html.headline import SUMMARY, called, headline_of
from ingest.extraction.html.line_teasers import is_beside, says_when
from ingest.extraction.html.page_lines import HEADINGS, Line, lines_with_blocks, squashed

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

BORNE_OUT = 200
"""Letters of an article's text in its page's data from which extractions are held against it."""

FULLER = 0.6
"""The part of the recalling extraction's prose below which the precise one has lost the article."""

ALIKE = 0.95
"""How like its text in the page's data an extraction is that needs no other beside it."""

SHARE = 0.1
"""The part of an article's words that lines of one shape have at least, if others of that shape are its own too."""

STANDFIRST = 8
"""Words of a standfirst at least."""

TEASERS = 0.3
"""The part of an article that is called a teaser at most, if others are teased; some pages call all of it so."""

_ASIDE = frozenset("aside nav footer figcaption form".split())


def body_of(tree: HtmlElement, titles: Sequence[str], described: Sequence[str], body: str) -> list[Line]:
    """The lines of a page's article, in the page's order and words.

    The text that the page's data give (`body`) tells them where it stands on the page. Else trafilatura finds the
    article among menus and links, once precisely and once recalling more; `body` decides between them, without it the
    precise one counts unless it lost most of the other. It takes one of several containers, so that what stands in the
    same shape beside what was found is added, and it leaves out what stands between the headline and the first
    paragraph: the standfirst, which sums the article up.
    """
    title = titles[0] if titles else ""
    lines = lines_with_blocks(tree)
    chosen = _chosen(tree, lines, body)
    headline = headline_of(tree, title)
    chosen = _completed(lines, chosen, headline)
    chosen = _with_standfirst(lines, chosen, headline, described)
    own = [line for line, is_own in zip(lines, chosen, strict=True) if is_own and not is_beside(line)]
    return _below_headline(own, headline, frozenset(map(squashed, titles)))


def _chosen(tree: HtmlElement, lines: Sequence[Line], text: str) -> list[bool]:
    """What the page's data call its article, if it stands there; else what the better of two extractions holds.

    Each of them costs more than all before it, and is spared where it cannot be the better one; so are the tools that
    trafilatura compares itself with.
    """
    body = squashed(text)
    if len(body) < BORNE_OUT:
        most = FULLER * _prose(lines, [True] * len(lines))
        for alone in (True, False):
            precise = held(lines, _extracted(tree, alone=alone))
            if (prose := _prose(lines, precise)) >= most:
                return precise
        recalling = held(lines, _extracted(tree, recall=True))
        return precise if prose >= FULLER * _prose(lines, recalling) else recalling
    best = held(lines, text)
    for recall in (False, True):
        if _likeness(lines, best, body) >= ALIKE:
            break
        best = max(best, held(lines, _extracted(tree, recall=recall)), key=lambda found: _likeness(lines, found, body))
    return best


def _extracted(tree: HtmlElement, *, recall: bool = False, alone: bool = False) -> str:
    """What trafilatura extracts, alone or compared with what readability, justext and another attempt do."""
    from trafilatura import extract

    return extract(tree, options=_options(recall=recall, alone=alone)) or ""


@cache
def _options(*, recall: bool, alone: bool) -> Extractor:
    from trafilatura.settings import Extractor

    options = Extractor(fast=alone, recall=recall, comments=False)
    if alone:
        options.focus = "first"  # any but its own three: it attempts again, in its recalling mode, where balanced
    return options


def _likeness(lines: Sequence[Line], found: Sequence[bool], body: str) -> float:
    """The harmonic mean of how much of what was found stands in the text, and how much of the text was found."""
    own = [line.squashed for line, is_own in zip(lines, found, strict=True) if is_own]
    shared = sum(len(line) for line in own if line in body)
    return 2 * shared / (sum(map(len, own)) + len(body))


def _prose(lines: Sequence[Line], found: Sequence[bool]) -> int:
    return sum(len(line.text) for line, is_own in zip(lines, found, strict=True) if is_own and line.is_prose)


def _completed(lines: Sequence[Line], found: list[bool], headline: HtmlElement | None) -> list[bool]:
    """What was found, with the prose that stands in the same shape, and the headings among it."""
    words: Counter[tuple[str, ...]] = Counter()
    for line, is_own in zip(lines, found, strict=True):
        if is_own and line.is_prose:
            words[line.shape] += len(line.text)
    shapes = {shape for shape, size in words.items() if size >= SHARE * words.total() and size}
    around = {shape[1] for shape in shapes}
    blocks = [line.block for line, is_own in zip(lines, found, strict=True) if is_own and line.shape in shapes]
    scope = _scope(blocks, headline)
    first, last = (min(own), max(own)) if (own := [at for at, is_own in enumerate(found) if is_own]) else (0, -1)
    whole = list(found)
    for at, line in enumerate(lines):
        if not found[at] and scope is not None:
            is_alike = (line.is_prose and line.shape in shapes) or (
                first < at < last and line.is_heading and line.shape[1] in around and not line.linked
            )
            whole[at] = is_alike and _is_within(line.block, scope)
    return whole


def _scope(blocks: Sequence[HtmlElement], headline: HtmlElement | None) -> HtmlElement | None:
    """The article or the main part of the page that holds all blocks, else what holds them and the headline."""
    if not blocks:
        return None
    common = _around(blocks)
    named = next((above for above in common if above.tag in ("article", "main")), None)
    if named is not None or headline is None:
        return named if named is not None else common[0]
    return next(iter(_around([*blocks, headline])), None)


def _around(blocks: Sequence[HtmlElement]) -> list[HtmlElement]:
    """What holds all blocks, the nearest first."""
    common = [blocks[0], *blocks[0].iterancestors()]
    for block in blocks[1:]:
        around = frozenset((block, *block.iterancestors()))
        common = [above for above in common if above in around]
    return common


def _is_within(block: HtmlElement, scope: HtmlElement) -> bool:
    for above in (block, *block.iterancestors()):
        if above is scope:
            return True
        if above.tag in _ASIDE:
            return False
    return False


def _with_standfirst(
    lines: Sequence[Line], found: list[bool], headline: HtmlElement | None, described: Sequence[str]
) -> list[bool]:
    """What was found, with what stands between the headline and it, and says what the article is about."""
    own = [at for at, line in enumerate(lines) if found[at] and line.is_prose]
    if not own:
        return found
    start = next((at for at, line in enumerate(lines) if line.block is headline), None)
    whole, short = list(found), [squashed(each) for each in described]
    begin = start + 1 if start is not None and start < own[0] else max(own[0] - 30, 0)
    for at in range(begin, own[0]):
        line = lines[at]
        if not found[at] and _is_standfirst(line, short, below=start is not None and start < own[0]):
            whole[at] = True
    return whole


def _is_standfirst(line: Line, described: Sequence[str], *, below: bool) -> bool:
    words = line.text.split()
    if (len(words) < STANDFIRST and len(line.text) < 60) or 2 * line.linked > len(line.text):
        return False
    if any(above.tag in _ASIDE for above in (line.block, *line.block.iterancestors())):
        return False
    start = line.squashed[:60]
    if any(each.startswith(start) or (line.squashed.startswith(each[:60]) and len(each) >= 40) for each in described):
        return True
    names = called(line.block) | (called(parent) if (parent := line.block.getparent()) is not None else frozenset())
    return below and (bool(names & SUMMARY) or is_prose(line.text))


def _below_headline(lines: Sequence[Line], headline: HtmlElement | None, titles: frozenset[str]) -> list[Line]:
    """An article's lines without the headline and the time above them, in whatever words the page gives them.

    Headings of which no prose follows are another's too.
    """
    first = next((at for at, line in enumerate(lines) if line.is_prose), len(lines))
    teasers = [line for line in lines if _is_teaser(line)]
    if sum(len(line.text) for line in teasers) > TEASERS * sum(len(line.text) for line in lines):
        teasers = []
    last = max((at for at, line in enumerate(lines) if not line.is_heading), default=-1)
    return [
        line
        for at, line in enumerate(lines[: last + 1])
        if line.squashed not in titles
        and not (at < first and (_is_headline(line, headline, titles) or says_when(line)))
        and not (at > first and line in teasers)
    ]


def _is_teaser(line: Line) -> bool:
    """Whether the page calls a line below the article's first paragraph a teaser; above it, that is a standfirst."""
    return any("teaser" in called(node) for node in (line.block, line.block.getparent()) if node is not None)


def _is_headline(line: Line, headline: HtmlElement | None, titles: frozenset[str]) -> bool:
    around = (line.block, *line.block.iterancestors())
    if headline is not None and headline.tag in HEADINGS and headline in around:
        return True
    return line.block.tag == "h1" or (
        line.is_heading and any(len(title) > 20 and title in line.squashed for title in titles)
    )

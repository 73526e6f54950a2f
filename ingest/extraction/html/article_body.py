"""The lines of a page that are its article: two extractions compared, what both left out, and what stands above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.extraction.html.alignment import held
from ingest.extraction.html.blocks import is_prose
from ingest.extraction.html.headline import called, headline_of
from ingest.extraction.html.page_lines import Line, lines_with_blocks, squashed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BORNE_OUT = 200
"""Letters of an article's text in its page's data from which extractions are held against it."""

FULLER = 0.6
"""The part of the recalling extraction's prose below which the precise one has lost the article."""

SHARE = 0.1
"""The part of an article's words that lines of one shape have at least, if others of that shape are its own too."""

STANDFIRST = 8
"""Words of a standfirst at least."""

_ABOVE = frozenset(
    "standfirst dek deck subtitle subheadline subhead summary lead lede intro excerpt description preamble teaser"
    " kicker abstract ingress chapeau entradilla sapo spitzmarke vorspann".split()
)
_ASIDE = frozenset("aside nav footer figcaption form".split())


def body_of(tree: HtmlElement, title: object, described: Sequence[str], body: str) -> list[Line]:
    """The lines of a page's article, in the page's order and words.

    trafilatura finds the article among menus and links, once precisely and once recalling more; the text that the
    page's data give (`body`) decides between them, without it the precise one counts unless it lost most of the other.
    It takes one of several containers, so that what stands in the same shape beside what was found is added, and it
    leaves out what stands between the headline and the first paragraph: the standfirst, which sums the article up.
    """
    lines = lines_with_blocks(tree)
    chosen = _chosen(lines, _extractions(tree), squashed(body))
    chosen = _completed(lines, chosen)
    return [line for line, is_own in zip(lines, _with_standfirst(tree, lines, chosen, title, described), strict=True) if is_own]


def _extractions(tree: HtmlElement) -> list[str]:
    from trafilatura import extract

    options = {"include_comments": False, "include_tables": True, "with_metadata": False}
    return [extract(tree, **options) or "", extract(tree, favor_recall=True, **options) or ""]


def _chosen(lines: Sequence[Line], texts: Sequence[str], body: str) -> list[bool]:
    precise, recalling = (held(lines, text) for text in texts)
    if len(body) >= BORNE_OUT:
        return max((precise, recalling), key=lambda found: _likeness(lines, found, body))
    return precise if _prose(lines, precise) >= FULLER * _prose(lines, recalling) else recalling


def _likeness(lines: Sequence[Line], found: Sequence[bool], body: str) -> float:
    """The harmonic mean of how much of what was found stands in the text, and how much of the text was found."""
    own = [line.squashed for line, is_own in zip(lines, found, strict=True) if is_own]
    shared = sum(len(line) for line in own if line in body)
    return 2 * shared / (sum(map(len, own)) + len(body))


def _prose(lines: Sequence[Line], found: Sequence[bool]) -> int:
    return sum(len(line.text) for line, is_own in zip(lines, found, strict=True) if is_own and line.is_prose)


def _completed(lines: Sequence[Line], found: list[bool]) -> list[bool]:
    """What was found, with the prose that stands in the same shape, and the headings among it."""
    words: Counter[tuple[str, ...]] = Counter()
    for line, is_own in zip(lines, found, strict=True):
        words[line.shape] += len(line.text) if is_own and line.is_prose else 0
    shapes = {shape for shape, size in words.items() if size >= SHARE * words.total() and size}
    around = {shape[1] for shape in shapes}
    scope = _scope([line.block for line, is_own in zip(lines, found, strict=True) if is_own and line.shape in shapes])
    first, last = (min(own), max(own)) if (own := [at for at, is_own in enumerate(found) if is_own]) else (0, -1)
    whole = list(found)
    for at, line in enumerate(lines):
        if not found[at] and scope is not None and _is_within(line.block, scope):
            whole[at] = (line.shape in shapes and line.is_prose) or (
                first < at < last and line.is_heading and line.shape[1] in around and not line.linked
            )
    return whole


def _scope(blocks: Sequence[HtmlElement]) -> HtmlElement | None:
    """The article or the main part of the page that holds all blocks, else what holds them all."""
    if not blocks:
        return None
    common = [blocks[0], *blocks[0].iterancestors()]
    for block in blocks[1:]:
        around = {block, *block.iterancestors()}
        common = [above for above in common if above in around]
    return next((above for above in common if above.tag in ("article", "main")), common[0] if common else None)


def _is_within(block: HtmlElement, scope: HtmlElement) -> bool:
    for above in (block, *block.iterancestors()):
        if above is scope:
            return True
        if above.tag in _ASIDE:
            return False
    return False


def _with_standfirst(
    tree: HtmlElement, lines: Sequence[Line], found: list[bool], title: object, described: Sequence[str]
) -> list[bool]:
    """What was found, with what stands between the headline and it, and says what the article is about."""
    own = [at for at, line in enumerate(lines) if found[at] and line.is_prose]
    if not own:
        return found
    headline = headline_of(tree, title)
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
    return below and (bool(names & _ABOVE) or is_prose(line.text))

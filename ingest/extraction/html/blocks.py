"""The lines of a web page: the text of each block of its own, as it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)

_BREAK = "\0"
"""What no text of a page holds."""

_ENDS = re.compile(r"[.!?…:;।。！？][\"'”’»“«)\]\s]*$")

PROSE = 6
"""Words that a line of prose has at least."""

LONG = 150
"""Characters of a line that is prose however it ends, and in scripts without spaces too."""

CELL = 60
"""Words of a table's cell from which it holds an article, and no figure or name."""


def lines_of(tree: HtmlElement) -> list[str]:
    """The lines of a tree, in order: each block and each line break begins one."""
    return [words for line in "".join(_words(tree)).split(_BREAK) if (words := " ".join(line.split()))]


def prose_words(lines: Sequence[str]) -> int:
    """The words of those lines that are sentences, rather than names, labels or links."""
    return sum(len(line.split()) for line in lines if is_prose(line))


def is_prose(line: str) -> bool:
    """Whether a line is a sentence or several: it is long enough for one, and ends as one does."""
    return (len(line.split()) >= PROSE and bool(_ENDS.search(line))) or len(line) >= LONG


def _words(tree: HtmlElement) -> Iterator[str]:
    """The words of a tree, with a mark where a block begins or ends."""
    import lxml.etree

    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag
        if tag in BLOCKS:
            yield _BREAK
        if event == "start":
            words = node.text if isinstance(tag, str) else None
        else:
            words = node.tail if node is not tree else None
        if words:
            yield words


def unfold(tree: HtmlElement) -> None:
    """Make plain blocks of tables that only place an article on its page."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table"), None) is table]
        if any(_holds_article(cell) for cell in cells):
            parts = table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th")
            for part in [part for part in parts if part is table or next(part.iterancestors("table"), None) is table]:
                part.tag = "div"


def _holds_article(cell: HtmlElement) -> bool:
    paragraphs = sum(len(node.text_content().split()) > 5 for node in cell.iter("p"))
    return (
        next(cell.iter("h1", "h2", "table"), None) is not None
        or paragraphs > 1
        or len(cell.text_content().split()) > CELL
    )

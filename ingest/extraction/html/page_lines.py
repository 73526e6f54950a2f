"""The lines of a web page with the elements that they stand in, in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.extraction.html.blocks import BLOCKS, is_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORDS = re.compile(r"[^\W_]+")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(eq=False)
class Line:
    """A line of a page: its words, the block that it stands in, and how many characters of it are links."""

    text: str
    block: HtmlElement
    linked: int

    @cached_property
    def squashed(self) -> str:
        """Its letters and figures alone, so that two readings of a page can be compared."""
        return squashed(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is a sentence, and more than a link."""
        return is_prose(self.text) and self.linked < 0.9 * len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, or an emphasised line that is one to its readers."""
        return self.block.tag in HEADINGS

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """How the page names the block and the one around it: the article's paragraphs are of few shapes."""
        return _shape(self.block), _shape(self.block.getparent())


def squashed(text: str) -> str:
    """The letters and figures of a text alone."""
    return "".join(_WORDS.findall(text)).casefold()


def lines_with_blocks(tree: HtmlElement) -> list[Line]:
    """The lines of a tree, in order: each block and each line break begins one, and a row of a table is one."""
    import lxml.etree

    lines: list[Line] = []
    words: list[str] = []
    linked, within_links, row = 0, 0, None
    around = [tree]

    def end_line() -> None:
        nonlocal linked
        if words and (text := " ".join("".join(words).split())):
            lines.append(Line(text, around[-1], linked))
        words.clear()
        linked = 0

    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag, is_start = node.tag, event == "start"
        if tag in BLOCKS and row in (None, node):
            if node is row:
                words.append(" |")
            end_line()
            if is_start and tag != "br":
                around.append(node)
                row = node if tag == "tr" and node is not tree else None
            elif tag != "br":
                around.pop()
                row = None
        elif is_start and row is not None and tag in ("td", "th"):
            words.append(" | ")
        if tag == "a":
            within_links += 1 if is_start else -1
        text = (node.text if isinstance(tag, str) else "") if is_start else node.tail if node is not tree else ""
        if text:
            words.append(text)
            if within_links:
                linked += len(text.strip())
    end_line()
    return lines


def _shape(node: HtmlElement | None) -> str:
    return "" if node is None else f"{node.tag}.{' '.join(sorted(node.get('class', '').split()))}"

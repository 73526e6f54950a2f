"""The lines of a web page with the elements that they stand in, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.extraction.html.blocks import BLOCKS, is_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_WORD = re.compile(r"[\W_]+")
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
    return _NO_WORD.sub("", text).casefold()


def lines_with_blocks(tree: HtmlElement) -> list[Line]:
    """The lines of a tree, in order: each block and each line break begins one, and a row of a table is one."""
    return [line for line in _lines(tree) if line.text]


def _lines(tree: HtmlElement) -> Iterator[Line]:
    import lxml.etree

    words: list[str] = []
    linked, within_links, row = 0, 0, None
    block = tree

    def line() -> Line:
        nonlocal linked
        made = Line(" ".join("".join(words).split()), block, linked)
        words.clear()
        linked = 0
        return made

    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        if row is None and node.tag in BLOCKS:
            yield line()
            block = node if is_start and node.tag != "br" else _block_around(node)
        if node.tag == "tr" and is_start and row is None and node is not tree:
            row, block = node, node
        elif node.tag in ("td", "th") and row is not None and is_start:
            words.append(" | ")
        elif node is row and not is_start:
            words.append(" |")
            row = None
            yield line()
            block = _block_around(node)
        within_links += (1 if is_start else -1) * (node.tag == "a")
        text = (node.text if isinstance(node.tag, str) else "") if is_start else node.tail if node is not tree else ""
        if text:
            words.append(text)
            linked += len(text.strip()) * bool(within_links)
    yield line()


def _block_around(node: HtmlElement) -> HtmlElement:
    return next((above for above in node.iterancestors() if above.tag in BLOCKS), node)


def _shape(node: HtmlElement | None) -> str:
    return "" if node is None else f"{node.tag}.{' '.join(sorted(node.get('class', '').split()))}"

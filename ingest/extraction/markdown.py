"""Markdown to an article's text as its readers see it, and to what its front matter says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ingest.extraction.html.hiding_declarations import hides
from ingest.extraction.html.inline_markup import STRUCK, raised, struck_note

if TYPE_CHECKING:
    from markdown_it.token import Token

Read = tuple[str, Mapping[str, object], tuple[str, ...]]
"""A text, what is said of it, and notices."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNREAD = frozenset((*STRUCK, "script", "style", "template", "noscript", "iframe", "object", "svg", "button", "select"))
_STRUCK = re.compile(rf"<(?:{'|'.join(STRUCK)})\b", re.I)
LONGEST_HEAD = 20_000
"""Characters of front matter; PyYAML takes minutes for what is as long as an article."""

LONGEST_TAG = 1_000
"""Characters of a tag that is not closed in the block that it begins in."""

_FRONT_MATTER = re.compile(r"\A\ufeff?---[^\S\n]*\r?\n")


def from_markdown(text: str) -> Read:
    """Read Markdown as its readers see it: no marks, no raw HTML, no images; front matter says what it is."""
    from markdown_it import MarkdownIt

    said, body, notes = _front_matter(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(body)
    blocks = list(_blocks(tokens))
    inline = [child for token in tokens for child in token.children or ()]
    if struck := sum(child.type == "s_open" or _STRUCK.match(child.content) is not None for child in inline):
        notes = (*notes, struck_note(struck))
    heading = next((content for kind, content in blocks if kind == "h1"), None)
    if heading and not said.get("title"):
        said = {**said, "title": heading}
    return without_title("\n\n".join(content for _, content in blocks), said.get("title")), said, notes


def without_title(text: str, title: object) -> str:
    """A text without the heading above it, since an article's title is kept by itself."""
    first, _, rest = text.partition("\n")
    words = first.split()
    is_title = isinstance(title, str) and bool(words) and title.split()[: len(words)] == words
    return rest.lstrip("\n") if rest.strip() and is_title else text


def _front_matter(text: str) -> tuple[dict[str, object], str, tuple[str, ...]]:
    if not _FRONT_MATTER.match(text):
        return {}, text, ()
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:  # every value stays a string: no object is built, and dates are read in one place
        head, body = YAMLHandler().split(text.lstrip("\ufeff"))
        if len(head) > LONGEST_HEAD:
            raise ValueError("too long")
        said = yaml.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 1})" if mark else ""
        return {}, text, (f"its front matter is malformed{place} and counts as text",)
    if not isinstance(said, dict):
        return {}, text, ()
    return {str(name).lower(): value for name, value in said.items() if value not in ("null", "~")}, body, ()


class _Elements(HTMLParser):
    """The raw HTML elements that stand open in Markdown, and whether one of them keeps its words from readers."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._unread = 0

    def feed(self, data: str) -> None:
        """Read on; what waits for the end of a tag is read again each time, and so waits for some lines at most."""
        super().feed(data)
        if len(self.rawdata) > LONGEST_TAG:
            self.rawdata = ""

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over `<![…>`, of which the standard library asserts more than Markdown promises."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        if tag not in _VOID:
            said = dict(attrs)
            hidden = "hidden" in said or hides(said.get("style") or "")
            self._count(tag, hidden or tag in _UNREAD, 1)
            self._open.append((tag, hidden or tag in _UNREAD))

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends, and all that began within it."""
        while self._names[tag]:
            name, unread = self._open.pop()
            self._count(name, unread, -1)
            if name == tag:
                return

    def _count(self, tag: str, unread: bool, change: int) -> None:
        self._names[tag] += change
        self._unread += change * unread

    @property
    def unread(self) -> bool:
        """Whether what follows is hidden or struck out."""
        return self._unread > 0

    @property
    def raised(self) -> bool:
        """Whether what follows is raised."""
        return bool(self._open) and self._open[-1][0] == "sup"


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    kind, around = "", _Elements()
    for token in tokens:
        if token.type == "html_block":
            around.feed(token.content)
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type.endswith("_open"):
            kind = ""
        elif around.unread:
            continue
        elif token.type == "inline":
            content = _inline(token.children or []).strip()
            if content:
                yield kind, content
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield "", token.content.strip("\n")


def _inline(tokens: list[Token]) -> str:
    parts, elements = [""], _Elements()
    for token in tokens:
        if token.type == "html_inline":
            elements.feed(token.content)
            if not elements.unread and token.content.startswith("<br"):
                parts.append("\n")
        elif token.type in ("s_open", "s_close"):
            elements.feed("<s>" if token.type == "s_open" else "</s>")
        elif elements.unread:
            continue
        elif token.type in ("text", "code_inline"):
            parts.append(raised(token.content, parts[-1]) if elements.raised else token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return re.sub(" {2,}", " ", "".join(parts))

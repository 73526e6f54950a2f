"""Markdown to an article's text as its readers see it, and to what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

Read = tuple[str, Mapping[str, object], tuple[str, ...]]
"""A text, what is said of it, and notices."""

_FRONT_MATTER = re.compile(r"\A\ufeff?---[^\S\n]*\r?\n")


def from_markdown(text: str) -> Read:
    """Read Markdown as its readers see it: no marks, no raw HTML, no images; front matter says what it is."""
    from markdown_it import MarkdownIt

    said, body, notes = _front_matter(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    blocks = list(_blocks(tokens))
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
        said = yaml.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 1})" if mark else ""
        return {}, text, (f"its front matter is malformed{place} and counts as text",)
    if not isinstance(said, dict):
        return {}, text, ()
    return {str(name).lower(): value for name, value in said.items() if value not in ("null", "~")}, body, ()


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    kind = ""
    for token in tokens:
        if token.type == "heading_open":
            kind = token.tag
        elif token.type.endswith("_open"):
            kind = ""
        elif token.type == "inline":
            content = _inline(token.children or []).strip()
            if content:
                yield kind, content
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield "", token.content.strip("\n")


def _inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return re.sub(" {2,}", " ", "".join(parts))

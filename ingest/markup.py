"""Markdown and HTML to an article's text, and to what they say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ingest.articles import Unusable

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from markdown_it.token import Token

Read = tuple[str, Mapping[str, object], tuple[str, ...]]
"""A text, what is said of it, and notices."""

_FRONT_MATTER = re.compile(r"\A\ufeff?---[^\S\n]*\r?\n")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})""",
    re.I,
)
_ZERO = r":\s*0*\.?0+(?![\d.]*[1-9])"
_HIDING_STYLE = re.compile(
    rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity|max-height|max-width){_ZERO}"
    rf"|(?:^|;)\s*(?:height|width){_ZERO}|(?:text-indent|left|top|right|bottom)\s*:\s*-\d{{3,}}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.I,
)
_HIDDEN = (
    "//*[@hidden or @aria-hidden='true' or @inert]|//script|//style|//template|//noscript|//iframe|//object|//svg"
    "|//input|//textarea|//select|//button|//dialog[not(@open)]|//comment()|//processing-instruction()"
)
_ARTICLE = re.compile(r"Article$|Posting$|^Report$|^NewsArticle")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page names in its first two kilobytes."""
    match = _DECLARED.search(data[:2048])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def from_markdown(text: str) -> Read:
    """Read Markdown as its readers see it: no marks, no raw HTML, no images; front matter says what it is."""
    from markdown_it import MarkdownIt

    said, body, notes = _front_matter(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    blocks = list(_blocks(tokens))
    heading = next((content for kind, content in blocks if kind == "h1"), None)
    if heading and not said.get("title"):
        said = {**said, "title": heading}
    return "\n\n".join(content for _, content in blocks), said, notes


def from_html(text: str) -> Read:
    """Read the article of a web page, without what its readers cannot see.

    trafilatura finds the article among menus and links; hidden nodes are cut out before, since it keeps them.
    Metadata is JSON-LD's, else OpenGraph's and other meta elements', else `<time>`'s. Raises Unusable.
    """
    import lxml.etree
    import lxml.html
    from trafilatura import extract as extract_text

    try:
        tree = lxml.html.document_fromstring(
            text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (lxml.etree.LxmlError, ValueError):
        raise Unusable("holds no text") from None
    said = _said(tree)
    _cut_hidden(tree)
    body = extract_text(tree, favor_recall=True, include_comments=False, include_tables=True, with_metadata=False)
    if not body:
        raise Unusable("no article was found in this page")
    return body, said, ()


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
    return (said, body, ()) if isinstance(said, dict) else ({}, text, ())


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
    return "".join(parts)


def _cut_hidden(tree: HtmlElement) -> None:
    styled = [node for node in tree.xpath("//*[@style]") if _HIDING_STYLE.search(node.get("style"))]
    for node in [*tree.xpath(_HIDDEN), *styled]:
        if node.getparent() is not None:
            node.drop_tree()
    for node in tree.xpath("//*[@alt or @title or @aria-label]"):
        for name in ("alt", "title", "aria-label"):
            node.attrib.pop(name, None)


def _said(tree: HtmlElement) -> dict[str, object]:
    """What a page says of its article, the most deliberate place first."""
    linked = _json_ld(tree)
    meta = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): node.get("content")
        for node in reversed(tree.xpath("//meta[@content]"))
    }
    canonical = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    times = tree.xpath("//time[@pubdate]/@datetime|//article//time/@datetime|//header//time/@datetime")
    titles = [" ".join(node.text_content().split()) for node in tree.xpath("(//article//h1|//h1)[1]|//title")]
    places: dict[str, tuple[object, ...]] = {
        "title": (linked.get("headline"), meta.get("og:title"), meta.get("twitter:title"), *titles),
        "publisher": (linked.get("publisher"), meta.get("og:site_name"), meta.get("publisher")),
        "author": (linked.get("author"), meta.get("author"), meta.get("parsely-author"), meta.get("dc.creator")),
        "published": (
            linked.get("datePublished"),
            meta.get("article:published_time"),
            meta.get("datepublished"),
            meta.get("dc.date"),
            meta.get("dcterms.created"),
            meta.get("pubdate"),
            meta.get("date"),
            *times[:1],
        ),
        "url": (*canonical[:1], meta.get("og:url"), linked.get("url")),
    }
    return {name: value for name, values in places.items() if (value := next(filter(None, values), None))}


def _json_ld(tree: HtmlElement) -> Mapping[str, object]:
    """The page's first JSON-LD object that is an article, or nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            items = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1_000):
            if not items:
                break
            item = items.pop(0)
            if isinstance(item, list):
                items[:0] = item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return item
                items.append(item.get("@graph"))
                items.append(item.get("mainEntity"))
    return {}

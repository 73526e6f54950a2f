"""RSS, Atom and JSON feeds to their items: where each article stands, and the feed's own text of it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.extraction.decoding import NotText, decode
from ingest.extraction.json_articles import from_object
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable

MOST = 200
"""Items of a feed that are read; no paper publishes more between two visits."""

DEEPEST = 100
"""Elements within elements, and LARGEST in all: feedparser takes minutes for what is built to be deep."""

LARGEST = 50_000

OWN_TEXT = "the feed's own text"

_TAGS = re.compile(r"&(?:amp;)*lt;\s*/?[a-z!]", re.I)
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_ITEM = re.compile(r"<(?:item|entry)[\s>]", re.I)
_ITEM_END = re.compile(r"</(?:item|entry)\s*>", re.I)
_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.I | re.S)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(/?)[a-z][^<>]*?(/?)>", re.I)
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the address as it stands in the feed, and what the feed says of the article."""

    link: str
    said: Mapping[str, object]

    def own_text(self) -> RawArticle:
        """The article as the feed tells it. Raises Unusable if it tells nothing."""
        found = from_object(self.said)
        return replace(found, id=None, notices=(*(n for n in found.notices if "stands for its text" not in n),))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and items; `notes` say what is doubtful about it."""

    title: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = field(default=())


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed in XML does."""
    head = data[:4_096].decode("utf-8", "ignore").replace("\x00", "")
    return bool(_ROOT.search(head)) and "<html" not in head.lower()


def from_xml(data: bytes, encoding: str | None = None) -> Feed:
    """Read RSS or Atom. Raises Unusable if it is none; a feed with a document type is refused, since no feed needs one.

    A document type can name entities that grow without bound, files and addresses. feedparser is given a stream of
    bytes and nothing else, for it opens what looks like a path or an address to it.
    """
    try:
        text = decode(data, encoding).text
    except NotText as error:
        raise Unusable(str(error)) from None
    if not _ROOT.search(text[:4_096]):
        raise Unusable("an HTML page, not a feed" if "<html" in text[:4_096].lower() else "XML, but no feed")
    if _DOCTYPE.search(text):
        raise Malformed("refused: it declares a document type or entities, which no feed needs")
    text, notes = _few(_DECLARED.sub("", text))
    _refuse_depth(text)
    return _parsed(text.encode("utf-8", "replace"), notes)


def from_json_feed(value: Mapping[str, object]) -> Feed:
    """Read a JSON Feed that is parsed."""
    title, items = value.get("title"), value.get("items")
    listed = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    site = title if isinstance(title, str) else ""
    notes = (_too_many(len(listed)),) if len(listed) > MOST else ()
    links = [str(item.get("url") or item.get("external_url") or item.get("id") or "") for item in listed[:MOST]]
    return Feed(
        site, tuple(Item(link, {"site": site, **item}) for link, item in zip(links, listed, strict=False)), notes
    )


def is_json_feed(value: object) -> bool:
    """Whether parsed JSON is a JSON Feed."""
    return isinstance(value, Mapping) and "jsonfeed.org" in str(value.get("version"))


def _few(text: str) -> tuple[str, tuple[str, ...]]:
    """A feed without the items beyond MOST and without one that is cut off, and notes."""
    notes: list[str] = []
    starts = [match.start() for match in _ITEM.finditer(text)]
    last = max((match.end() for match in _ITEM_END.finditer(text)), default=0)
    if not _END.search(text):
        notes.append("the feed breaks off; only whole items were read")
        text = text[:last] if last else text
        starts = [start for start in starts if start < last]
    if len(starts) > MOST:
        notes.append(_too_many(len(starts)))
        text = text[: starts[MOST]] + text[last:]
    return text, tuple(notes)


def _refuse_depth(text: str) -> None:
    depth = 0
    for number, tag in enumerate(_TAG.finditer(_CDATA.sub("", text))):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST or number > 2 * LARGEST:
            raise Malformed("refused: its elements are too deep or too many for a feed")


def _too_many(count: int) -> str:
    return f"the feed has {count:,} items; the first {MOST} were read"


def _parsed(data: bytes, notes: tuple[str, ...]) -> Feed:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    read = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    site = _plain(read.feed.get("title"))
    return Feed(site, tuple(_item(entry, site) for entry in read.entries[:MOST]), notes)


def _item(entry: Mapping[str, object], site: str) -> Item:
    contents = entry.get("content")
    texts = [part.get("value") for part in contents if isinstance(part, Mapping)] if isinstance(contents, list) else []
    text = max((str(each) for each in (*texts, entry.get("summary")) if each), key=len, default="")
    said = {
        "title": _plain(entry.get("title")),
        "link": str(entry.get("link") or ""),
        "published": entry.get("published") or entry.get("updated"),
        "author": _plain(entry.get("author")),
        "site": site,
        "text": _tagged(text),
    }
    return Item(str(entry.get("link") or ""), said)


def _plain(text: object) -> str:
    """A line without elements, however often its feed encoded them."""
    return " ".join(re.sub(r"<[^<>]*>", " ", _tagged(html.unescape(str(text)))).split()) if text else ""


def _tagged(text: str) -> str:
    """A text in HTML, of which a feed may have encoded the elements twice or more."""
    for _ in range(4):
        if not _TAGS.search(text):
            break
        text = html.unescape(text)
    return text

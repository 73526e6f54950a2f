"""The names under which services, exports and people give the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.extraction.publication_date import parse_day

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "uuid", "documentid", "docid", "accessionnumber", "uri", "guid"),
    "title": ("title", "headline", "webtitle", "articletitle", "heading", "name"),
    "publisher": (
        *("publisher", "source", "sourcename", "sitename", "publication", "publicationname", "publicationtitle"),
        *("newspaper", "outlet", "outletname", "medianame", "sourcetitle", "site", "provider", "sourcehostname"),
    ),
    "author": ("author", "authors", "byline", "creator", "dccreator", "authorname", "writer"),
    "published": (
        *("published", "publishedat", "publishdate", "datepublished", "publisheddate", "publishedon", "datepublish"),
        *("pubdate", "publicationdate", "webpublicationdate", "firstpublicationdate", "publishtime", "publishedtime"),
        *("date", "datetime", "dcdate", "timestamp"),
    ),
    "url": ("url", "link", "canonicalurl", "weburl", "permalink", "articleurl", "pageurl", "sourceurl", "uri", "guid"),
}
"""The names of a field, folded; the first that says something readable counts."""

TEXTS = (
    *("text", "content", "body", "contenthtml", "contenttext", "contentencoded", "articlebody", "articletext"),
    *("articlecontent", "fulltext", "maintext", "bodyhtml", "bodytext", "textcontent", "story", "article", "html"),
    *("cleanedtext", "plaintext", "blocks", "paragraphs", "rawtext"),
)
"""The names of a whole text."""

SUMMARIES = ("leadparagraph", "description", "summary", "abstract", "snippet", "excerpt", "trailtext", "standfirst")
"""The names of what stands for a text where its source gives no more."""

_LOOKS = {
    "text": re.compile(r"text|content|body|story|html|paragraph|article$"),
    "day": re.compile(r"date|time|day|publish(?:ed)?$|issued|posted"),
    "publisher": re.compile(r"publisher|source|site|outlet|newspaper|journal|domain|agency|provider|channel|feed|host"),
}
_NOT_FOLDED = re.compile(r"[\W_]+")
_KNOWN = frozenset((*TEXTS, *SUMMARIES, *(name for names in FIELDS.values() for name in names)))
PROSE = 60
"""Characters of a value, at least, that may be a text nobody reads."""


def folded(name: object) -> str:
    """A name as it is compared: `publishedAt`, `published_at` and `Published At` are one."""
    return _NOT_FOLDED.sub("", str(name).lower())


def by_folded_name(said: Mapping[str, object]) -> dict[str, object]:
    """The same values under folded names; of two names that fold alike the first that says something counts."""
    values: dict[str, object] = {}
    for name, value in said.items():
        if values.get(folded(name)) in (None, "", [], {}):
            values[folded(name)] = value
    return values


def unread(said: Mapping[str, object], missing: Iterable[str]) -> tuple[str, ...]:
    """Notes that name the keys that look like what is `missing` (`text`, `day`, `publisher`) and are not read."""
    notes = []
    for kind in missing:
        names = [name for name, value in _leaves(said) if _is_like(kind, name, value)][:3]
        if names:
            verb = "looks" if len(names) == 1 else "look"
            listed = ", ".join(repr(name) for name in names)
            notes.append(f"{listed} {verb} like its {kind}, but no such name is read ({_remedies[kind]})")
    return tuple(notes)


_remedies = {
    "text": "a text stands under text, content or body",
    "day": "a day stands under published, date or pubDate",
    "publisher": "a publisher stands under publisher, source or site_name, and is no address",
}


def _leaves(said: Mapping[str, object], before: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    for name, value in said.items():
        if isinstance(value, Mapping) and depth < 2:
            yield from _leaves(value, f"{before}{name}.", depth + 1)
        else:
            yield f"{before}{name}", value


def _is_like(kind: str, name: str, value: object) -> bool:
    last = folded(name.rpartition(".")[2])
    if not _LOOKS[kind].search(last) or (last in _KNOWN and "." not in name and kind != "publisher"):
        return False
    if kind == "day":
        return isinstance(value, str | int) and not isinstance(value, bool) and parse_day(value).value is not None
    if not isinstance(value, str) or not value.strip():
        return False
    return len(value) >= PROSE if kind == "text" else len(value) < PROSE

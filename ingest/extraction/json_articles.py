"""Articles as JSON: one, a list of them, or the list within a service's answer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.extraction.exported_article import as_exported
from ingest.extraction.field_names import FIELDS, SUMMARIES, TEXTS, by_folded_name, folded, unread
from ingest.extraction.html.page import from_fragment
from ingest.extraction.placeholders import whole_sentences
from ingest.extraction.raw_article import Malformed, Questions, RawArticle, Unusable, found
from ingest.extraction.text_blocks import prose
from ingest.extraction.unforeseen import Part, guarded

DEPTH = 3
"""How deep the list of articles lies in an answer, at most: Event Registry's under articles.results."""

WRAPPERS = ("fields", "_source", "attributes", "article", "node", "_embedded")
"""Keys under which services put the fields of an item (Guardian, Elasticsearch, JSON:API, GraphQL, WordPress)."""

LISTS = frozenset("articles results data items docs documents posts entries news stories value hits response".split())
"""Keys of lists of articles, known even where the list is empty."""

_SPELT_FIELDS = frozenset(name for field in ("title", "publisher", "author") for name in FIELDS[field])
_BLOCK = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|article|section)\s*>|<br\s*/?>", re.I)
_INLINE = re.compile(r"</(?:a|b|strong|i|em|u|span|sup|sub|q)\s*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][\da-fA-F]{2,6}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);")


def parse(text: str) -> object:
    """Parse JSON. Raises Unusable, saying where it is malformed."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise Malformed(f"malformed JSON: {error.msg} at {where}") from None
    except (ValueError, RecursionError):
        raise Malformed("malformed JSON: nested too deeply, or a number too long") from None


def articles_in(value: object, notes: tuple[str, ...] = ()) -> Iterator[Part]:
    """Read the articles of a JSON value. Raises Unusable if it should be one article and is none."""
    items, said = _items(value)
    if items is None:
        yield "", from_object(value, notes)
        return
    for number, item in enumerate(items, 1):
        yield f"[{number}]", from_item(item, said, notes)


def from_item(item: object, said: Mapping[str, object], notes: tuple[str, ...] = ()) -> RawArticle | Unusable:
    """Read an item of a list, of all of which `said` is said: an article, or why it is none."""
    try:
        ((_, part),) = guarded(_one({**said, **item} if isinstance(item, Mapping) else item, notes))
    except Unusable as error:
        return error
    return part


def _one(value: object, notes: tuple[str, ...]) -> Iterator[Part]:
    yield "", from_object(value, notes)


def from_object(value: object, notes: tuple[str, ...] = ()) -> RawArticle:
    """Read an article given as JSON: text, and if present its other fields. Raises Unusable.

    A text that is set in HTML, as systems that publish keep it, is read as its readers see it, and so are the
    characters that HTML spells out (`&amp;`) in names and in a text without elements. What its source cut off is cut
    to whole sentences, and what stands in the place of a text is none.
    """
    if not isinstance(value, Mapping):
        raise Malformed("not a JSON object with a text")
    if exported := as_exported(value):
        return _noted(exported, notes)
    said = by_folded_name(_unwrapped(value))
    text, is_whole = _text(said)
    if not text:
        if isinstance(value.get("question"), str):
            raise Questions("holds questions for `pullquote eval`, not articles")
        if any(name in said and _is_blank(said[name]) for name in TEXTS):
            raise Unusable("holds no text")
        raise Malformed(_without_text(value))
    text, more = read_as_set(text)
    text, cut = whole_sentences(text)
    partial = () if is_whole else ("its source gives only a summary or a beginning, which stands for its text",)
    said |= {name: _spelt(line) for name, line in said.items() if name in _SPELT_FIELDS and isinstance(line, str)}
    for name in _SPELT_FIELDS & said.keys():
        if isinstance(part := said[name], Mapping) and isinstance(line := part.get("rendered"), str):
            said[name] = _spelt(line)
    article = found(text, said, (*notes, *more, *partial, *cut))
    missing = {"text": not is_whole, "day": not article.published, "publisher": not article.publisher}
    doubts = unread(value, [kind for kind, is_missing in missing.items() if is_missing])
    return article if not doubts else _noted(article, doubts)


def read_as_set(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as its readers see it, and notes; where only words are marked in it, its own line breaks are set."""
    if not _BLOCK.search(text):
        text = _spelt(text)
    if _BLOCK.search(text):
        return from_fragment(text)
    return from_fragment(text.replace("\n", "<br>")) if _INLINE.search(text) else (text, ())


def _noted(article: RawArticle, notices: tuple[str, ...]) -> RawArticle:
    return replace(article, notices=(*article.notices, *notices))


def _spelt(text: str) -> str:
    """A text with the characters that HTML spells out."""
    return html.unescape(text) if _ENTITY.search(text) else text


def _unwrapped(value: Mapping[str, object]) -> dict[str, object]:
    """An item with what its service wraps in an object of its own; what stands outside counts first."""
    said = dict(value)
    for name in WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, Mapping):
            outer = {key: each for key, each in said.items() if key != name}
            said = {**inner, **{key: each for key, each in outer.items() if key not in inner or not _is_id(each)}}
    return said


def _is_id(value: object) -> bool:
    """Whether a value only refers to what an inner object spells out, as WordPress' `author` does."""
    return isinstance(value, int)


def _text(said: Mapping[str, object]) -> tuple[str, bool]:
    """The text under the first name that has one, and whether the name promises the whole of it."""
    for names, is_whole in ((TEXTS, True), (SUMMARIES, False)):
        for name in names:
            if text := prose(said.get(name)):
                return text, is_whole
    return "", False


def _items(value: object) -> tuple[Sequence[object] | None, dict[str, object]]:
    """The list of articles that a value is or holds, and what the answer around it says of all of them."""
    if isinstance(value, list):
        return value, {}
    if not isinstance(value, Mapping) or (_has_text(value) and not _is_feed(value)):
        return None, {}
    lists = [(name, each) for name, each in _lists(value) if any(is_article(item) for item in each[:50])]
    if lists:
        return max(lists, key=lambda pair: len(pair[1]))[1], said_of_feed(value)
    if len(value) > 1 and all(is_article(item) for item in value.values()):
        return list(value.values()), {}
    if any(isinstance(each, list) and not each and folded(name) in LISTS for name, each in _lists(value)):
        return [], {}
    return None, {}


def _lists(value: Mapping[str, object], depth: int = DEPTH) -> Iterator[tuple[str, list[object]]]:
    for name, each in value.items():
        if isinstance(each, list):
            yield name, each
        elif isinstance(each, Mapping) and depth:
            yield from _lists(each, depth - 1)


def is_article(item: object) -> bool:
    """Whether an item of a list has a text."""
    return isinstance(item, Mapping) and _has_text(item)


def _has_text(value: Mapping[str, object]) -> bool:
    return bool(_text(by_folded_name(_unwrapped(value)))[0])


def _is_feed(value: Mapping[str, object]) -> bool:
    """Whether an object with a description is a feed with items rather than an article with comments."""
    items = value.get("items", value.get("articles", value.get("entries")))
    is_whole = _text(by_folded_name(value))[1]
    return not is_whole and isinstance(items, list) and any(is_article(item) for item in items[:50])


def said_of_feed(value: Mapping[str, object]) -> dict[str, object]:
    """A feed's title is who publishes what is in it, unless an item says otherwise."""
    feed = value.get("feed") if isinstance(value.get("feed"), Mapping) else value
    title = feed.get("title") if isinstance(feed, Mapping) else None
    is_feed = feed is not value or "jsonfeed.org" in str(value.get("version"))
    return {"site": title} if is_feed and isinstance(title, str) else {}


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _without_text(value: Mapping[str, object]) -> str:
    names = ", ".join(list(map(str, value))[:8]) or "nothing"
    looks = "; ".join(unread(value, ["text"]))
    return f"has no text: {looks or f'it holds {names}; a text stands under text, content or body'}"

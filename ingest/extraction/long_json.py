"""A JSON file of any length: its list of articles, one after the other, in the memory that one of them takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from typing import BinaryIO

import ijson
from ijson.common import ObjectBuilder

from ingest.extraction.json_articles import DEPTH, from_item, is_article, said_of_feed
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable

LARGEST = 5_000_000
"""Characters of one article."""

TRIED = 50
"""Items of a list by which it is known for one of articles."""

Opened = Callable[[], AbstractContextManager[BinaryIO]]
Item = tuple[str, RawArticle | Unusable, int]


def from_long_json(opened: Opened) -> Iterator[Item]:
    """Read the articles of the longest list of articles in a file: (`[number]`, the article or why it is none, its
    characters).

    `opened` opens the file anew: it is read once to find its lists, and once to read one. Raises Unusable if there is
    none, or where the JSON is malformed; what was read before that stays read.
    """
    lists, said = _surveyed(opened)
    for path, _ in lists.most_common():
        if any(is_article(item) for item, _ in islice(_items(opened, path), TRIED)):
            break
    else:
        raise Unusable("too large (limit 5 MB), and holds no list of articles, which may be longer")
    for number, (item, size) in enumerate(_items(opened, path), 1):
        yield f"[{number}]", item if isinstance(item, Unusable) else from_item(item, said), size


def _surveyed(opened: Opened) -> tuple[Counter[str], Mapping[str, object]]:
    """How many objects each list of a file holds, by its path, and what the file says of all of them."""
    lists: Counter[str] = Counter()
    said: dict[str, object] = {}
    for path, event, value in _events(opened):
        *above, last = path.split(".")
        if event == "start_map" and last == "item" and "item" not in above and len(above) <= DEPTH + 1:
            lists[path] += 1
        elif event == "string" and path in ("version", "title", "feed.title"):
            said[path] = value
    feed = {"feed": {"title": said["feed.title"]}} if "feed.title" in said else {}
    return lists, said_of_feed({**said, **feed})


def _items(opened: Opened, path: str) -> Iterator[tuple[object, int]]:
    """The items of a list, or Unusable where one is too large, and how many characters each has."""
    builder, size = ObjectBuilder(), 0
    for at, event, value in _events(opened):
        if at != path and not at.startswith(f"{path}."):
            continue
        size += len(value) if isinstance(value, str) else 1
        if size <= LARGEST:
            builder.event(event, value)
        else:
            builder = ObjectBuilder()
        if at == path and event not in ("start_map", "map_key", "start_array"):
            yield builder.value if size <= LARGEST else Unusable(f"too large (limit {LARGEST / 1e6:.0f} MB)"), size
            builder, size = ObjectBuilder(), 0


def _events(opened: Opened) -> Iterator[tuple[str, str, object]]:
    with opened() as stream:
        try:
            yield from ijson.parse(stream, use_float=True)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise Malformed(f"malformed JSON: {' '.join(str(error).split())[:80]}") from None

"""Articles as this program writes them out: `articles export` and `articles show --json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.articles import digest
from assistant.text.homoglyphs import mixed_words
from ingest.extraction.cleaning import clean, clean_line
from ingest.extraction.raw_article import LONGEST_LINE, LONGEST_URL, RawArticle, canonical_url

NAMES = ("id", "title", "publisher", "author")


def as_exported(value: Mapping[str, object]) -> RawArticle | None:
    """An article that was written out, letter for letter as it was stored; None for what anybody else wrote.

    Its text is known by its sha256. What is in HTML's characters there was said in so many characters, and lines stand
    as they were left, so neither is read anew. Whoever makes up such a row gains nothing by it: what cleaning would
    change is no article of ours.
    """
    text, sha256 = value.get("text"), value.get("sha256")
    if not isinstance(text, str) or not isinstance(sha256, str) or not _is_clean(text) or digest(text) != sha256:
        return None
    if not all(_is_line(value.get(name)) for name in NAMES) or not _is_url(value.get("url")):
        return None
    try:
        published = date.fromisoformat(str(value["published"])) if value.get("published") else None
    except ValueError:
        return None
    said = {name: str(value[name]) if value.get(name) else None for name in (*NAMES, "url")}
    mixed = mixed_words("\n".join(filter(None, (said["title"], said["publisher"], said["author"], text))))
    return RawArticle(
        text=text,
        title=said["title"] or "",
        id=said["id"],
        publisher=said["publisher"],
        author=said["author"],
        published=published,
        url=said["url"],
        notices=(mixed,) if mixed else (),
        from_archive=said["id"] is not None,
    )


def _is_clean(text: str) -> bool:
    return any(character.isalnum() for character in text) and clean(text).text == text


def _is_line(value: object) -> bool:
    return value is None or (isinstance(value, str) and clean_line(value, LONGEST_LINE) == value)


def _is_url(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= LONGEST_URL and canonical_url(value) == value)

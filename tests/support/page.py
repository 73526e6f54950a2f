"""Web pages and other files as tests write them, and the article that is read of one."""

from __future__ import annotations

from pathlib import PurePath

from ingest.extraction.extractors import extract
from ingest.extraction.raw_article import RawArticle

FIRST = "The council of Aford met on Monday, and it voted for the new bridge over the river after a long debate."
SECOND = "Nobody had expected that vote, least of all the mayor, who had called the bridge a waste of good money."
THIRD = "“It will be built,” said Ann Smith of the bridge company, “and it will stand for a hundred years.”"


def read(text: str | bytes, kind: str) -> RawArticle:
    """The one article of a file."""
    data = text.encode() if isinstance(text, str) else text
    ((_, found),) = extract(data, kind, PurePath("file"))
    assert isinstance(found, RawArticle)
    return found


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)

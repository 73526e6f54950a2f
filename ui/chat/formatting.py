"""Dates, names and links as the page writes them."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.articles import Article
from assistant.rendering.answer_markdown import linkable
from assistant.text.bylines import others, publisher, title
from assistant.text.day_format import day

NO_PUBLISHER = "Publisher unknown"


def shortened(text: str, limit: int, *, keep_end: bool = False) -> str:
    """At most `limit` characters of a text, cut between words if it has some, with “…” for what is left out."""
    if len(text) <= limit:
        return text
    return "… " + text[-limit:].split(" ", 1)[-1] if keep_end else text[:limit].rsplit(" ", 1)[0] + " …"


def heading(article: Article) -> dict[str, object]:
    """An article's heading for the component: all of it text, and a link only if http or https."""
    link = linkable(article.url)
    host = shown_host(link)
    return {
        "title": title(article.title) or "Untitled",
        "publisher": publisher(article.publisher, NO_PUBLISHER),
        "known": bool(article.publisher),
        "others": others(article.also_published_by),
        "author": article.author or "",
        "date": day(article.published),
        "iso": article.published.isoformat() if article.published else "",
        "link": link if host else "",
        "host": host,
    }


def shown_host(link: str | None) -> str:
    """The host of a link in ASCII, so that a look-alike shows as `xn--…`; empty if it has none."""
    host = urlsplit(link).hostname if link else None
    try:
        return host.encode("idna").decode() if host else ""
    except UnicodeError:
        return ""

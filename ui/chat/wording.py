"""Dates, names and links as the page writes them."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

from assistant.answers import Filters, Searched
from assistant.articles import Article
from assistant.days import day, days
from assistant.markdown import linkable
from assistant.settings import QUOTES, Settings

NO_PUBLISHER = "Publisher unknown"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def counted(number: int, noun: str) -> str:
    """`1 article`, `1,203 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, limit: int, *, keep_end: bool = False) -> str:
    """At most `limit` characters of a text, cut between words if it has some, with “…” for what is left out."""
    if len(text) <= limit:
        return text
    return "… " + text[-limit:].split(" ", 1)[-1] if keep_end else text[:limit].rsplit(" ", 1)[0] + " …"


def extent(searched: Searched, filters: Filters | None = None) -> str:
    """How many articles, and from when to when; or what they were confined to, if they were."""
    articles = counted(searched.articles, "article")
    if filters and (phrase := confined(filters)):
        return f"{articles} {phrase}"
    if not searched.first or not searched.last:
        return articles
    return f"{articles}, {days(searched.first, searched.last)}"


def confined(filters: Filters) -> str:
    """The filters in a phrase, as `published in June 2022 by CNN, as of 1 July 2022`; empty if there are none."""
    when = period(filters.since, filters.until) if filters.since or filters.until else ""
    by = f"by {' or '.join(filters.publishers)}" if filters.publishers else ""
    published = " ".join(filter(None, ("published", when, by))) if when or by else ""
    as_of = f"as of {day(filters.as_of)}" if filters.as_of else ""
    return ", ".join(filter(None, (published, as_of)))


def period(since: date | None, until: date | None) -> str:
    """`in June 2022`, `in 2022`, `on 5 June 2022`, `since …`, `until …` or `… to …`."""
    if not since or not until:
        return f"since {day(since)}" if since else f"until {day(until)}"
    if since == until:
        return f"on {day(since)}"
    whole = since.day == 1 and (until + timedelta(1)).day == 1
    if whole and (since.year, since.month) == (until.year, until.month):
        return f"in {since:%B %Y}"
    if whole and since.year == until.year and (since.month, until.month) == (1, 12):
        return f"in {since.year}"
    return f"{day(since)} to {day(until)}"


def heading(article: Article) -> dict[str, object]:
    """An article's heading for the component: all of it text, and a link only if http or https."""
    link = linkable(article.url)
    host = shown_host(link)
    return {
        "title": article.title or "Untitled",
        "publisher": article.publisher or NO_PUBLISHER,
        "known": bool(article.publisher),
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


def written_by(name: str) -> str:
    """Who wrote an answer."""
    return "the sources’ own sentences" if name == QUOTES else name


def destination(settings: Settings, name: str) -> str:
    """Where passages go when `name` writes; empty if they stay on this machine."""
    if name == QUOTES:
        return ""
    host = urlsplit(settings.openai_base_url or "https://api.openai.com").hostname or ""
    return "" if host in LOOPBACK else host

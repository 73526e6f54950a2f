"""A page or a feed of the web to the archive: asked whether it changed, and what is gone is said and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from assistant.articles import digest
from ingest.extraction.extractors import extract
from ingest.extraction.feeds import OWN_TEXT, Feed, Item, from_json_feed, from_xml, is_feed, is_json_feed
from ingest.extraction.json_articles import parse
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable, canonical_url
from ingest.extraction.unforeseen import guarded
from ingest.indexing.report import Change, Notice
from ingest.indexing.run import Run
from ingest.indexing.seen_files import Flags, SeenPage
from ingest.sources.web_client import Fetches, Gone, Page, Refused, Unfetched

NO_ADDRESS = "not an address of http or https, and nothing else is fetched"

_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/feed+json": "json",
}


def visit(run: Run, web: Fetches, address: str) -> None:
    """Index what stands at an address: an article, or the articles of a feed. Every problem goes to the report."""
    run.meter.report("reading", address)
    url = canonical_url(address)
    if url is None:
        run.fail(address, NO_ADDRESS)
    else:
        _visit(run, web, url)
    run.batches.then(partial(run.meter.advance, 1))


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands at an address, read and not stored: an article, or those of a feed as it tells them."""

    url: str
    is_feed: bool
    parts: tuple[tuple[str, RawArticle | Unusable], ...]
    """Where each is, and the article or why it is none."""
    page: Page
    """As it was fetched, so that what is stored can be what was shown."""


def look(web: Fetches, address: str) -> Looked:
    """Read what stands at an address, as `visit` would. Raises Unfetched and Unusable."""
    url = canonical_url(address)
    if url is None:
        raise Unusable(NO_ADDRESS)
    page = web.get(url)
    if page is None:  # which no server says who was not asked whether it changed
        raise Unfetched("the server sent nothing")
    if feed := _feed_of(page):
        return Looked(url, True, tuple((item.link, _own_text_of(item)) for item in feed.items), page)
    parts = guarded(extract(page.body, _kind(page, None), PurePosixPath(urlsplit(url).path), page.encoding))
    found = tuple(
        (url + place, part if place or isinstance(part, Unusable) else _as_of(part, page, Flags(), {}))
        for place, part in parts
    )
    return Looked(url, False, found, page)


def _own_text_of(item: Item) -> RawArticle | Unusable:
    try:
        ((_, found),) = guarded(_told(item))
    except Unusable as error:
        return error
    return found


def _visit(run: Run, web: Fetches, url: str) -> None:
    seen = SeenPage.from_json(run.writer.seen(url), run.flags)
    try:
        page = web.get(url, seen.etag, seen.last_modified)
        if page is not None and (feed := _feed_of(page)):
            links = _take_feed(run, web, feed, url)
            _mark(run, url, SeenPage.of(page, seen.flags, links=links))
        elif page is None and seen.links is not None:
            for link in seen.links:
                _take_item(run, web, link, None)
        else:
            _take_page(run, url, page, seen, None)
    except Gone as error:
        _gone(run, url, str(error))
    except Unfetched as error:
        _unhad(run, url, str(error), None)
    except Unusable as error:
        run.refuse(url, error)


def _take_feed(run: Run, web: Fetches, feed: Feed, url: str) -> tuple[str, ...]:
    run.tally.notices.extend(Notice(url, note) for note in feed.notes)
    if not feed.items:
        run.skip(url, "a feed without items")
    links: list[str] = []
    for number, item in enumerate(feed.items, 1):
        link = canonical_url(item.link)
        if link is None:
            run.skip(f"{url}[{number}]", f"its address {item.link[:80]!r} is not one of http or https")
        elif link not in links:
            links.append(link)
            _take_item(run, web, link, item)
    return tuple(links)


def _take_item(run: Run, web: Fetches, link: str, item: Item | None) -> None:
    run.meter.expect(1)
    run.meter.report("reading", link)
    seen = SeenPage.from_json(run.writer.seen(link), run.flags)
    try:
        _take_page(run, link, web.get(link, seen.etag, seen.last_modified), seen, item)
    except Refused as error:
        run.skip(link, str(error))
    except Gone as error:
        if run.writer.seen(link):
            _gone(run, link, str(error))
        else:  # its page was never had
            _unhad(run, link, str(error), item)
    except Unfetched as error:
        _unhad(run, link, str(error), item)
    run.batches.then(partial(run.meter.advance, 1))


def _take_page(run: Run, url: str, page: Page | None, seen: SeenPage, item: Item | None) -> None:
    """Index a page, or the feed's own text where the page holds no article that can be read."""
    if page is None or hashlib.sha256(page.body).hexdigest() == seen.sha256:
        _keep(run, url)
        return
    try:
        parts = list(guarded(extract(page.body, _kind(page, item), PurePosixPath(urlsplit(url).path), page.encoding)))
    except Unusable as error:
        if item is None or not _take_own_text(run, url, item, str(error)):
            run.refuse(url, error)
        return
    told = _said_of(item) or seen.told
    for place, found in parts:
        if isinstance(found, Unusable):
            run.refuse(url + place, found)
        else:
            known = found if place else _as_of(found, page, seen.flags, told)
            run.article(known, f"{url}#{digest(found.text)}" if place else url, seen.flags, url + place, url)
    _mark(run, url, SeenPage.of(page, seen.flags, told=told))


def _as_of(found: RawArticle, page: Page, flags: Flags, told: Mapping[str, str | None]) -> RawArticle:
    """A page's article under its own address, and with what its feed says where page and flags say nothing.

    The address that a page gives itself counts only on the host that sent it: no page is another site's.
    """
    own = found.url if found.url and urlsplit(found.url).hostname == urlsplit(page.url).hostname else page.url
    day = told.get("published")
    return replace(
        found,
        id=None,
        url=own,
        publisher=found.publisher or flags.publisher or told.get("publisher"),
        published=found.published or flags.published or (date.fromisoformat(day) if day else None),
        author=found.author or told.get("author"),
    )


def _said_of(item: Item | None) -> dict[str, str | None]:
    """What a feed says of an article, as it is kept for the visits on which the feed itself has not changed."""
    if item is None:
        return {}
    found = _own_text_of(item)
    if isinstance(found, Unusable):
        return {}
    day = found.published.isoformat() if found.published else None
    return {"publisher": found.publisher, "published": day, "author": found.author}


def _take_own_text(run: Run, url: str, item: Item, reason: str) -> bool:
    """Index what a feed tells of an article whose page cannot be read; whether it tells anything.

    It never takes the place of what was read of the page itself, or elsewhere under the same address.
    """
    stored = run.writer.stored(url)
    if stored and (stored.location != url or run.writer.seen(url)):
        run.skip(url, f"{reason}; its article stays as it was")
        return True
    found = _own_text_of(item)
    if isinstance(found, Unusable):
        return False
    note = f"{OWN_TEXT}, since its page could not be had: {reason}"
    publisher = run.flags.publisher or found.publisher
    found = replace(found, url=url, publisher=publisher, notices=(note, *found.notices))
    run.article(found, url, run.flags, url, url)
    return True


def _told(item: Item) -> Iterator[tuple[str, RawArticle | Unusable]]:
    yield "", item.own_text()


def _unhad(run: Run, url: str, reason: str, item: Item | None) -> None:
    """A page that could not be had now: what is held of it stays as it is, else the feed's own text will do."""
    if _held(run, url) and (item is None or run.writer.seen(url)):
        run.skip(url, f"{reason}; its article stays as it was")
        _keep(run, url)
    elif item is None or not _take_own_text(run, url, item, reason):
        run.fail(url, reason)


def _gone(run: Run, url: str, reason: str) -> None:
    """A page that is no longer there keeps its articles, unless they are to be pruned."""
    held = _held(run, url)
    if run.prune:
        run.writer.keep_reprints(url, ())
    if not held:
        run.fail(url, reason)
    for id in held:
        if run.prune:
            run.remove(id, url)
            _mark(run, url, SeenPage(flags=run.flags))  # it was had once; what comes back there is read anew
        else:
            run.tally.changes.append(Change(id, url, "vanished"))
    if held and not run.prune:
        run.skip(url, f"the page is gone ({reason}); its article stays (--prune removes)")


def _keep(run: Run, url: str) -> None:
    """Count the articles of a page that is as it was."""
    for stored in run.writer.under(url):
        if stored.location == url and not run.planner.has_met(stored.id):
            run.planner.meet(stored, url)
            run.tally.unchanged += 1


def _held(run: Run, url: str) -> list[str]:
    return [stored.id for stored in run.writer.under(url) if stored.location == url]


def _mark(run: Run, url: str, seen: SeenPage) -> None:
    run.batches.then(lambda: run.writer.mark_seen(url, seen.to_json()))


def _feed_of(page: Page) -> Feed | None:
    """The feed that a page is, if it is one. Raises Unusable."""
    if is_feed(page.body):
        return from_xml(page.body, page.encoding)
    if _MEDIA.get(page.media_type) == "json":
        value = parse(page.body.decode(page.encoding or "utf-8", "replace"))
        return from_json_feed(value) if is_json_feed(value) and isinstance(value, dict) else None
    return None


def _kind(page: Page, item: Item | None) -> str:
    """What a page is to be read as. Raises Unusable for images, documents and whatever else is no page.

    What a feed leads to is no export, which could speak for other sites.
    """
    kind = _MEDIA.get(page.media_type)
    if kind and not (item and kind == "json"):
        return kind
    head = page.body[:1_000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")) and not page.media_type.startswith(("image/", "application/")):
        return "html"
    if page.media_type.endswith("xml"):
        raise Malformed("XML, but no feed")
    raise Unusable(f"is {page.media_type or 'of no stated kind'}, not a page")

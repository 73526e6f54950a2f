"""Pages and feeds: in step from the first `sources add` to a changed and a vanished page; what is refused is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from editors_desk import Desk, counts
from news_site import NewsSite
from page import FIRST, SECOND, THIRD, page, paragraphs

import ingest
from assistant.articles import Article
from assistant.inference import Embedder
from ingest import Indexer, IndexReport

DAY = '<meta property="article:published_time" content="2023-06-05">'


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite() as opened:
        yield opened


class Newsroom(Desk):
    """A desk whose editor indexes addresses of a site on loopback."""

    site: NewsSite

    def visit(self, *addresses: str, **options: object) -> IndexReport:
        indexer = Indexer(self.archive, self.embedder, self.site.client())
        return indexer.run(addresses, **options)  # type: ignore[arg-type]


@pytest.fixture
def room(tmp_path: Path, site: NewsSite) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    room.site = site
    yield room
    room.archive.close()


def story(*texts: str, title: str = "The bridge", head: str = DAY) -> str:
    return page(f"<article><h1>{title}</h1>{paragraphs(*texts)}</article>", f"<title>{title}</title>{head}")


def rss(*items: str, title: str = "Aford Courier") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(link: str, text: str = FIRST, title: str = "The bridge") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>Mon, 05 Jun 2023 09:00:00 GMT</pubDate>"
        f"<description>{escaped}</description></item>"
    )


def changes(report: IndexReport) -> list[tuple[str, str]]:
    return [(change.location.rpartition("/")[2], change.change) for change in report.changes]


def test_a_feed_and_its_site_are_kept_in_step(site: NewsSite, archive_dir: Path, embedder: Embedder) -> None:
    def articles() -> dict[str, Article]:
        with ingest.opened(archive_dir) as (store, _), store.snapshot() as snapshot:
            return {listing.id: snapshot.article(listing.id) for listing in snapshot.articles()}

    def index(**options: object) -> IndexReport:
        return ingest.index(archive=archive_dir, web=site.client(), **options)  # type: ignore[arg-type]

    site.put("/feed.xml", rss(item(f"{site.url}/bridge"), item(f"{site.url}/mayor", SECOND)), media_type="text/xml")
    site.put("/bridge", story(FIRST, SECOND))
    site.put("/mayor", story(SECOND, THIRD, title="The mayor"))
    with ingest.opened(archive_dir) as (store, _):
        ingest.remember(store, [f"{site.url}/feed.xml"], "The Courier")

    rehearsed = index(dry_run=True)
    assert changes(rehearsed) == [("bridge", "added"), ("mayor", "added")]
    assert articles() == {}
    site.paths()

    first = index()
    assert changes(first) == [("bridge", "added"), ("mayor", "added")]
    assert site.paths() == ["/feed.xml", "/bridge", "/mayor"]
    bridge = articles()[f"{site.url}/bridge"]
    assert (bridge.title, bridge.published) == ("The bridge", date(2023, 6, 5))
    assert bridge.publisher == "The Courier"
    assert bridge.text.split("\n") == [FIRST, SECOND]

    second = index()
    assert (counts(second), changes(second), second.embedded) == ((0, 0, 2, 0, 0), [], 0)
    assert all("if-none-match" in each.headers for each in site.asked if each.path != "/robots.txt")

    site.put("/bridge", story(FIRST, THIRD))
    third = index()
    assert (counts(third), changes(third)) == ((0, 1, 1, 0, 0), [("bridge", "changed")])
    assert articles()[f"{site.url}/bridge"].version == 2

    site.answer("/mayor", 410)
    fourth = index()
    assert (counts(fourth), changes(fourth)) == ((0, 0, 1, 0, 0), [("mayor", "vanished")])
    assert "its article stays" in fourth.skipped[0].reason
    assert fourth.exit_status == 0
    assert len(articles()) == 2
    assert changes(index(prune=True)) == [("mayor", "pruned")]
    assert list(articles()) == [f"{site.url}/bridge"]

    site.put("/mayor", story(SECOND, THIRD, title="The mayor"))
    assert changes(index()) == [("mayor", "restored")]
    with ingest.opened(archive_dir) as (store, _):
        assert ingest.forget(store, [f"{site.url}/feed.xml"]) == [f"{site.url}/feed.xml"]


def test_an_address_is_a_page(room: Newsroom) -> None:
    room.site.put("/bridge", story(FIRST, SECOND))
    report = room.visit(f"{room.site.url}/bridge#top", publisher="Courier")
    assert counts(report) == (1, 0, 0, 0, 0)
    (article,) = room.articles().values()
    assert (article.id, article.url, article.publisher) == (f"{room.site.url}/bridge",) * 2 + ("Courier",)
    assert counts(room.visit(f"{room.site.url}/bridge")) == (0, 0, 1, 0, 0)
    assert counts(room.visit(f"{room.site.url}/bridge", publisher="Post")) == (0, 1, 0, 0, 0)


def test_an_unchanged_page_of_a_server_without_etags_costs_nothing(room: Newsroom) -> None:
    room.site.answer("/a", 200, story(FIRST, SECOND).encode(), Content_Type="text/html; charset=utf-8")
    room.visit(f"{room.site.url}/a")
    assert counts(room.visit(f"{room.site.url}/a")) == (0, 0, 1, 0, 0)
    assert len(room.embedder.history) == 1


def test_a_page_speaks_for_no_other_site(room: Newsroom) -> None:
    head = '<link rel="canonical" href="https://news.example/bridge">'
    room.site.put("/a", story(FIRST, SECOND, head=head))
    room.visit(f"{room.site.url}/a")
    assert list(room.articles()) == [f"{room.site.url}/a"]
    room.site.put("/b?x=1", story(SECOND, THIRD, head=f'<link rel="canonical" href="{room.site.url}/b">'))
    room.visit(f"{room.site.url}/b?x=1")
    assert f"{room.site.url}/b" in room.articles()


@pytest.mark.parametrize("status", [403, 404, 500])
def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(room: Newsroom, status: int) -> None:
    link = f"{room.site.url}/bridge"
    room.site.put("/feed", rss(item(link, f"<p>{FIRST}</p><p>{SECOND}</p>")), media_type="application/rss+xml")
    room.site.answer("/bridge", status)
    report = room.visit(f"{room.site.url}/feed")
    assert counts(report) == (1, 0, 0, 0, 0)
    assert report.notices[0].reason.startswith("the feed's own text, since its page could not be had: the server")
    assert report.notices[0].id == link
    article = room.articles()[link]
    assert (article.text.split("\n"), article.publisher) == ([FIRST, SECOND], "Aford Courier")
    assert article.published == date(2023, 6, 5)
    assert counts(room.visit(f"{room.site.url}/feed")) == (0, 0, 1, 0, 0)
    room.site.put("/bridge", story(FIRST, SECOND, THIRD))
    assert counts(room.visit(f"{room.site.url}/feed")) == (0, 1, 0, 0, 0)
    room.site.answer("/bridge", 500)
    stays = room.visit(f"{room.site.url}/feed")
    assert counts(stays) == (0, 0, 1, 0, 0)
    assert "its article stays as it was" in stays.skipped[0].reason
    assert THIRD in room.articles()[link].text


def test_a_feed_does_not_overwrite_what_was_read_elsewhere(room: Newsroom) -> None:
    link = f"{room.site.url}/bridge"
    room.index(room.rows("wire.jsonl", {"url": link, "text": FIRST}))
    room.site.put("/feed", rss(item(link, "The bridge is to be sold, the feed says of it.")))
    room.site.answer("/bridge", 403)
    assert "stays as it was" in room.visit(f"{room.site.url}/feed").skipped[0].reason
    assert room.articles()[link].text == FIRST


def test_items_that_lead_nowhere_public_are_named_and_not_fetched(room: Newsroom) -> None:
    links = ("javascript:alert(1)", "file:///etc/passwd", "http://127.0.0.9/", "http://169.254.169.254/x")
    room.site.put("/feed", rss(*map(item, links)), media_type="text/xml")
    report = room.visit(f"{room.site.url}/feed")
    assert counts(report) == (0, 0, 0, 0, 0)
    assert len(report.skipped) == 4
    assert room.articles() == {}
    assert room.site.paths() == ["/feed"]


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_a_document_type_is_refused(room: Newsroom, doctype: str, encoding: str) -> None:
    feed = rss(item(f"{room.site.url}/a", "&a;&j;")).replace("?><rss", f"?>{doctype}<rss")
    room.site.put("/feed", feed.encode(encoding), media_type="text/xml")
    (room.news / "feed.xml").write_bytes(feed.encode(encoding))
    for report in (room.visit(f"{room.site.url}/feed"), room.index()):
        (problem,) = report.failed
        assert "declares a document type" in problem.reason
    assert room.site.paths() == ["/feed"]


@pytest.mark.parametrize("deep", ["<a>" * 200_000, "<a>" * 50_000 + "</a>" * 50_000, "<a/>" * 200_000])
def test_a_feed_that_is_built_to_be_deep_or_endless_is_refused(room: Newsroom, deep: str) -> None:
    room.site.put("/feed", rss(f"<item>{deep}</item>"), media_type="text/xml")
    (problem,) = room.visit(f"{room.site.url}/feed").failed
    assert "too deep or too many" in problem.reason


def test_a_feed_that_breaks_off_gives_its_whole_items_and_says_so(room: Newsroom) -> None:
    whole = rss(item(f"{room.site.url}/a"), item(f"{room.site.url}/b", SECOND))
    room.site.put("/feed", whole[: whole.rindex("<description>") + 40], media_type="text/xml")
    report = room.visit(f"{room.site.url}/feed")
    assert "breaks off" in report.notices[0].reason
    assert list(room.articles()) == [f"{room.site.url}/a"]


def test_of_twenty_thousand_items_two_hundred_are_read(room: Newsroom) -> None:
    many = (item(f"{room.site.url}/{n}", f"{n} {FIRST}") for n in range(12_000))
    room.site.put("/feed", rss(*many), media_type="text/xml")
    report = room.visit(f"{room.site.url}/feed")
    assert report.added == 200
    assert "has 12,000 items; the first 200 were read" in report.notices[0].reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (rss(), "a feed without items"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "XML, but no feed"),
        ("<html><body><p>No news.</p></body></html>", "no article was found"),
    ],
)
def test_what_is_no_feed_or_holds_nothing_is_said(room: Newsroom, body: str, reason: str) -> None:
    media_type = "text/html" if "<html" in body else "text/xml"
    room.site.put("/feed", body, media_type=media_type)
    report = room.visit(f"{room.site.url}/feed")
    (problem,) = (*report.skipped, *report.failed)
    assert reason in problem.reason


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "application/octet-stream", "video/mp4"])
def test_what_is_no_page_is_skipped_by_what_it_is(room: Newsroom, media_type: str) -> None:
    room.site.put("/a", b"%PDF-1.7 or \x89PNG", media_type=media_type)
    (problem,) = room.visit(f"{room.site.url}/a").skipped
    assert problem.reason == f"is {media_type}, not a page"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_no_element_of_a_feed_is_stored_however_often_it_was_encoded(room: Newsroom, times: int) -> None:
    text = f"<p>{FIRST}</p><img src=x onerror=alert(1)><script>alert(2)</script><p>{SECOND}</p>"
    for _ in range(times):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    room.site.put("/feed", rss(item(f"{room.site.url}/a", text, title="&lt;b&gt;The&lt;/b&gt; bridge")))
    room.visit(f"{room.site.url}/feed")
    (article,) = room.articles().values()
    assert article.text.split() == f"{FIRST} {SECOND}".split()
    assert article.title == "The bridge"


def test_atom_and_json_feeds_are_read_too(room: Newsroom) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>A</title><id>urn:1</id>'
        f'<link href="{room.site.url}/a"/><updated>2023-06-05T09:00:00Z</updated><author><name>Ann</name></author>'
        f"<content type='html'>&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"
    )
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
        {"id": "7", "url": f"{room.site.url}/b", "title": "B", "content_text": SECOND, "date_published": "2023-06-05"}
    ]}  # fmt: skip
    room.site.put("/atom", atom, media_type="application/atom+xml")
    room.site.put("/json", json.dumps(feed), media_type="application/feed+json")
    room.visit(f"{room.site.url}/atom", f"{room.site.url}/json")
    found = room.articles()
    assert {id.rpartition("/")[2] for id in found} == {"a", "b"}
    assert {(article.publisher, article.published) for article in found.values()} == {("Post", date(2023, 6, 5))}


def test_a_feed_in_a_file_is_read_without_fetching_anything(room: Newsroom) -> None:
    link = f"{room.site.url}/a"
    path = room.write("feed.rss", rss(item(link), item("javascript:alert(1)", SECOND), title="Post"))
    report = room.index()
    assert set(room.articles()) == {link}
    assert report.notices[0].reason == "the feed's own text"
    assert [problem.location for problem in report.skipped] == [f"{path}[2]"]
    assert room.site.asked == []


def test_one_bad_address_stops_no_other(room: Newsroom) -> None:
    room.site.put("/a", story(FIRST, SECOND))
    given = ("ftp://x.example/", "http://127.0.0.9/", f"{room.site.url}/nowhere", f"{room.site.url}/a")
    report = room.visit(*given)
    assert report.added == 1
    assert [problem.location for problem in report.failed] == list(given[:3])
    assert report.exit_status == 1

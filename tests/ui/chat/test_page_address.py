"""An address that is pasted on the page: what stands there is shown, corrected, and only then stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ROOT, Chat, chatting, serving
from news_site import NewsSite
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser

LOCAL = Path(__file__).parents[2] / "support" / "local_page.py"
STORY = (
    "The lighthouse of Corran Head was sold to the keeper Perpetua Lund for 88,300 crowns on Friday.",
    "She said that the lamp would burn again by the autumn, as it had done for a hundred and twelve years.",
    "The harbour board had wanted to pull the tower down, since its stairs are no longer safe for visitors.",
)
READ = "What was read, before anything is stored:"


def told(title: str) -> str:
    said = {"@type": "NewsArticle", "headline": title, "datePublished": "2024-05-17", "publisher": {"name": "Coast"}}
    body = "".join(f"<p>{line}</p>" for line in STORY)
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    return f"<html><head>{script}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    with NewsSite() as served:
        served.put("/robots.txt", "User-agent: *\nDisallow: /closed", media_type="text/plain")
        served.put("/lighthouse", told("A lighthouse is sold"))
        served.put("/closed", told("Behind a wall"))
        items = "".join(f"<item><title>Story {n}</title><link>{served.url}/{n}</link></item>" for n in (1, 2))
        served.put("/feed", f"<rss version='2.0'><channel><title>Coast</title>{items}</channel></rss>")
        served.put("/1", told("One").replace("88,300", "1,101"))
        served.put("/2", told("Two").replace("88,300", "2,202"))
        yield served


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    with serving(
        tmp_path_factory.mktemp("addresses") / "archive", LOCAL, PYTHONPATH=f"{LOCAL.parent}:{ROOT}"
    ) as served:
        yield served


def test_a_page_is_shown_corrected_and_stored(browser: Browser, address: str, site: NewsSite) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = read(chat, f"{site.url}/lighthouse")
        expect(panel.get_by_text(READ)).to_be_visible()
        expect(panel.get_by_label("Title as read")).to_have_value("A lighthouse is sold")
        for part, value in (("year", "2024"), ("month", "05"), ("day", "17")):
            expect(panel.get_by_role("spinbutton", name=f"{part}, Day as read")).to_have_text(value)
        expect(panel.get_by_text(re.compile("The lighthouse of Corran Head was sold"))).to_be_visible()
        expect(chat.page.get_by_text("Nothing yet.")).to_be_visible()
        panel.get_by_label("Publisher as read").fill("Coast and Harbour")
        panel.get_by_label("Publisher as read").press("Enter")
        site.put("/lighthouse", told("A lighthouse is pulled down").replace("Perpetua Lund", "nobody"))
        panel.get_by_role("button", name="Add this page").click()
        expect(panel.get_by_text(re.compile("1 added"))).to_be_visible()
        assert [asked.path for asked in site.asked].count("/lighthouse") == 1  # what was shown is what is stored
        chat.page.get_by_role("link", name="Ask").click()
        chat.ask("Who bought the lighthouse of Corran Head?")
        expect(chat.answered().locator(".card mark").first).to_contain_text("Perpetua Lund")
        expect(chat.turns.first.locator(".card .publisher").first).to_have_text("Coast and Harbour")


def test_a_feed_is_shown_by_its_items_and_read_whole(browser: Browser, address: str, site: NewsSite) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = read(chat, f"{site.url}/feed")
        expect(panel.get_by_text(READ)).to_be_visible()
        panel.get_by_role("button", name="Add 2 articles").click()
        expect(panel.get_by_text(re.compile("2 added"))).to_be_visible()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/closed", "its robots.txt asks not to fetch it"),
        ("/nowhere", "the server answers 404"),
        ("", "10.0.0.1, port 80, is no public address of the web"),
    ],
)
def test_what_is_refused_says_why(browser: Browser, address: str, site: NewsSite, path: str, reason: str) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = read(chat, f"{site.url}{path}" if path else "http://10.0.0.1/news")
        expect(panel.get_by_text(re.compile(reason))).to_be_visible()
        expect(panel.get_by_text(READ)).to_have_count(0)


def read(chat: Chat, address: str) -> Locator:
    chat.page.get_by_role("tab", name="Add articles").click()
    panel = chat.page.get_by_role("tabpanel", name="Add articles")
    panel.get_by_label("Address of a page or a feed").fill(address)
    panel.get_by_role("button", name="Read it").click()
    return panel

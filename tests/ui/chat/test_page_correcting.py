"""Several articles that are dropped at once: each is corrected by itself before any of them is stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Chat, chatting, serving
from playwright.sync_api import Browser, Locator, expect

from ingest import opened

pytestmark = pytest.mark.browser

TOLD = {
    "The mill": "The mill at Corvey Reach burned down on Sunday night, and 43 people lost their work with it.",
    "The ferry": "The ferry to Corvey Reach sails again from Monday, said the harbour master Odile Brandt.",
    "The school": "The school at Corvey Reach will open its new wing in June, a year later than was promised.",
}
ROWS = [{"title": title, "text": text, "publisher": "Reach Post"} for title, text in TOLD.items()]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def address(archive: Path) -> Iterator[str]:
    with serving(archive) as served:
        yield served


def test_articles_of_one_file_are_corrected_one_by_one(browser: Browser, address: str, archive: Path) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = _dropped(chat, {"reach.json": json.dumps(ROWS), "note.txt": f"{TOLD['The mill']} It was old."})
        _choose(panel, "The mill (reach.json)")
        _fill(panel, "Title as read", "The mill at Corvey Reach is gone")
        _choose(panel, "The ferry (reach.json)")
        expect(_field(panel, "Title as read")).to_have_value("The ferry")
        expect(panel.get_by_test_id("stText").get_by_text(re.compile("Odile Brandt"))).to_be_visible()
        _fill(panel, "Publisher as read", "Harbour News")
        for part, value in (("year", "2024"), ("month", "05"), ("day", "17")):
            panel.get_by_role("spinbutton", name=f"{part}, Day as read").first.press_sequentially(value)
        _choose(panel, "The mill (reach.json)")
        expect(_field(panel, "Title as read")).to_have_value("The mill at Corvey Reach is gone")
        expect(_field(panel, "Publisher as read")).to_have_value("Reach Post")
        expect(panel.locator("td", has_text="The mill at Corvey Reach is gone")).to_be_attached()
        chat.check_access()
        panel.get_by_role("button", name="Add 2 files").click()
        expect(panel.get_by_text(re.compile("4 added"))).to_be_visible()
    assert _stored(archive) == [
        ("The ferry", "Harbour News", "2024-05-17"),
        (TOLD["The mill"], "", ""),
        ("The mill at Corvey Reach is gone", "Reach Post", ""),
        ("The school", "Reach Post", ""),
    ]


def _dropped(chat: Chat, files: dict[str, str]) -> Locator:
    chat.page.get_by_role("tab", name="Add articles").click()
    panel = chat.page.get_by_role("tabpanel", name="Add articles")
    panel.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files.items()]
    )
    return panel


def _choose(panel: Locator, article: str) -> None:
    """Choose an article once the page stands still, for a list that is open closes when the page is drawn anew."""
    expect(panel.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    panel.get_by_role("combobox", name="Correct one of them").click()
    panel.page.get_by_role("option", name=article).click()


def _fill(panel: Locator, label: str, value: str) -> None:
    _field(panel, label).fill(value)
    _field(panel, label).press("Enter")


def _field(panel: Locator, label: str) -> Locator:
    """A field of the article that is chosen; that of the one before may stand below it for a moment."""
    return panel.get_by_label(label).first


def _stored(archive: Path) -> list[tuple[str, str, str]]:
    with opened(archive) as (store, _), store.snapshot() as snapshot:
        articles = [snapshot.article(id) for id in snapshot.ids("", 10)]
    return sorted((each.title, each.publisher or "", str(each.published or "")) for each in articles)

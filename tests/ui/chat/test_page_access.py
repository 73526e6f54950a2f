"""For everyone: axe-core finds nothing serious, light and dark, from 1440 to 380 pixels, and motion can be still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import FAKE, chatting, serving
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ASKED = "What was written about the vessels waiting in the canal?"
SIDEWAYS = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .map((node) => node.scrollWidth - node.clientWidth)"""


@pytest.fixture(scope="module")
def address(seeds_archive: Path, browser: Browser) -> Iterator[str]:
    with serving(seeds_archive, FAKE) as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str) -> None:
    with chatting(browser, address, color_scheme=scheme, reduced_motion="reduce") as chat:
        expect(chat.field).to_be_visible()
        chat.check_access()
        chat.ask(ASKED)
        turn = chat.answered()
        turn.locator(".read summary").click()
        turn.locator(".chip").first.click()
        chat.check_access()
        turn.locator(".card .title").first.click()
        expect(chat.page.locator(".reader mark.current").first).to_be_visible()
        chat.check_access()
        chat.page.keyboard.press("Escape")
        chat.ask("Zzyzxville quuxology?")
        chat.answered(2)
        chat.check_access()
        chat.page.get_by_role("link", name="Library").click()
        expect(chat.page.get_by_test_id("stDataFrame")).to_be_visible()
        chat.check_access()
        chat.page.get_by_test_id("stDataFrame").click(position={"x": 16, "y": 52})
        chat.page.get_by_role("button", name="Remove…").click()
        expect(chat.page.get_by_role("dialog")).to_contain_text("Remove 1 article?")
        chat.page.wait_for_timeout(300)  # until it has faded in
        chat.check_access()
        chat.page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        expect(chat.page.get_by_role("dialog")).to_have_count(0)
        for name in ("By date", "Add", "Last"):
            chat.page.get_by_role("tab", name=name).click()
            chat.page.wait_for_timeout(300)
            chat.check_access()
        chat.page.get_by_role("tab", name="By date").click()
        expect(chat.page.get_by_text("2 without a date.")).to_be_visible()
        expect(chat.page.get_by_text("2 without a publisher.")).to_be_visible()


def test_nothing_scrolls_sideways_from_1440_to_380_pixels(browser: Browser, address: str) -> None:
    with chatting(browser, address, width=1440, height=800) as chat:
        expect(chat.field).to_be_visible()
        assert max(chat.page.evaluate(SIDEWAYS)) <= 0
        chat.ask(ASKED)
        chat.answered()
        for width in (1440, 1024, 768, 640, 380):
            chat.page.set_viewport_size({"width": width, "height": 800})
            chat.page.wait_for_timeout(400)
            assert max(chat.page.evaluate(SIDEWAYS)) <= 0, width
            if width <= 640:
                chat.turns.first.get_by_role("button", name="Show").click()
                assert max(chat.page.evaluate(SIDEWAYS)) <= 0, width
            chat.turns.first.locator(".card .title").first.click()
            expect(chat.page.locator(".reader mark.current").first).to_be_in_viewport()
            box = chat.page.locator(".reader").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            if width == 1024:  # it covers the chat, and no more than the chat
                side = chat.page.get_by_test_id("stSidebar").bounding_box()
                assert side and abs(side["x"] + side["width"] - box["x"]) < 2
            assert max(chat.page.evaluate(SIDEWAYS)) <= 0, width
            chat.page.keyboard.press("Escape")
            expect(chat.page.locator(".reader")).to_have_count(0)


def test_motion_can_be_still(browser: Browser, address: str) -> None:
    with chatting(browser, address, reduced_motion="reduce") as chat:
        chat.ask(ASKED)
        animated = chat.answered().locator(".said > *").first.evaluate("node => getComputedStyle(node).animationName")
        assert animated == "none"
        scrolled = (
            "() => { Element.prototype.scrollIntoView = (how) => { (window.scrolls ||= []).push(how.behavior); }; }"
        )
        chat.page.evaluate(scrolled)
        chat.turns.first.locator(".card .title").last.click()
        expect(chat.page.locator(".reader mark.current").first).to_be_visible()
        chat.page.wait_for_function("window.scrolls?.length")
        assert set(chat.page.evaluate("window.scrolls")) == {"auto"}

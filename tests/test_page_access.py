"""For everyone: axe-core finds nothing serious, light and dark, from 1440 to 380 pixels, and motion can be still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import FAKE, Chat, browsing, chatting, serving
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ASKED = "What was written about the vessels waiting in the canal?"
SIDEWAYS = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .map((node) => node.scrollWidth - node.clientWidth)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(seeds_archive: Path, browser: Browser) -> Iterator[str]:
    with serving(seeds_archive, FAKE) as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str) -> None:
    with chatting(browser, address, color_scheme=scheme, reduced_motion="reduce") as chat:
        expect(chat.field).to_be_visible()
        _check(chat)
        chat.ask(ASKED)
        turn = chat.answered()
        turn.locator(".read summary").click()
        turn.locator(".chip").first.click()
        _check(chat)
        turn.locator(".card .title").first.click()
        expect(chat.page.locator(".reader mark.current").first).to_be_visible()
        _check(chat)
        chat.page.keyboard.press("Escape")
        chat.ask("Zzyzxville quuxology?")
        chat.answered(2)
        _check(chat)
        chat.page.get_by_role("link", name="Library").click()
        expect(chat.page.get_by_test_id("stDataFrame")).to_be_visible()
        _check(chat)
        for name in ("By day", "Add", "Last"):
            chat.page.get_by_role("tab", name=name).click()
            chat.page.wait_for_timeout(300)
            _check(chat)


@pytest.mark.parametrize("width", [1440, 1024, 768, 380])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    with chatting(browser, address, width=width, height=800) as chat:
        expect(chat.field).to_be_visible()
        assert max(chat.page.evaluate(SIDEWAYS)) <= 0
        chat.ask(ASKED)
        turn = chat.answered()
        assert max(chat.page.evaluate(SIDEWAYS)) <= 0
        turn.locator(".card .title").first.click()
        mark = chat.page.locator(".reader mark.current").first
        expect(mark).to_be_in_viewport()
        box = chat.page.locator(".reader").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert max(chat.page.evaluate(SIDEWAYS)) <= 0


def test_motion_can_be_still(browser: Browser, address: str) -> None:
    with chatting(browser, address, reduced_motion="reduce") as chat:
        chat.ask(ASKED)
        animated = chat.answered().locator(".said > *").first.evaluate("node => getComputedStyle(node).animationName")
        assert animated == "none"


def _check(chat: Chat) -> None:
    results = Axe().run(chat.page)
    serious = [
        (violation["id"], violation["impact"], [node["target"] for node in violation["nodes"]][:3])
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    assert serious == []

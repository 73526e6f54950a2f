"""A language model as the page shows it: who writes, where passages go, and what happens when it is down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import chatting, serving
from faulty_server import FaultyServer, drips, fails
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ASKED = "Who handed the American reply to the Russian foreign ministry in January 2022?"


def test_a_model_that_is_down_leaves_the_sources_own_sentences(browser: Browser, seeds_archive: Path) -> None:
    with (
        FaultyServer(fails(401)) as model,
        serving(
            seeds_archive,
            OPENAI_BASE_URL=model.url,
            OPENAI_API_KEY="sk-secret",
            PULLQUOTE_MODEL="editor-1",
            PULLQUOTE_EXAM="off",
        ) as address,
        chatting(browser, address) as chat,
    ):
        side = chat.page.get_by_test_id("stSidebar")
        expect(side.get_by_text("editor-1 writes from the passages found. They stay on this machine.")).to_be_visible()
        chat.ask(ASKED)
        turn = chat.answered()
        expect(turn.locator("blockquote.quoted").first).to_be_visible()
        expect(turn.locator(".notices")).to_contain_text(re.compile("model|editor-1"))
        assert "sk-secret" not in chat.page.content() + turn.inner_text()
        asked = len(model.requests)
        assert asked >= 1

        side.get_by_text("Only the sources’ own sentences").click()
        expect(side.get_by_text("Nothing leaves this machine.")).to_be_visible()
        chat.ask("How many vessels were waiting when the Suez Canal was blocked?")
        expect(chat.answered(2).locator(".byline")).to_contain_text("In the sources' own words")
        expect(chat.turns.nth(1).locator(".notices")).to_have_count(0)
        assert len(model.requests) == asked, "nothing was sent"


def test_a_reload_cuts_the_request_to_a_silent_model_and_the_next_question_can_be_asked(
    browser: Browser, seeds_archive: Path
) -> None:
    with (
        FaultyServer(drips(0.1)) as model,
        serving(seeds_archive, OPENAI_BASE_URL=model.url, PULLQUOTE_MODEL="editor-1", PULLQUOTE_EXAM="off") as address,
        chatting(browser, address) as chat,
    ):
        chat.ask(ASKED)
        turn = chat.turns.first
        expect(turn.locator(".working")).to_contain_text("Reading")
        while not model.requests:  # a busy machine takes its time to send one
            chat.page.wait_for_timeout(50)
        assert not model.left.wait(2.5), "who waits is waited for"
        chat.page.reload()
        expect(turn.locator(".stopped")).to_contain_text("Stopped before anything was said")
        assert model.left.wait(30), "before the deadline"
        chat.page.get_by_test_id("stSidebar").get_by_text("Only the sources’ own sentences").click()
        chat.ask("How many vessels were waiting when the Suez Canal was blocked?")
        expect(chat.answered(2).locator(".chip").first).to_be_visible()

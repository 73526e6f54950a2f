"""While an answer is being written, in a browser: sentence by sentence, stopped, failed, tried again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import FAKE, ROOT, chatting, serving
from fake_assistant import bidding_beside
from playwright.sync_api import Browser, expect

from ui.chat.answer_job import GONE
from ui.chat.component import drawn_since
from ui.chat.tab_state import tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(seeds_archive: Path, browser: Browser) -> Iterator[str]:
    with serving(seeds_archive, FAKE) as served:
        yield served


def test_sentences_come_one_by_one_and_are_announced(browser: Browser, address: str, seeds_archive: Path) -> None:
    with chatting(browser, address) as chat:
        chat.ask("When bidden, tell me about the vessels waiting in the canal")
        turn = chat.turns.first
        sentences = turn.locator(".sentence")
        expect(sentences).to_have_count(1)
        expect(turn.locator(".quote")).to_have_count(1)
        expect(turn.locator(".said")).to_have_attribute("aria-live", "polite")
        expect(turn.locator(".working")).to_have_text(re.compile("checking each sentence"))
        chip = turn.locator(".chip").first
        chip.focus()
        first = sentences.first.element_handle()
        for count in (2, 3, 4):
            bidding_beside(seeds_archive).touch()
            expect(sentences).to_have_count(count)
            expect(chip).to_be_focused()
        chat.answered()
        assert first and first.evaluate("node => node.isConnected"), "what was said is not said again"
        expect(chip).to_be_focused()


def test_an_answer_can_be_stopped_at_once_and_what_was_said_stays(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("When bidden, tell me about the vessels waiting in the canal")
        turn = chat.turns.first
        expect(turn.locator(".sentence")).to_have_count(1)
        turn.get_by_role("button", name="Stop").click()
        expect(turn.locator(".progress")).not_to_contain_text("Writing")
        expect(turn.locator(".byline")).to_contain_text("Stopped")  # though the stream gives no event
        expect(chat.field).to_be_enabled()
        expect(turn.locator(".question")).to_be_focused()
        expect(turn.locator(".sentence, .quote")).to_have_count(2)


def test_a_failure_says_what_happened_and_can_be_tried_again(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("This question about the vessels fails")
        failure = chat.turns.first.get_by_role("alert")
        expect(failure).to_contain_text("did not answer within 60 s")
        expect(failure).to_contain_text("wait a little")
        failure.get_by_role("button", name="Try again").click()
        expect(chat.turns.first.locator(".question")).to_be_focused()
        expect(chat.answered().locator(".chip").first).to_be_visible()
        expect(failure).to_have_count(0)


def test_an_error_nobody_foresaw_gives_a_reference_and_no_detail(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("This question breaks everything")
        failure = chat.turns.first.get_by_role("alert")
        expect(failure).to_contain_text("Something went wrong")
        assert re.search(r"\b[0-9a-f]{8}\b", failure.inner_text())
        page = chat.page.content() + failure.inner_text()
        assert not re.search("secret detail|ZeroDivision|Traceback|/home/", page)


def test_prose_comes_first_and_what_is_also_in_the_sources_is_told_apart_from_it(
    browser: Browser, address: str
) -> None:
    with chatting(browser, address) as chat:
        chat.ask("What was written about the vessels waiting in the canal?")
        turn = chat.answered()
        prose = turn.locator(".said > *")
        expect(prose).to_have_count(1)
        expect(prose.locator(".sentence")).to_have_count(3)
        also = turn.locator(".below blockquote.quoted")
        expect(also).to_have_count(1)
        expect(turn.locator(".below")).to_contain_text("Nothing found on: what is left of")
        expect(turn.get_by_role("heading", name="Also in the sources")).to_be_visible()
        tops = [
            turn.locator(each).first.evaluate("node => node.getBoundingClientRect().top")
            for each in (".said .written", ".missing", ".below .quoted", ".notices", ".byline")
        ]
        assert tops == sorted(tops)
        expect(turn.locator(".byline")).to_contain_text(
            "Written by small-model at models.example, checked by small-judge at models.example. 4.1 s, $0.0030."
        )
        style = "node => getComputedStyle(node).%s"
        for property in ("fontFamily", "borderLeftWidth"):  # by more than colour
            assert prose.evaluate(style % property) != also.evaluate(style % property)


@pytest.mark.parametrize("width", [1280, 380])
def test_the_next_question_can_be_typed_while_an_answer_is_written(
    browser: Browser, address: str, seeds_archive: Path, width: int
) -> None:
    following = "And which vessels were waiting in the canal?"
    with chatting(browser, address, width=width) as chat:
        chat.ask("When bidden, tell me about the vessels waiting in the canal")
        turn = chat.turns.first
        expect(turn.locator(".sentence")).to_have_count(1)
        expect(chat.field).to_be_focused()
        chat.page.keyboard.type(following)
        chat.page.keyboard.press("Enter")
        expect(chat.page.get_by_text("One answer at a time")).to_be_visible()
        expect(chat.field).to_have_value(following)
        expect(chat.turns).to_have_count(1)
        turn.get_by_role("button", name="Stop").click()
        expect(turn.locator(".byline")).to_contain_text("Stopped")
        expect(chat.page.get_by_text("One answer at a time")).to_have_count(0)
        expect(chat.field).to_have_value(following)
        chat.field.press("Enter")
        chat.answered(2)
        expect(chat.field).to_be_focused()
        expect(chat.field).to_have_value("")


def test_a_tab_closed_in_the_middle_keeps_what_was_said_and_stops_the_rest(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("When bidden, tell me about the vessels waiting in the canal")
        expect(chat.turns.first.locator(".sentence")).to_have_count(1)
        chat.page.goto("about:blank")
        chat.page.wait_for_timeout(1000 * (GONE + 1))
        chat.page.go_back()
        turn = chat.answered()
        expect(turn.locator(".byline")).to_contain_text("Stopped")
        expect(turn.locator(".sentence")).to_have_count(1)


def test_older_data_that_come_last_are_not_drawn(browser: Browser, address: str) -> None:
    """While a page loads, a browser may hand the component what it is to draw in another order than it came in."""
    scripts = sorted((ROOT / "ui" / "chat" / "component").glob("*.js"))
    drawn = """async ([script, calls]) => {
      const { default: draw } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      const parentElement = document.createElement("div");
      parentElement.innerHTML = '<div class="pq"></div>';
      return calls.map((data) => (draw({ data, parentElement }), parentElement.querySelector(".asked").textContent));
    }"""

    def data(title: str) -> dict[str, object]:
        chat = {"id": "1", "title": title, "time": "", "iso": "", "current": True}
        return {"view": "chats", "chats": [chat], "browser": ""}

    first, second, third = ([data(title), drawn_since("a key", data(title))] for title in ("first", "second", "third"))
    assert drawn_since("a key", data("third")) == third[1], "as long as they are the same"
    assert "third" not in repr(tab()), "no text is kept"
    with chatting(browser, address) as chat:
        script = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
        shown = chat.page.evaluate(drawn, [script, [second, first, second, third, first]])
        assert shown == ["second", "second", "second", "third", "third"]

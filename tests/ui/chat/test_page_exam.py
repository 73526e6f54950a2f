"""A model that writes and judges, in a browser: its exam beside the page, and then its prose beside its quotes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import Chat, chatting, serving
from faulty_server import Behaviour, Exchange, FaultyServer, fails, reply
from playwright.sync_api import Browser, Locator, expect
from writer_and_judge import Gate, credulous, honest, judges, plays

pytestmark = pytest.mark.browser

ASKED = "How many vessels were waiting when the Suez Canal was blocked?"
PROSE = "According to the articles, this is how many ships were in the queue."
FALLEN = "This is nonsense."


def write(passages: list[tuple[int, str]]) -> str:
    """A sentence for the first passage, and one that falls for the second."""
    (first, one), (second, two) = [
        (number, _sentence(text)) for number, text in passages if re.search(r"\w{40,}|\.", text)
    ][:2]
    return reply((first, one, PROSE), (second, two, FALLEN), missing=["when the canal was blocked"])


def _sentence(text: str) -> str:
    """A whole sentence of a passage, longer than a dateline."""
    return next(each for each in re.split(r"(?<=[.!?])\s+|\n+", text) if len(each) > 60 and each.endswith("."))


@contextmanager
def asked(browser: Browser, archive: Path, behaviour: Behaviour) -> Iterator[tuple[Chat, Locator]]:
    """The page of a model's server, and the first answer on it.

    The deadline is long: requests wait at a gate while a busy machine takes its time over what the page shows.
    """
    with (
        FaultyServer(behaviour) as model,
        serving(archive, OPENAI_BASE_URL=model.url, PULLQUOTE_MODEL="editor-1", PULLQUOTE_DEADLINE="600") as address,
        chatting(browser, address) as chat,
    ):
        side = chat.page.get_by_test_id("stSidebar")
        expect(side).to_contain_text(re.compile(r"up to 140 requests to editor-1 at 127\.0\.0\.1.*some [\d,]+ tokens"))
        chat.ask(ASKED)
        yield chat, chat.answered()


def limited(then: Behaviour) -> Behaviour:
    """Limits the rate once, then behaves."""
    first = threading.Semaphore(1)

    def behave(exchange: Exchange) -> None:
        (fails(429, "{}", Retry_After="1") if first.acquire(blocking=False) else then)(exchange)

    return behave


def test_the_exam_goes_on_beside_the_page_can_be_stopped_and_begun_again_and_then_the_model_answers(
    browser: Browser, seeds_archive: Path
) -> None:
    gate = Gate(limited(judges(honest)), free=9)
    with asked(browser, seeds_archive, plays(write, honest, judging=gate)) as (chat, turn):
        side = chat.page.get_by_test_id("stSidebar")
        expect(turn.locator("blockquote.quoted").first).to_be_visible()
        exam = turn.locator(".exam")
        expect(exam).to_contain_text("editor-1 sits its exam, and does not write before it has passed.")
        expect(exam).to_contain_text("up to 140 requests")
        expect(exam).to_contain_text(re.compile("[1-9] of 140"))
        expect(side).to_contain_text(re.compile("[1-9] of 140 sentences judged"))
        expect(turn.locator(".notices")).to_have_count(0)
        chat.check_access()

        exam.get_by_role("button", name="Stop the exam").click()
        expect(exam).to_contain_text("The exam of editor-1 was stopped, so it does not write yet.")
        gate.open()
        exam.get_by_role("button", name="Begin the exam again").click()
        again = exam.get_by_role("button", name="Answer again with editor-1")
        expect(again).to_be_visible()
        expect(exam).to_contain_text("editor-1 has passed its exam and may write.")
        expect(side).to_contain_text(
            re.compile(r"editor-1 passed its exam on .*: it caught 100 of 100 planted errors and accepted 40 of 40")
        )
        again.click()
        prose = turn.locator("p.written")
        expect(prose).to_contain_text(PROSE)
        turn = chat.answered()
        expect(prose.locator(".chip")).to_have_text(["1"])
        expect(turn.locator(".missing")).to_have_text("Nothing found on: when the canal was blocked.")
        also = turn.locator(".below .quoted")
        expect(also).to_have_count(1)
        expect(also.locator(".chip")).to_have_text(["2"])
        expect(turn.locator(".notices")).to_contain_text(re.compile("One sentence .*did not follow from its quotes"))
        assert FALLEN not in turn.inner_text()
        expect(turn.locator(".byline")).to_contain_text(
            re.compile(r"Written by editor-1.*, checked by itself. \d+.\d s")
        )
        expect(turn.locator(".exam")).to_have_count(0)
        numbers = turn.locator(".card .quote .number").all_inner_texts()
        assert sorted(numbers) == ["1", "2"], "each quote once"
        expect(turn.locator(".question")).to_be_focused()
        chat.page.wait_for_timeout(400)  # until the answer has faded in
        chat.check_access()


def test_a_model_that_fails_its_exam_does_not_write(browser: Browser, seeds_archive: Path) -> None:
    with asked(browser, seeds_archive, plays(write, credulous)) as (chat, turn):
        failed = re.compile(r"editor-1 caught \d+ of \d+ planted errors, so it does not write\.")
        expect(turn.locator(".exam")).to_have_text(failed)
        expect(chat.page.get_by_test_id("stSidebar")).to_contain_text(failed)
        chat.ask("Who handed the American reply to the Russian foreign ministry?")
        turn = chat.answered(2)
        expect(turn.locator(".written, .exam")).to_have_count(0)
        expect(turn.locator(".notices")).to_contain_text("so no model writes")


def test_an_exam_that_breaks_down_says_why_in_a_line_and_what_to_do(browser: Browser, seeds_archive: Path) -> None:
    broken = fails(401, {"error": {"message": "Incorrect API key", "code": "invalid_api_key"}})
    with asked(browser, seeds_archive, plays(write, honest, judging=broken)) as (chat, turn):
        exam = turn.locator(".exam")
        expect(exam.get_by_role("button", name="Begin the exam again")).to_be_visible()
        expect(exam.locator(".words")).to_have_text(re.compile(r"^The exam of editor-1 was broken off: .*\. \S.*\.$"))
        expect(chat.page.get_by_test_id("stSidebar")).to_contain_text("The exam of editor-1 was broken off")


def test_a_model_that_is_trusted_writes_at_once_and_says_that_it_was_not_examined(
    browser: Browser, seeds_archive: Path
) -> None:
    with (
        FaultyServer(plays(write, honest)) as model,
        serving(seeds_archive, OPENAI_BASE_URL=model.url, PULLQUOTE_MODEL="editor-1", PULLQUOTE_EXAM="off") as address,
        chatting(browser, address) as chat,
    ):
        expect(chat.page.get_by_test_id("stSidebar")).to_contain_text("editor-1, not examined.")
        chat.ask(ASKED)
        turn = chat.answered()
        expect(turn.locator("p.written")).to_contain_text(PROSE)
        expect(turn.locator(".notices")).to_contain_text("Checked by editor-1, not examined.")
        expect(turn.locator(".exam")).to_have_count(0)

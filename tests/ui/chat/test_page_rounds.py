"""Full rounds of what the other tests of the page sample: many chats at once, many closed tabs, a long history."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import psutil
import pytest
from browser import FAKE, ROOT, browsing, chatting, serving
from playwright.sync_api import expect
from visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.torture]

PAIRS = 20
TABS = 100
ASKED = ("Tell me slowly about the vessels of the {}th", "Which vaccines against malaria were there for the {}th?")


def test_twenty_pairs_at_once_each_see_their_own(seeds_archive: Path) -> None:
    with serving(seeds_archive, FAKE) as address:
        visitors = [Visitor(address) for _ in range(2 * PAIRS)]
        asked = [ASKED[number % 2].format(number) for number in range(2 * PAIRS)]
        threads = [
            threading.Thread(target=visitor.ask, args=(question,))
            for visitor, question in zip(visitors, asked, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [visitor.question for visitor in visitors] == asked
        assert {visitor.stage for visitor in visitors} == {"done"}
        assert all(visitor.statements for visitor in visitors)
        assert [visitor.seen for visitor in visitors] == [{question} for question in asked]
        for visitor in visitors:
            visitor.close()


def test_a_hundred_tabs_closed_in_the_middle_leave_nothing_behind(seeds_archive: Path) -> None:
    with serving(seeds_archive, FAKE) as address:
        _closed_in_the_middle(address, 10)
        process = _process_at(address)
        before = _settled(process, 0)
        for _ in range(TABS // 10):
            _closed_in_the_middle(address, 10)
        threads, memory = _settled(process, before[0])
        print(f"{TABS} tabs: {before[0]} then {threads} threads, {before[1] / 1e6:.0f} then {memory / 1e6:.0f} MB")  # noqa: T201
        assert threads <= before[0] + 2
        assert memory - before[1] < 100e6
        last = Visitor(address)
        last.ask("What was there about the vessels waiting in the canal?")
        assert last.stage == "done"
        last.close()


def test_a_history_of_ten_thousand_questions_is_drawn_in_its_latest_part(seeds_archive: Path) -> None:
    with browsing() as browser, serving(seeds_archive, ROOT / "tests" / "support" / "full_page.py") as address:
        with chatting(browser, address) as chat:
            expect(chat.turns).to_have_count(20)
            kept = chat.page.url.removeprefix(address)
        with chatting(browser, address, kept) as chat:
            began = time.monotonic()
            expect(chat.turns).to_have_count(20)
            expect(chat.turns.last.locator(".question")).to_have_text("Question 9999?")
            print(f"10,000 questions: the latest 20 drawn {time.monotonic() - began:.1f} s after the page")  # noqa: T201
            chat.page.get_by_role("button", name="Show 30 earlier").click()
            expect(chat.turns).to_have_count(50)


def _closed_in_the_middle(address: str, tabs: int) -> None:
    visitors = [Visitor(address) for _ in range(tabs)]
    for visitor in visitors:
        visitor.begin("Tell me slowly about the vessels waiting in the canal")
        assert visitor.stage == "writing"
        visitor.close()


def _process_at(address: str) -> psutil.Process:
    port = int(address.rpartition(":")[2])
    listening = (each for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN)
    return psutil.Process(next(each.pid for each in listening if each.laddr.port == port))


def _settled(process: psutil.Process, threads: int) -> tuple[int, int]:
    """Threads and memory once the answers under way are over, or no fewer threads come."""
    for _ in range(40):
        time.sleep(0.5)
        if process.num_threads() <= threads:
            break
    return process.num_threads(), process.memory_info().rss

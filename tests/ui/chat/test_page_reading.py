"""An article beside its answer, in a browser: what stays in sight and in focus, and languages from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import FAKE, chatting, serving
from playwright.sync_api import Browser, expect

from assistant.inference import Embedder

pytestmark = pytest.mark.browser

ARABIC = (
    "أعلنت هيئة قناة السويس يوم الاثنين استئناف الملاحة بعد تعويم السفينة «إيفر غيفن». "
    "وقال الفريق أسامة ربيع إن 422 سفينة كانت تنتظر العبور في قناة السويس عند تعويم السفينة الجانحة."
)
FOCUSED = """() => {
    const node = document.activeElement, reader = document.querySelector('.st-key-reader');
    if (reader.contains(node)) return 'reader';
    if (node.contains(reader)) return 'around it';
    return node.closest('header, [data-testid=stSkipToContent]') ? 'top' : node.outerHTML.slice(0, 120);
}"""
CHIP_AFTER_WORDS = """sentence => {
    const range = document.createRange();
    range.selectNodeContents(sentence.querySelector('.words'));
    const line = [...range.getClientRects()].at(-1);
    const chip = sentence.querySelector('.chip').getBoundingClientRect();
    return chip.right <= line.left + 1 || chip.top >= line.bottom;
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    from assistant.archive import Archive
    from ingest import Indexer

    path = tmp_path_factory.mktemp("reading") / "archive"
    filler = "Nothing else of note happened in the town on that day, and the evening was quiet.\n\n"
    rows: list[dict[str, object]] = [
        {"id": "arabic", "title": "قناة السويس تعود إلى العمل", "publisher": "صحيفة النيل", "text": ARABIC}
    ]
    rows += [
        {
            "id": f"bridge-{number}",
            "title": f"Bridge {number}",
            "text": f"{filler * 12}The footbridge was opened by engineer {number} before a large and cheerful "
            f"crowd, and it was said again and again that this had taken far too many years and far too much money.",
        }
        for number in range(4)
    ]
    with Archive.open(
        path, embedder=embedder.fingerprint, dimension=embedder.dimension, embedder_name=embedder.name, create=True
    ) as opened:
        assert Indexer(opened, embedder).run(documents=rows).added == len(rows)
    return path


@pytest.fixture(scope="module")
def address(archive: Path, browser: Browser) -> Iterator[str]:
    with serving(archive, FAKE) as served:
        yield served


def test_the_answer_stays_in_sight_and_the_next_quote_keeps_the_focus(browser: Browser, address: str) -> None:
    with chatting(browser, address, width=1280, height=800) as chat:
        chat.ask("Who opened the footbridge, which engineer?")
        turn = chat.answered()
        expect(turn.locator(".quote")).to_have_count(4)
        title = turn.locator(".quote .number").last
        title.focus()
        chat.page.keyboard.press("Enter")
        reader = chat.page.locator(".reader")
        expect(reader.locator("mark.current")).to_be_in_viewport()
        chips = turn.locator(".chip")
        expect(chips.nth(3)).to_have_attribute("aria-pressed", "true")
        expect(turn.locator(".sentence").nth(3)).to_be_in_viewport(ratio=1)

        following = reader.get_by_role("button", name="Next quote")
        following.focus()
        for number in (1, 2):  # in one article or another
            chat.page.keyboard.press("Enter")
            expect(reader.locator(".place")).to_have_text(f"Quote {number} of 4")
            expect(following).to_be_focused()
            expect(chips.nth(number - 1)).to_have_attribute("aria-pressed", "true")
            expect(turn.locator(".sentence").nth(number - 1)).to_be_in_viewport(ratio=1)
        chat.page.keyboard.press("Escape")
        expect(reader).to_have_count(0)
        expect(title).to_be_focused()


def test_what_is_written_from_right_to_left_is_set_so(browser: Browser, address: str) -> None:
    with chatting(browser, address, width=380, height=780) as chat:
        chat.ask("كم سفينة كانت تنتظر العبور في قناة السويس؟")
        turn = chat.answered()
        quoted = turn.locator(".quoted").first
        style = quoted.evaluate(
            "node => { const s = getComputedStyle(node); return [s.direction, s.borderRightWidth]; }"
        )
        assert style == ["rtl", "2px"]
        assert all(each.evaluate(CHIP_AFTER_WORDS) for each in turn.locator(".sentence").all())
        for part in (".pull", ".card .title"):
            assert turn.locator(part).first.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_where_the_article_covers_the_chat_nothing_behind_it_takes_the_focus(browser: Browser, address: str) -> None:
    with chatting(browser, address, width=380, height=780) as chat:
        chat.ask("Who opened the footbridge, which engineer?")
        turn = chat.answered()
        chip = turn.locator(".chip").first
        chip.focus()
        chat.page.keyboard.press("Enter")
        sheet = turn.get_by_role("dialog", name="Sources of this answer")
        expect(sheet.locator(".quote[aria-current=true]")).to_be_in_viewport()
        chat.page.wait_for_timeout(400)  # until it has risen
        chat.check_access()
        sheet.locator(".card .title").first.focus()
        chat.page.keyboard.press("Enter")
        expect(sheet).to_have_count(0)
        reader = chat.page.locator(".reader")
        expect(reader).to_be_focused()
        seen = []
        for _ in range(12):
            chat.page.keyboard.press("Tab")
            seen.append(chat.page.evaluate(FOCUSED))
        assert set(seen) == {"reader", "around it", "top"}, seen
        chat.page.get_by_test_id("stMain").focus()
        chat.page.keyboard.press("Escape")
        expect(reader).to_have_count(0)
        expect(chip).to_be_focused()


def test_as_of_a_day_the_version_known_then_stands_beside_the_answer(
    browser: Browser, tmp_path: Path, embedder: Embedder
) -> None:
    from assistant.archive import Archive
    from ingest import Indexer

    said = "The footbridge cost {} million pounds, the council said. It opens on Monday."
    with Archive.open(
        tmp_path / "archive",
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
        embedder_name=embedder.name,
        create=True,
    ) as opened:
        for cost, published in ((12, "2024-03-01"), (17, "2024-03-09")):
            row = {"id": "cost", "title": "A bridge", "text": said.format(cost), "published": published}
            Indexer(opened, embedder).run(documents=[row])
    with serving(tmp_path / "archive") as served, chatting(browser, served, width=1280, height=800) as chat:
        chat.page.get_by_role("group", name="As of", exact=True).get_by_role("spinbutton").first.click()
        chat.page.keyboard.type("20240305")
        chat.page.keyboard.press("Tab")
        chat.ask("How much did the footbridge cost?")
        turn = chat.answered()
        expect(turn.locator(".sentence").first).to_contain_text("12 million")
        expect(turn).to_contain_text("has changed since; version 2 is current")
        turn.locator(".quote .number").first.click()
        reader = chat.page.locator(".reader")
        expect(reader).to_contain_text("Version 1")
        expect(reader.locator("mark").first).to_contain_text("12 million")

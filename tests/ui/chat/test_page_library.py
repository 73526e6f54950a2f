"""The first minute and the library in a browser: filling an archive, adding to it, removing and restoring."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import ROOT, Chat, chatting, serving
from playwright.sync_api import Browser, Locator, expect

from assistant import list_articles

pytestmark = pytest.mark.browser

FERRY = "The ferry Halcyon Marigold carried 4,718 passengers to the island of Tressow in its first week."
TOWER = "The clock tower of Quillhaven was repaired by the mason Ottoline Verrick for 61,400 crowns."
LIGHTHOUSE = "The lighthouse at Corrin Point was painted by Bettany Orrell, which cost 3,270 crowns."

LISTED = "1 article; click a title to read it, tick some to remove them"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where there is no archive yet."""
    return tmp_path_factory.mktemp("first minute") / "archive"


@pytest.fixture(scope="module")
def address(archive: Path, browser: Browser) -> Iterator[str]:
    with serving(archive) as served:
        yield served


def test_an_empty_archive_offers_the_samples_and_then_questions(browser: Browser, address: str) -> None:
    with chatting(browser, address, color_scheme="dark") as chat:
        expect(chat.page.get_by_text("The archive is empty.")).to_be_visible()
        chat.check_access()
        expect(chat.page.get_by_role("button", name="Add your own articles")).to_be_visible()
        chat.page.get_by_role("button", name="Begin with the sample articles").click()
        expect(chat.page.locator(".questions button")).to_have_count(3, timeout=60_000)
        chat.page.locator(".questions button").last.click()
        expect(chat.answered().locator(".card").first).to_be_visible()


def test_a_pasted_article_is_found_at_once(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = _tab(chat, "Add articles")
        form = panel.get_by_test_id("stForm")
        form.get_by_label("Title").fill("A ferry for Tressow")
        form.get_by_label("Publisher").fill("Tressow Post")
        form.get_by_label("Text").fill(f"{FERRY} It will sail twice a day until October.")
        form.get_by_role("button", name="Add this article").click()
        expect(panel.get_by_text(re.compile("1 added"))).to_be_visible()
        expect(_tab(chat, "Last indexing").get_by_text(re.compile("1 added"))).to_be_visible()
        chat.page.get_by_role("link", name="Ask").click()
        chat.ask("How many passengers did the ferry Halcyon Marigold carry?")
        expect(chat.answered().locator(".card mark").first).to_contain_text("4,718 passengers")
        expect(chat.turns.first.locator(".card .publisher").first).to_have_text("Tressow Post")


def test_a_dropped_file_is_reported_under_its_name_and_a_large_one_refused(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/library") as chat:
        panel = _tab(chat, "Add articles")
        files = panel.locator("input[type=file]")
        files.set_input_files({"name": "large.txt", "mimeType": "text/plain", "buffer": b"x" * 5_500_000})
        expect(panel.get_by_text(re.compile("must be 5"))).to_be_visible()
        files.set_input_files(
            [
                {"name": "../../tower.txt", "mimeType": "text/plain", "buffer": f"{TOWER} It leaned.".encode()},
                {"name": "broken.json", "mimeType": "application/json", "buffer": b'{"text": '},
            ]
        )
        expect(panel.get_by_text("What was read, before anything is stored:")).to_be_visible()
        panel.get_by_role("button", name="Add 2 files").click()
        outcome = panel.get_by_text(re.compile("1 added"))
        expect(outcome).to_be_visible()
        expect(panel.get_by_text(re.compile("Failed:"))).to_contain_text("broken.json: ")
        expect(_tab(chat, "Last indexing").get_by_text(re.compile("Failed:"))).to_contain_text("broken.json: ")


def test_an_article_indexed_by_another_process_is_found_without_a_restart(
    browser: Browser, address: str, archive: Path, tmp_path: Path
) -> None:
    with chatting(browser, address) as chat:
        expect(chat.field).to_be_visible()
        (tmp_path / "bridge.md").write_text(
            "---\ntitle: A walk over the weir\n---\nThe footbridge at Ambersley Weir was opened by the engineer "
            "Solveig Tarrant on a rainy morning. "
            "It is 212 metres long. A brass band played, and the ferryman who had rowed people across for years was "
            "the first to walk over it. The old ferry will be kept in the museum of the town. The council says that "
            "the work took fourteen months. Two schools on the far bank can now be reached on foot.",
            encoding="utf-8",
        )
        code = "import sys; from ingest import index; print(index([sys.argv[1]], archive=sys.argv[2]).added)"
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "bridge.md"), str(archive)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "1"
        chat.ask("Who opened the footbridge at Ambersley Weir?")
        expect(chat.answered().locator(".card mark").filter(has_text="Solveig Tarrant")).to_be_visible()


def test_an_article_is_opened_removed_after_asking_and_restored(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/library") as chat:
        chat.page.get_by_label("Words in the text").fill("“pulled free” bank Suez zzyzx")
        chat.page.keyboard.press("Enter")
        expect(chat.page.get_by_text("No article matches.")).to_be_visible()
        chat.page.get_by_label("Words in the text").fill("“Ever Given” bank Suez")
        chat.page.keyboard.press("Enter")
        expect(chat.page.get_by_text(LISTED)).to_be_visible()
        for _ in range(2):  # the same one may be opened again
            chat.page.get_by_test_id("stDataFrame").click(position={"x": 300, "y": 52})  # the table is a canvas
            expect(chat.page.locator(".reader .headline")).to_contain_text("Suez Canal")
            chat.page.keyboard.press("Escape")
            expect(chat.page.locator(".reader")).to_have_count(0)
            expect(chat.page.get_by_label("Words in the text")).to_be_focused()  # where it was
        _tick_first(chat)
        expect(chat.page.locator(".reader")).to_have_count(0)
        chat.page.get_by_role("button", name="Open article").click()
        expect(chat.page.locator(".reader .headline")).to_contain_text("Suez Canal")
        chat.page.get_by_role("button", name="Close the article").click()
        expect(chat.page.locator(".reader")).to_have_count(0)

        chat.page.get_by_role("button", name="Remove…").click()
        dialog = chat.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Remove 1 article?")
        expect(dialog).to_contain_text("A Single Ship Shut the Suez Canal")
        expect(dialog).to_contain_text("It will no longer be searched")
        dialog.get_by_role("button", name="Cancel").click()
        expect(chat.page.get_by_text("1 article chosen")).to_be_visible()
        chat.page.get_by_role("button", name="Remove…").click()
        dialog.get_by_role("button", name="Remove 1 article").click()
        expect(chat.page.get_by_text("No article matches.")).to_be_visible()

        chat.page.get_by_text("Removed ones").click()
        expect(chat.page.get_by_text(LISTED)).to_be_visible()
        _tick_first(chat)
        chat.page.get_by_role("button", name="Restore…").click()
        dialog.get_by_role("button", name="Restore 1 article").click()
        expect(chat.page.get_by_text("No article was removed.")).to_be_visible()


def test_an_article_is_corrected_and_a_removal_undone(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/library") as chat:
        chat.page.get_by_label("Words in the text").fill("Ingenuity helicopter Mars")
        chat.page.keyboard.press("Enter")
        expect(chat.page.get_by_text(LISTED)).to_be_visible()
        _tick_first(chat)
        chat.page.get_by_role("button", name="Correct…").click()
        dialog = chat.page.get_by_role("dialog")
        dialog.get_by_label("Publisher").fill("Red Planet Review")
        dialog.get_by_role("button", name="Correct", exact=True).click()
        expect(dialog).to_have_count(0)
        chat.page.get_by_role("combobox", name="Publisher").click()
        expect(chat.page.get_by_role("option", name="Red Planet Review")).to_be_visible()
        chat.page.keyboard.press("Escape")

        expect(chat.page.get_by_text(LISTED)).to_be_visible()
        _tick_first(chat)
        chat.page.get_by_role("button", name="Remove…").click()
        dialog.get_by_role("button", name="Remove 1 article").click()
        expect(chat.page.get_by_text("1 article removed.")).to_be_visible()
        chat.page.get_by_role("button", name="Undo").click()
        expect(chat.page.get_by_text(LISTED).or_(chat.page.get_by_text("1 article chosen"))).to_be_visible()


def test_two_open_pages_see_one_archive_and_each_its_own_chat(browser: Browser, address: str, archive: Path) -> None:
    asked = "How much did the lighthouse at Corrin Point cost to paint?"
    with chatting(browser, address) as reader, chatting(browser, address, "/library") as editor:
        reader.ask(asked)
        expect(reader.answered()).not_to_contain_text("Bettany Orrell")
        panel = _tab(editor, "Add")
        panel.get_by_label("Title").fill("Corrin Point is white again")
        panel.get_by_label("Text", exact=True).fill(LIGHTHOUSE)
        panel.get_by_role("button", name="Add this article").click()
        while not list_articles(mentions="Corrin", archive=archive):
            editor.page.wait_for_timeout(100)

        reader.ask(asked)
        expect(reader.answered(2).locator(".card mark").first).to_contain_text("Bettany Orrell")
        editor.page.get_by_role("tab", name="Articles", exact=True).click()
        editor.page.get_by_label("Words in the text").fill("Corrin Point")
        editor.page.keyboard.press("Enter")
        expect(editor.page.get_by_text(LISTED)).to_be_visible()
        _tick_first(editor)
        editor.page.get_by_role("button", name="Remove…").click()
        editor.page.get_by_role("dialog").get_by_role("button", name="Remove 1 article").click()
        expect(editor.page.get_by_text("1 article removed.")).to_be_visible()

        reader.ask(asked)
        expect(reader.answered(3)).not_to_contain_text("Bettany Orrell")
        editor.page.get_by_role("link", name="Ask").click()
        expect(editor.field).to_be_visible()
        expect(editor.turns).to_have_count(0)


def _tab(chat: Chat, name: str) -> Locator:
    chat.page.get_by_role("tab", name=name).click()
    return chat.page.get_by_role("tabpanel", name=name)


def _tick_first(chat: Chat) -> None:
    """The table is a canvas: its first box lies under the heading, at the left."""
    table = chat.page.get_by_test_id("stDataFrame")
    expect(table).to_have_count(1)
    table.click(position={"x": 16, "y": 52})
    expect(chat.page.get_by_text("1 article chosen")).to_be_visible()

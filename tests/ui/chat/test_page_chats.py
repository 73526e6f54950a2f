"""The chats of a browser: listed, gone back to, taken away, and let go with what has been erased."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from browser import chatting, serving
from playwright.sync_api import Browser, expect

from assistant.archive import Archive, ArchiveWriter
from assistant.inference import Embedder

pytestmark = pytest.mark.browser

SULLIVAN = "Who handed the American reply to the Russian foreign ministry in January 2022?"
SUEZ = "How many vessels were waiting when the Suez Canal was blocked?"


@pytest.fixture(scope="module")
def archive(seeds_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of its own, from which articles are erased."""
    path = tmp_path_factory.mktemp("chats") / "archive"
    shutil.copytree(seeds_archive, path)
    return path


@pytest.fixture(scope="module")
def address(archive: Path, browser: Browser) -> Iterator[str]:
    with serving(archive) as served:
        yield served


def test_a_new_chat_back_and_a_reload_lose_nothing(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        expect(chat.field).to_be_focused()
        chat.ask(SUEZ)
        chat.answered()
        listed = chat.page.locator(".chat")
        expect(listed).to_have_count(0)
        chat.page.get_by_role("button", name="New chat").click()
        expect(chat.turns).to_have_count(0)
        chat.page.go_back()
        expect(chat.turns.first.locator(".question")).to_have_text(SUEZ)
        chat.page.go_forward()
        expect(chat.turns).to_have_count(0)
        chat.ask(SULLIVAN)
        chat.answered()
        expect(listed).to_have_count(2)
        expect(listed.first).to_have_text(re.compile(re.escape(SULLIVAN) + r"\d\d:\d\d"))
        expect(listed.first).to_have_attribute("aria-current", "true")
        expect(chat.page.locator(".kept")).to_contain_text("until Pullquote is ended")
        chat.page.wait_for_timeout(400)  # until the answer has faded in
        chat.check_access()

        chat.page.reload()
        question = chat.turns.first.locator(".question")
        expect(question).to_have_text(SULLIVAN)
        expect(chat.field).to_be_focused()
        expect(chat.page.get_by_text("Opening the archive …")).to_have_count(0)
        box = question.bounding_box()
        assert box and box["y"] >= 60, "below Streamlit's own head of the page"

        chat.page.goto(address)  # another visit, without the address of a chat
        expect(listed).to_have_count(2)
        listed.last.click()
        expect(chat.turns.first.locator(".question")).to_have_text(SUEZ)
        expect(listed.last).to_have_attribute("aria-current", "true")

    with chatting(browser, address) as stranger:
        expect(stranger.field).to_be_visible()
        expect(stranger.page.locator(".questions button").first).to_be_visible()
        expect(stranger.page.locator(".chat")).to_have_count(0)


def test_each_answer_is_copied_and_saved_under_its_question(browser: Browser, address: str) -> None:
    with chatting(browser, address, permissions=["clipboard-read", "clipboard-write"]) as chat:
        chat.ask(SUEZ)
        turn = chat.answered()
        quoted = turn.locator(".card mark").first.inner_text()
        turn.get_by_role("button", name="Copy this answer").click()
        expect(turn.locator(".told")).to_have_text("Copied")
        copied = chat.page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"{SUEZ}\n\n") and quoted in copied
        for kind, ending in (("Markdown", "md"), ("text", "txt"), ("JSON", "json")):
            with chat.page.expect_download() as saved:
                turn.get_by_role("button", name=f"Download this answer as {kind}").click()
            assert saved.value.suggested_filename == f"how-many-vessels-were-waiting-when-the-suez-canal-was.{ending}"
            text = Path(saved.value.path()).read_text(encoding="utf-8")
            assert json.loads(text)["question"] == SUEZ if kind == "JSON" else SUEZ.split("?")[0] in text


def test_thanks_and_greetings_are_answered_in_kind(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        chat.ask("Thank you very much!")
        turn = chat.answered()
        expect(turn.locator(".verdict")).to_have_text("You are welcome.")
        expect(turn.locator(".try, .read, .byline")).to_have_count(0)


@contextmanager
def writing(archive: Path, embedder: Embedder) -> Iterator[tuple[Archive, ArchiveWriter]]:
    """The archive, changed by another process than the page's."""
    with (
        Archive.open(
            archive, embedder=embedder.fingerprint, dimension=embedder.dimension, embedder_name=embedder.name
        ) as opened,
        opened.writer() as writer,
    ):
        yield opened, writer


def test_an_answer_is_marked_and_checked_when_its_article_has_changed(
    browser: Browser, address: str, archive: Path, embedder: Embedder
) -> None:
    with chatting(browser, address) as chat:
        chat.ask(SULLIVAN)
        turn = chat.answered()
        check = turn.get_by_role("button", name="Check whether the quotes")
        check.click()
        checked = turn.locator(".checked")
        expect(checked).to_contain_text("Every quote still stands.")
        expect(turn.locator(".since")).to_have_count(0)
        chat.page.wait_for_timeout(400)  # until the answer has faded in
        chat.check_access()

        with writing(archive, embedder) as (opened, writer):
            with opened.snapshot() as snapshot:
                (id,) = (each.id for each in snapshot.articles(mentions=["Sullivan"]))
                article = snapshot.article(id)
            text = article.text.replace("Sullivan", "Sulliman")
            edited = replace(article, text=text, sha256="")
            writer.put(edited, [(0, len(text))], embedder.embed([text]))
        check.click()
        expect(checked).to_contain_text("Not every quote still stands.")
        expect(checked.locator(".fallen").first).to_contain_text("changed (version 2)")
        expect(checked.locator("del").first).to_contain_text("Sullivan")
        expect(checked.locator("ins").first).to_contain_text("Sulliman")
        expect(turn.locator(".since")).to_have_text("An article quoted here has changed since.")
        chat.check_access()

        chat.page.get_by_role("button", name="New chat").click()
        expect(chat.turns).to_have_count(0)
        with writing(archive, embedder) as (_, writer):
            writer.remove([id])
        chat.page.go_back()
        turn = chat.turns.first
        expect(turn.locator(".since")).to_have_text("An article quoted here has been removed since.")
        expect(turn.locator(".checked")).to_have_count(0)
        turn.get_by_role("button", name="Check whether the quotes").click()
        expect(turn.locator(".checked .fallen").first).to_contain_text("removed")
        with writing(archive, embedder) as (_, writer):
            writer.restore([id])
            writer.put(article, [(0, len(article.text))], embedder.embed([article.text]))


def test_nothing_of_an_article_outlives_its_erasure(
    browser: Browser, address: str, archive: Path, embedder: Embedder
) -> None:
    with chatting(browser, address) as chat:
        chat.ask(SUEZ)
        turn = chat.answered()
        quoted = turn.locator(".card mark").first.inner_text()
        with writing(archive, embedder) as (opened, writer):
            with opened.snapshot() as snapshot:
                ids = [each.id for each in snapshot.articles(mentions=["Suez"])]
            writer.purge(ids)
        turn.get_by_role("button", name="Download this answer as Markdown").click()
        expect(turn.locator(".failure")).to_contain_text("has been erased since")
        expect(chat.page.locator(".reader")).to_have_count(0)
        assert quoted not in turn.inner_text()
        expect(chat.page.get_by_test_id("stSidebar").get_by_role("button", name="Markdown")).to_be_disabled()

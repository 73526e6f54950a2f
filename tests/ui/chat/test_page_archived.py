"""What the page knows of the archive, also after its folder has gone or where it is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browser import chatting, serving
from playwright.sync_api import Browser, expect

from assistant.assistant import Assistant
from assistant.settings import Settings
from ui.chat.add_articles import Adder
from ui.chat.archive_figures import archived, refresh
from ui.chat.resources import Resources


def test_an_archive_whose_folder_has_gone_is_an_empty_one(seeds_archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    shutil.copytree(seeds_archive, path)
    with Assistant(Settings(archive=path)) as assistant:
        resources = Resources(assistant.settings, assistant, Adder(assistant.settings, assistant.embedder))
        assert archived(resources).extent.articles == 12
        shutil.rmtree(path)
        refresh()
        assert archived(resources).empty
    refresh()


@pytest.mark.browser
def test_a_damaged_archive_is_named_and_what_to_do_is_said(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    path.mkdir()
    (path / "archive.db").write_bytes(b"not a database" * 5_000)
    with serving(path) as address, chatting(browser, address) as chat:
        told = chat.page.locator(".st-key-told")
        expect(told).to_contain_text("archive.db is damaged")
        expect(told).to_contain_text("pullquote archive restore")
        expect(chat.page.get_by_text("Opening the archive …")).to_have_count(0)
        chat.check_access()

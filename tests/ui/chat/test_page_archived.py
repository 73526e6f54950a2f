"""What the page knows of the archive, also after its folder has gone."""

from __future__ import annotations

import shutil
from pathlib import Path

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

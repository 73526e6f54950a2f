"""A few altered bytes that SQLite does not notice: an article is shown as it was stored, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from counting_embedder import CountingEmbedder
from newsroom import opened

from assistant import Article
from assistant.errors import ArchiveDamaged

ARTICLE = Article(
    "one",
    "The council of Aford voted for the bridge.",
    "A bridge for Aford",
    "The Courier",
    "Ann Smith",
    date(2022, 1, 27),
    "https://news.example/bridge",
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with opened(tmp_path, create=True) as archive, archive.writer() as writer:
        writer.put(ARTICLE, [(0, len(ARTICLE.text))], CountingEmbedder().embed([ARTICLE.text]).astype(np.float32))
    return tmp_path


@pytest.mark.parametrize("word", [b"voted", b"A bridge for", b"The Courier", b"Ann Smith", b"2022-01-27", b"/bridge"])
def test_an_altered_article_is_named_and_not_shown(archive: Path, word: bytes) -> None:
    file = archive / "archive.db"
    content = file.read_bytes()
    assert word in content
    file.write_bytes(content.replace(word, word[:-1] + (b"3" if word[-1:].isdigit() else b"x")))
    with opened(archive) as opening:
        with opening.snapshot() as snapshot, pytest.raises(ArchiveDamaged, match=r"'one'.* that it was stored with"):
            snapshot.article("one")
        (problem,) = opening.status().problems
        assert "archive.db: " in problem and "'one'" in problem


def test_what_is_as_it_was_is_sound(archive: Path) -> None:
    with opened(archive) as opening:
        assert opening.status().healthy
        with opening.snapshot() as snapshot:
            assert snapshot.article("one") == Article(
                ARTICLE.id,
                ARTICLE.text,
                ARTICLE.title,
                ARTICLE.publisher,
                ARTICLE.author,
                ARTICLE.published,
                ARTICLE.url,
                1,
            )

"""What SQLite cannot hold or look for is not in the archive, whoever asks for it: no error of its own is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.errors import ArticleMissing, FilterError
from assistant.questions.validation import checked_filters
from assistant.settings import Settings
from ingest import index

ARTICLE = {
    "id": "bridge",
    "title": "The bridge",
    "text": "The bridge was opened on Monday. It cost ten million pounds.",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path = tmp_path_factory.mktemp("unstorable") / "archive"
    assert index(documents=[ARTICLE], archive=path).added == 1
    with Assistant(Settings(archive=path, model="quotes")) as opened:
        yield opened


@pytest.mark.parametrize(("id", "version"), [("bridge", 2**63), ("bridge", -(10**30)), ("\ud800", None), ("\udcff", 1)])
def test_an_article_that_cannot_be_is_missing(assistant: Assistant, id: str, version: int | None) -> None:
    with assistant.archive.snapshot() as snapshot, pytest.raises(ArticleMissing):
        snapshot.article(id, version)


@pytest.mark.parametrize(
    ("id", "version", "outcome"),
    [("bridge", 10**30, "misquoted"), ("\ud800", 1, "unknown"), ("bridge", 1, "misquoted")],
)
def test_a_saved_quote_of_what_cannot_be_does_not_stand(
    assistant: Assistant, id: str, version: int, outcome: str
) -> None:
    article = {"id": id, "version": version, "sha256": "none"}
    (check,) = assistant.check({"quotes": [{"number": 1, "text": "x", "start": 0, "end": 1, "article": article}]})
    assert check.outcome == outcome


@pytest.mark.parametrize("search", ["\ud800", "bridge" * 100_000])
def test_what_no_article_can_hold_finds_none(assistant: Assistant, search: str) -> None:
    with assistant.archive.snapshot() as snapshot:
        assert snapshot.articles(search=search) == []
        assert snapshot.count_articles(search=search) == 0
        assert snapshot.articles(mentions=["bridge", "\ud800"]) == []


def test_a_list_may_be_asked_for_beyond_any_number(assistant: Assistant) -> None:
    with assistant.archive.snapshot() as snapshot:
        assert len(snapshot.articles(limit=10**30)) == 1
        assert snapshot.articles(offset=10**30) == []


def test_what_is_no_date_is_not_repeated_at_length() -> None:
    with pytest.raises(FilterError) as refused:
        checked_filters(since="x" * 1_000_000)
    assert len(str(refused.value)) < 300

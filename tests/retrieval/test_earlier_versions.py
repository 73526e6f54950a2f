"""As of a day, an article is read as it was known then, though it was changed since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings
from assistant.archive import Archive
from assistant.inference import Embedder, Reranker
from assistant.search_scope import Filters
from ingest import index

FLOOD = (
    "The river Tam rose overnight and flooded Harwick. Officials said on Sunday that {0} people had died in the Harwick"
    " flood. Schools stay closed until Wednesday."
)
TOLL = "Drivers will pay a toll of two pounds on the harbour bridge from July. Residents will not pay it."
QUESTION = "How many people died in the Harwick flood?"
FIRST, BETWEEN, SECOND, AFTER = (f"2026-03-{day:02}" for day in (2, 5, 9, 12))


@dataclass
class Desk:
    """An archive, what is stored in it, and on which days."""

    path: Path
    assistant: Assistant

    def store(self, id: str, text: str, day: str, **said: str) -> None:
        """Index an article, or another version of it, on a day."""
        document = {"id": id, "text": text, "title": "Flood in Harwick", "publisher": "Post", **said}
        report = index(documents=[document], archive=self.path)
        assert report.added + report.updated == 1
        with closing(sqlite3.connect(self.path / "archive.db")) as archive, archive:
            last = "key = (SELECT max(key) FROM versions)"
            archive.execute(f"UPDATE versions SET indexed = ? WHERE {last}", (f"{day}T08:00:00+00:00",))

    def ask(self, as_of: str | None, question: str = QUESTION) -> Answer:
        return self.assistant.ask(question, as_of=as_of)

    def read(self, as_of: str | None) -> set[tuple[str, int]]:
        """The versions that an answer is sought in."""
        articles = (read.passage.article for read in self.ask(as_of).passages)
        return {(article.id, article.version) for article in articles}


@pytest.fixture
def desk(tmp_path: Path, embedder: Embedder, reranker: Reranker) -> Iterator[Desk]:
    settings = Settings(archive=tmp_path / "archive")
    with Assistant(settings, embedder=embedder, reranker=reranker) as assistant:
        desk = Desk(settings.archive, assistant)
        desk.store("toll", TOLL, FIRST, title="Toll on the bridge", published="2026-02-20")
        desk.store("flood", FLOOD.format(12), FIRST, published="2026-03-01")
        yield desk


def test_as_of_a_day_the_version_known_then_answers(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-01")
    then, later, now = (desk.ask(day) for day in (BETWEEN, AFTER, None))
    quote = next(quote for quote in then.quotes if "died" in quote.text)
    article = quote.article
    assert "12 people" in quote.text and article.text == FLOOD.format(12)
    assert (article.version, article.indexed) == (1, date.fromisoformat(FIRST))
    assert all(quote.article.version == 1 for quote in then.quotes)
    assert any("version 1 of the article, which has changed since; version 2 is current." in n for n in then.notices)
    for answer in (later, now):
        assert all("12 people" not in read.passage.text for read in answer.passages)
        assert any("17 people" in quote.text for quote in answer.quotes)
        assert not any("has changed since" in notice for notice in answer.notices)
    with desk.assistant.archive.snapshot() as snapshot:  # the version that is named opens, with these words there
        opened = snapshot.article("flood", article.version)
    assert opened.sha256 == article.sha256 and opened.text[quote.start : quote.end] == quote.text
    checks = {check.number: check.outcome for check in desk.assistant.check(then.to_dict())}
    assert checks[quote.number] == "changed"


def test_before_an_article_was_there_nothing_of_it_is(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-01")
    answer = desk.ask("2026-02-25")
    assert answer.searched.articles == 1
    assert {read.passage.article.id for read in answer.passages} == {"toll"}


def test_of_what_was_stored_only_later_the_first_version_is_nearest(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-01")
    assert ("flood", 1) in desk.read("2026-03-01")


def test_an_article_that_was_dated_anew_was_there_before(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), FIRST, published="2026-03-07")
    assert ("flood", 1) in desk.read("2026-03-01") and ("flood", 2) in desk.read("2026-03-08")


def test_a_day_that_was_found_only_later_counts(desk: Desk) -> None:
    desk.store("storm", "A storm cut the power of Harwick for two days, the town said.", SECOND, title="Storm")
    desk.store("storm", "A storm cut the power of Harwick for three days.", AFTER, published="2026-03-08")
    assert ("storm", 1) in desk.read(SECOND)  # it has no date, but was stored by then
    assert all(id != "storm" for id, _ in desk.read(BETWEEN))


def test_where_only_what_is_said_of_it_changed_the_text_is_the_current_one(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(12), SECOND, title="Harwick under water", published="2026-03-01")
    answer = desk.ask(BETWEEN)
    assert {quote.article.title for quote in answer.quotes} == {"Harwick under water"}
    assert not any("has changed since" in notice for notice in answer.notices)


def test_what_was_written_anew_is_found_by_its_words(desk: Desk) -> None:
    desk.store(
        "flood", "The mayor of Harwick opened a garden with forty kinds of roses.", SECOND, published="2026-03-01"
    )
    assert any("12 people" in quote.text for quote in desk.ask(BETWEEN).quotes)
    assert not any("12 people" in read.passage.text for read in desk.ask(AFTER).passages)


def test_filters_look_at_what_was_said_of_it_then(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-08", publisher="Courier")
    for options, there in (
        ({"publishers": ["Post"]}, True),
        ({"publishers": ["Courier"]}, False),
        ({"until": "2026-03-03"}, True),
        ({"since": "2026-03-03"}, False),
    ):
        answer = desk.assistant.ask(QUESTION, as_of=BETWEEN, **options)
        assert ("flood" in {read.passage.article.id for read in answer.passages}) is there, options


def test_lists_counts_and_summaries_are_as_of_the_day_too(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-08")
    count = "How many articles mention “{0} people”?"
    assert desk.ask(BETWEEN, count.format(12)).above[0].startswith("1 article as of 5 March 2026 mentions")
    assert desk.ask(BETWEEN, count.format(17)).above[0].startswith("No article")
    assert desk.ask(None, count.format(12)).above[0].startswith("No article")
    summary = desk.ask(BETWEEN, "What happened in March 2026?")
    assert {(quote.article.id, quote.article.version) for quote in summary.quotes} == {("flood", 1)}
    assert (summary.searched.articles, summary.searched.last) == (1, date(2026, 3, 1))
    assert "Zorblax" in desk.ask(BETWEEN, "What did Zorblax Quimby say of twelve otters?").absent[0]


def test_removed_and_erased_articles_stay_out(desk: Desk) -> None:
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-01")
    with desk.assistant.archive.writer() as writer:
        writer.remove(["flood"])
    assert desk.read(BETWEEN) == {("toll", 1)}
    with desk.assistant.archive.writer() as writer:
        writer.restore(["flood"])
    assert ("flood", 1) in desk.read(BETWEEN)
    with desk.assistant.archive.writer() as writer:
        writer.purge(["flood"])
    assert desk.read(BETWEEN) == {("toll", 1)}


def test_what_was_withdrawn_since_is_never_first_and_never_without_that(desk: Desk) -> None:
    withdrawn = FLOOD.format(12) + "\n\nThis article has been retracted."
    desk.store("flood", withdrawn, SECOND, published="2026-03-01")
    desk.store("harwick", "In the Harwick flood 14 people died, the hospital said.", FIRST, published="2026-03-02")
    answer = desk.ask(BETWEEN)
    assert answer.quotes[0].article.id == "harwick"
    quoted = next(quote.article for quote in answer.quotes if quote.article.id == "flood")
    assert quoted.version == 1 and quoted.correction == "This article has been retracted."
    assert any("was withdrawn: “This article has been retracted.”" in notice for notice in answer.notices)


def test_words_weigh_as_much_as_they_would_have_then(desk: Desk) -> None:
    with desk.assistant.archive.snapshot() as snapshot:
        before = dict(snapshot.full_text(["died", "Harwick", "bridge"]))
        texts = {passage.text: before[id] for id, passage in snapshot.passages(before).items()}
    desk.store("flood", FLOOD.format(17), SECOND, published="2026-03-01")
    with desk.assistant.archive.snapshot() as snapshot:
        then = dict(snapshot.full_text(["died", "Harwick", "bridge"], filters=Filters(as_of=date(2026, 3, 5))))
        found = snapshot.passages(then)
    assert {passage.text: then[id] for id, passage in found.items()} == pytest.approx(texts, rel=0.05)


def test_passages_of_earlier_versions_keep_their_ids(desk: Desk, embedder: Embedder) -> None:
    desk.store("flood", " ".join(FLOOD.format(n) for n in range(40)), SECOND, published="2026-03-01")
    desk.store("flood", FLOOD.format(17), AFTER, published="2026-03-01")
    day = Filters(as_of=date.fromisoformat(SECOND))
    vector = embedder.embed_query(QUESTION)
    kept = []
    for _ in range(2):
        with Archive.named_in(desk.assistant.settings, embedder) as archive, archive.snapshot() as snapshot:
            ids = [id for id, _ in snapshot.full_text(["Harwick"], filters=day)]
            passages = snapshot.passages(ids)
            opening = next(id for id in snapshot.openings(day) if snapshot.passages([id])[id].article.id == "flood")
            whole = snapshot.siblings([opening])
            assert {id for id, _ in snapshot.nearest(vector, filters=day)} & set(whole)
        assert sorted(ids) == whole and len(whole) > 3 and whole[0] == opening
        assert {passage.article.version for passage in passages.values()} == {2}
        kept.append({id: passage.text for id, passage in passages.items()})
    assert kept[0] == kept[1]


def test_what_became_a_copy_later_was_none_then(desk: Desk) -> None:
    wire = " ".join(f"In street {n} of Harwick the water stood {n} feet high until noon." for n in range(30))
    desk.store("wire", wire, FIRST, published="2026-03-01", publisher="Meridian")
    desk.store("flood", wire + " We go on reporting.", SECOND, published="2026-03-01")
    then = Filters(as_of=date.fromisoformat(BETWEEN))
    with desk.assistant.archive.snapshot() as snapshot:
        passages = snapshot.passages(id for id, _ in snapshot.full_text(["Harwick"], filters=then))
        articles = {passage.article.id: passage.article for passage in passages.values()}
        assert articles["flood"].version == 1
        assert snapshot.near_duplicates(articles.values(), then.as_of) == []
        (now,) = snapshot.near_duplicates(articles.values(), date.fromisoformat(AFTER))
    assert {now.one.id, now.other.id} == {"wire", "flood"}

"""Finding passages in an archive: the right article, the right day, and the courage to find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.archive import Archive, Snapshot
from assistant.articles import Article
from assistant.inference import Embedder, Reranker
from assistant.retrieval import Retriever
from assistant.retrieval.answerability import CALIBRATIONS
from assistant.retrieval.retriever import UNSURE
from assistant.retrieval.search_notices import NEAREST_ONLY
from assistant.search_scope import Filters
from assistant.text.sentences import sentences

TODAY = date(2024, 6, 12)
OLD = "The ferry Selma ran aground off Brenna on 3 March 2019 with 214 people aboard. All were brought ashore by noon."
NEW = "The ferry Aurora ran aground off Brenna on Monday with 98 people aboard. Two passengers broke an arm."
TOLL = "Drivers will pay a toll of £2 on the harbour bridge from July. Residents of the island will not pay it."
CHESS = "Ines Roth won the chess title of Arlen in a final of seven hours. She is 16 and began to play at nine."
NEWS = (
    Article("old", OLD, "Ferry runs aground off Brenna", "Coast Post", published=date(2019, 3, 4)),
    Article("new", NEW, "Ferry runs aground off Brenna", "Coast Post", published=date(2024, 6, 10)),
    Article("toll", TOLL, "Toll on the harbour bridge", "City Herald", published=date(2024, 5, 2)),
    Article("chess", CHESS, "A champion at 16", "City Herald", published=date(2024, 4, 20)),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("ferries") / "archive"
    with Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension, create=True) as archive:
        with archive.writer() as writer:
            for article in NEWS:
                spans = sentences(article.text)
                whole = [(spans[0][0], spans[-1][1])]
                writer.put(article, whole, embedder.embed([f"{article.title}\n{article.text}"]))
        yield archive


@pytest.fixture
def snapshot(archive: Archive) -> Iterator[Snapshot]:
    with archive.snapshot() as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def retriever(embedder: Embedder, reranker: Reranker) -> Retriever:
    return Retriever(embedder, reranker)


def test_the_passage_that_answers_comes_first(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("How many people were aboard the ferry Selma?", snapshot)
    assert found.close and found.passages[0].passage.article.id == "old" == found.articles[0]
    assert found.searched.articles == 4 and set(found.articles) == {"old", "new", "toll", "chess"}
    assert {"embedding", "searching", "reranking"} <= set(found.timings)


def test_what_stands_nowhere_is_named(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("How many otters did Zorblax Quimby count in Patagonia?", snapshot)
    assert not found.close and found.closeness < 0.05
    assert found.absent == ("Zorblax Quimby", "Patagonia", "otters", "count")


def test_an_old_article_does_not_lose_to_a_new_one(retriever: Retriever, snapshot: Snapshot) -> None:
    question = "How many people were aboard the ferry Selma off Brenna?"
    for filters in (Filters(), Filters(as_of=TODAY)):
        assert retriever.retrieve(question, snapshot, filters, today=TODAY).articles[0] == "old"


def test_news_of_the_day_comes_first_where_it_is_asked_for(retriever: Retriever, snapshot: Snapshot) -> None:
    question = "Which ferry ran aground off Brenna this week?"
    assert retriever.retrieve(question, snapshot, Filters(as_of=TODAY)).articles[0] == "new"
    assert retriever.retrieve(question, snapshot, today=TODAY).articles[0] == "new"


def test_as_of_is_the_archive_as_it_stood(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve(
        "Which ferry ran aground off Brenna this week?", snapshot, Filters(as_of=date(2019, 3, 8))
    )
    assert found.articles == ("old",)


def test_a_period_in_the_question_confines_the_search(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("Which ferry ran aground in March 2019?", snapshot)
    assert found.filters == Filters(since=date(2019, 3, 1), until=date(2019, 3, 31))
    assert found.articles == ("old",) and not found.notices


def test_what_is_not_there_is_looked_for_everywhere(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("Who won the chess title of Arlen in May 2022?", snapshot)
    assert found.articles[0] == "chess" and found.filters == Filters()
    (notice,) = found.notices
    assert "published in May 2022" in notice


def test_a_question_in_capitals_finds_as_much(retriever: Retriever, snapshot: Snapshot) -> None:
    question = "Which ferry ran aground at the pier?"
    calm, loud = (retriever.retrieve(each, snapshot) for each in (question, question.upper()))
    assert calm.articles == loud.articles and calm.closeness == loud.closeness


def test_a_literal_question_confines_nothing(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("Which ferry ran aground in March 2019?", snapshot, literal=True)
    assert found.filters == Filters() and len(found.articles) == 4


def test_nothing_is_found_where_nothing_may_be_searched(retriever: Retriever, snapshot: Snapshot) -> None:
    found = retriever.retrieve("Which ferry?", snapshot, Filters(publishers=("Nobody",)))
    assert not found.passages and not found.close and found.searched.articles == 0


def test_the_same_question_finds_the_same(retriever: Retriever, snapshot: Snapshot) -> None:
    first, second = (retriever.retrieve("Who won the chess title?", snapshot) for _ in range(2))
    assert [(read.passage.id, read.score) for read in first.passages] == [
        (read.passage.id, read.score) for read in second.passages
    ]


def test_the_threshold_belongs_to_the_reranker(reranker: Reranker) -> None:
    assert reranker.fingerprint in CALIBRATIONS


def test_the_same_event_of_another_year_is_not_an_answer(retriever: Retriever, snapshot: Snapshot) -> None:
    question = "Which ferry ran aground off Brenna in the winter of {}?"
    assert retriever.retrieve(question.format(2019), snapshot, literal=True, today=TODAY).close
    assert not retriever.retrieve(question.format(2013), snapshot, literal=True, today=TODAY).close


def test_words_for_the_news_are_no_date_where_the_archive_ends_long_before(
    retriever: Retriever, snapshot: Snapshot
) -> None:
    question = "Which ferry ran aground off Brenna this week?"
    (notice,) = retriever.retrieve(question, snapshot, today=date(2026, 1, 7)).notices
    assert "“this week”" in notice and "10 June 2024" in notice
    assert not retriever.retrieve(question, snapshot, today=TODAY).notices
    assert not retriever.retrieve(question, snapshot, Filters(as_of=TODAY), today=date(2026, 1, 7)).notices


def test_what_may_not_answer_is_said_to_be_the_nearest_only(retriever: Retriever, snapshot: Snapshot) -> None:
    doubtful = retriever.retrieve("How old is the harbour bridge?", snapshot, today=TODAY)
    assert doubtful.close and doubtful.closeness < UNSURE and doubtful.above == (NEAREST_ONLY,)
    sure = retriever.retrieve("How many people were aboard the ferry Selma?", snapshot, today=TODAY)
    assert sure.closeness >= UNSURE and not sure.above and not sure.notices

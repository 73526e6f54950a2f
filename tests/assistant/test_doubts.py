"""Doubts that stand above an answer: that another occasion than the one quoted may be meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant import Assistant, Settings
from assistant.caveats import with_caveats
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.search_notices import NEAREST_ONLY
from assistant.settings import QUOTES
from ingest import index

ROWS = (
    (
        "2023-04-04",
        "Kora batters Brenna",
        "A storm flooded the harbour of Brenna on Tuesday. Kora sank nine boats there.",
    ),
    (
        "2024-10-02",
        "Lena batters Brenna",
        "A storm flooded the harbour of Brenna on Wednesday. Lena sank ten boats there.",
    ),
    ("2024-10-20", "Otters return", "Biologist Ann Roe counted seven otters in the river Alder on Sunday."),
)
KORA = "“Kora batters Brenna” of 4 April 2023 is as near to the question: another occasion may be meant."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("doubts")
    rows = [{"date": day, "source": "Coast Post", "title": title, "text": text} for day, title, text in ROWS]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    index([folder], archive=folder / "archive")
    with Assistant(Settings.load(archive=folder / "archive")) as assistant:
        yield assistant


def test_that_another_occasion_may_be_meant_stands_above(assistant: Assistant) -> None:
    answer = assistant.ask("How many boats did the storm sink in the harbour of Brenna?")
    assert {quote.article.title for quote in answer.quotes} == {"Lena batters Brenna"}
    assert answer.above == (KORA,)


@pytest.mark.parametrize(
    "question", ["How many boats did Lena sink in October 2024?", "How many otters did Ann Roe count in the Alder?"]
)
def test_where_the_question_says_which_nothing_does(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer and answer.above == ()


@pytest.mark.parametrize(
    ("score", "closeness", "writer", "doubted"),
    [(1.5, 0.9, QUOTES, True), (2.5, 0.9, QUOTES, False), (1.5, 1.0, QUOTES, False), (1.5, 0.9, "a model", False)],
    ids=["far", "near", "not judged", "read by a judge"],
)
def test_a_quote_of_a_passage_that_is_not_near_may_not_answer(
    assistant: Assistant, score: float, closeness: float, writer: str, doubted: bool
) -> None:
    question = "How many otters did Ann Roe count in the Alder?"
    answer = assistant.ask(question)
    reads = tuple(replace(read, score=score) for read in answer.passages if read.cited)
    found = Retrieval(reads, close=True, closeness=closeness, question=question)
    said = with_caveats(replace(answer, passages=reads, written_by=writer), found)
    assert said.above == ((NEAREST_ONLY,) if doubted else ())

"""The whole way from a question to an answer, over a small archive and the real local models."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bridge_story import Yes

from assistant import Answer, ArchiveMissing, Assistant, Done, Found, QuestionError, Said, Settings, aask, ask
from assistant.drafts import Citation, Draft
from assistant.errors import LanguageModelError
from assistant.generation import Request, Usage
from assistant.inference import Embedder, Reranker
from assistant.verification.judge import Judge
from ingest import index

ROWS = [
    {
        "id": "bridge",
        "title": "Harbour bridge opens two years late",
        "publisher": "The Harbour Post",
        "published": "2024-03-04",
        "url": "https://harbour.example/bridge",
        "text": (
            "The new harbour bridge opened to traffic on Monday, two years later than planned. "
            "It cost £412 million, according to the city council. "
            "“This crossing is long overdue,” said Mayor Ines Tallow. "
            "Some 30,000 vehicles are expected to cross it every day.\n\n"
            "Opponents say that the money should have gone into the ferries. "
            "The ferry service lost a third of its passengers over the past decade. "
            "A toll of £2 will be charged from June. Residents of the island will not pay it."
        ),
    },
    {
        "id": "otters",
        "title": "Otters return to the river Wend",
        "publisher": "Field Notes",
        "published": "2023-11-20",
        "text": (
            "Otters have returned to the river Wend after an absence of forty years, ecologists reported on Monday. "
            "A survey counted 17 animals along 60 kilometres of river. "
            "Cleaner water has brought back the eels on which they feed, said ecologist Dara Quill. "
            "The last otter had been seen near the mill at Ostley in 1983."
        ),
    },
    {
        "id": "budget",
        "title": "Council passes budget without new taxes",
        "publisher": "The Harbour Post",
        "published": "2024-01-15",
        "text": (
            "The city council passed its budget on Monday by 23 votes to 18. "
            "It raises spending on schools by 5% and leaves taxes as they are. "
            "Councillor Bram Okoro called the plan irresponsible. "
            "The library in Ostley will close for repairs in the autumn."
        ),
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answering")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert index([folder / "rows.jsonl"], archive=folder / "archive").added == 3
    return folder / "archive"


@pytest.fixture(scope="module")
def assistant(archive: Path, embedder: Embedder, reranker: Reranker) -> Iterator[Assistant]:
    with Assistant(Settings(archive=archive), embedder=embedder, reranker=reranker) as assistant:
        yield assistant


def check(answer: Answer) -> None:
    """Everything that every answer promises."""
    texts = {row["id"]: row["text"] for row in ROWS}
    for quote in answer.quotes:
        assert texts[quote.article.id][quote.start : quote.end] == quote.text
    cited = {quote.passage for quote in answer.quotes}
    assert {read.passage.id for read in answer.passages if read.cited} == cited
    json.dumps(answer.to_dict())


def test_the_sources_answer_in_their_own_sentences(assistant: Assistant) -> None:
    answer = assistant.ask("How much did the harbour bridge cost?")
    check(answer)
    assert answer.status == "answered" and answer.written_by == "quotes"
    assert any("£412 million" in quote.text and quote.article.id == "bridge" for quote in answer.quotes)
    assert all(statement.kind == "quoted" for statement in answer.statements)
    assert answer.searched.to_dict() == {"articles": 3, "from": "2023-11-20", "to": "2024-03-04"}
    assert answer.usage == {} and answer.timings["total"] > 0


def test_what_is_not_there_is_not_said(assistant: Assistant) -> None:
    answer = assistant.ask("Which film won the Palme d'Or at Cannes?")
    check(answer)
    assert (answer.status, answer.reason, answer.quotes) == ("not_found", "nothing_close", ())


@pytest.mark.parametrize("question", ["the", "What about it?", "ab " * 300])
def test_a_question_about_nothing_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_filters_confine_the_search(assistant: Assistant) -> None:
    question = "What happened on Monday?"
    for options in ({"publishers": ["field notes"]}, {"until": "2023-12-31"}, {"as_of": "2023-12-31"}):
        answer = assistant.ask(question, **options)
        assert answer.searched.articles == 1
        assert {read.passage.article.id for read in answer.passages} == {"otters"}
    answer = assistant.ask(question, publishers=["Nobody"])
    assert (answer.reason, answer.searched.articles) == ("no_articles", 0)


def test_an_article_without_a_date_may_be_later_than_the_day_asked_as_of(
    tmp_path: Path, embedder: Embedder, reranker: Reranker
) -> None:
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"id": "mill", "title": "The mill", "text": ROWS[1]["text"]}) + "\n"
    )
    index([tmp_path / "rows.jsonl"], archive=tmp_path / "archive")
    question = "How many otters did the survey count?"
    with Assistant(Settings(archive=tmp_path / "archive"), embedder=embedder, reranker=reranker) as assistant:
        answer = assistant.ask(question, as_of="2020-01-01")
        undated = "".join(f"[{quote.number}]" for quote in answer.quotes)
        assert answer.notices == (f"{undated} have no date, and may be later than 1 January 2020.",)
        assert not assistant.ask(question).notices


def test_an_answer_comes_in_steps(assistant: Assistant) -> None:
    events = list(assistant.stream("When was the last otter seen?"))
    assert isinstance(events[0], Found) and isinstance(events[-1], Done)
    said = [event for event in events if isinstance(event, Said)]
    answer = events[-1].answer
    assert tuple(event.statement for event in said) == answer.statements
    assert {quote for event in said for quote in event.quotes} == set(answer.quotes)


def test_ask_and_aask_keep_one_assistant(archive: Path) -> None:
    question = "By how many votes did the budget pass?"
    first = ask(question, archive=archive)
    second = asyncio.run(aask(question, archive=str(archive)))
    assert first.quotes == second.quotes and "23 votes to 18" in first.text


def test_one_assistant_serves_many_threads(assistant: Assistant) -> None:
    questions = ["Who called the plan irresponsible?", "How many otters were counted?", "What will the toll be?"] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(assistant.ask, questions))
    for position, answer in enumerate(answers):
        check(answer)
        assert answer.quotes == answers[position % 3].quotes


def test_a_question_without_words_costs_nothing(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        assistant.ask(" … ")


def test_asking_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="nothing"):
        ask("Who won?", archive=tmp_path / "none")
    assert not (tmp_path / "none").exists()


@dataclass
class ScriptedWriter:
    """Writes what it was told to, and keeps what it was asked."""

    parts: list[Draft | Usage | LanguageModelError]
    name: str = "scripted"
    requests: list[Request] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        self.requests.append(request)
        try:
            for part in self.parts:
                if isinstance(part, LanguageModelError):
                    raise part
                yield part
        finally:
            self.closed.set()


def scripted(
    archive: Path,
    embedder: Embedder,
    reranker: Reranker,
    *parts: Draft | Usage | LanguageModelError,
    judge: Judge | None = None,
) -> Answer:
    writer, judge = ScriptedWriter(list(parts)), judge or Yes()
    with Assistant(
        Settings(archive=archive), embedder=embedder, reranker=reranker, writer=writer, judge=judge
    ) as assistant:
        answer = assistant.ask("How much did the harbour bridge cost?")
    assert writer.closed.wait(30) and len(writer.requests) == 1
    check(answer)
    return answer


COST = "It cost £412 million, according to the city council."


def draft(text: str, *words: str) -> Draft:
    return Draft(text, tuple(Citation(1, each) for each in words))


def test_a_written_statement_that_its_quote_bears_out_is_said(
    archive: Path, embedder: Embedder, reranker: Reranker
) -> None:
    usage = Usage(model="scripted", host="localhost", input_tokens=7, output_tokens=3, requests=1)
    text = "According to the city council, it cost £412 million."
    answer = scripted(archive, embedder, reranker, draft(text, COST), usage)
    (statement,) = answer.statements
    assert statement.text == text and statement.kind == "written"
    assert answer.written_by == "scripted" and answer.usage["input_tokens"] == 7


def test_where_no_written_statement_may_be_shown_the_sources_answer(
    archive: Path, embedder: Embedder, reranker: Reranker
) -> None:
    answer = scripted(archive, embedder, reranker, draft("The bridge cost £421 million.", COST))
    assert answer.written_by == "quotes" and "£412 million" in answer.text and "421" not in answer.text
    assert {statement.kind for statement in answer.statements} == {"quoted"}
    assert any(notice.startswith("Nothing that scripted wrote could be shown") for notice in answer.notices)


def test_without_a_judge_nothing_that_a_writer_worded_is_shown(
    archive: Path, embedder: Embedder, reranker: Reranker
) -> None:
    writer = ScriptedWriter([draft("The bridge cost £412 million.", COST)])
    with Assistant(Settings(archive=archive), embedder=embedder, reranker=reranker, writer=writer) as assistant:
        answer = assistant.ask("How much did the harbour bridge cost?")
    assert answer.written_by == "quotes" and {each.kind for each in answer.statements} == {"quoted"}


def test_invented_words_and_unknown_passages_are_never_shown(
    archive: Path, embedder: Embedder, reranker: Reranker
) -> None:
    invented = Draft("It was free.", (Citation(1, "The bridge was given to the city for free."),))
    unknown = Draft("It cost £412 million.", (Citation(99, COST),))
    answer = scripted(archive, embedder, reranker, invented, unknown)
    assert (answer.status, answer.written_by) == ("answered", "quotes")
    assert "free" not in answer.text
    assert any("2 quoted words that no article holds" in notice for notice in answer.notices)


def test_the_same_is_not_said_twice(archive: Path, embedder: Embedder, reranker: Reranker) -> None:
    answer = scripted(archive, embedder, reranker, *[draft("The bridge cost £412 million.", COST)] * 3)
    assert len(answer.statements) == len(answer.quotes) == 1


def test_when_the_model_fails_the_sources_answer(archive: Path, embedder: Embedder, reranker: Reranker) -> None:
    failure = LanguageModelError("the model did not answer in 60 s", "Try again.", reason="timeout")
    answer = scripted(archive, embedder, reranker, failure)
    assert answer.written_by == "quotes" and "£412 million" in answer.text
    assert any("did not answer in 60 s" in notice for notice in answer.notices)


def test_when_the_model_fails_half_way_what_was_verified_stays(
    archive: Path, embedder: Embedder, reranker: Reranker
) -> None:
    failure = LanguageModelError("the reply was cut", reason="cut")
    answer = scripted(archive, embedder, reranker, draft("The bridge cost £412 million.", COST), failure)
    assert "The answer is incomplete: the reply was cut." in answer.notices
    assert answer.written_by == "scripted" and len(answer.statements) == 1
    assert any("incomplete" in notice for notice in answer.notices)


def test_closing_a_stream_closes_its_writer(archive: Path, embedder: Embedder, reranker: Reranker) -> None:
    writer = ScriptedWriter([draft("The bridge cost £412 million.", COST)] * 2)
    with Assistant(
        Settings(archive=archive), embedder=embedder, reranker=reranker, writer=writer, judge=Yes()
    ) as assistant:
        stream = assistant.stream("How much did the harbour bridge cost?")
        assert isinstance(next(stream), Found) and isinstance(next(stream), Said)
        stream.close()
    assert writer.closed.wait(30)


def test_an_article_indexed_elsewhere_is_found_without_reopening(
    tmp_path: Path, embedder: Embedder, reranker: Reranker
) -> None:
    rows, archive = tmp_path / "rows.jsonl", tmp_path / "archive"
    rows.write_text(json.dumps(ROWS[0]) + "\n")
    index([rows], archive=archive)
    with Assistant(Settings(archive=archive), embedder=embedder, reranker=reranker) as assistant:
        assert assistant.ask("How many otters were counted?").status == "not_found"
        rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS[:2]))
        program = f"from ingest import index; index([{str(rows)!r}], archive={str(archive)!r})"
        subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
        assert "17 animals" in assistant.ask("How many otters were counted?").text

"""Follow-ups asked of real archives: each is understood, and a new question is not taken for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant import Assistant, QuestionError, Settings
from assistant.questions.follow_ups import Turn
from ingest import index

NEWS = (
    ("Ruiz wins in Orlan", "2024-02-07",
     "Ana Ruiz won the mayor's race in Orlan on Tuesday with 54 per cent of the vote, beating Boris Lund. "
     "Turnout in Orlan was 61 per cent. Ruiz promised free buses for pupils. Lund conceded at midnight and"
     " wished her luck."),
    ("Okafor wins in Amberland", "2024-02-07",
     "Ines Okafor won the mayor's race in Amberland on Tuesday by nine hundred votes. Her rival Tom Wren "
     "asked for a recount. Okafor, a teacher of 41, wants to close the coal port by 2030."),
    ("Amberland opens zoo", "2024-02-10",
     "A zoo opened in Amberland on Saturday, with two bears and a wolf from the northern woods. Tickets "
     "cost twelve crowns. Some 4,000 people came on the first day."),
    ("Harbour bridge opens", "2024-03-02",
     "The harbour bridge in Brenna opened on Saturday after six years of work. It cost 412 million crowns,"
     " twice as much as planned. The engineer Ida Holm designed it. Holm said that the wind had delayed "
     "the builders."),
    ("Ferry aground off Selma", "2024-04-09",
     "The ferry Aurora ran aground off Selma on Monday with 98 people aboard. Two passengers broke an arm."
     " Captain Jon Berg blamed a fault in the steering. The owner, Coast Lines, has suspended him."),
    ("Measles in Tarn", "2024-04-20",
     "Tarn has counted 31 cases of measles since March, most of them among children. The health officer, "
     "Mira Sand, asked parents to have them vaccinated. Schools in Tarn stay open."),
)  # fmt: skip

FOLLOW_UPS = (
    ("Who won the mayor's race in Orlan?", (
        ("what about Amberland?", "Okafor"),
        ("And in Amberland?", "Okafor"),
        ("And Amberland?", "Okafor"),
        ("Whom did she beat?", "Lund"),
        ("What did she promise?", "buses"),
        ("What was the turnout?", "61 per cent"),
        ("By how much?", "54 per cent"),
        ("And who lost?", "Lund"),
        ("When did he concede?", "midnight"),
        ("What is her promise?", "buses"),
    )),
    ("Who won the mayor's race in Amberland?", (
        ("Who was her rival?", "Wren"),
        ("What did he ask for?", "recount"),
        ("How old is she?", "41"),
        ("What does she want to close?", "coal port"),
        ("By how many votes?", "nine hundred"),
        ("And Orlan?", "Ruiz"),
        ("How about Orlan?", "Ruiz"),
        ("Did he ask for a recount?", "recount"),
    )),
    ("What opened in Amberland on Saturday?", (
        ("What does it cost?", "twelve"),
        ("How many people came?", "4,000"),
        ("Which animals are there?", "bears"),
        ("What do the tickets cost?", "twelve"),
        ("And in Brenna?", "bridge"),
    )),
    ("What did the harbour bridge in Brenna cost?", (
        ("Who designed it?", "Holm"),
        ("How long did it take?", "six years"),
        ("When did it open?", "Saturday"),
        ("What did she say?", "wind"),
        ("Was that more than planned?", "twice"),
        ("What delayed the builders?", "wind"),
        ("And who was the engineer?", "Holm"),
    )),
    ("Which ferry ran aground off Selma?", (
        ("How many people were aboard?", "98"),
        ("Was anybody hurt?", "arm"),
        ("What did the captain blame?", "steering"),
        ("Who was its captain?", "Berg"),
        ("What happened to him?", "suspended"),
        ("Who owns it?", "Coast Lines"),
        ("Why did it run aground?", "Aurora"),
    )),
    ("How many cases of measles has Tarn counted?", (
        ("Since when?", "March"),
        ("Who is the health officer?", "Sand"),
        ("Are the schools open?", "open"),
        ("What did she ask of parents?", "vaccinated"),
        ("And who fell ill?", "children"),
    )),
)  # fmt: skip

SEED_FOLLOW_UPS = (
    ("How many migrant workers died in Qatar?", (
        ("And according to the Gulf Business Monthly?", "50 workers"), ("Who counted them?", "Guardian"),
        ("What did Al-Thawadi estimate?", "400"),
    )),
    ("What did Lavrov make of NATO's reply?", (
        ("What did he find it steeped in?", "ideology"), ("And Blinken?", "door"), ("What did China say?", "China"),
    )),
)  # fmt: skip


def _asked(rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> list[tuple[str, str, str]]:
    return [(first, question, word) for first, follow_ups in rows for question, word in follow_ups]


@cache
def _turn(assistant: Assistant, question: str) -> Turn:
    return Turn(question, assistant.ask(question).text)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("conversation")
    rows = [{"title": title, "date": day, "text": text, "source": "Pacific Ledger"} for title, day, text in NEWS]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    index([folder], archive=folder / "archive")
    with Assistant(Settings.load(archive=folder / "archive")) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def seeds(seeds_archive: Path) -> Iterator[Assistant]:
    with Assistant(Settings.load(archive=seeds_archive)) as assistant:
        yield assistant


def test_follow_ups_are_understood(assistant: Assistant) -> None:
    missed = [
        (first, question, word, answer.text)
        for first, question, word in _asked(FOLLOW_UPS)
        if word not in (answer := assistant.ask(question, history=[_turn(assistant, first)])).text
    ]
    assert len(_asked(FOLLOW_UPS)) >= 40
    assert not missed


def test_follow_ups_over_the_seeds_are_understood(seeds: Assistant) -> None:
    missed = [
        (question, word, answer.text)
        for first, question, word in _asked(SEED_FOLLOW_UPS)
        if word not in (answer := seeds.ask(question, history=[_turn(seeds, first)])).text
    ]
    assert not missed


def test_a_new_question_is_asked_as_typed(assistant: Assistant) -> None:
    before = _turn(assistant, "Who won the mayor's race in Orlan?")
    for question, word in (
        ("What is measles?", "measles"),
        ("Which ferry ran aground this week?", "Aurora"),
        ("Which harbour saw its bridge open?", "bridge"),
    ):
        answer = assistant.ask(question, history=[before])
        assert word in answer.text and answer.understood_as == "" and "Orlan" not in answer.text


def test_another_place_is_asked_about_and_nothing_else_there(assistant: Assistant) -> None:
    answer = assistant.ask("what about Amberland?", history=[_turn(assistant, "Who won the mayor's race in Orlan?")])
    assert answer.understood_as == "Who won the mayor's race in Amberland?"
    assert "Okafor" in answer.text and "zoo" not in answer.text
    assert f"Understood as: {answer.understood_as}" in answer.notices
    assert not any("Tuesday" in notice for notice in answer.notices)


def test_the_turns_before_may_be_one_answer_and_nothing_else(assistant: Assistant) -> None:
    first = assistant.ask("Who won the mayor's race in Orlan?")
    assert "Lund" in assistant.ask("Whom did she beat?", history=first).text
    for wrong in ("Who won?", [("Who won?", "Ruiz")]):
        with pytest.raises(QuestionError, match=r"history: .* is no answer"):
            assistant.ask("Whom did she beat?", history=wrong)  # type: ignore[arg-type]

"""Filters that leave articles out say so, and one that nothing matches says which it was and what there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from command_line import Pullquote, pullquote

from assistant import Answer, Assistant, Settings
from assistant.questions.interpretation import understand
from assistant.questions.publishers import resolved
from assistant.search_scope import Filters
from ingest import index

__all__ = ["pullquote"]

STORY = "The bridge over the Alder was opened on Monday. It cost 412 million pounds, the council said. {} was there."
DATED = [("Barchester Gazette", "2022-01-05"), ("The Elmford Courier", "2022-03-06")]
QUESTION = "What did the bridge over the Alder cost?"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    rows = [{"text": STORY.format(f"Mayor {n}"), "publisher": name, "date": day} for n, (name, day) in enumerate(DATED)]
    rows += [{"text": STORY.format(f"Councillor {n}")} for n in range(3)]
    rows[-1]["publisher"] = "Barchester Gazette"
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    index([folder], archive=folder / "archive")
    return folder / "archive"


@pytest.fixture(scope="module")
def assistant(paper: Path) -> Iterator[Assistant]:
    with Assistant(Settings.load(archive=paper)) as assistant:
        yield assistant


def notice(answer: Answer, word: str) -> str:
    return " ".join(line for line in answer.notices if word in line)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"since": "2022-01-01"}, "3 articles without a date were left out"),
        ({"until": "2022-12-31"}, "3 articles without a date were left out"),
        ({"since": "2022-01-01", "publishers": ["Barchester Gazette"]}, "1 article without a date was left out"),
        ({"since": "2022-01-01", "publishers": ["The Elmford Courier"]}, ""),
        ({"as_of": "2022-12-31"}, ""),
        ({}, ""),
    ],
)
def test_a_range_of_days_says_how_many_undated_articles_it_leaves_out(
    assistant: Assistant, filters: dict[str, str], said: str
) -> None:
    answer = assistant.ask(QUESTION, **filters)
    assert answer.status == "answered"
    assert notice(answer, "left out").startswith(said)
    assert bool(notice(answer, "left out")) == bool(said)


def test_a_range_that_leaves_out_all_says_from_when_the_articles_are(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, since="2024-12-01")
    assert answer.reason == "no_articles"
    assert "The articles that have a date are of 5 January 2022 to 6 March 2022." in answer.notices
    assert notice(answer, "left out").startswith("3 articles")
    assert (
        assistant.ask(QUESTION, since="2024-12-01", publishers="Elmford Courier").notices[0].endswith("6 March 2022.")
    )


@pytest.mark.parametrize(
    "name", ["barchester gazette", "BARCHESTER  GAZETTE", "elmford courier", "the barchester gazette"]
)
def test_the_case_of_a_publisher_and_its_article_do_not_count(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(QUESTION, publishers=[name])
    assert answer.status == "answered"
    assert not notice(answer, "publisher")


def test_a_part_of_one_publishers_name_is_taken_for_it_and_that_is_said(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, publishers="Barchester")
    assert answer.status == "answered"
    assert {quote.article.publisher for quote in answer.quotes} == {"Barchester Gazette"}
    assert answer.filters.publishers == ("Barchester Gazette",)
    assert "No publisher here is called “Barchester”; “Barchester Gazette” was taken for it." in answer.notices


def test_a_publisher_that_is_not_there_is_named_with_those_that_are(pullquote: Pullquote, paper: Path) -> None:
    archive = ("--archive", str(paper))
    said = "No article here was published by “Elmfrod Post”. Publishers: The Elmford Courier, Barchester Gazette."
    asked = pullquote("ask", QUESTION, "--publisher", "Elmfrod Post", *archive)
    assert asked.status == 1
    assert said in " ".join(asked.out.split())
    answer = json.loads(pullquote("ask", QUESTION, "--publisher", "Elmfrod Post", "--json", *archive).out)
    assert said in answer["notices"]
    listed = pullquote("articles", "list", "--publisher", "Elmfrod Post", *archive)
    assert listed.out == "" and said in listed.err and "0 articles" in listed.err
    assert json.loads(pullquote("articles", "list", "--publisher", "Elmfrod Post", "--json", *archive).out) == {
        "articles": [],
        "notices": [said],
    }


def test_articles_of_a_part_of_a_publishers_name_are_listed(pullquote: Pullquote, paper: Path) -> None:
    done = pullquote("articles", "list", "--publisher", "gazette", "--archive", str(paper))
    assert len(done.out.splitlines()) == 2
    assert "was taken for it" in done.err


def test_a_part_of_several_names_means_none_of_them() -> None:
    known = ["Hill Times", "Barchester Times", "Sunday Timesheet", *(f"Paper {n}" for n in range(20))]
    meant, (said,) = resolved(["Times"], known)
    assert meant == ("Times",)
    assert "Publishers: Hill Times, Barchester Times, " in said
    assert said.endswith(" and 15 more.")


def test_a_part_of_a_word_is_no_part_of_a_name() -> None:
    assert resolved(["Time"], ["Hill Times"])[0] == ("Time",)
    assert resolved(["x"], [])[1] == ("No article here was published by “x”. No article here names its publisher.",)


def test_of_two_publishers_the_one_that_is_there_is_asked_and_the_other_named(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, publishers=["Barchester Gazette", "Nobody"])
    assert answer.status == "answered"
    assert notice(answer, "Nobody")


ALIKE = ["Guardian", "Courier", "The Guardian", "GUARDIAN", 'The "Quoted" Post']


@pytest.mark.parametrize("name", ["guardian", "the guardian", "Guardian", "The  GUARDIAN"])
def test_all_names_of_a_publisher_are_meant(name: str) -> None:
    assert resolved([name], ALIKE) == (("Guardian", "The Guardian"), ())
    for question in (f"What happened, according to {name}?", f"What did {name} report?"):
        assert understand(question, Filters(), ALIKE, date(2022, 1, 5)).filters.publishers == (
            "Guardian",
            "The Guardian",
        )


def test_a_part_of_a_name_that_is_written_in_two_ways_means_both() -> None:
    meant, (said,) = resolved(["Hill"], ["Hill Times", "The Hill Times"])
    assert meant == ("Hill Times", "The Hill Times")
    assert "“Hill Times” and “The Hill Times” were taken for it" in said


@pytest.mark.parametrize("name", ["the “quoted” post", "The „Quoted“ Post", "«Quoted» post"])
def test_the_shape_of_quotation_marks_in_a_publishers_name_does_not_count(name: str) -> None:
    assert resolved([name], ALIKE) == (('The "Quoted" Post',), ())
    question = f"What happened, according to {name}?"
    assert understand(question, Filters(), ALIKE, date(2022, 1, 5)).filters.publishers == ('The "Quoted" Post',)


def test_articles_of_all_names_of_a_publisher_are_listed_by_day(pullquote: Pullquote, tmp_path: Path) -> None:
    days = [
        ("Guardian", "2022-01-05"),
        ("The Guardian", "2022-03-06"),
        ("Guardian", None),
        ("The Guardian", "2021-01-01"),
    ]
    rows = [{"text": STORY.format(f"Mayor {n}"), "publisher": name, "date": day} for n, (name, day) in enumerate(days)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    archive = ("--archive", str(tmp_path / "archive"))
    pullquote("index", str(path), *archive)
    listed = ("articles", "list", "--publisher", "guardian", *archive)
    found = json.loads(pullquote(*listed, "--json").out)["articles"]
    assert [each["published"] for each in found] == ["2022-03-06", "2022-01-05", "2021-01-01", None]
    few = pullquote(*listed, "--limit", "2")
    assert len(few.out.splitlines()) == 2 and "2 of 4 articles" in few.err


@pytest.mark.parametrize(
    ("question", "filters", "said"),
    [
        (
            "According to the Elmford Courier, what did it cost?",
            {"publishers": "Barchester Gazette"},
            "by The Elmford Courier, a filter for what was published by Barchester Gazette",
        ),
        (
            "What did the bridge cost in March 2022?",
            {"until": "2022-02-01"},
            "in March 2022, a filter for what was published until 1 February 2022",
        ),
        ("What has it cost since 1 March 2022?", {"until": "2022-02-01"}, "since 1 March 2022, a filter for"),
        ("What did it cost before 1 January 2022?", {"since": "2022-01-01"}, "until 31 December 2021, a filter for"),
        ("What did the bridge cost in March 2022?", {"since": "2022-03-31"}, ""),
        ("What has it cost since 1 March 2022?", {"since": "2022-01-01"}, ""),
        (
            "According to the Elmford Courier, what did it cost?",
            {"publishers": ["Barchester Gazette", "elmford courier"]},
            "",
        ),
        ("According to the Elmford Courier, what did it cost?", {"since": "2022-01-01"}, ""),
    ],
)
def test_a_filter_that_leaves_out_what_the_question_names_is_said(
    assistant: Assistant, question: str, filters: dict[str, str], said: str
) -> None:
    answer = assistant.ask(question, **filters)
    assert bool(notice(answer, "the filter was followed")) == bool(said)
    assert said in notice(answer, "the filter was followed")


def test_what_was_not_found_where_the_question_asks_is_said_once(assistant: Assistant) -> None:
    answer = assistant.ask("What has the bridge over the Alder cost since last Friday?")
    assert notice(answer, "Nothing close was found that was published since")
    assert "was not taken as a date" not in "".join(answer.notices)
    answer = assistant.ask("What did the bridge over the Alder cost in May 2021?")
    (said,) = answer.notices
    assert said == (
        "Nothing close was found that was published in May 2021, as the question asks; the search went on without that."
    )


def test_what_a_publishers_name_has_in_brackets_may_be_left_out_of_a_question() -> None:
    names = ["Pacific Ledger (Seeds)", "Times (London)", "The Times"]
    for question, meant in (
        ("Who won, according to the Pacific Ledger?", "Pacific Ledger (Seeds)"),
        ("Who won, according to the Pacific Ledger (Seeds)?", "Pacific Ledger (Seeds)"),
        ("Who won, according to the Times?", "The Times"),
    ):
        assert understand(question, Filters(), names, date(2022, 1, 5)).filters.publishers == (meant,)


@pytest.mark.parametrize("command", [("ask", QUESTION), ("articles", "list")])
@pytest.mark.parametrize("name", ["", "  "])
def test_a_blank_publisher_is_refused(pullquote: Pullquote, paper: Path, command: tuple[str, ...], name: str) -> None:
    done = pullquote(*command, "--publisher", name, "--archive", str(paper))
    assert (done.status, done.out) == (2, "")
    assert "--publisher names none" in done.err

"""Answers to questions for more than one fact: lists and counts, each of several, summaries, how things stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Answer, Assistant, Settings, list_articles
from assistant.errors import FilterError
from ingest import index

ROWS = (
    ("2024-02-01", "Coast Post", "Dockers of Brenna strike",
     "Dockers in Brenna went on strike on Thursday for higher pay. Union leader Mona Berg said that nobody"
     " would work before Easter. Port director Nils Lund said that the port could not pay more."),
    ("2024-02-09", "City Herald", "Strike empties shelves",
     "The strike of dockers in Brenna has emptied shelves across the island, shopkeepers said on Friday. "
     "Fruit is gone. The army brings in medicine by air."),
    ("2024-03-15", "Coast Post", "Dockers of Brenna back at work",
     "Dockers in Brenna ended their strike on Friday after six weeks. They get four per cent more. Mona "
     "Berg called it a victory."),
    ("2024-03-20", "City Herald", "Otters return to the Alder",
     "Otters have been seen in the river Alder for the first time in forty years. Biologist Ann Roe "
     "counted seven of them."),
    ("2023-05-05", "City Herald", "Elm elects Roth",
     "Ines Roth is the mayor of Elm since Friday. She won by a hundred votes."),
    ("2022-06-01", "Coast Post", "Coast Post wins a prize",
     "The Coast Post won a prize for its report on the tunnel. What the Coast Post did report was true, a jury said."),
    ("2024-04-02", "City Herald", "Elm elects Hale",
     "Tom Hale is the mayor of Elm since Tuesday, after Ines Roth stepped down."),
)  # fmt: skip
BULLETIN = """SHIPPING NEWS
Ferry Aurora leaves Brenna at 7.40 from Monday
Ferry Selma stays in dock until 12 May
No boats on Easter Sunday"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("ways")
    rows = [{"date": day, "source": name, "title": title, "text": text} for day, name, title, text in ROWS]
    rows.append({"date": "2024-04-03", "source": "Harbour Office", "title": "Shipping news", "text": BULLETIN})
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    index([folder], archive=folder / "archive")
    yield str(folder / "archive")


@pytest.fixture(scope="module")
def assistant(archive: str) -> Iterator[Assistant]:
    with Assistant(Settings.load(archive=archive)) as assistant:
        yield assistant


def days(answer: Answer) -> list[date | None]:
    return [answer.quotes[statement.quotes[0] - 1].article.published for statement in answer.statements]


def test_articles_that_mention_something_are_counted_whole(assistant: Assistant, archive: str) -> None:
    answer = assistant.ask("How many articles mention Brenna?")
    assert answer.above[0].startswith("4 articles mention “Brenna”")
    assert "pullquote articles list --mentions Brenna" in answer.above[0]
    assert answer.to_dict()["notices"] == [*answer.above, *answer.notices]
    assert len(list_articles(mentions="Brenna", archive=archive)) == 4
    assert len(list_articles(mentions="Brenna", since="2024-03-01", publishers="coast post", archive=archive)) == 1
    assert list_articles(mentions=["Brenna", "medicine"], archive=archive)[0].title == "Strike empties shelves"
    with pytest.raises(FilterError):
        list_articles(mentions="?!", archive=archive)


def test_words_that_stand_apart_are_counted_where_nothing_holds_them_together(assistant: Assistant) -> None:
    answer = assistant.ask("How many articles report on strike pay?")
    assert answer.above[0].startswith("1 article mentions “strike” and “pay”") and len(answer.quotes) == 1
    assert assistant.ask('How many articles mention "strike pay"?').above == ("No article mentions “strike pay”.",)


def test_the_articles_of_a_month_are_listed_and_not_missed(assistant: Assistant) -> None:
    answer = assistant.ask("Which articles were published in February 2024?")
    assert answer.status == "answered" and answer.above[0].startswith("2 articles were published in February 2024")
    assert days(answer) == [date(2024, 2, 1), date(2024, 2, 9)]
    assert not any("Nothing close" in notice for notice in answer.notices)


def test_what_no_article_mentions_is_said_so(assistant: Assistant) -> None:
    answer = assistant.ask("Which articles mention monkeypox?")
    assert answer.status == "not_found" and answer.above == ("No article mentions “monkeypox”.",)


def test_each_of_two_is_answered_for(assistant: Assistant) -> None:
    answer = assistant.ask("What do Berg and Lund each say about the strike?")
    assert "nobody would work" in answer.text and "could not pay more" in answer.text


def test_of_whom_nothing_is_found_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("What do Berg and McAllister each say about the strike?")
    assert "Berg" in answer.text and "Nothing by McAllister was found." in answer.above


def test_of_a_publisher_that_reports_of_something_else_only_nothing_is_found(assistant: Assistant) -> None:
    answer = assistant.ask("What did the Coast Post and the City Herald report on the otters?")
    assert "Otters" in answer.text and answer.above == ("Nothing by Coast Post was found.",)
    assert {quote.article.publisher for quote in answer.quotes} == {"City Herald"}


def test_a_summary_goes_by_days_and_tells_an_event_once(assistant: Assistant) -> None:
    answer = assistant.ask("Summarise the news about the dockers' strike in Brenna")
    assert days(answer) == sorted(days(answer), key=lambda day: day or date.max)
    assert {date(2024, 2, 1), date(2024, 3, 15)} <= set(days(answer))
    assert len({quote.article.id for quote in answer.quotes}) == len(answer.quotes) >= 3
    assert "Otters" not in answer.text


@pytest.mark.parametrize("question", ["What are the top stories?", "What's new?", "Summarise the news", "News"])
def test_the_news_are_those_of_the_last_days(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert set(days(answer)) == {date(2024, 4, 2), date(2024, 4, 3)}
    assert answer.above[0].startswith("2 articles were published 28 March 2024 to 3 April 2024")


def test_of_when_the_news_are_that_were_asked_for_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("What happened last week?")
    assert date(2024, 4, 2) in days(answer)
    assert any(notice.startswith("“last week” was not taken as a date") for notice in answer.notices)
    assert set(days(assistant.ask("What happened last week?", as_of=date(2024, 3, 20)))) == {
        date(2024, 3, 15),
        date(2024, 3, 20),
    }


def test_who_is_asks_for_the_newest(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the mayor of Elm?")
    assert "Tom Hale" in answer.statements[0].text
    assert "Roth" in assistant.ask("Who was elected mayor of Elm in May 2023?").text


@pytest.mark.parametrize("question", ["What is the latest on the strike of the dockers?", "Any news on the dockers?"])
def test_the_latest_on_a_matter_stands_first_and_nothing_newer_is_passed_over(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert days(answer)[0] == date(2024, 3, 15)
    assert not any(notice.startswith("Newer") for notice in answer.notices)


def test_articles_of_a_period_on_a_matter_are_those_on_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which articles were published between January and March 2024 about the strike?")
    assert answer.above[0].startswith("3 articles published 1 January 2024 to 31 March 2024 mention “strike”")


def test_of_whatever_happened_that_is_told_which_the_title_tells_of(assistant: Assistant) -> None:
    answer = assistant.ask("What happened in March 2024?")
    assert answer.statements[0].text == "Dockers in Brenna ended their strike on Friday after six weeks."
    assert answer.statements[1].text.startswith("Otters have been seen")


def test_a_year_that_no_quote_has_is_a_doubt(assistant: Assistant) -> None:
    answer = assistant.ask("Who is the mayor of Elm since 2024?")
    assert not any("No quote here" in notice for notice in answer.above)


def test_lines_of_a_bulletin_are_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("When does the ferry Aurora leave Brenna?")
    assert answer.statements[0].text == "Ferry Aurora leaves Brenna at 7.40 from Monday"


def test_a_question_in_another_language_is_told_what_the_models_read(assistant: Assistant) -> None:
    answer = assistant.ask("Warum haben die Hafenarbeiter in Brenna denn so lange gestreikt?")
    assert sum("models are English" in notice for notice in answer.notices) == 1
    assert not {"Warum", "haben", "denn", "lange", "gestreikt"} & set(answer.absent)


def test_a_period_that_cannot_be_read_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("What did Berg say before the strike?")
    assert any("“before the strike” was not read as a period" in notice for notice in answer.notices)

"""What is taken away of answers, what is read ahead of files, and what is no question."""

from __future__ import annotations

import re
from datetime import date

import pytest
from page import FIRST, SECOND

from assistant.answers import Answer, Statement
from assistant.articles import Article, Quote
from ui.chat import add_preview
from ui.chat.article_table import phrases
from ui.chat.export import LONGEST_NAME, file_of, plain, slug
from ui.chat.small_talk import small_talk

ARTICLE = Article("1", "It rained. Then it stopped.", "Rain", "Post", published=date(2024, 1, 2), url="javascript:x")


def test_an_answer_as_text_holds_all_that_is_said_and_where_it_stands() -> None:
    quotes = (Quote(1, ARTICLE, 1, 0, 10, "It rained."), Quote(2, ARTICLE, 1, 11, 27, "Then it stopped."))
    said = (Statement("Rain fell.", (1,), "written", "m"), Statement("Then it stopped.", (2,), "quoted"))
    answer = Answer("Did it rain?", "answered", written_by="m", statements=said, quotes=quotes, missing=("when",))
    assert plain(answer) == (
        "Did it rain?\n\nRain fell. [1]\nNothing found on: when.\n"
        "Also in the sources:\n- Then it stopped. [2]\n\n"
        "[1] “It rained.” Post, 2 January 2024: Rain\n[2] Post, 2 January 2024: Rain\n\n"
        "Written by m, checked by itself.\n"
    )
    assert file_of(answer, "exe") is None


@pytest.mark.parametrize("question", ["Why?", "../../etc/passwd", "Что сказал НАТО?", "?!", "x" * 500, "a b " * 200])
def test_a_file_is_named_after_its_question_and_nothing_else(question: str) -> None:
    name = slug(question)
    assert re.fullmatch(r"[\w-]+", name) and len(name) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("Thanks!", "You are welcome."),
        ("thank you so much", "You are welcome."),
        ("Hello there", "Hello."),
        ("Bye", "Goodbye."),
        ("Great", "Good."),
        ("Who said thanks?", ""),
        ("Thanks to whom was the ship freed?", ""),
        ("Hello Kitty", ""),
        ("", ""),
    ],
)
def test_thanks_and_greetings_are_told_from_questions(said: str, reply: str) -> None:
    assert small_talk(said) == reply


def test_words_are_looked_for_each_by_itself_but_for_those_in_quotation_marks() -> None:
    assert phrases('Suez “Ever Given" tug - "ran aground"') == ("Suez", "Ever Given", "tug", "ran aground")
    assert phrases(' "" — ') == ()


def test_what_would_be_read_of_a_file_is_known_before_it_is_stored() -> None:
    markdown = f"---\ntitle: Bridge\npublisher: Post\ndate: 2024-05-05\n---\n{FIRST} {SECOND}".encode()
    (row,) = (add_preview._row("bridge.md", part) for part in add_preview._first("bridge.md", markdown, 5))
    assert (row["Title"], row["Publisher"], row["Published"]) == ("Bridge", "Post", "2024-05-05")
    (broken,) = (add_preview._row("b.json", part) for part in add_preview._first("b.json", b'{"text": ', 5))
    assert broken["Words"] is None and broken["Note"]

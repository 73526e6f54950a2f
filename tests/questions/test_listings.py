"""Questions for articles, for each of several, and for what happened."""

from __future__ import annotations

import pytest

from assistant.answers import Filters
from assistant.questions.listings import WantedListing, listing
from assistant.questions.overviews import asks_for_overview, subject, whole_year
from assistant.questions.parts import parts


@pytest.mark.parametrize(
    ("question", "mentions"),
    [
        ("How many articles do you have?", ()),
        ("How many articles are in the archive?", ()),
        ("Which articles were published in January 2024?", ()),
        ("How many articles did the Coast Post publish?", ()),
        ("How many articles mention Qatar?", ("Qatar",)),
        ("Which articles mention monkeypox?", ("monkeypox",)),
        ("How many articles report a resignation?", ("resignation",)),
        ("Which stories deal with the ferry?", ("ferry",)),
        ("How many articles are there about climate change?", ("climate change",)),
        ("List all articles about Berg and Lund", ("Berg", "Lund")),
        ('How many stories mention "prime minister" in June 2022?', ("prime minister",)),
        ("How many articles mention the strike since March 2022?", ("strike",)),
        ("Which articles were published between January and March 2022 about inflation?", ("inflation",)),
        ("Which articles were published on 5 May 2022?", ()),
        ("How many stories were there about the storm last week?", ("storm",)),
    ],
)
def test_a_question_for_articles_is_heard(question: str, mentions: tuple[str, ...]) -> None:
    assert listing(question, True) == WantedListing(mentions, exactly='"' in question)


@pytest.mark.parametrize(
    "question",
    [
        "How many articles did the constitution have?",
        "Which articles of the constitution were rejected?",
        "Which report found that too many journalists lack understanding?",
        "How many reports of illness followed a recall?",
        "How many people live in Qatar?",
    ],
)
def test_what_stands_in_articles_is_no_question_for_articles(question: str) -> None:
    assert listing(question) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What do Berg and Lund each say?", ["Berg", "Lund"]),
        ("What did Berg and Lund say about the bridge?", ["Berg", "Lund"]),
        ("What did the Coast Post and CNN report about the strike?", ["Coast Post", "CNN"]),
        ("What do Berg, Lund and Holm each want?", ["Berg", "Lund", "Holm"]),
        ("Did Berg and Lund agree on the bridge?", []),
        ("What did Berg say of both plans?", []),
    ],
)
def test_those_who_are_asked_about_one_by_one(question: str, names: list[str]) -> None:
    found = parts(question, ["Coast Post"])
    assert [part.name for part in found] == names
    for part in found:
        assert not any(other in part.question for other in names if other != part.name)
        assert part.name in part.question and "each" not in part.question


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Summarise the news about the ferry Aurora", "ferry Aurora"),
        ("What happened in Brenna?", "Brenna"),
        ("Give me a timeline of the strike", "strike"),
        ("What happened in 2022?", ""),
        ("What are the top stories today?", ""),
        ("What's going on in the world?", ""),
        ("any news?", ""),
        ("What happened in Brenna in 2022?", "Brenna"),
        ("How has the number of cases in Brenna changed?", "number of cases in Brenna changed"),
        ("How did the plan for Brenna develop?", "plan for Brenna develop"),
    ],
)
def test_what_an_overview_is_asked_of(question: str, topic: str) -> None:
    assert asks_for_overview(question)
    assert subject(question, whole_year(question, Filters())) == topic
    assert not asks_for_overview("What did the ferry hit?")
    assert not asks_for_overview("How did the mayor change the plan?")
    assert not asks_for_overview("What events are planned?")
    assert not asks_for_overview("Any news on Greenland?")

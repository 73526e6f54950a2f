"""Articles that give one thing differently, and those that only seem to."""

from datetime import date

import pytest

from assistant.articles import Article, Quote
from assistant.disagreement import disagreement_notices
from assistant.text.sentences import sentences

HOW_MANY = "How many people were hurt in the Lima quay fire?"
HURT = "In the Lima quay fire 12 people were hurt."


def notices(question: str, *texts: tuple[str, str, str]) -> tuple[str, ...]:
    """The notices about articles, each given as publisher, day and text; every sentence is quoted."""
    quotes = []
    for publisher, day, text in texts:
        article = Article(publisher, text, publisher=publisher, published=date.fromisoformat(day))
        quotes += [
            Quote(len(quotes) + number, article, 1, start, end, text[start:end])
            for number, (start, end) in enumerate(sentences(text), 1)
        ]
    return disagreement_notices(question, quotes)


def test_figures_that_differ_are_both_told_and_none_is_chosen() -> None:
    one = ("Post", "2024-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-01", "The pier is shut. The fire on the quay in Lima hurt 40 people, a union said.")
    assert notices(HOW_MANY, one, other) == (
        "The sources differ: Post, 1 March 2024: “12” [1]; Courier, 1 March 2024: “40” [3].",
    )


def test_a_count_that_grows_is_an_update_and_the_newest_stands_first() -> None:
    one = ("Post", "2024-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-02", "In the Lima quay fire 14 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == (
        "This has been updated: Courier, 2 March 2024: “14” [2]; before, Post, 1 March 2024: “12” [1].",
    )


def test_a_correction_is_told_as_one() -> None:
    one = ("Post", "2024-03-02", "Correction: in the Lima quay fire 4 people were hurt, not 40.")
    other = ("Post online", "2024-03-01", "In the Lima quay fire 40 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == (
        "A later article corrects this: Post, 2 March 2024: “4” [1]; before, Post online, 1 March 2024: “40” [2].",
    )


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("When will the Lima quay open?", "The Lima quay will open on 3 May.", "The Lima quay will open on 21 June."),
        ("How much did the Lima quay cost?", "The Lima quay cost $4m.", "The quay cost the port of Lima $5 million."),
        (HOW_MANY, HURT, "In the Lima quay fire 40 people were hurt, the most since 1989."),
        ("Has Ana Ruiz resigned?", "Ana Ruiz has resigned, a pilot said.", "Ana Ruiz has not resigned, a pilot said."),
        ("Did Lima pass the law?", "Lima passed the law on Monday.", "Lima rejected the law on Monday."),
        ("What was the tax rate in Lima?", "The tax rate in Lima was 5.2%.", "The tax rate in Lima was 5.6%."),
        ("What was the turnout in Lima?", "Turnout in Lima was 52%.", "Lima may vote again: turnout was 45 per cent."),
        ("How long was the Lima quay shut?", "The Lima quay was shut for 9 hours.", "Lima's quay was shut 14 hours."),
        (
            "How tall is the Lima tower?",
            "The Lima tower is 212 metres tall.",
            "At 221 metres the Lima tower is the tallest.",
        ),
        ("How old is Ana Ruiz?", "Ana Ruiz is 47 years old.", "The 52-year-old Ana Ruiz is old for a pilot."),
        (
            "What was the Lima quake's magnitude?",
            "The Lima quake's magnitude was 6.4.",
            "Of magnitude 6.1 was Lima's quake.",
        ),
        (
            "In which year was the Lima quay built?",
            "The Lima quay, built in 1871, opens on Sunday.",
            "Lima built its quay in 1881.",
        ),
        ("When was the Lima quay built?", "The Lima quay was built in 1871.", "In 1881 Lima's quay was built."),
    ],
)
def test_days_money_shares_and_yes_or_no_are_compared(question: str, one: str, other: str) -> None:
    (notice,) = notices(question, ("Post", "2024-03-01", one), ("Courier", "2024-03-01", other))
    assert notice.startswith("The sources differ: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Lima quay fire killed 12 people.", "In the Lima quay fire 14 people died."),
        (
            "The Lima quay fire killed 12 people.",
            "The Lima quay fire has claimed 14 victims, the fatal toll of a year.",
        ),
        ("The Lima quay fire killed 12 people.", "At least 14 deaths were counted after the quay fire."),
        ("The Lima quay fire killed at least 151 people.", "In the Lima quay fire 156 people died."),
    ],
)
def test_the_dead_are_told_in_many_words_and_of_what_the_title_names(one: str, other: str) -> None:
    question = "How many people died in the Lima quay fire?"
    days = [date(2024, 3, day) for day in (1, 2)]
    articles = [
        Article(str(day), text, "The Lima quay fire", "Post", published=day)
        for day, text in zip(days, (one, other), strict=True)
    ]
    quotes = [Quote(n, each, 1, 0, len(each.text), each.text) for n, each in enumerate(articles, 1)]
    (notice,) = disagreement_notices(question, quotes)
    assert notice.startswith("This has been updated: Post, 2 March 2024: “")


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Lima quay fire 3 boats were hurt."),
        (
            HOW_MANY,
            "In the Lima quay fire 90 people were hurt.",
            "In the fire of Lima quay 12 people were hurt in Callao.",
        ),
        (
            "How much could the Lima quay cost?",
            "The Lima quay could cost $4m, the port said.",
            "The Lima quay has cost $3m.",
        ),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Callao quay fire 14 people were hurt."),
        (
            HOW_MANY,
            "In the Lima quay fire about 12,000 people were hurt.",
            "12,140 people were hurt in the Lima quay fire.",
        ),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "In the Lima quay fire twelve people were hurt."),
        (HOW_MANY, "In the Lima quay fire 12 people were hurt.", "Lima has ten million people."),
        (
            "When did the Lima quay open?",
            "The Lima quay opened on 3 May.",
            "The Lima quay opened, Ruiz said on Tuesday.",
        ),
        ("When did the Lima quay open?", "The Lima quay opened on 3 May.", "The Lima quay opened in May."),
        (
            "When did the Lima quay open?",
            "On 9 May they ate at the Lima quay, open since 3 May.",
            "The Lima quay opened on 3 May.",
        ),
        ("When did the Lima quay open?", "The Lima quay opened on 3 May.", "The Lima quay opened in 1998."),
        ("When was Ana Ruiz born?", "Ana Ruiz was born on 4 May 1970.", "Ana Ruiz was born on 4 May."),
        ("How fast is the wind in Lima?", "Lima has a wind of 110 mph.", "The wind in Lima increased 45 mph in a day."),
        ("How long did Ruiz speak?", "Ruiz spoke for 25 hours.", "Ruiz spoke, beating the record of 24 hours."),
        (HOW_MANY, HURT, "In the Lima quay fire another 3 people were hurt."),
        (HOW_MANY, HURT, "2026 Lima quay fire: people hurt"),
        (
            HOW_MANY,
            HURT,
            "Of the people hurt in the Lima quay fire, Ruiz said, 3 of them fish.",
        ),
        (
            "How long is the Lima quay?",
            "The Lima quay is 200 metres long.",
            "It took 9 years to build the long Lima quay.",
        ),
        ("How much did the Lima quay cost?", "The Lima quay cost $4m.", "The Lima quay cost €3.7m."),
        ("Why did the Lima quay burn?", "The Lima quay burnt on 3 May for 4 hours.", "The Lima quay burnt on 5 May."),
        (HOW_MANY, "Seven days after 12 people were hurt in the Lima quay fire it is shut.", HURT),
        (
            "How many days was the Lima quay shut?",
            "The Lima quay was shut for 43 days.",
            "The Lima quay is shut a day or two.",
        ),
        (
            "How many days was the Lima quay shut?",
            "The Lima quay was shut for 43 days.",
            "In 2018 the Lima quay was shut 35 days.",
        ),
        (
            "When will the Lima quay open?",
            "The Lima quay will open on 3 May.",
            "The Lima quay is to open, after a storm had shut it on 2 March.",
        ),
        ("How much did the Lima quay cost?", "The Lima quay cost $4 \u200bmillion.", "The Lima quay cost $4m."),
    ],
)
def test_other_things_and_rounder_figures_are_no_difference(question: str, one: str, other: str) -> None:
    assert notices(question, ("Post", "2024-05-10", one), ("Courier", "2024-05-10", other)) == ()


def test_a_smaller_count_of_another_day_is_of_another_occasion() -> None:
    question = "How many people were arrested in Lima?"
    first = ("Post", "2024-03-06", "Police arrested 385 people in Lima until Tuesday.")
    later = ("Courier", "2024-03-08", "Police arrested 49 people in Lima on Thursday.")
    assert notices(question, first, later) == ()
    assert notices(question, first, ("Courier", "2024-03-08", "Police arrested 490 people in Lima until Thursday."))


def test_what_is_told_long_before_is_no_sign_of_an_update() -> None:
    question = "How much did the Lima quay cost?"
    first = ("Post", "2024-03-06", "The Lima quay cost $4m.")
    told = (
        "Now it rains. " + "The sea is calm and the pilots are asleep in their boats. " * 8 + "The Lima quay cost $3m."
    )
    (notice,) = notices(question, first, ("Courier", "2024-03-08", told))
    assert notice.startswith("The sources differ: ")


def test_occasions_far_apart_are_two() -> None:
    one = ("Post", "2022-03-01", "In the Lima quay fire 12 people were hurt, police said.")
    other = ("Courier", "2024-03-01", "In the Lima quay fire 40 people were hurt, police said.")
    assert notices(HOW_MANY, one, other) == ()
    assert notices(HOW_MANY, one, ("Post", "2022-03-01", "In the Lima quay fire 40 people were hurt.")) == ()

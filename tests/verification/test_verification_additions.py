"""Additions: causes, ranks, order of time, contrast and extent are the quote's, or are not said."""

import pytest

from assistant.verification.rules.additions import additions
from assistant.verification.rules.coverage import coverage, covered
from assistant.verification.rules.language import english, language

ACCEPTED = [
    ("A spokesman for the minister left.", "The minister's spokesman left."),
    ("Shares fell because of the strike.", "Shares fell due to the strike."),
    ("Shares fell due to the strike.", "The strike caused shares to fall."),
    ("Shares fell as a result of the strike.", "Shares fell because of the strike."),
    ("He left after the vote.", "He left following the vote."),
    ("He left before the vote.", "He left ahead of the vote."),
    ("It was the first strike in years.", "It was the first such strike in years."),
    ("It is the largest bank.", "It is the country's biggest bank."),
    ("Only three survived.", "Three were the sole survivors."),
    ("Despite the rain, crowds came.", "Although it rained, crowds came."),
    ("It is the oldest bridge.", "It is the oldest bridge in the city."),
    ("All members voted.", "Every member voted."),
    ("Most members voted.", "A majority of members voted."),
    ("It is the most expensive city.", "It is the most expensive city in Europe."),
    ("However, crowds came.", "Crowds came."),
    ("He was re-elected.", "He was elected again."),
    ("The protest was held in the forest.", "A protest took place in a forest."),
    ("It stayed open until Monday.", "It stayed open till Monday."),
    ("The president spoke.", "President Macron spoke."),
    ("It left immediately.", "It left at once."),
    ("The highest court ruled.", "The country's highest court ruled."),
    ("Interest rates rose.", "Rates of interest rose."),
    ("The inquest opened.", "An inquest opened."),
]

REJECTED = [
    ("Shares fell because of the strike.", "Shares fell after the strike."),
    ("Shares fell due to the strike.", "Shares fell. The strike went on."),
    ("The strike caused shares to fall.", "Shares fell during the strike."),
    ("He left after the vote.", "He left and voted."),
    ("He left following the vote.", "He left before the vote."),
    ("It was the first strike.", "It was a strike."),
    ("It is the largest bank.", "It is a large bank."),
    ("It is the smallest bank.", "It is the largest bank."),
    ("Only three survived.", "Three survived."),
    ("Despite the rain, crowds came.", "It rained. Crowds came."),
    ("It is the oldest bridge.", "It is an old bridge."),
    ("All members voted.", "Members voted."),
    ("Most members voted.", "Many members voted."),
    ("It is the most expensive city.", "It is an expensive city."),
    ("It is the deadliest attack.", "It is a deadly attack."),
    ("The vote was unanimous.", "The vote was clear."),
    ("The ban is permanent.", "The ban is in place."),
    ("It left immediately.", "It left."),
    ("The move was unprecedented.", "The move was rare."),
    ("He deliberately misled them.", "He misled them."),
    ("The president spoke.", "Macron spoke."),
    ("The former leader spoke.", "The leader spoke."),
    ("Biden, the president, spoke.", "Biden spoke."),
    ("He won again.", "He won."),
    ("It proved the theory.", "It fits the theory."),
]


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_what_the_quote_says_too_passes(statement: str, quote: str) -> None:
    assert additions(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_what_the_quote_does_not_say_does_not_pass(statement: str, quote: str) -> None:
    assert additions(statement, quote)


@pytest.mark.parametrize(
    ("statement", "quote", "share"),
    [
        ("The bank raised rates.", "The bank raised its rates.", 1.0),
        ("The banks are raising a rate.", "The bank raised rates.", 1.0),
        ("He said the bank raised rates.", "The bank raised rates.", 1.0),
        ("The bank raised rates sharply.", "The bank raised rates.", 0.75),
        ("The bank sold its headquarters.", "The bank raised rates.", 1 / 3),
        ("It is so.", "Nothing of the kind.", 1.0),
    ],
)
def test_coverage_is_the_share_of_content_words(statement: str, quote: str, share: float) -> None:
    assert covered(statement, quote)[0] == pytest.approx(share)


def test_a_statement_in_other_words_is_not_covered() -> None:
    assert coverage("The lender increased borrowing costs.", "The bank raised its rates.")


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("The minister resigned on Tuesday.", True),
        ("NATO replied.", True),
        ("The ministers of the two countries met.", True),
        ("Der Minister ist am Dienstag zurückgetreten, und die Partei schweigt.", False),
        ("Le ministre a démissionné mardi et le parti se tait.", False),
        ("El ministro dimitió el martes y el partido no habla.", False),
        ("Il ministro si è dimesso martedì e il partito tace.", False),
        ("大臣は火曜日に辞任した。", False),
        ("Министр ушёл в отставку.", False),
        ("استقال الوزير", False),
        ("", False),
        ("123", False),
    ],
)
def test_english_is_told_from_other_languages(text: str, is_english: bool) -> None:
    assert english(text) is is_english


def test_words_of_several_alphabets_do_not_pass() -> None:
    assert language("The minister did nоt resign.", "The minister did not resign.")  # Cyrillic о
    assert language("The minister did not resign.", "The minister did not resign.") is None

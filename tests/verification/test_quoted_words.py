"""What a sentence puts in quotation marks stands so in one of its quotes."""

import pytest

from assistant.articles import Article, Passage
from assistant.quotation.spans import Span
from assistant.verification.quoted_words import foreign_quotation, quotations

TEXT = (
    "“We are not giving up,” she said. Marta Lind, their leader, called the plan a “reckless gamble”. He told her: "
    "‘They don’t see the fishermen’s “grief”.’ It rained."
)


def spans(*sentences: str) -> list[Span]:
    passage = Passage(1, Article("a", TEXT), 0, len(TEXT))
    return [Span(passage, TEXT.index(words), TEXT.index(words) + len(words)) for words in sentences]


ALL = spans(
    "“We are not giving up,” she said.",
    "Marta Lind, their leader, called the plan a “reckless gamble”.",
    "He told her: ‘They don’t see the fishermen’s “grief”.’",
)


@pytest.mark.parametrize(
    "text",
    [
        "She said: “We are not giving up.”",
        'She said: "we are not giving up".',
        "She said: «We are not giving up».",
        "She said: 'We are not giving up'.",
        "She said that they are “not giving up”.",
        "She said: “We are … giving up.”",
        "Lind called it “reckless”, a ‘gamble’.",
        "Lind called it “a reckless gamble.”",
        "He said: “They don't see the fishermen's 'grief'”.",
        "The fishermen's plan isn't the boats' or the men's.",
        "In the '90s they didn't see the fishermen's grief.",
        "It is 6' long and 9\" wide.",
        "“We are not giving up. She said”",  # where the quote's own marks stand is nobody's to guess
        "No marks at all.",
        "",
    ],
)
def test_words_that_stand_so_pass(text: str) -> None:
    assert foreign_quotation(text, ALL) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said: “We are giving up.”", "We are giving up."),
        ("She said: “We are not giving it up.”", "We are not giving it up."),
        ('She said: "We give up".', "We give up"),
        ("Lind called it ‘madness’.", "madness"),
        ("Lind called it 'sheer madness'.", "sheer madness"),
        ("Lind called it «madness».", "madness"),
        ("Lind called it „madness“.", "madness"),
        ("She said: “We are giving up.", "We are giving up."),
        ("We give up,” she said.", "We give up,"),
        ("She said: “We are not giving up” and “we never will”.", "we never will"),
        ("She said: “giving up … We are”", "giving up … We are"),
        ("She said: “It rained”.", "It rained"),  # in the article, not in the quotes
        ("Lind called it “reckless” and “a danger”.", "a danger"),
    ],
)
def test_words_that_do_not_are_named(text: str, words: str) -> None:
    assert foreign_quotation(text, ALL) == words


def test_words_of_two_quotes_are_not_run_together() -> None:
    text = "She said: “giving up, she said. Marta Lind, their leader”"
    assert foreign_quotation(text, ALL) is None, "the two stand side by side"
    assert foreign_quotation("“their leader. He told her”", [ALL[1], ALL[2]])
    assert foreign_quotation("“giving up, she said. He told her”", [ALL[0], ALL[2]])


def test_apostrophes_are_no_marks() -> None:
    assert list(quotations("The boys' and girls' club isn't O'Neill's, 'tis rock 'n' roll.")) == []
    assert list(quotations("The boys' club said 'no more' of it.")) == ["no more"]

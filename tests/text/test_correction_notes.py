"""Corrections, updates and withdrawals as articles print them, and what only looks like one."""

import pytest

from assistant.articles import Article
from assistant.text.correction_notes import correction_note

BODY = " ".join(f"Sentence {number} of the report tells what was seen at the quay." for number in range(40))

NOTES = [
    ("Correction: An earlier version of this story gave the wrong day.", "correction"),
    ("CORRECTION (April 4): The port is in Lima. We regret the error.", "correction"),
    ("Corrections & Clarifications: The port is in Lima.", "correction"),
    ("An earlier version of this article misstated the age of Ana Ruiz.", "correction"),
    ("This story has been corrected to say that the port is in Lima.", "correction"),
    ("Clarification: Ruiz spoke of the pier only.", "clarification"),
    ("Editor’s note: This article has been amended to reflect what Ruiz said.", "note"),
    ("UPDATE: The quay was opened in the evening.", "update"),
    ("This story has been updated with additional information.", "update"),
    ("Retraction: the Post can no longer stand by this report.", "retraction"),
    ("This article has been retracted.", "retraction"),
    ("The Post has withdrawn this report.", "retraction"),
    ("Editor's note: This story was withdrawn on Monday.", "retraction"),
]
NONE = [
    "Editor’s note: Ana Ruiz is a pilot in Lima.",
    "Editor's note: Sign up for our letter.",
    "Updated May 4, 2024, 3:06 p.m. ET",
    "The ministry issued a correction of its figures.",
    "Ruiz retracted her statement on the quay.",
    "The army has withdrawn from the town, the report says.",
]


@pytest.mark.parametrize(("words", "kind"), NOTES)
@pytest.mark.parametrize("shape", ["{note}\n\n{body}", "{body}\n\n{note}", "{note} {body}", "{body} {note}"])
def test_a_note_is_read_at_head_and_foot(words: str, kind: str, shape: str) -> None:
    text = shape.format(note=words, body=BODY)
    note = correction_note(text)
    assert note is not None
    assert note.kind == kind
    assert text[note.start : note.end].startswith(words.split(". ")[0])


@pytest.mark.parametrize("words", NONE)
def test_what_is_said_of_others_is_none(words: str) -> None:
    assert correction_note(f"{words}\n\n{BODY}") is None
    assert correction_note(f"{BODY}\n\n{words}") is None


def test_what_the_article_below_a_note_tells_of_others_is_not_its_own() -> None:
    assert correction_note(f"Editor's note: Follow the quay's week here.\n\nThe ministry corrected it. {BODY}") is None


def test_the_middle_of_an_article_says_nothing_of_it() -> None:
    assert correction_note(f"{BODY}\n\nCorrection: the port is in Lima.\n\n{BODY}") is None


def test_the_gravest_note_counts_and_a_title_may_be_one() -> None:
    both = f"Update: it rained.\n\n{BODY}\n\nThis article has been retracted."
    assert Article("a", both).retracted
    titled = Article("a", "The fine was 4,000 euros. It was not more.", title="Correction: the fine of the mayor")
    assert (titled.correction, titled.retracted) == ("The fine was 4,000 euros. It was not more.", False)
    assert Article("a", "").correction is None


def test_an_article_says_so_wherever_it_is_named() -> None:
    article = Article("a", f"{BODY}\n\nCorrection: the port is in Lima.")
    assert article.reference()["correction"] == "Correction: the port is in Lima."

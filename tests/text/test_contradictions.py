"""Sentences in nearly the same words that say different things, and those that say the same."""

import pytest

from assistant.text.contradictions import contradictory

DIFFERENT = [
    ("The work on the quay has been stopped.", "The work on the quay has not been stopped."),
    ("The quay will be reopened on 3 May, the port says.", "The quay will be reopened on 21 June, the port says."),
    ("The quay will be reopened on Monday.", "The quay will be reopened on Friday."),
    ("Kovac beat Perrin in the final.", "Perrin beat Kovac in the final."),
    ("The union sued the city over its pay.", "The city sued the union over its pay."),
    ("Kovac beat Perrin in the final in Lima.", "Kovac beat Alonso in the final in Lima."),
    ("Some 12,000 people marched through the town.", "Some 40,000 people marched through the town."),
    ("The fine was 4,000 euros, says the court.", "The fine was 4,000 dollars, says the court."),
    ("Turnout rose by 4% in the whole of the country.", "Turnout fell by 4% in the whole of the country."),
    ("The council passed the law on rents.", "The council rejected the law on rents."),
    ("They didn’t reach the island before noon.", "They did reach the island before noon."),
]
SAME = [
    ("On Monday the port shut the old quay for repairs.", "The port shut the old quay for repairs on Monday."),
    ("The port shut the old quay for repairs.", "The port shut the old quay for repairs on Monday."),
    ("Ana Ruiz said the quay was unsafe.", "Ruiz said that the quay was unsafe."),
    ("The port shut 3 quays in May 2024.", "In May 2024 the port shut three quays."),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_number_a_day_a_not_or_a_role_makes_two_sentences_of_one(one: str, other: str) -> None:
    assert contradictory(one, other)
    assert contradictory(other, one)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_order_or_a_day_more_does_not(one: str, other: str) -> None:
    assert not contradictory(one, other)

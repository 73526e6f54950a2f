"""A time or a cause that a statement puts first, or behind: whose it is must not be in doubt."""

from datetime import date

import pytest

from assistant.verification.rules.derivation import Source, derivation

PUBLISHED = date(2022, 3, 3)

ACCEPTED = [
    (
        "On Sunday, more than 200 people were rescued from the flooded town.",
        "More than 200 people were rescued from the flooded town on Sunday.",
    ),
    ("On Sunday the family fled from the village.", "The family fled from the village on Sunday."),
    ("In 1990, Berg escaped from the prison.", "Berg escaped from the prison in 1990."),
    ("In May, troops withdrew from the city.", "Troops withdrew from the city in May."),
    ("On Monday, two men were arrested at the airport.", "Two men were arrested at the airport on Monday."),
    ("On 3 May, 14 people died in the hospital.", "14 people died in the hospital on 3 May."),
    ("On Tuesday, the body was found in the river.", "The body was found in the river on Tuesday."),
    ("Last week, the painting was stolen from the museum.", "The painting was stolen from the museum last week."),
    ("In 2010, the sisters moved to the village.", "The sisters moved to the village in 2010."),
    ("In May, inflation fell to 3.1%.", "Inflation fell to 3.1% in May."),
    ("In 2021, sales rose by 5%.", "Sales rose by 5% in 2021."),
    (
        "Because of the storm, the airline has cancelled 300 flights.",
        "The airline has cancelled 300 flights because of the storm.",
    ),
    (
        "The airline has cancelled 300 flights because of the storm.",
        "Because of the storm, the airline has cancelled 300 flights.",
    ),
    ("Because of the scandal, the mayor resigned.", "The mayor resigned because of the scandal."),
    ("Because of the rain, the match was postponed.", "The match was postponed because of the rain."),
    ("Because of the strike, the firm closed two plants.", "The firm closed two plants because of the strike."),
    ("Because of the fog, the airport was shut.", "The airport was shut because of the fog."),
    (
        "Because of the leak, the village was evacuated on Monday.",
        "The village was evacuated on Monday because of the leak.",
    ),
    ("Because of the war, the family fled.", "The family fled because of the war."),
    ("Because of the snow, the bridge collapsed.", "The bridge collapsed because of the snow."),
    ("Because of a knee injury, Berg missed the final.", "Berg missed the final because of a knee injury."),
    ("Because of the row, the club suspended its coach.", "The club suspended its coach because of the row."),
    ("The school closed because of the heat.", "Because of the heat, the school closed."),
]

REJECTED = [
    ("On Sunday, the men were jailed for the fire.", "The men were jailed for the fire on Sunday."),
    ("In 1990, the film was set in the village.", "The film was set in the village in 1990."),
    ("In 1990, Berg wrote about the hospital.", "Berg wrote about the hospital in 1990."),
    ("In 1990, he studied life in the town.", "He studied life in the town in 1990."),
    ("In 1990, Berg is remembered at the school.", "Berg is remembered at the school in 1990."),
    ("In 1990, Berg saw a fire in the town.", "Berg saw a fire in the town in 1990."),
    ("In 1990, he was accused of a theft at the museum.", "He was accused of a theft at the museum in 1990."),
    ("In 1990, he was accused of being in the town.", "He was accused of being in the town in 1990."),
    ("On Sunday, she said he was at the airport.", "She said he was at the airport on Sunday."),
    ("On Sunday, troops will withdraw from the city.", "Troops might withdraw from the city on Sunday."),
    ("On Sunday, nobody was hurt at the school shooting.", "Nobody was hurt at the school shooting on Sunday."),
    ("On Sunday, he was questioned about the house.", "He was questioned about the house on Sunday."),
    ("In May, two men were rescued from the ship that sank.", "Two men were rescued from the ship that sank in May."),
    ("On Monday, Berg was released from the prison burned.", "Berg was released from the prison burned on Monday."),
    ("In 2010, he was buried at the church founded.", "He was buried at the church founded in 2010."),
    ("In 2025, growth forecasts fell to 2%.", "Growth forecasts fell to 2% in 2025."),
    ("In 2030, emissions fell to 5%.", "Emissions must fall to 5% in 2030."),
    ("Because of the scandal, the mayor did not resign.", "The mayor did not resign because of the scandal."),
    ("The mayor did not resign because of the scandal.", "Because of the scandal, the mayor did not resign."),
    (
        "The airline denied it had cancelled flights because of the storm.",
        "Because of the storm, the airline denied it had cancelled flights.",
    ),
    (
        "Because of the storm, the airline denied it had cancelled flights.",
        "The airline denied it had cancelled flights because of the storm.",
    ),
    ("Because of the scandal, few ministers resigned.", "Few ministers resigned because of the scandal."),
    (
        "Because of the scandal, the mayor announced the closure of the bank.",
        "The mayor announced the closure of the bank because of the scandal.",
    ),
    (
        "Because of the scandal, the paper said the mayor resigned.",
        "The paper said the mayor resigned because of the scandal.",
    ),
    ("Because of the scandal, the mayor resigned.", "The mayor may have resigned because of the scandal."),
    ("Because of the scandal, the mayor resigned.", "The mayor partly resigned because of the scandal."),
    (
        "Because of the storm, the airline cancelled plans to close.",
        "The airline cancelled plans to close because of the storm.",
    ),
    ("Because of the storm, flights were cancelled.", "Flights were nearly cancelled because of the storm."),
    (
        "Because of the storm, only three flights were cancelled.",
        "Only three flights were cancelled because of the storm.",
    ),
    ("Because of the war, Berg criticised the ban.", "Berg criticised the ban because of the war."),
    ("Because of the mayor, the storm cancelled flights.", "The mayor cancelled flights because of the storm."),
]


def _why_not(statement: str, quote: str) -> str | None:
    return derivation(statement, [Source(quote, published=PUBLISHED)])


@pytest.mark.parametrize(("statement", "quote"), ACCEPTED)
def test_a_time_or_cause_that_is_surely_the_verbs_may_be_put_first(statement: str, quote: str) -> None:
    assert _why_not(statement, quote) is None


@pytest.mark.parametrize(("statement", "quote"), REJECTED)
def test_one_that_may_be_anothers_or_that_is_in_doubt_may_not(statement: str, quote: str) -> None:
    assert _why_not(statement, quote)

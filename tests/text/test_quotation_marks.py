"""Which quotation marks lack their other half, in texts that mix their makes."""

import pytest

from assistant.text.quotation_marks import unpaired


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ('“Yes," he said.', []),
        ('"Yes,” he said.', []),
        ('“Old Joe," a boat, is "wet."', []),
        ('He asked:"Why?"', []),
        ('He asked "“why” or not" again.', []),
        ("«Oui», dit-il.", []),
        ("„Ja“, sagte er.", []),
        ('A pipe of 12" burst.', []),
        ("“We are tired.", [0]),
        ('tired," he said, "and cold.', [6, 17]),
        ('tired," he said. “We are cold.”', [6]),
        ("“Old “Joe” is wet.", [0]),
    ],
)
def test_a_mark_is_alone_where_nothing_closes_or_opens_it(text: str, alone: list[int]) -> None:
    assert unpaired(text) == alone

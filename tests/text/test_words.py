"""Tokens: a dash with spaces, or a long one, sets words apart; a hyphen joins them."""

import pytest

from assistant.text.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("its hubs – Chicago and Denver", ["its", "hubs", "chicago", "and", "denver"]),
        ("its hubs - Chicago", ["its", "hubs", "chicago"]),
        ("its hubs—Chicago", ["its", "hubs", "chicago"]),
        ("its hubs--Chicago", ["its", "hubs", "chicago"]),
        ("a check-in desk", ["a", "check-in", "desk"]),
        ("a check‑in desk", ["a", "check-in", "desk"]),
        ("the Paris–Lyon line", ["the", "paris-lyon", "line"]),
        ("don't, O’Neill!", ["don't", "o'neill"]),
        ("state-of-the-art – and well-made", ["state-of-the-art", "and", "well-made"]),
        ("", []),
        (" – ", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected

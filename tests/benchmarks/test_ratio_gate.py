"""A ratio is said to have moved only where its rounds have nothing in common with those that were kept."""

from __future__ import annotations

from ratio_gate import moved, spread


def test_the_spread_of_rounds() -> None:
    assert spread([3.0, 1.0, 2.0]) == [1.0, 2.0, 3.0]


def test_what_moves_within_its_spread_is_not_told() -> None:
    assert moved({"ask": [1.0, 1.2, 1.5]}, {"ask": [1.4, 1.6, 1.9]}) == []


def test_what_moved_by_more_is_told_with_both_spreads_whichever_way() -> None:
    (slower,) = moved({"ask": [1.0, 1.2, 1.5]}, {"ask": [1.6, 1.7, 1.9]})
    assert slower == "ask: 1.20 [1.00, 1.50] was kept, now 1.70 [1.60, 1.90]"
    assert len(moved({"ask": [1.0, 1.2, 1.5]}, {"ask": [0.7, 0.8, 0.9]})) == 1


def test_a_ratio_that_was_not_kept_has_not_moved() -> None:
    assert moved({}, {"ask": [1.0, 1.2, 1.5]}) == []

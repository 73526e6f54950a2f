"""A clock that was wrong, or that was set, decides nothing: S19."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk, counts, desk

__all__ = ["desk"]

HOUR = 3_600


def set_written(path: Path, hours: float) -> None:
    """Make a file look written so many hours from now."""
    written = time.time() + hours * HOUR
    os.utime(path, (written, written))


@pytest.mark.parametrize("hours", [-1, 0, 24])
def test_an_edited_file_is_read_whatever_the_time_on_it(desk: Desk, hours: float) -> None:
    path = desk.write("a.txt", PROSE.format("Aford"))
    set_written(path, 0)
    desk.index()
    path.write_text(PROSE.format("Beham"))
    set_written(path, hours)
    assert counts(desk.index()) == (0, 1, 0, 0, 0)
    assert "Beham" in desk.articles()[str(path)].text
    assert counts(desk.index()) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("names", [("a", "z"), ("z", "a")])
@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_a_file_from_the_future_does_not_keep_a_newer_one_out(desk: Desk, names: tuple[str, str], hours: float) -> None:
    older = desk.rows(f"{names[0]}.jsonl", {"id": "n1", "text": PROSE.format("Aford")})
    set_written(older, hours)
    desk.index()
    desk.rows(f"{names[1]}.jsonl", {"id": "n1", "text": PROSE.format("Beham")})
    desk.index()
    assert "Beham" in desk.articles()["n1"].text


@pytest.mark.parametrize("names", [("a", "z"), ("z", "a")])
def test_a_clock_that_was_set_back_and_right_again_changes_nothing(desk: Desk, names: tuple[str, str]) -> None:
    """What came later stays, though once the clock is right again its file looks older than the other's."""
    older = desk.rows(f"{names[0]}.jsonl", {"id": "n1", "text": PROSE.format("Aford")})
    set_written(older, 1)
    desk.index()
    newer = desk.rows(f"{names[1]}.jsonl", {"id": "n1", "text": PROSE.format("Beham")})
    desk.index()
    set_written(older, -1)
    set_written(newer, -2)
    for paths in ((desk.news,), (older,), (newer,), (desk.news,)):
        desk.index(*paths)
        assert "Beham" in desk.articles()["n1"].text
    assert desk.articles()["n1"].version == 2


def test_what_is_left_takes_the_place_of_a_newer_file_that_is_gone(desk: Desk) -> None:
    older = desk.rows("a.jsonl", {"id": "n1", "text": PROSE.format("Aford")})
    desk.index()
    newer = desk.rows("b.jsonl", {"id": "n1", "text": PROSE.format("Beham")})
    set_written(older, -1)
    desk.index()
    newer.unlink()
    desk.index()
    assert "Aford" in desk.articles()["n1"].text


def test_two_wrong_clocks_agree_among_themselves(desk: Desk) -> None:
    first = desk.rows("a.jsonl", {"id": "n1", "text": PROSE.format("Aford")})
    second = desk.rows("b.jsonl", {"id": "n1", "text": PROSE.format("Beham")})
    set_written(first, 48)
    set_written(second, 24)
    desk.index()
    assert "Aford" in desk.articles()["n1"].text

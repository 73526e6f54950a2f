"""A date that has not come is kept on its article, is no archive's newest, and is said where the article is quoted."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Pullquote, pullquote
from editors_desk import PROSE, Desk, desk

from assistant.answers import Filters
from assistant.articles import Article, Passage
from assistant.rendering.scope_phrases import confined
from assistant.retrieval.ranking import leaning
from assistant.text.day_format import has_come
from ingest.extraction.publication_date import parse_day

__all__ = ["desk", "pullquote"]

LAST = date(9999, 12, 31)
TODAY = date(2024, 6, 12)


def row(id: str, published: str) -> dict[str, str]:
    return {"id": id, "published": published, "text": PROSE.format(f"Town{id}x")}


def test_it_is_kept_and_is_not_the_newest(desk: Desk) -> None:
    report = desk.index(desk.rows("a.jsonl", row("n1", "2022-06-01"), row("n2", "9999-12-31")))
    assert [notice.reason for notice in report.notices] == ["the date 9999-12-31 lies in the future"]
    assert desk.articles()["n2"].published == LAST
    with desk.archive.snapshot() as snapshot:
        searched = snapshot.extent()
        assert (searched.articles, searched.first, searched.last) == (2, date(2022, 6, 1), date(2022, 6, 1))


def test_an_archive_of_nothing_else_has_no_newest(desk: Desk) -> None:
    desk.index(desk.rows("a.jsonl", row("n2", "9999-12-31")))
    with desk.archive.snapshot() as snapshot:
        searched = snapshot.extent()
        assert (searched.articles, searched.first, searched.last) == (1, None, None)


def test_tomorrow_has_come_somewhere() -> None:
    assert has_come(TODAY + timedelta(days=1), TODAY) and not has_come(TODAY + timedelta(days=2), TODAY)
    assert has_come(date.min) and not has_come(date.max)


def test_it_keeps_no_correction_out(desk: Desk) -> None:
    first = desk.rows("a.jsonl", {"id": "n1", "published": "9999-01-01", "text": PROSE.format("Aford")})
    os.utime(first, (1e9, 1e9))
    desk.index()
    desk.rows("b.jsonl", {"id": "n1", "published": "2022-06-01", "text": PROSE.format("Beham")})
    desk.index()
    assert "Beham" in desk.articles()["n1"].text


def test_a_clock_in_the_past_takes_no_date_away(desk: Desk) -> None:
    """To one that stands in 1970 every day is to come."""
    day = parse_day("2022-06-01")
    assert day.value == date(2022, 6, 1)
    assert parse_day("9999-06-01").value == date(9999, 6, 1)


def test_it_is_no_news_of_the_day() -> None:
    def passage(published: date) -> Passage:
        return Passage(1, Article("a", "Some words.", published=published), 0, 5)

    lean = leaning(True, None, TODAY)
    assert lean(passage(TODAY)) == lean(passage(TODAY + timedelta(days=1))) == 1.0
    assert lean(passage(LAST)) == 0.0


@pytest.mark.parametrize("day", [date.min, LAST])
def test_the_ends_of_the_calendar_are_days(day: date) -> None:
    assert confined(Filters(since=day, until=day)) and confined(Filters(since=day, until=LAST))
    assert leaning(True, day, day)(Passage(1, Article("a", "Some words.", published=day), 0, 5)) == 1.0


def test_it_is_said_at_the_answer(pullquote: Pullquote, tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    text = "The bridge over the Alder was opened on Monday. It cost 412 million pounds."
    rows = tmp_path / "a.jsonl"
    rows.write_text(json.dumps({"published": "9999-05-05", "text": text}), "utf-8")
    assert pullquote("index", str(rows), "--archive", archive).status == 0
    asked = pullquote("ask", "What did the bridge over the Alder cost?", "--archive", archive)
    assert "bears a date that has not come, 5 May 9999" in " ".join(asked.out.split())

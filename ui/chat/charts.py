"""How the articles spread over time and publishers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.text.bylines import publisher
from assistant.text.day_format import has_come
from ui.chat.archive_figures import Archived
from ui.chat.resources import Resources

if TYPE_CHECKING:
    from altair import Chart

SHOWN_PUBLISHERS = 25
DAYS_APART = 92
MONTHS_APART = 3_660
"""Days that a chart may span by day, and by month; beyond that it counts by year."""


def draw(resources: Resources, known: Archived) -> None:
    """Draw both charts."""
    if known.empty:
        st.text("Nothing to show yet.")
        return
    with resources.assistant.archive.snapshot() as snapshot:
        dated = snapshot.days()
    days = [(day, number) for day, number in dated if has_come(day)]
    unit, counts = by_period(days)
    st.subheader(f"Articles by {unit}", anchor=False)
    if counts:
        st.altair_chart(bars(counts, unit, upright=True))
    undated = known.extent.articles - sum(number for _, number in dated)
    if undated:
        st.text(f"{undated:,} without a date.")
    if ahead := sum(number for _, number in dated) - sum(counts.values()):
        st.text(f"{ahead:,} with a date that has not come.")
    st.subheader("Articles by publisher", anchor=False)
    shown = known.publishers[:SHOWN_PUBLISHERS]
    if shown:
        st.altair_chart(bars({publisher(name): count for name, count in shown}, "publisher", upright=False))
    unnamed = known.extent.articles - sum(count for _, count in known.publishers)
    if unnamed:
        st.text(f"{unnamed:,} without a publisher.")
    if len(known.publishers) > len(shown):
        st.text(f"The {SHOWN_PUBLISHERS} with most articles, of {len(known.publishers):,} publishers.")


def bars(counts: Mapping[str, int], name: str, *, upright: bool) -> Chart:
    """Bars in the order given; the labels are data to Vega, never expressions or markup."""
    import altair as alt

    values: list[Any] = [{"label": label, "articles": count} for label, count in counts.items()]
    labels = alt.Axis(
        title=None, labelLimit=260, labelAngle=0, labelOverlap="greedy", labelSeparation=12, domain=False, ticks=False
    )
    numbers = alt.Axis(title=None, format="d", tickMinStep=1, tickCount=4)
    one = alt.X("label:N", sort=None, axis=labels) if upright else alt.Y("label:N", sort=None, axis=labels)
    other = alt.Y("articles:Q", axis=numbers) if upright else alt.X("articles:Q", axis=numbers)
    tooltip = [alt.Tooltip("label:N", title=name), alt.Tooltip("articles:Q")]
    chart = alt.Chart(alt.InlineData(values=values), height=220 if upright else alt.Step(26), width="container")
    drawn: Chart = chart.mark_bar(cornerRadiusEnd=2).encode(one, other, tooltip=tooltip)
    return drawn


def by_period(days: Sequence[tuple[date, int]]) -> tuple[str, dict[str, int]]:
    """Count articles by day, or by month or year where days would be too many: the unit, and counts in order."""
    span = (days[-1][0] - days[0][0]).days if days else 0
    unit, form = (
        ("day", "%Y-%m-%d") if span <= DAYS_APART else ("month", "%Y-%m") if span <= MONTHS_APART else ("year", "%Y")
    )
    counts = dict.fromkeys(_every(days[0][0], span, form), 0) if days else {}
    for day, number in days:
        counts[day.strftime(form)] += number
    return unit, counts


def _every(first: date, span: int, form: str) -> Iterator[str]:
    """The name of every period from the first day on, so that empty ones are seen."""
    return ((first + timedelta(days=days)).strftime(form) for days in range(span + 1))

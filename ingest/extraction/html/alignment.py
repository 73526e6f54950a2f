"""Which lines of a page an extraction of it holds, though it may have run them together or dropped words of them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ingest.extraction.html.page_lines import Line, squashed

WINDOW = 16
"""Letters and figures that tell one place of a text from all others."""

LONGEST = 500_000
"""Letters and figures of an extraction that are looked at."""

QUICK = 100_000_000
"""Characters of an extraction times those of a page, up to which the one is searched for places of the other."""

SHARE = 0.5
"""The part of a line that an extraction holds of it at least, if it holds the line."""

NEAR = 4
"""Lines before and after one that tell which of several equal ones an extraction means."""


def held(lines: Sequence[Line], text: str) -> list[bool]:
    """For each line of a page, whether a text that was extracted of it holds the line.

    A line long enough to be told by itself is held if most of it stands in the text; a shorter one if it stands there
    right before or after the line beside it. Of lines that are equal, the ones among others that are held count.
    """
    own = [squashed(line) for line in text.split("\n")]
    whole = "".join(own)[:LONGEST]
    windows: Container[str] = whole
    if len(whole) * sum(len(line.squashed) for line in lines) > QUICK:
        windows = {whole[at : at + WINDOW] for at in range(max(len(whole) - WINDOW + 1, 0))}
    found = [_is_held(line.squashed, windows) for line in lines]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        step = 1 if order.step > 0 else -1
        for at in order:
            before = at - step
            if not found[at] and 0 < len(lines[at].squashed) < WINDOW and 0 <= before < len(lines) and found[before]:
                pair = (lines[before], lines[at])[::step]
                beside = pair[0].squashed[-WINDOW:] + pair[1].squashed[:WINDOW]
                found[at] = beside in whole or (lines[at].squashed in own and not lines[at].linked)
    return _without_echoes(lines, found, whole)


def _is_held(line: str, windows: Container[str]) -> bool:
    if len(line) < WINDOW or line in windows:
        return len(line) >= WINDOW
    places = [line[at : at + WINDOW] for at in range(0, len(line) - WINDOW + 1, WINDOW // 2)]
    return sum(place in windows for place in places) >= SHARE * len(places)


def _without_echoes(lines: Sequence[Line], found: list[bool], whole: str) -> list[bool]:
    """What is held, without equal lines elsewhere on the page, as in a list of what is read most."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if found[at] and len(line.squashed) >= WINDOW:
            places.setdefault(line.squashed, []).append(at)
    kept = list(found)
    for words, equal in places.items():
        times = max(whole.count(words), 1)
        if len(equal) > times:
            best = sorted(equal, key=lambda place: -sum(found[max(place - NEAR, 0) : place + NEAR + 1]))
            for place in best[times:]:
                kept[place] = False
    return kept

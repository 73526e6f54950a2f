"""Publishers as people name them, to those of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.text.bylines import publisher

NAMED = 8
"""Publishers that are named where the one asked for is not there."""

COMPARED = 1_000
"""Publishers whose spelling is compared, those with most articles."""


_MARKS = str.maketrans("“”„‟«»″‘’‚‛`´′‐‑‒–—―", "\"\"\"\"\"\"\"'''''''------")


def typed(text: str) -> str:
    """A text with the quotation marks and dashes that keyboards have, character for character."""
    return text.translate(_MARKS)


def plain(name: str) -> str:
    """A publisher's name as it is compared: `The Guardian` and `guardian` are one, and so are `“` and `"`."""
    return re.sub(r"^the\s+", "", _folded(typed(name)))


def alike(names: Iterable[str]) -> dict[str, list[str]]:
    """Publishers' names by their `plain` form; of those that differ in case alone the first."""
    found: dict[str, dict[str, str]] = {}
    for name in names:
        if key := plain(name):
            found.setdefault(key, {}).setdefault(_folded(name), name)
    return {key: list(same.values()) for key, same in found.items()}


def resolved(wanted: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The publishers that are meant by `wanted`, and what to say where that is not what was written.

    Case, a leading `The` and the shape of quotation marks and dashes do not count: all that are alike so are meant. A
    name that is none here but stands, as whole words, in that of one publisher means that one. Any other stays as it
    is, so that it matches nothing, and the publishers there are get named, the likeliest first. `known` has those with
    most articles first.
    """
    by_name = alike(known)
    meant: list[str] = []
    notices = []
    for name in wanted:
        if same := by_name.get(plain(name)):
            meant += [name] if [_folded(each) for each in same] == [_folded(name)] else same
        elif len(holding := [full for key, full in by_name.items() if _within(plain(name), key)]) == 1:
            meant += holding[0]
            taken = " and ".join(f"“{publisher(full)}”" for full in holding[0])
            were = "was" if len(holding[0]) == 1 else "were"
            notices.append(f"No publisher here is called “{name}”; {taken} {were} taken for it.")
        else:
            meant.append(name)
            there = _there(plain(name), {key: same[0] for key, same in by_name.items()})
            notices.append(f"No article here was published by “{name}”. {there}")
    return tuple(dict.fromkeys(meant)), tuple(notices)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _within(words: str, name: str) -> bool:
    return bool(words) and f" {words} " in f" {name} "


def _there(wanted: str, by_name: dict[str, str]) -> str:
    """The publishers there are, the likeliest first."""
    if not by_name:
        return "No article here names its publisher."

    def likeness(key: str) -> tuple[bool, float]:
        return _within(wanted, key), SequenceMatcher(None, wanted, key).ratio()

    near = sorted(list(by_name)[:COMPARED], key=likeness, reverse=True)[:NAMED]
    rest = f" and {len(by_name) - len(near):,} more" if len(by_name) > len(near) else ""
    return f"Publishers: {', '.join(publisher(by_name[key]) for key in near)}{rest}."

"""Publishers as people name them, to those of the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

NAMED = 8
"""Publishers that are named where the one asked for is not there."""

COMPARED = 1_000
"""Publishers whose spelling is compared, those with most articles."""


def plain(name: str) -> str:
    """A publisher's name as it is compared: `The Guardian` and `guardian` are one."""
    return re.sub(r"^the\s+", "", " ".join(name.casefold().split()))


def resolved(wanted: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The publishers that are meant by `wanted`, and what to say where that is not what was written.

    Case and a leading `The` do not count. A name that is none here but stands, as whole words, in that of one
    publisher means that one. Any other stays as it is, so that it matches nothing, and the publishers there are
    get named, the likeliest first. `known` has those with most articles first.
    """
    by_name: dict[str, str] = {}
    for name in known:
        by_name.setdefault(plain(name), name)
    exact = {" ".join(name.casefold().split()) for name in known}
    meant, notices = [], []
    for name in wanted:
        if " ".join(name.casefold().split()) in exact:
            meant.append(name)
        elif plain(name) in by_name:
            meant.append(by_name[plain(name)])
        elif len(holding := [full for key, full in by_name.items() if _within(plain(name), key)]) == 1:
            meant.append(holding[0])
            notices.append(f"No publisher here is called “{name}”; “{holding[0]}” was taken for it.")
        else:
            meant.append(name)
            notices.append(f"No article here was published by “{name}”. {_there(plain(name), by_name)}")
    return tuple(dict.fromkeys(meant)), tuple(notices)


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
    return f"Publishers: {', '.join(by_name[key] for key in near)}{rest}."

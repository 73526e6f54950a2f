"""Articles' ids as people read and type them: short, and by their beginning where that is enough."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.archive import Snapshot

SHORTEST = 6
"""Characters of an id that may stand for it."""

NAMED = 5
"""Ids that are named where several begin alike."""

_ROW = re.compile(r"(.*#)([0-9a-f]{64})", re.DOTALL)
"""The id of a row of JSON Lines that has none of its own: its file and the sha256 of its text."""
SHOWN = 12
"""Digits of that sha256 that are shown."""


def short(id: str) -> str:
    """An id as it is shown: of a row without one only the first digits of its sha256."""
    row = _ROW.fullmatch(id)
    return f"{row[1]}{row[2][:SHOWN]}" if row else id


def whole(given: str, snapshot: Snapshot, *, erasing: bool = False) -> str:
    """The id that is meant: the one given, a file's path however it is written, or the only one that begins so.

    A beginning has SHORTEST characters at least. Where articles are erased for good only a row's sha256 may be
    shortened, so that nothing goes that was named like another. What is meant by nothing stays as it was given.
    Raises UsageError if several ids begin so.
    """
    from assistant.errors import UsageError

    path, mark, row = given.rpartition("#") if "#" in given else (given, "", "")
    if "\0" not in given and Path(path).is_file():
        given = f"{Path(path).resolve()}{mark}{row}"
    try:
        found = snapshot.ids(given, NAMED + 1)
    except UnicodeEncodeError:  # bytes of the terminal that are no UTF-8
        return given.encode("utf-8", "backslashreplace").decode()
    if not found or given in found or len(row if mark else given) < SHORTEST:
        return given
    if erasing and not all(_ROW.fullmatch(id) and len(id) - len(given) < 64 for id in found):
        return given
    if len(found) > 1:
        shown = [short(id) if len(short(id)) > len(given) else id for id in found[:NAMED]]
        more = " and more" if len(found) > NAMED else ""
        raise UsageError(f"several ids begin with {given!r}: {', '.join(shown)}{more}", "give more of the one you mean")
    return found[0]

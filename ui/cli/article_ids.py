"""Articles' ids as people read and type them: short, and by their beginning where that is enough."""

from __future__ import annotations

import os
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

    A beginning has SHORTEST characters at least. Of a path no beginning will do, since a folder's is that of all in
    it; of the row of a file that has no id of its own, its sha256 may be shortened. Where articles are erased for good
    nothing else may, so that nothing goes that was named like another. What is meant by nothing stays as it was given.
    Raises UsageError if several ids begin so, or if what was given is too short for the one that does.
    """
    from assistant.errors import UsageError

    try:
        given = _as_stored(given, snapshot)
        found = snapshot.ids(given, NAMED + 1)
        if found and given not in found and Path(given).is_absolute() and "#" not in given:
            found = snapshot.ids(f"{given}#", NAMED + 1)
            if not found:
                raise UsageError(
                    f"{given!r} is the beginning of a path", "name a whole file, as `articles list` shows it"
                )
    except UnicodeEncodeError:  # bytes of the terminal that are no UTF-8
        return given.encode("utf-8", "backslashreplace").decode()
    if not found and erasing:  # as in a purge that was killed
        return next((id for each in (given, _resolved(given)) if (id := snapshot.erased(each))), given)
    if not found or given in found:
        return given
    beginning = given.rpartition("#")[2] if Path(given).is_absolute() and "#" in given else given
    if len(beginning) < SHORTEST:
        raise UsageError(f"{given!r} is too short for the beginning of an id", f"give {SHORTEST} characters or more")
    if erasing and not all(_ROW.fullmatch(id) and len(id) - len(given) < 64 for id in found):
        raise UsageError(f"{given!r} is only the beginning of an id", "give the whole id to purge")
    if len(found) > 1:
        shown = [short(id) if len(short(id)) > len(given) else id for id in found[:NAMED]]
        more = " and more" if len(found) > NAMED else ""
        raise UsageError(f"several ids begin with {given!r}: {', '.join(shown)}{more}", "give more of the one you mean")
    return found[0]


def _as_stored(given: str, snapshot: Snapshot) -> str:
    """What was given, or the resolved path if only that is known, whether its file is still there or not."""
    if snapshot.ids(given, 1) == [given] or "\0" in given:
        return given
    resolved = _resolved(given)
    is_known = snapshot.ids(resolved, 1) == [resolved] or snapshot.ids(resolved if "#" in given else f"{resolved}#", 1)
    return resolved if is_known else given


def _resolved(given: str) -> str:
    """The resolved path of a file, or of the file whose row is given."""
    path, mark, row = given.rpartition("#") if "#" in given else (given, "", "")
    return given if "\0" in given else os.path.realpath(path) + mark + row

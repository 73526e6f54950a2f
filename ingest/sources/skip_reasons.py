"""Why a path is not read, in one line."""

from __future__ import annotations

import re
import stat
from pathlib import Path

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{2,}://|(?:data|javascript|mailto):", re.I)


MISSING = "no such file or folder"


def is_address(given: str) -> bool:
    """Whether a source is named by an address rather than a path: http(s)://, and what only looks like it."""
    return bool(_ADDRESS.match(given))


def where(path: Path, root: Path) -> str:
    """Where a link leads, as a reason to skip it."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    inside = target == root or root in target.parents
    return "a link; what it leads to is indexed under its own name" if inside else "a link out of the folder"


def special(mode: int) -> str:
    """What a thing is that is no file."""
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "something special")


def why(error: OSError) -> str:
    """What the system says, in words."""
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or type(error).__name__).lower()

"""Text on a terminal: no control characters, whatever the encoding, and quiet when nobody reads.

What articles, models and file names hold never reaches the terminal as it is: `clean` first. Answers go to
stdout, everything about the work to stderr.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_PLAINER = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-",
     "•": "*", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "€": "EUR", "£": "GBP", "×": "x", "│": "|"}
)  # fmt: skip


NARROWEST = 20
"""Columns that output needs; some terminals and editors claim to have none."""
UNWRAPPED = 1 << 20
"""Columns of what is no terminal, where `grep` and `cut` expect whole lines; COLUMNS gives others."""


def clean(text: str, *, lines: bool = False) -> str:
    r"""Show control, invisible and direction-changing characters as escapes such as `\x1b`.

    Line breaks and tabs become single spaces, unless `lines` keeps them.
    """
    from assistant.text.control_characters import visible  # `assistant` costs more than `--help` may take

    return visible(text, lines=lines)


def prepare_streams() -> None:
    """Make stdout and stderr safe to write anything to, even closed or in an encoding of few characters."""
    codecs.register_error("pullquote", _plainer)
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller; a file opened later must not take its number
            null = os.open(os.devnull, os.O_WRONLY)
            if null != descriptor:
                os.dup2(null, descriptor)
            setattr(sys, name, open(descriptor, "w", encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="pullquote")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters that an encoding lacks: `"` for `“`, `e` for `é`, else `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = []
    for character in error.object[error.start : error.end]:
        plain = character.translate(_PLAINER)
        if not plain.isascii():
            plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        out.append(plain or "?")
    return "".join(out), error.end


def console(stream: TextIO | None = None) -> Console:
    """A console on stdout, or on the stream given: nothing is markup, and colours are only for terminals."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Quiet(file=stream or sys.stdout, markup=False, highlight=False, emoji=False)
    whole_lines = not made.is_terminal and "COLUMNS" not in os.environ
    made.width = UNWRAPPED if whole_lines else max(made.width, NARROWEST)
    return made


def tell(message: str, lead: str = "") -> None:
    """Write one line about the work to stderr, after a lead of our own that keeps its spaces."""
    sys.stderr.write(lead + clean(message) + "\n")
    sys.stderr.flush()


def counted(number: int, noun: str) -> str:
    """`1 article`, `1,203 articles`; imported when needed, since the help does without `assistant`."""
    from assistant.text import plurals

    return plurals.counted(number, noun)


def print_json(value: object) -> None:
    """Write a result as JSON, in ASCII: valid in every encoding and free of control characters."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=True) + "\n")

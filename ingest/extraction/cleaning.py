"""Text as it is stored: cleaned once, so that every later offset is into the same characters.

What publishers chose stays: quotation marks, dashes, ellipses, no-break spaces, letters of any script. What
readers cannot see, and what could make a text read otherwise than it looks, goes, and the notes say so; so do the
bullets of lists, as they do in Markdown and in pages, since a quote begins with words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.text.plurals import counted

_BREAKS = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
_BULLET = re.compile(r"(?m)^[^\S\n]*(?:[•●‣⁃∙■▪▫◼◾◽◆▶▸►➔➤◦❖][^\S\n]+)+(?=\S)")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_FLAGS = ("gbeng", "gbsct", "gbwls")  # the subdivision flags in use, the one rightful use of tag characters
_FLAG = "|".join("\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in flag) + "\U000e007f" for flag in _FLAGS)

_UNSEEN: dict[str, tuple[str, re.Pattern[str]]] = {
    "surrogates": ("lone surrogate", re.compile(r"[\ud800-\udfff]")),
    "controls": ("control character", re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")),
    "bidi": ("bidirectional control", re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    "tags": ("tag character", re.compile(rf"({_FLAG})|[\U000e0000-\U000e007f]")),
    "selectors": (
        "stray variation selector",
        re.compile(r"(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef\s])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"),
    ),
    "invisible": (
        "invisible character",
        re.compile(r"[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
                   r"\ufff9-\ufffb\U0001d173-\U0001d17a]"
                   r"|(?<=[!-~\xa1-\u058f])[\u200c\u200d]+(?![\u0590-\ud7ff\uf900-\U0010ffff])"),
    ),
    "noncharacters": ("noncharacter", re.compile(r"[\ufdd0-\ufdef\ufffe\uffff]")),
}  # fmt: skip
_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

_SAFE = 30
"""Marks on one character that are put in order; Unicode calls such text safe for streams (UAX #15, section 13)."""

_MAY_STACK = re.compile(rf"[^\w\x00-\u02ff]{{{_SAFE}}}")  # no mark is a letter; to look for each takes 80 times as long

_PLAIN = re.compile(r"[\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*")
"""Letters and marks of European scripts, all of which are seen; to look for what is not takes ten times as long."""

QUIET = frozenset({"invisible"})
"""Removed without a note, since half of all web pages carry some: soft hyphens, zero-width spaces, byte order marks."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text, and what was taken out of it."""

    text: str
    notes: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """Clean a text for storing; cleaning it again changes nothing.

    Line breaks of every kind become a line feed, at most two in a row; white space goes from the ends of lines.
    Surrogates, control, bidirectional, tag and other invisible characters go, and what stays is composed (NFC).
    Joiners stay where they join: Persian and family emoji need them.
    """
    notes: list[str] = []
    text = _BREAKS.sub("\n", text)
    if not text.isascii():
        text = _BULLET.sub("", text if _PLAIN.fullmatch(text) else _without_unseen(text, notes))
        if _MAY_STACK.search(text):
            text = _stacks().sub(r"\1", text)
        text = unicodedata.normalize("NFC", text)
        text, stacks = _MARKS.subn(r"\1", text)
        if stacks:
            notes.append(counted(stacks, "stack") + " of accents cut to four")
        if doubtful := text.count("\ufffd"):
            notes.append(f"holds {counted(doubtful, 'replacement character')} (U+FFFD), where its source was damaged")
    else:
        text = _without_unseen(text, notes, ("controls",))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _BLANK_LINES.sub("\n\n", lines).strip()
    return Cleaned(text, tuple(notes))


def clean_line(text: str, longest: int = 500) -> str:
    """Clean a title, a name or the like into one line of at most `longest` characters."""
    return shortened(_SPACES.sub(" ", clean(text[: longest * 8]).text).strip(), longest)


def shortened(text: str, longest: int) -> str:
    """Shorten a text that is too long after a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    if " " in cut[longest // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—-") + "…"


@cache
def _stacks() -> re.Pattern[str]:
    """More marks than are put in order, which takes time that grows with their square."""
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{_SAFE}}})[{marks}]+")


def _without_unseen(text: str, notes: list[str], kinds: tuple[str, ...] = tuple(_UNSEEN)) -> str:
    for kind in kinds:
        name, pattern = _UNSEEN[kind]
        before = len(text)
        text = pattern.sub(r"\1" if pattern.groups else "", text)
        if kind not in QUIET and len(text) < before:
            notes.append(f"{counted(before - len(text), name)} removed")
    return text

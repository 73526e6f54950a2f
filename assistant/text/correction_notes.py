"""What an article says of itself at its head or foot: that it was corrected, clarified, updated or withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.text.sentences import sentences

Kind = Literal["correction", "clarification", "update", "retraction", "note"]

HEAD, FOOT = 3, 4
"""Sentences at either end of an article among which such a note stands."""
REACH = 700
"""Characters at either end that are looked at."""
LONGEST = 400
"""Characters of a note that are shown."""

_EDITOR = r"(?:an?\s)?(?:editor(?:['’]s|s['’])?|publisher['’]s|writer['’]s)\snote|note\sto\s(?:our\s)?readers"
_LABEL = re.compile(
    rf"[\W_]*(?P<label>corrections?|clarifications?|updated?|retract(?:ion|ed)|withdrawn|{_EDITOR}|notice\sof\sretraction)"
    r"(?:\s*(?:and|[/&])\s*(?:correction|clarification|update)s?)?(?:\s*[,(]?[^:.()\n]{0,40}\)?)?\s*(?::|[—–]|\s-\s|\.\s|\n)",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"\W*updated?\s*(?::|[—–]|\s-\s)", re.IGNORECASE)
_THIS = r"\b(?:this|the|our)\s(?:\w+\s)?(?:article|story|report|post|piece|version|column|headline)\b"
_CORRECTED = re.compile(
    r"\b(?:an?|the)\s(?:earlier|previous|prior|original)\sversion\sof\sth(?:is|e)\b[^.]*\b(?:incorrect|misstat|misspell|wrong|error"
    r"|misidentif|inaccurate|said|gave|stated|omitted)"
    rf"|{_THIS}[^.]{{0,60}}\b(?:has|have)\sbeen\s(?:corrected|amended)|\bwe\sregret\sthe\serror\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"{_THIS}[^.]{{0,40}}\bhas\sbeen\s(?:updated|revised)\b|\b{_THIS}\s(?:was|is)\supdated\b", re.IGNORECASE
)
_WITHDRAWN = re.compile(
    rf"{_THIS}[^.]{{0,60}}\b(?:has\sbeen|was|is|have\sbeen)\s(?:retracted|withdrawn)\b"
    rf"|\b(?:has|have)\s(?:retracted|withdrawn)\s{_THIS}|\bretract(?:s|ed|ing)?\s{_THIS}|\A\W*retract(?:ed|ion)\b\W",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"correct|\bupdated\b|clarif|retract|withdr[ae]w|\berrors?\b|\b(?:earlier|previous|original)\s(?:version|headline)|misstat|mistake"
    r"|\bwrong|no\slonger\sstand|amend|removed|under\sreview|inaccura",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note at `text[start:end]` of an article, and what it is."""

    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=256)
def correction_note(text: str, title: str = "") -> Note | None:
    """The note at an article's head or foot, the gravest if there are several; None if it says nothing of itself.

    A note about the author, or where to subscribe, is none. A title that begins with "Correction:"
    or "Retracted:" speaks for the first sentence.
    """
    ends = sentences(text, 0, _line_end(text, REACH))[:HEAD]
    ends += [span for span in sentences(text, _line_start(text), len(text))[-FOOT:] if span not in ends]
    notes = [note for span in ends if (note := _note(text, *span))]
    if ends and (labelled := _LABEL.match(f"{title}\n")) and (kind := _labelled(labelled["label"], title)):
        notes.append(Note(ends[0][0], _note_end(text, *ends[0]), kind))
    return min(notes, key=lambda note: (_GRAVEST.index(note.kind), note.start), default=None)


_GRAVEST: tuple[Kind, ...] = ("retraction", "correction", "clarification", "note", "update")


def _note(text: str, start: int, end: int) -> Note | None:
    sentence = text[start:end]
    label = _LABEL.match(text, start, min(len(text), end + 2))
    note_end = _note_end(text, start, end)
    kind = _labelled(label["label"], text[start:note_end]) if label else None
    if _WITHDRAWN.search(sentence):
        kind = "retraction"
    elif kind is None and _CORRECTED.search(sentence):
        kind = "correction"
    elif kind is None and _UPDATED.search(sentence):
        kind = "update"
    return Note(start, note_end, kind) if kind else None


def _labelled(label: str, words: str) -> Kind | None:
    bare = label.casefold()
    if "retract" in bare or "withdrawn" in bare:
        return "retraction"
    for kind in ("correction", "clarification"):
        if bare.startswith(kind):
            return kind
    if bare.startswith("update"):  # "Updated 3:06 p.m. ET" says nothing but the hour
        return "update" if _UPDATE.match(words) else None
    return "note" if _ABOUT_ITSELF.search(words) else None


def _note_end(text: str, start: int, end: int) -> int:
    """The end of the note's line, or of the last sentence of it that can be shown."""
    line = _line_end(text, start)
    spans = [span for span in sentences(text, start, line) if span[1] - start <= LONGEST]
    return max(end, spans[-1][1]) if spans else end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return min(found if found >= 0 else len(text), at + 2 * REACH)


def _line_start(text: str) -> int:
    low = max(0, len(text) - 2 * REACH)
    found = text.find("\n", low, max(0, len(text) - REACH))
    return found + 1 if found >= 0 else low

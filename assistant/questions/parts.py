"""Questions that ask the same of each of several: what each of them said, what each paper reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.questions.search_terms import names

_EACH = re.compile(r"\b(?:each|both|respectively|compare|differ(?:s|ed|ence|ent(?:ly)?)?)\b", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:did|do|does|have|has)\s+$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\s+(?:each\s+|both\s+)?(?:say|said|report(?:ed)?|write|written|think|thought|want(?:ed)?|propose[d]?|promise[d]?|claim(?:ed)?"
    r"|argue[d]?|call(?:ed)?|offer(?:ed)?|demand(?:ed)?|repl(?:y|ied)|respond(?:ed)?|react(?:ed)?|predict(?:ed)?)\b",
    re.IGNORECASE,
)
MOST = 4
"""Names that are asked about one by one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of those that a question asks about, and the question about it alone."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One of those that a question asks about, the question about it alone, and the passages on it (from 1)."""

    name: str
    question: str
    passages: tuple[int, ...]


def parts(question: str, publishers: Sequence[str] = ()) -> tuple[Part, ...]:
    """The parts of a question that asks the same of several names joined by `and`; empty if it does not.

    That it does is told by a word like `each` or `both`, or by a verb of saying (`What did A and B say?`).
    `publishers` are names too.
    """
    known = sorted({*names(question), *(name for name in publishers if name in question)}, key=len, reverse=True)
    if len(known) < 2:
        return ()
    name = rf"(?:the\s+)?(?:{'|'.join(map(re.escape, known))})"
    row = re.compile(rf"(?<!\w)(?P<names>{name}(?:\s*,\s*{name})*,?\s+(?:and|or|&)\s+{name})(?:\s+each|\s+both)?(?!\w)")
    for match in row.finditer(question):
        saying = _SAYING.search(question[: match.start()]) and _SAYS.match(question[match.end("names") :])
        if _EACH.search(question) or saying:
            found = [each.strip() for each in re.split(r",\s*|\s+(?:and|or|&)\s+", match["names"]) if each.strip()]
            if 2 <= len(found) <= MOST:
                return tuple(Part(_bare(each), _about(question, match, each)) for each in found)
    return ()


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name)


def _about(question: str, row: re.Match[str], name: str) -> str:
    """The question with one name in place of all."""
    alone = f"{question[: row.start()]}{name}{question[row.end() :]}"
    return " ".join(re.sub(r"\b(?:each|both|respectively)\b", " ", alone).split())

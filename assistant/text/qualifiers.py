"""How a value is meant: more than it, nearly it, up to it."""

from __future__ import annotations

import re

_BEFORE = {
    "at least": r"at\s(?:the\s)?least|no(?:t)?\s(?:fewer|less)\sthan|a\sminimum\sof|minimum|≥\s?",
    "up to": r"up\sto|at\s(?:the\s)?most|as\s(?:many|much|high)\sas|no(?:t)?\smore\sthan|a\smaximum\sof|maximum|≤\s?",
    "more than": r"(?:just\s|well\s|slightly\s|a\slittle\s)?(?:more\sthan|over|above|exceed(?:s|ed|ing)?|in\sexcess\sof"
    r"|upwards?\sof|north\sof|greater\sthan|higher\sthan)|surpass(?:ed|es|ing)?|topp(?:ed|ing)|>\s?",
    "less than": r"(?:well\s)?(?:less\sthan|fewer\sthan|under|below|lower\sthan|south\sof)|<\s?",
    "nearly": r"nearly|almost|close\sto|just\s(?:under|below|short\sof)|approaching|barely",
    "about": r"about|around|roughly|approximately|some|an\sestimated|estimated|circa|or\sso|approx\.?|~\s?",
}
_AFTER = {
    "at least": r"\s?\+|\sor\s(?:more|greater|higher|older|above)\b|\sand\s(?:over|older|above)\b"
    r"|[\s-]plus\b|\sat\sleast\b",
    "up to": r"\sor\s(?:less|fewer|below|under|younger|lower)\b|\sat\s(?:the\s)?most\b",
    "about": r"\sor\sso\b|-odd\b|-ish\b",
}
_LEAD = [
    (name, re.compile(rf"(?<![\w-])(?:{forms})\s?(?:the\s|an?\s)?$", re.IGNORECASE)) for name, forms in _BEFORE.items()
]
_TRAIL = [(name, re.compile(forms, re.IGNORECASE)) for name, forms in _AFTER.items()]


def begins(text: str, start: int) -> int:
    """Where the words that qualify the quantity at `start` begin; `start` itself where none do."""
    lead = text[max(0, start - 30) : start]
    return min((start - len(lead) + m.start() for _, pattern in _LEAD if (m := pattern.search(lead))), default=start)


def qualifier(text: str, start: int, end: int) -> str:
    """The qualifier of the quantity at `text[start:end]`, by one name for each meaning; empty for none."""
    lead = text[max(0, start - 30) : start]
    for name, pattern in _LEAD:
        if pattern.search(lead):
            return name
    for name, pattern in _TRAIL:
        if pattern.match(text, end):
            return name
    return ""

"""Questions for a summary or a timeline: what happened, in the order of days."""

from __future__ import annotations

import re

_OVERVIEW = re.compile(
    r"\b(?:summari[sz]e|summari[sz]ing|summary\s+of|sum\s+up|overview\s+of|recap|timeline|chronology|round-?up"
    r"|bring\s+me\s+up\s+to\s+date|catch\s+me\s+up)\b"
    r"|^\W*what\s+(?:has\s+|have\s+|all\s+)?happened\s+(?:in|with|to|at|around|between|from|since|during|after|before|on)\b"
    r"|^\W*what\s+(?:has\s+been|was|is)\s+(?:going\s+on|in\s+the\s+news)\b|^\W*(?:show|give|tell)\s+me\s+(?:everything|all)\b"
    r"|^\W*(?:the\s+)?(?:main\s+|top\s+)?(?:news|events|headlines|stories)\s+(?:in|of|from|about|on|between)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:(?:please|can\s+you|could\s+you)\s+)?(?:give\s+me\s+|write\s+|make\s+|show\s+me\s+|tell\s+me\s+)?(?:a\s+|an\s+|the\s+)?"
    r"(?:short\s+|brief\s+)?(?:summari[sz]e|summary|sum\s+up|overview|recap|timeline|chronology|round-?up)\b"
    r"|\b(?:what\s+(?:has\s+|have\s+|all\s+)?happened|everything|all|news|events|headlines|stories|articles?|going\s+on"
    r"|show\s+me|give\s+me|tell\s+me|main|top)\b",
    re.IGNORECASE,
)


def asks_for_overview(question: str) -> bool:
    """Whether a question asks to be told what happened rather than for one fact."""
    return bool(_OVERVIEW.search(question))


def subject(question: str) -> str:
    """What an overview is asked of: the question without the words that ask for one; empty if nothing is left."""
    return " ".join(_ASKING.sub(" ", question).split())

"""Questions for a summary, a timeline or how something has changed: what happened, in the order of days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.questions.periods import without_days
from assistant.questions.search_terms import STOP_WORDS, terms
from assistant.search_scope import Filters

_OVERVIEW = re.compile(
    r"\b(?:summari[sz]e|summari[sz]ing|summary\s+of|sum\s+up|overview\s+of|recap|timeline|chronology|round-?up"
    r"|bring\s+me\s+up\s+to\s+date|catch\s+me\s+up)\b"
    r"|^\W*what\s+(?:has\s+|have\s+|all\s+)?happened\s+(?:in|with|at|around|between|from|since|during|after|before|on)\b"
    r"|^\W*what\s+(?:has\s+been|was|is)\s+(?:going\s+on|in\s+the\s+news)\b|^\W*(?:show|give|tell)\s+me\s+(?:everything|all)\b"
    r"|^\W*(?:the\s+)?(?:main\s+|top\s+)?(?:news|events|headlines|stories)\s+(?:in|of|from|about|on|between)\b"
    r"|^\W*how\s+(?:has|have|had|did)\b.*\b(?:change|develop|evolve)(?:d|ed)?(?:\s+(?:since|over|during|in|from|between)\b.*)?\W*$",
    re.IGNORECASE,
)
_LATELY = (
    r"(?:\s+(?:(?:from|of|for|in)\s+)?(?:the\s+)?(?:right\s+)?(?:now|today|tonight|yesterday|lately|recently|day|news|world"
    r"|(?:this|last|past)\s+(?:week|weekend|month)|week|month)(?:['’]s)?)*"
)
_HEADLINES = re.compile(
    r"\W*(?:(?:what|which)(?:['’]?s|\s+(?:is|are|were))?\s+|(?:please\s+)?(?:show|give|tell|read)\s+me\s+|any\s+|got\s+any\s+)?"
    r"(?:some\s+|the\s+)?(?:today['’]s\s+|this\s+week['’]s\s+)?(?:(?:top|main|latest|newest|most\s+recent|most\s+important|recent"
    rf"|current|breaking|new|big|biggest|major)\s+)?(?:news|headlines|stories|events|developments|happenings){_LATELY}\W*"
    rf"|\W*what(?:['’]?s|\s+is|\s+has\s+been)\s+(?:new|happening|going\s+on|the\s+latest){_LATELY}\W*"
    rf"|\W*what(?:['’]?s|\s+has)?\s+happened{_LATELY}\W*",
    re.IGNORECASE,
)
"""Questions for the news and nothing else: `What are the top stories?`, `What happened last week?`."""
_ASKING = re.compile(
    r"\b(?:(?:please|can\s+you|could\s+you)\s+)?(?:give\s+me\s+|write\s+|make\s+|show\s+me\s+|tell\s+me\s+)?(?:a\s+|an\s+|the\s+)?"
    r"(?:short\s+|brief\s+)?(?:summari[sz]e|summary|sum\s+up|overview|recap|timeline|chronology|round-?up)\b"
    r"|\b(?:what\s+(?:has\s+|have\s+|all\s+)?happened|everything|all|news|events|headlines|stories|articles?|going\s+on"
    r"|show\s+me|give\s+me|tell\s+me|main|top)\b",
    re.IGNORECASE,
)


def asks_for_overview(question: str) -> bool:
    """Whether a question asks to be told what happened rather than for one fact."""
    return bool(_OVERVIEW.search(question) or _HEADLINES.fullmatch(question))


def whole_year(question: str, filters: Filters) -> Filters:
    """The filters with a year that the question names alone: an overview of 2022 is one of what was published then."""
    years = _IN_YEAR.findall(question)
    if len(years) != 1 or filters.since or filters.until:
        return filters
    return replace(filters, since=date(int(years[0]), 1, 1), until=date(int(years[0]), 12, 31))


def subject(question: str, filters: Filters) -> str:
    """What an overview is asked of: the question without the words that ask for one and, where they confine the search
    already, without its days; empty if nothing is left, as of a question for the news."""
    if _HEADLINES.fullmatch(question):
        return ""
    rest = _ASKING.sub(" ", question)
    if filters.since or filters.until:
        rest = without_days(rest)
    rest = _LEAD.sub("", " ".join(rest.split()).strip(" ,;:.?!"))
    return rest if any(term.casefold() not in STOP_WORDS for term in terms(rest)) else ""


_LEAD = re.compile(r"^(?:(?:the|an?|about|around|at|from|in|of|on|to|with|how|has|have|had|did)\s+)+", re.IGNORECASE)
"""Words that led to what is asked about: `the about tariffs`, of `summarise the news about tariffs`."""
_IN_YEAR = re.compile(r"\b(?:in|of|during|from|for)\s+((?:19|20)\d\d)(?![-\d])", re.IGNORECASE)

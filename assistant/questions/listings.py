"""Questions about the articles themselves: which there are, and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.periods import without_days
from assistant.questions.search_terms import terms
from assistant.text.calendar_words import MONTH_WORD

_ARTICLES = r"(?:news\s+)?(?:articles?|stories|story|texts|pieces|reports)"
_ASKING = (
    r"(?:how\s+many|which|what|list(?:\s+(?:all|the))*|show\s+(?:me\s+)?(?:all|the|which)|find\s+(?:all|the))\s+"
    rf"(?:of\s+the\s+)?{_ARTICLES}"
)
_MENTIONING = (
    r"(?:that\s+|which\s+)?(?:(?:do|does|did)\s+)?(?:report(?:s|ed|ing)?(?:\s+(?:on|of|about))?|cover(?:s|ed|ing)?|discuss(?:es|ed|ing)?"
    r"|deal(?:s|t|ing)?\s+with|(?:tell|talk|speak)(?:s|ing)?\s+(?:of|about)|mention(?:s|ed|ing)?|name[sd]?|naming|contain(?:s|ed|ing)?|say(?:s|ing)?|use[sd]?"
    r"|(?:are|is|were|do\s+you\s+have|have\s+you|there\s+are|are\s+there|you\s+have)?\s*(?:there\s+)?(?:about|on|that\s+mention))"
)
_QUESTION = re.compile(rf"^\W*(?:please\s+)?{_ASKING}\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_MENTIONS = re.compile(rf"^\s*(?:.{{0,40}}?\s)?{_MENTIONING}\s+(?P<words>.+)$", re.IGNORECASE | re.DOTALL)
_WHEN_OR_WHOSE = re.compile(
    r"\s*(?:\b(?:in|on|since|until|before|after|between|from|during|by|according)\b.*"
    r"|(?:did|has|have)\s+.{1,60}?\s+(?:publish(?:ed)?|print(?:ed)?|run)\b.*|.{1,60}?\s+(?:publish(?:ed)?|print(?:ed)?)\b.*)?[?.!\s]*$",
    re.IGNORECASE | re.DOTALL,
)
_ALL = re.compile(
    r"\s*(?:(?:do\s+you\s+(?:have|hold|know)|have\s+you(?:\s+got)?|are\s+there|there\s+are|are|is|was|were|did|does|has|have|you\s+have|in\s+(?:the|this|your)\s+archive"
    r"|(?:was|were|are|been)?\s*(?:published|written|printed|indexed|stored)|that|which|the|altogether|in\s+(?:all|total)|here)\b[\s,]*)*"
    r"(?P<rest>.*?)[?.!\s]*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WantedListing:
    """A question for articles: those that mention all of `mentions`, any if there are none.

    `exactly` says that they stood in quotation marks; otherwise the words of one may stand apart.
    """

    mentions: tuple[str, ...] = ()
    exactly: bool = False


def listing(question: str, periods_and_publishers: bool = False) -> WantedListing | None:
    """What articles a question asks for; None if it asks for something that stands in them.

    `periods_and_publishers` says that days or a publisher were read out of it: then what follows `published` or
    `from` has been understood already, and without it is not.
    """
    if not (match := _QUESTION.match(question)):
        return None
    asked = without_days(match["rest"]) if periods_and_publishers else match["rest"]
    if mentioned := _MENTIONS.match(asked):
        words = _quoted(mentioned["words"])
        return WantedListing(words, bool(_QUOTED.search(mentioned["words"]))) if words else None
    rest = _ALL.match(asked)
    left = rest["rest"] if rest else asked
    if not left or (periods_and_publishers and _WHEN_OR_WHOSE.fullmatch(left)):
        return WantedListing()
    return None


_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_PERIOD_TAIL = re.compile(
    r"\s+(?:(?:that\s+|which\s+)?(?:was|were|are)?\s*published\b.*|(?:in|on|since|until|before|after|between|from|during)\s+"
    r"(?=(?:early|mid|late|the\s+(?:first|second|third|fourth|last|summer|spring|autumn|fall|week|start|end|beginning))?\s*"
    rf"(?:of\s+)?(?:\d|{MONTH_WORD}|q[1-4])).*|(?:in|from)\s+(?:the|this|your)\s+archive.*"
    r"|,?\s*according\s+to\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


def _quoted(words: str) -> tuple[str, ...]:
    """The words or phrases that articles are to mention: those in quotation marks, or what `and` joins."""
    if quoted := _QUOTED.findall(words):
        return tuple(quoted)
    bare = _PERIOD_TAIL.sub("", words.rstrip(" ?.!\n"))
    parts = re.split(r"\s+and\s+|\s*,\s*", re.sub(r"^(?:the\s+word|the\s+name|the\s+phrase)\s+", "", bare, flags=re.I))
    return tuple(re.sub(r"^(?:the|an?|any|both)\s+", "", part, flags=re.I) for part in parts if part and terms(part))

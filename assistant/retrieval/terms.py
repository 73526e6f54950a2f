"""What of a question to look for: its terms, and the names and numbers among them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:[.’'&]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)

_FUNCTION_WORDS = """
a about above according after again against all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had has have having he her here
hers him his how i if in into is it its itself just many may me might more most much must my no nor not now of off on
once only or other our out over own same say says said shall she should so some such than that the their them then
there these they this those through to too under until up upon us very was we were what when where which while who
whom whose why will with would you your tell please
"""

STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words that say nothing about what a question is about; searching them costs time and finds everything."""


def terms(question: str) -> list[str]:
    """The question's words in their order, each once, without stop words; all of them if nothing else is left."""
    words = list(dict.fromkeys(_POSSESSIVE.sub("", word) for word in _WORD.findall(question)))
    return [word for word in words if word and word.casefold() not in STOP_WORDS] or words

"""Thanks and greetings, which are no questions: they get a word back, and nothing is searched for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answers import Answer, Done, Event

_WORDS = (
    r"(?:many |great |perfect |ok(?:ay)? )?"
    r"(?:thanks?(?: you)?(?: very much| so much| a lot| again)?|thx|cheers|danke|merci|gracias)",
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|hallo|bonjour|hola)(?: there| pullquote)?",
    r"(?:good ?bye|bye|ciao|see you|good night)",
    r"(?:ok(?:ay)?|great|perfect|nice|wonderful|good|very good|well done|i see)",
)
_THANKS, _GREETING, _PARTING, _PRAISE = (re.compile(words) for words in _WORDS)


def small_talk(question: str) -> str:
    """What to say to a question that is none, such as “Thank you!”; empty if it is one."""
    words = " ".join(re.findall(r"\w+", question.casefold()))
    if _THANKS.fullmatch(words):
        return "You are welcome."
    if _GREETING.fullmatch(words):
        return "Hello."
    if _PARTING.fullmatch(words):
        return "Goodbye."
    return "Good." if _PRAISE.fullmatch(words) else ""


def answered(question: str) -> Iterator[Event]:
    """Events of an answer for which nothing was searched."""
    yield Done(Answer(question, "not_found", "nothing_close"))

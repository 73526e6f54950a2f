"""What of a question to look for: its terms, and the names and numbers among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:[.’'&]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|[’']s)$")

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


_PART = r"(?:[A-Z]\.(?=\s+[A-Z])|[A-Z][\w’'&-]*(?:\.\w+)*)"
_NAME = re.compile(rf"(?<![\w’'.]){_PART}(?:\s+(?:(?:of|the|de|al|bin|van|von)\s+){{0,2}}{_PART})*")


def terms(question: str) -> list[str]:
    """The question's words in their order, each once, without stop words; all of them if nothing else is left."""
    words = list(dict.fromkeys(_POSSESSIVE.sub("", word) for word in _WORD.findall(question)))
    return [word for word in words if word and not _says_nothing(word)] or words


def stems(text: str) -> frozenset[str]:
    """The words of a text without their commonest endings, in small letters."""
    return frozenset(_ENDING.sub("", word) for word in _PLAIN_WORD.findall(text.casefold()))


def covered(wanted: Sequence[frozenset[str]], held: frozenset[str]) -> float:
    """The share of terms, each as its stems, whose stems are all held; 0 without terms."""
    return sum(term <= held for term in wanted) / len(wanted) if wanted else 0.0


def names(question: str) -> list[str]:
    """The proper names in the question, each once: runs of capitalised words, less stop words that begin them.

    A single capitalised word that begins the question is none, unless it is all capitals.
    """
    found = []
    for match in _NAME.finditer(question):
        words = match.group().split()
        while words and _says_nothing(words[0]):
            words = words[1:]
        name = _POSSESSIVE.sub("", " ".join(words))
        if name and (match.start() > 0 or len(words) > 1 or name.isupper()):
            found.append(name)
    return list(dict.fromkeys(found))


def absent(question: str, frequency: Callable[[Sequence[str]], Mapping[str, int]]) -> tuple[str, ...]:
    """The names and terms of the question that stand in no article, by `frequency`: names first.

    A name counts as present if its last two words stand together somewhere, for articles name a person with
    another title or none.
    """
    tails = {name: " ".join(name.split()[-2:]) for name in names(question)}
    counts = frequency([*tails.values(), *terms(question)])
    missing = [name for name, tail in tails.items() if not counts[tail]]
    words = {word for name in missing for word in name.split()}
    return tuple(missing + [term for term in terms(question) if not counts[term] and term not in words])


def _says_nothing(word: str) -> bool:
    """Whether a word is a stop word; three capitals or more (WHO) are a name."""
    return word.casefold().strip("’'.") in STOP_WORDS and not (len(word) > 2 and word.isupper())

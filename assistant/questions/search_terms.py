"""What of a question to look for: its terms, and the names and numbers among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.text.language import function_words_elsewhere
from assistant.text.names import full_names

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

_APART = re.compile(r"\s(?:on|for)\s(?:the\s)?|\s\d+(?:\s|$)")
"""Where a name may end that seems to go on: `Biden on Ukraine`, `Apple 14`."""


def unshouted(question: str) -> str:
    """The question in small letters if all of it is in capitals; so few words as in `UN AND WHO` may be names."""
    return question.lower() if question.isupper() and len(question.split()) > 3 else question


def terms(question: str) -> list[str]:
    """The question's words in their order, each once, without stop words; all of them if nothing else is left."""
    words = list(dict.fromkeys(_POSSESSIVE.sub("", word) for word in _WORD.findall(question)))
    return [word for word in words if word and not _says_nothing(word)] or words


def stems(text: str) -> frozenset[str]:
    """The words of a text without their commonest endings, in small letters.

    Not the stems of `text.words`: what is near enough to answer was fitted to these. With those, and the fit as it is,
    of 222 and 194 questions one and two more are answered, and one answer of each loses the expected words.
    """
    return frozenset(_ENDING.sub("", word) for word in _PLAIN_WORD.findall(text.casefold()))


def covered(wanted: Sequence[frozenset[str]], held: frozenset[str]) -> float:
    """The share of terms, each as its stems, whose stems are all held; 0 without terms."""
    return sum(term <= held for term in wanted) / len(wanted) if wanted else 0.0


def names(question: str) -> list[str]:
    """The proper names in the question, each once: runs of capitalised words, less stop words that begin them.

    A single capitalised word that begins the question, or a sentence of it, is none, unless it is all capitals.
    """
    found = []
    for whole, begins in full_names(question):
        for part in _APART.split(whole):
            words = part.split()
            while words and _says_nothing(words[0]):
                words, begins = words[1:], False
            name = _POSSESSIVE.sub("", " ".join(words))
            if name and not name.isdigit() and (not begins or len(words) > 1 or name.isupper()):
                found.append(name)
            begins = False
    return list(dict.fromkeys(found))


def absent(
    question: str, frequency: Callable[[Sequence[str]], Mapping[str, int]], *, english: bool = True
) -> tuple[str, ...]:
    """The names and terms of the question that stand in no article, by `frequency`: names first.

    A name counts as present if its last two words stand together somewhere, for articles name a person with
    another title or none. Of a question that is not `english` only names and numbers are looked for: that its other
    words stand in no English article says nothing.
    """
    tails = {name: " ".join(name.split()[-2:]) for name in names(question)}
    looked_for = terms(question) if english else [term for term in terms(question) if term[0].isdigit()]
    counts = frequency([*tails.values(), *looked_for])
    missing = [name for name, tail in tails.items() if not counts[tail]]
    said = {word for name in missing for word in (*name.split(), *terms(name))} | function_words_elsewhere(
        _PLAIN_WORD.findall(question), STOP_WORDS
    )
    return tuple(
        [name for name in missing if name.casefold() not in said]
        + [term for term in looked_for if not counts[term] and term not in said and term.casefold() not in said]
    )


def _says_nothing(word: str) -> bool:
    """Whether a word is a stop word; three capitals or more (WHO) are a name."""
    return word.casefold().strip("’'.") in STOP_WORDS and not (len(word) > 2 and word.isupper())

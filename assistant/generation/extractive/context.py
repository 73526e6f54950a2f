"""What a sentence needs beside it to be understood: the sentence before it, or one that says whom it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.generation.extractive.candidates import Sentence
from assistant.occasions import named, new_names
from assistant.text.calendar_words import CALENDAR
from assistant.text.names import INSTITUTIONS, TITLES, names
from assistant.text.sentences import sentences
from assistant.text.words import FUNCTION

_WHICH = re.compile(r"\b(?:which|what)(?P<kind>(?:\s+[a-z][\w-]*){1,5})|\bwho\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:how|why|when|where|what\s+(?:did|do|does|has|have|had|will|would))\b", re.IGNORECASE)
"""Asked what somebody did or says, nobody asks which it is."""


REACH = 3
"""Sentences back in which the one is looked for that a leaning one leans on."""

_POINTS = re.compile(
    r"\W*(?:(?:and|but|so|yet|then)\s+)?(?:this|that|these|those|both|neither|others?|another|the\s+(?:former|latter|two|first|second|third))\b",
    re.IGNORECASE,
)
"""What points to the sentence before, whatever that leans on (`That one took 35 days`); `she` is named farther back."""


_DENIES = re.compile(
    r"\W*(?:(?:but|yet|and|however,?)\s+)?(?:(?:that|this|(?:the|that|this)\s(?:claim|figure|number|story|report|rumou?r"
    r"|statement))(?:['’]s|\s(?:is|was))\s?(?:(?:n['’]t|not)\s(?:\w+ly\s|quite\s|even\s)?(?:true|so|right|correct|accurate"
    r"|the\scase|what)|(?:\w+ly\s)?(?:false|wrong|untrue|a\smyth|incorrect|misleading|inaccurate|a\shoax))\b"
    r"|not\s(?:so|true|quite)\b)",
    re.IGNORECASE,
)
"""Says that what stands before is not so: `That is not what the report says`, `This is false`."""


def with_denials(chosen: Iterable[Sentence]) -> Iterator[Sentence]:
    """The chosen sentences, each that its article denies in the next one followed by that: it is no news without it."""
    kept = list(chosen)
    for sentence in kept:
        yield sentence
        article, passage = sentence.passage.article, sentence.passage
        if _DENIES.match(article.text, sentence.end, passage.end):
            start, end = sentences(article.text, sentence.end, passage.end)[0]
            if (denial := replace(sentence, start=start, end=end)) not in kept:
                yield denial


def before(found: Sequence[Sentence], index: int) -> Sentence | None:
    """What a sentence leans on: the last one before it that stands by itself, else the one just before.

    That one for a sentence that points to it or names nobody, too (`The coffee chain will close its toilets`).
    """
    sentence = found[index]
    earlier = [each for each in found[max(0, index - REACH) : index] if each.number == sentence.number]
    if not earlier or not (sentence.leans or _names_nobody(sentence)):
        return None
    farther = sentence.leans and not sentence.credits and not points(sentence)
    standing = [each for each in earlier if not each.leans] if farther else []
    return (standing or earlier)[-1]


def points(sentence: Sentence) -> bool:
    """Whether a sentence is about what the one before says, and is nothing without it: `The first would be costly`."""
    return bool(_POINTS.match(sentence.text))


def introduction(found: Sequence[Sentence], index: int, question: str, shown: Iterable[str]) -> Sentence | None:
    """The last sentence read before this one in its article that names in full whom this one names by surname.

    None where nobody is named by surname alone, or only whom the question names, or `shown` texts in full.
    """
    sentence = found[index]
    alone = _surnames(sentence.text).difference(named(question), *(_full_names(text) for text in shown))
    earlier = (
        other
        for other in found
        if other.passage.article.id == sentence.passage.article.id and other.start < sentence.start
    )
    naming = [other for other in earlier if alone & _full_names(other.text)] if alone else []
    return max(naming, key=lambda other: other.start, default=None)


def titled(found: Sequence[Sentence], index: int, question: str, shown: Iterable[str]) -> Sentence | None:
    """The last sentence read before this one in its article that names what the title names first.

    Asked which it is, `The chain will close forty shops` does not say. None where this one names somebody whom the
    question does not name, or the `shown` texts name the title's.
    """
    sentence = found[index]
    article = sentence.passage.article
    new = new_names(article.title, question)
    subject = next((words for name in names(article.title) if (words := new.intersection(name.words))), set[str]())
    if not _leaves_open(sentence, question) or any(subject & named(text) for text in shown):
        return None
    earlier = (each for each in found if each.passage.article.id == article.id and each.start < sentence.start)
    return max((each for each in earlier if subject & named(each.text)), key=lambda each: each.start, default=None)


def _leaves_open(sentence: Sentence, question: str) -> bool:
    """Whether a question asks which, and a sentence says `they`, nobody, or `the chain` if a chain is asked for."""
    asked = _WHICH.search(question)
    if not asked or _OTHERWISE.search(question):
        return False
    kind = (asked["kind"] or "the").casefold().split()
    kinds = "|".join(word for word in kind if word not in FUNCTION) if kind[0] not in FUNCTION else ""
    spoken_of = rf"\b(?:the|this|that|its|their)\s(?:[\w-]+\s)?(?:{kinds})\b"
    said = bool(kinds and re.search(spoken_of, sentence.text, re.IGNORECASE))
    return said or sentence.leans or not new_names(sentence.text, question)


def _names_nobody(sentence: Sentence) -> bool:
    """Whether no name stands in a sentence; some scripts have no capitals.

    One capital at its beginning proves none, unless its article writes the word so within a sentence.
    """
    text, article = sentence.text, sentence.passage.article.text
    cased = any(character.islower() for character in text)
    return cased and not any(
        len(name.words) > 1
        or not name.opens
        or re.search(rf"[a-z,]\s{re.escape(text[name.start : name.end])}\b", article)
        for name in names(text)
    )


def _surnames(text: str) -> set[str]:
    """The names of one word, but for titles, institutions and days, which are nobody's (`the University`, `Sunday`)."""
    words = {name.words[0] for name in names(text) if len(name.words) == 1 and len(name.words[0]) > 2}
    return words - TITLES - INSTITUTIONS - CALENDAR


def _full_names(text: str) -> set[str]:
    """The last words of names that have several."""
    return {name.words[-1] for name in names(text) if len(name.words) > 1}

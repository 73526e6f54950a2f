"""Derivation: each clause of the statement is said by one sentence of its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.text.words import content
from assistant.verification.grammar import Licence, claims, graphs, unheard

_LIST_ITEM = re.compile(r"^\s*(?:[-–—•*·▪‣]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_LEADS_IN = re.compile(r"(?:[:]|\bfollowing\.?)[\"'”’]?\s*$", re.IGNORECASE)
_MARKED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|„([^“”]+)[“”]|«([^»]+)»|(?<!\w)[‘']([^’']+)[’'](?!\w)")
_WORD = re.compile(r"[\w']+")
_SCARE_WORDS = 3

_OTHERWISE = "the quote puts it otherwise"

_MOST_SENTENCES = 4
"""Sentences of the quotes that are parsed, those first that share most words with the statement."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a statement may derive from, the text before it, and its article's day of publication.

    `expansions` are the names that the article gives a short form, as (long, short).
    """

    sentence: str
    before: str = ""
    published: date | None = None
    expansions: tuple[tuple[str, str], ...] = ()

    @property
    def asserts(self) -> bool:
        """Whether the sentence stands for itself: no question, no item of a list, nothing led in by the line before."""
        question = self.sentence.rstrip("\"'”’) ").endswith("?")
        return not (question or _LIST_ITEM.match(self.sentence) or _LEADS_IN.search(self.before))


def derivation(statement: str, sources: Sequence[Source]) -> str | None:
    """Why a clause of the statement derives from no sentence, or None.

    Of each clause the verb must be one that a sentence asserts, and every word must stand there in the same
    relation: passives may be turned, reports and relative clauses put first or alone, times and places moved, "A's
    B" be "the B of A". Left out may be only what adds: asides, times, places, plain adjectives. Raises
    ModelFilesError.
    """
    usable = [source for source in sources if source.asserts]
    if not _as_marked(statement, [source.sentence for source in usable]):
        return "the quote has other words between quotation marks"
    if not usable:
        return _OTHERWISE
    expansions = tuple(dict.fromkeys(pair for source in usable for pair in source.expansions))
    words = set(content(statement))
    near = sorted(usable, key=lambda source: -len(words.intersection(content(source.sentence))))[:_MOST_SENTENCES]
    if unheard(statement, [source.sentence for source in near]):
        return _OTHERWISE
    said, *read = graphs([statement, *(source.sentence for source in near[:1])], expansions)
    verbs = claims(said)
    if not verbs:
        return _OTHERWISE
    open_ = [verb for verb in verbs if not Licence(said, read[0], near[0].published).licenses(verb)]
    if open_ and len(near) > 1:
        read = graphs([source.sentence for source in near[1:]], expansions)
        licences = [Licence(said, each, source.published) for each, source in zip(read, near[1:], strict=True)]
        open_ = [verb for verb in open_ if not any(licence.licenses(verb) for licence in licences)]
    return _OTHERWISE if open_ else None


def _as_marked(statement: str, sentences: Sequence[str]) -> bool:
    """Whether what stands between quotation marks stands there in a sentence too, and no word has lost its marks."""
    there = [_folded(words) for sentence in sentences for words in _marked(sentence)]
    here = [_folded(words) for words in _marked(statement)]
    if not all(any(f" {words} " in f" {whole} " for whole in there) for words in here):
        return False
    unmarked = f" {_folded(_MARKED.sub(' · ', statement))} "
    return not any(0 < len(words.split()) <= _SCARE_WORDS and f" {words} " in unmarked for words in there)


def _marked(text: str) -> list[str]:
    return [next(filter(None, found), "") for found in _MARKED.findall(text)]


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("’", "'")))

"""Who is said to say a sentence, from its own words: "…, said Ana Ruiz", "Officials told reporters that …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.attribution.subjects import between, clause, inverts, last_part, trimmed
from assistant.text.names import OPENERS
from assistant.text.words import FUNCTION

_INVERTING = (
    r"(?:said|says|added|adds|wrote|writes|noted|argued|argues|explained|explains|replied|tweeted|recalled|warned|insisted"
    r"|acknowledged|continued|observed|remarked|declared|quipped|joked|lamented|conceded|concluded|predicted)"
)
_PLAIN = (
    r"(?:said|says|say|told|tells|added|adds|noted|wrote|writes|announced|argued|argues|claimed|warned|warns|insisted|insists"
    r"|acknowledged|acknowledges|stated|explained|explains|replied|tweeted|testified|remarked|recalled|recalls|conceded"
    r"|concedes|contended|contends|asserted|asserts|predicted|predicts|emphasized|emphasised|cautioned|lamented|joked"
    r"|quipped|alleged|alleges|pointed\sout|points\sout|complained|countered|mused|responded)"
)
_WITH_THAT = (
    r"(?:notes|reports|reported|claims|states|announces|maintains|maintained|confirmed|believes?|believed|thinks?|continued"
    r"|suggested|suggests|estimated|estimates|concluded|concludes|observed|declared|declares|denied|denies|admitted|admits"
    r"|vowed|pledged|promised|stressed|stresses|argue|claim|hopes?|fears?|agreed|agrees|boasted"
    r"|found|finds|showed|shows|indicated|indicates|revealed|reveals)(?=,?\sthat\b|:|,?\s[“\"])"
)
_CUE = rf"(?:{_PLAIN}|{_WITH_THAT})"
_FINDING = r"(?:found|finds|showed|shows|indicated|indicates|revealed|reveals|suggested|suggests)"
_FINDERS = re.compile(
    r"\b(?:poll|polls|survey|surveys|study|studies|report|reports|data|analysis|research|review|figures)\b"
)
_ADVERBS = (
    r"(?:(?:also|later|then|has|have|had|recently|once|previously|repeatedly|since|\w+ly|on\s\w+day|\w+day)\s){0,3}"
)
_CLOSE = r"[\"”’»]"
_PARTY = r"\([A-Z]{1,3}-[A-Z][\w.]{0,8}\)"
_NP_BEHIND = re.compile(
    r"(?P<np>[^\s,.;:“”\"()—–](?:[^,;:“”\"()—–.]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Jr|St))\.|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen))\."
    r"|(?<=\bPres)\.|(?<=\bProf)\.)*)"
)
_STOP = re.compile(
    r"\s(?:in|on|at|during|after|as|when|while|before|about|to|from|that|whose|by|with|for|last|this|earlier|later|who|which"
    r"|is|was|has|had|of\s(?:the|his|her|their|its)|\w+day)\b.*",
    re.DOTALL,
)
_AFTER_CONTENT = re.compile(
    rf"[,?!]{_CLOSE}?\s{_ADVERBS}{_INVERTING}\s(?=[A-Z]|the\s|an?\s|one\s|two\s|[a-z]+s\b|(?:[a-z-]+\s){1, 3}[a-z]+s$)"
)
_QUOTATION = re.compile(rf"(?:[“\"«]|[^“]*{_CLOSE}).*{_CLOSE}$|[^“\"]*[”\"]$", re.DOTALL)
_NAME_BEHIND = re.compile(r",\s(?P<name>[A-Z][^,;:“”\"()—–.]*)(?=[,.]|\s?$|\s[“\"—–(])")
_BEFORE_CUE = re.compile(
    rf"(?P<lead>(?:[^“”\"—;:()]|{_PARTY})*?)\s(?P<adverbs>{_ADVERBS})(?P<cue>{_CUE}|{_FINDING})\b(?!\sby\b)"
)
_APPOSED = re.compile(
    rf"(?:(?:In|On|At|After|During|Last|Earlier)\s[^,“”\"]{{1,60}},\s)?(?P<name>[^,“”\":;()—]{{3,60}}),\s(?:\d+|an?|the|who|[RD]-\w|his|her|their|one|Democrat"
    rf"|Republican|senior|former|director|president|chief|head|chairman|executive|professor|co-\w+|which|a)\b[^“”\":;—]*?,"
    rf"\s{_ADVERBS}{_PLAIN}\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording\sto\s")
_NOBODY = OPENERS - frozenset("officials experts critics researchers scientists people authorities others".split())
_PRONOUNS = frozenset("he she they it we i you".split())
_NOT_NOUNS = re.compile(
    r"\b(?:is|was|were|are|be|been|being|has|have|had|did|does|do|will|would|could|should|can|may|might|must|not|never"
    r"|\w+n[’']t|that|which|who|whom|whose|there|what|when|where|why|how|if|because|than|nothing|more|least|most|asked|according"
    r"|said|says|told|he|she|they|it|we|you)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:[A-Z]|the\b|an?\b|one\b|two\b|three\b|another\b|some\b|many\b|several\b|other\b|[a-z]+s\b)")


_LONGEST_UNNAMED = 6


@dataclass(frozen=True, slots=True)
class Saying:
    """Who is said to say a sentence: where the words for the speaker stand in it, and whether they name anybody.

    A pronoun names nobody; start and end are then its own. They are equal where somebody speaks and who is in doubt.
    """

    start: int
    end: int
    named: bool


def saying(sentence: str) -> Saying | None:
    """The speaker to whom a sentence gives its content, or None if it gives it to nobody, or not clearly."""
    found = _apposed(sentence) or _behind(sentence) or _in_front(sentence)
    other = _according(sentence)
    if found and other:
        return Saying(other.start, other.end, named=False)
    return found or other


def _apposed(sentence: str) -> Saying | None:
    """`Ana Ruiz, a nurse from Lima, said …`."""
    cue = _APPOSED.match(sentence)
    if cue is None or _inside_quotation(sentence, cue.end()):
        return None
    start, words = trimmed(cue.start("name"), cue["name"])
    return None if clause(words) else _speaker(sentence, start, words)


def _behind(sentence: str) -> Saying | None:
    """`…, said Ana Ruiz`."""
    for cue in _AFTER_CONTENT.finditer(sentence):
        lead = sentence[: cue.start()]
        marked = bool(_QUOTATION.match(lead + cue.group()[:2].strip()))
        if _inside_quotation(sentence, cue.end()) or not inverts(lead, marked, sentence[cue.end() :]):
            continue
        if found := _phrase(sentence, cue.end()):
            name = _NAME_BEHIND.match(sentence, found.end)
            if name and between(sentence[found.start : found.end], name["name"]) == name["name"]:
                return Saying(name.start("name"), name.end("name"), named=True)
            return found
    return None


def _according(sentence: str) -> Saying | None:
    cue = _ACCORDING.search(sentence)
    return _phrase(sentence, cue.end()) if cue and not _inside_quotation(sentence, cue.start()) else None


def _phrase(sentence: str, start: int) -> Saying | None:
    match = _NP_BEHIND.match(sentence, start)
    if match is None:
        return None
    words = _STOP.sub("", match["np"]).rstrip(" .")
    if words[:1].islower() and len(words.split()) > _LONGEST_UNNAMED:
        return None
    return _speaker(sentence, start, words)


def _in_front(sentence: str) -> Saying | None:
    """`Ana Ruiz said …` and `…, Ana Ruiz said`."""
    doubtful = None
    for cue in _BEFORE_CUE.finditer(sentence):
        begins = not cue.start("lead") or re.search(r"[”\"»’]\s?$", sentence[: cue.start("lead") + 1])
        if not begins or _inside_quotation(sentence, cue.start("cue")) or " -" in cue["lead"]:
            continue
        if (part := last_part(cue["lead"])) is None:
            doubtful = doubtful or Saying(cue.start("cue"), cue.start("cue"), named=False)
            continue
        start, words = trimmed(cue.start("lead") + part[0], part[1])
        if not re.fullmatch(_PLAIN, cue["cue"]) and re.fullmatch(_FINDING, cue["cue"]) and not _FINDERS.search(words):
            continue
        if found := _speaker(sentence, start, words):
            return found
    return doubtful


def _speaker(sentence: str, start: int, words: str) -> Saying | None:
    """A phrase as a speaker, if it looks like one: short, without verbs, beginning as a noun phrase does."""
    words = words.rstrip(" ,;:–—")
    bare = words.casefold()
    if bare.endswith((" and", " or", " but")):  # "Ana Ruiz denied it and said …": more than a name stands before
        return None
    if bare in _PRONOUNS:
        return Saying(start, start + len(words), named=False)
    if not words or len(words.split()) > 9 or len(words) > 80 or _NOT_NOUNS.search(words) or not _FIRST.match(words):
        return None
    first = words.split()[0].casefold()
    if bare in _NOBODY or first in FUNCTION - {
        "the",
        "a",
        "an",
        "one",
        "some",
        "many",
        "other",
        "another",
        "both",
        "all",
    }:
        return None
    return Saying(start, start + len(words), named=True)


def _inside_quotation(sentence: str, at: int) -> bool:
    """Whether a position lies between an opening and a closing mark of the sentence."""
    before = sentence[:at]
    curly = before.count("“") > before.count("”")
    return curly or before.count('"') % 2 == 1

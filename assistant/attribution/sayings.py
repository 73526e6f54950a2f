"""Who is said to say a sentence, from its own words: "…, said Ana Ruiz", "Officials told reporters that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.attribution.reporting_verbs import ADVERBS, CUE, FINDING, INVERTING, PARTICIPLE, PLAIN
from assistant.attribution.subjects import between, clause, inverts, last_part, opening_subject, timeless, trimmed
from assistant.text.names import OPENERS
from assistant.text.words import FUNCTION

_FINDERS = re.compile(
    r"\b(?:poll|polls|survey|surveys|study|studies|report|reports|data|analysis|research|review|figures)\b"
)
_CLOSE = r"[”’\']"
_NP_BEHIND = re.compile(
    r"(?P<np>[^\s,.;:“”()—–](?:[^,;:“”()—–.]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Jr|St|Lt))\.|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen))\."
    r"|(?<=\b(?:Del|Col|Sgt))\.|(?<=\b(?:Pres|Prof|Capt))\.)*)"
)
_STOP = re.compile(
    r"\s(?:in|on|at|during|after|as|when|while|before|about|to|from|that|whose|by|with|for|last|this|earlier|later|who|which"
    r"|is|was|has|had|of\s(?:the|his|her|their|its)|\w+day)\b.*|\s--?\s.*",
    re.DOTALL,
)
_STOP_SOURCE = re.compile(r"\s(?:that|whose|who|which|is|was|has|had|and\s(?:said|says))\b.*|\s--?\s.*", re.DOTALL)
_AFTER_CONTENT = re.compile(
    rf"[,?!]{_CLOSE}{{0,3}}\s(?!ha(?:s|d|ve)\s){ADVERBS}{INVERTING}\s"
    r"(?=[A-Z\d]|the\s|an?\s|one\s|two\s|[a-z]+s\b|(?:[a-z-]+\s){1, 3}[a-z]+s$)"
)
_AHEAD = re.compile(
    r"(?:Said|Says|Added|Adds|Asked|Wrote|Replied|Concluded|Explained)\s(?P<np>[A-Z][^:“”]{1,60}?)(?:[:,]\s|\s“)"
)
_QUOTATION = re.compile(rf"(?:“|[^“]*{_CLOSE}).*{_CLOSE}$|[^“]*”$", re.DOTALL)
_NAME_BEHIND = re.compile(r",\s(?P<name>[A-Z][^,;:“”()—–.]*)(?=[,.]|\s?$|\s[“—–(])")
_CUES = re.compile(rf"(?<=[\s”)])(?P<adverbs>{ADVERBS})(?P<cue>{CUE}|{FINDING})\b(?!\sby\b)")
_BOUNDARY = re.compile(r"”{1,2}|[;:—―−]|\s--?\s|\s–\s|(?<!\bReps)\((?![A-Z]{1,8}(?:-|\)))|(?<![\w.])\)")
_DASH = re.compile(r"[—―–]|--?")
_APPOSED = re.compile(
    rf"(?:(?:In|On|At|After|During|Last|Earlier)\s[^,“”]{{1,60}},\s)?(?P<name>[^,“”:;—]{{3,60}}),\s"
    r"(?:\d+|an?|the|who|[RD]-\w|his|her|their|one|of|Democrat|Republican|senior|former|director|president|chief|head"
    r"|chairman|chairwoman|executive|professor|co-\w+|which)\b[^“”:;—]*?,"
    rf"\s{ADVERBS}{PLAIN}\b"
)
_TRAILING = re.compile(
    rf",\s(?P<np>[^,“”;:()]{{2,80}}?)\s(?P<adverbs>{ADVERBS})(?:{PLAIN}|reports?|reported)"
    r"(?:\s(?:(?:on|in|at|during|this|last|after|before|late|early|earlier|to|via|from)\s[^,“”;:]{1,60}|\w+day|today|yesterday"
    r"|reporters|[A-Z][\w ]{1,30}))?\.?$"
)
_SECOND_VERB = re.compile(
    rf"(?:,\s{PARTICIPLE}|,?\s(?:and|but)\s{ADVERBS}(?:said|says|told|argued|added|wrote|warned|noted))\b"
)
_ANOTHER_SUBJECT = re.compile(
    r"\b(?:who|whom|which|what|when|while|where|because|whose|as)\b|[;:—]|,\s(?:but|and)\s(?!sa(?:id|ys))|\s--?\s"
)
_ACCORDING = re.compile(r"\b[Aa]ccording\sto\s")
_NOBODY = OPENERS - frozenset("officials experts critics researchers scientists people authorities others".split())
_PRONOUNS = frozenset("he she they it we i you".split())
_NOT_NOUNS = re.compile(
    r"\b(?:is|was|were|are|be|been|being|has|have|had|did|does|do|will|would|could|should|can|may|might|must|not|never"
    r"|\w+n[’']t|[Ll]et[’']s|that|which|who|whom|whose|there|what|when|where|why|how|if|because|than|nothing|more|least|most"
    r"|after|before|while|since|comes?|came|believes?|thinks?|launches|makes?|takes?|gives?|goes|wants?|needs?|calls?|asked|according|said|says|told|he|she|they|it|we|you|I|There|That|What|When|It|He|She|They|We|You)\b"
)
_FIRST = re.compile(
    r"(?:[A-Z]|the\b|an?\b|one\b|two\b|three\b|another\b|some\b|many\b|several\b|other\b|all\b|[a-z]+s\b|police\b"
    r"|(?:his|her|their|its)\s[a-z]|\d\S*\s[a-z]|(?:[a-z][a-z-]*\s){1,3}(?:[a-z-]*s|police|media|[A-Z][\w.’-]*)\b)"
)
_BEGINS = frozenset("the a an one some many other another both all his her their its several police".split())
_ASKED = re.compile(r"[a-z]+ing\s|\w+(?:ed|ing)\s(?:by|about|from|for|in|on|to|the|an?)\b")
"""A clause that was taken for a name: "Asked by reporters about …"."""
_DANGLING = re.compile(r"\s(?:and|or|but|as|to|of|by|with|the|a|an|in|on|at|for|from)$")

_LONGEST, _LONGEST_SOURCE = 9, 14
"""Words of a speaker, and of what "according to" may name."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who is said to say a sentence: where the words for the speaker stand in it, and whether they name anybody.

    A pronoun names nobody; start and end are then its own. They are equal where somebody speaks and who is in doubt.
    """

    start: int
    end: int
    named: bool


def saying(sentence: str, inside: bool = False) -> Saying | None:
    """The speaker to whom a sentence gives its content, or None if it gives it to nobody, or not clearly.

    The sentence's quotation marks are curly; `inside` says that a quotation is open where it begins.
    """
    if inside:
        found = saying(f"“{sentence}")
        return found and replace(found, start=max(0, found.start - 1), end=max(0, found.end - 1))
    found = _behind(sentence) or _ahead(sentence) or _apposed(sentence) or _trailing(sentence) or _in_front(sentence)
    other = _according(sentence)
    if found and other:
        return Saying(other.start, other.end, named=False)
    return found or other or _joined(sentence)


def _ahead(sentence: str) -> Saying | None:
    """`Said Ana Ruiz: “…”`."""
    cue = _AHEAD.match(sentence)
    return _speaker(sentence, cue.start("np"), cue["np"]) if cue else None


def _apposed(sentence: str) -> Saying | None:
    """`Ana Ruiz, a nurse from Lima, said …`, at the beginning or behind a quotation."""
    for begin in (0, *(mark.end() for mark in re.finditer(r"”\s(?=\S)", sentence))):
        cue = _APPOSED.match(sentence, begin)
        if cue is None or _inside_quotation(sentence, cue.end()):
            continue
        start, words = trimmed(cue.start("name"), cue["name"])
        if not clause(timeless(words)) and (found := _speaker(sentence, start, words)):
            return found
    return None


def _behind(sentence: str) -> Saying | None:
    """`…, said Ana Ruiz`."""
    for cue in _AFTER_CONTENT.finditer(sentence):
        lead = sentence[: cue.start()]
        marked = bool(_QUOTATION.match(lead + cue.group()[:4].split()[0]))
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
    if cue is None or _inside_quotation(sentence, cue.start()):
        return None
    match = _NP_BEHIND.match(sentence, cue.end())
    if match is None:
        return None
    words = timeless(_STOP_SOURCE.sub("", match["np"]).rstrip(" ."))
    first = words.split()[0].casefold() if words else ""
    if first in _PRONOUNS or (words and not _NOT_NOUNS.search(words) and first not in FUNCTION - _BEGINS):
        return _speaker(sentence, cue.end(), words, longest=_LONGEST_SOURCE, source=True)
    return None


def _phrase(sentence: str, start: int) -> Saying | None:
    match = _NP_BEHIND.match(sentence, start)
    return _speaker(sentence, start, _STOP.sub("", match["np"]).rstrip(" .")) if match else None


def _trailing(sentence: str) -> Saying | None:
    """`…, the ministry said on Monday.`, at the end of a sentence: all of it is said, whoever speaks before."""
    cue = _TRAILING.search(sentence)
    if cue is None or _inside_quotation(sentence, cue.start("np")) or clause(timeless(cue["np"])):
        return None
    if not clause(sentence[: cue.start()]) or last_part(sentence[: cue.end("np")]) != (
        cue.start("np") - 1,
        f" {cue['np']}",
    ):
        return None
    start, words = trimmed(cue.start("np"), cue["np"])
    return _speaker(sentence, start, words)


def _in_front(sentence: str) -> Saying | None:
    """`Ana Ruiz said …` and `…, Ana Ruiz said`."""
    doubtful = None
    for low, high, cue in _leads(sentence):
        lead = sentence[low:high]
        if (part := last_part(lead)) is None:
            doubtful = doubtful or Saying(high, high, named=False)
            continue
        start, words = trimmed(low + part[0], part[1])
        if not re.fullmatch(PLAIN, cue) and re.fullmatch(FINDING, cue) and not _FINDERS.search(words):
            continue
        if not clause(timeless(words)) and (found := _speaker(sentence, start, words)):
            return found
    return doubtful


def _leads(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Each verb of saying outside quotations, after where the words before it begin and end.

    These begin where the sentence does, or behind the last quotation, colon, bracket or dash; where a dash stands
    right before the verb, the words before its fellow are meant (`Ruiz -- a pilot -- said`).
    """
    for cue in _CUES.finditer(sentence):
        high = cue.start() - 1
        if high <= 0 or _inside_quotation(sentence, cue.start()):
            continue
        bounds = [(0, 0), *(mark.span() for mark in _BOUNDARY.finditer(sentence, 0, high + 1))]
        if not sentence[bounds[-1][1] : high].strip() and len(bounds) > 2:
            if not _DASH.search(sentence[slice(*bounds[-1])]):
                continue
            bounds, high = bounds[:-2], bounds[-2][0]
        yield bounds[-1][1], high, cue["cue"]


def _joined(sentence: str) -> Saying | None:
    """`Ana Ruiz denied it and said …`, `Ana Ruiz went home, saying …`: the subject of the sentence speaks."""
    cue = _SECOND_VERB.search(sentence)
    if cue is None or _inside_quotation(sentence, cue.end()):
        return None
    found = opening_subject(sentence[: cue.start()])
    if found is None or _ANOTHER_SUBJECT.search(sentence, found[0] + len(found[1]), cue.start()):
        return Saying(cue.end(), cue.end(), named=False)
    return _speaker(sentence, *found) or Saying(cue.end(), cue.end(), named=False)


def _speaker(sentence: str, start: int, words: str, *, longest: int = _LONGEST, source: bool = False) -> Saying | None:
    """A phrase as a speaker, if it looks like one: short, without verbs or days, beginning as a noun phrase does.

    A `source` is what "according to" names, whatever it begins with.
    """
    words = timeless(words.rstrip(" ,;:–—-"))
    bare = words.casefold()
    if bare in _PRONOUNS:
        return Saying(start, start + len(words), named=False)
    if not words or len(words.split()) > longest or len(words) > 12 * longest or _NOT_NOUNS.search(words):
        return None
    if _DANGLING.search(words) or not (source or _FIRST.match(words)):  # "Ana Ruiz and": more than a name stands there
        return None
    if words.count("(") != words.count(")") or words.endswith(("’s", "'s")) or _ASKED.match(words):
        return None
    if bare in _NOBODY or words.split()[0].casefold() in FUNCTION - _BEGINS:
        return None
    return Saying(start, start + len(words), named=True)


def _inside_quotation(sentence: str, at: int) -> bool:
    """Whether a position lies between an opening and a closing mark of the sentence."""
    return sentence.rfind("“", 0, at) > sentence.rfind("”", 0, at)

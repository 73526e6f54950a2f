"""Which figure a question asks for: a count, a sum, a share, a length, an age."""

from __future__ import annotations

import re

from assistant.text.dates import days
from assistant.text.quantities import Quantity
from assistant.text.words import content, stem

_COUNT = re.compile(r"\bhow\s+many\s+(?:more\s+)?(?P<noun>[\w-]+(?:\s[\w-]+)?)", re.IGNORECASE)
_TOLL = re.compile(r"\bdeath\s+toll\b", re.IGNORECASE)
_MONEY = re.compile(r"\bhow\s+much\b|\bwhat\b.*\b(?:cost|price|worth|salary|budget|fine)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:what|how)\b.*\b(?:rate|share|percent|percentage|per\s+cent|proportion|turnout|inflation)\b", re.IGNORECASE
)
_CURRENCIES = frozenset("dollar euro pound yen yuan franc rupee krone krona ruble rouble won peso real".split())
_TIMES = frozenset("second minute hour day week month year decade".split())
_LENGTHS = frozenset("metre kilometre centimetre millimetre mile foot inch yard".split())
_MEASURES = [
    (re.compile(rf"\bhow\s+(?:{words})\b", re.IGNORECASE), units)
    for words, units in (
        ("long", _TIMES | _LENGTHS),
        ("old", frozenset({"year", "month"})),
        ("far|tall|high|deep|wide|close|near", _LENGTHS),
        ("big|large", frozenset("acre hectare".split()) | _LENGTHS),
        ("fast", frozenset({"mile an hour", "kilometre an hour", "knot"})),
        ("hot|cold|warm", frozenset("celsius fahrenheit degree".split())),
        ("heavy", frozenset("kilogram gram tonne ton pound".split())),
    )
]
_BARE = re.compile(
    r"\bwhat\b.*?\b(?P<noun>magnitude|population|attendance|capacity|circulation|number|total)\b", re.IGNORECASE
)
"""Asks for a bare number, by what it is called."""
_PHRASE_END = re.compile(r"\d|[,;:.](?!\w)|\s(?:of|for|in|on|at|by|from|with|to|and|were|was|have|has|had|are|is)\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STANDS_ALONE = re.compile(r"\s(?:and|in|on|at|as|when|before|after|since|across|during)\b")
"""Stands behind a figure that is counted before: `killing 15 in Lima`."""
_NEAR = 40
"""Characters before a bare number within which it is called that."""
_OR = re.compile(r"\bor\s$", re.IGNORECASE)
"""`a day or two` gives no figure."""
_ROUGHLY = r"(?:(?:about|around|some|nearly|almost|at\sleast|more\sthan|over)\s)?$"
_CHANGE = re.compile(
    r"\b(?:(?:increased|rose|grew|jumped|climbed|fell|dropped)(?:\sby)?|another|additional|extra|from)\s" + _ROUGHLY,
    re.IGNORECASE,
)
"""Stands before what was added, and before what was until then."""
_ANOTHERS = re.compile(r"\b(?P<whose>record|limit|goal|target)\sof\s" + _ROUGHLY, re.IGNORECASE)
"""Stands before another's figure: `broke the record of 24 hours`."""
_ABBREVIATED = (
    (re.compile(r"\bUnited\sStates\b|\bU\.S\.(?!\w)"), "US"),
    (re.compile(r"\bUnited\sKingdom\b|\bU\.K\.(?!\w)"), "UK"),
)
_SAME = {stem(word): stem(same) for same, words in {"died": "killed fatal deaths", "hurt": "injured wounded",
    "person": "victim resident"}.items() for word in words.split()}  # fmt: skip
_DYING, _PERSON = stem("died"), stem("person")


def matter(text: str) -> list[str]:
    """The stems of a text's content words, those for dying and for being hurt as one each; US for United States."""
    return [alike(word) for word in content(abbreviated(text))]


def abbreviated(text: str) -> str:
    """A text with the countries that it may name by their letters named so."""
    for whole, letters in _ABBREVIATED:
        text = whole.sub(letters, text)
    return text


def alike(word: str) -> str:
    """The stem that stands for this one and for those that tell the same."""
    return _SAME.get(word, word)


def is_count(question: str) -> bool:
    """Whether a question asks how many there are: what is counted grows."""
    return bool(_COUNT.search(question) or _TOLL.search(question))


def is_wanted(question: str, sentence: str, each: Quantity) -> bool:
    """Whether a figure is of the kind that the question asks for."""
    if each.form != "cardinal" or any(day.start <= each.start < day.end for day in days(sentence)):
        return False
    before = sentence[: each.start]
    anothers = _ANOTHERS.search(before)
    if _OR.search(before) or _CHANGE.search(before) or (anothers and anothers["whose"].casefold() not in question):
        return False
    if is_count(question):
        return _counts(_counted(question), sentence, each)
    if _SHARE.search(question):
        return each.unit == "%"
    for asked, units in _MEASURES:
        if asked.search(question):
            return each.unit in units
    if bare := _BARE.search(question):
        called = set(content(bare["noun"]))
        return not each.unit and bool(called & set(content(sentence[max(0, each.start - _NEAR) : each.end + 12])))
    return bool(_MONEY.search(question)) and each.unit in _CURRENCIES


def _counted(question: str) -> set[str]:
    """The words for what a question asks the number of; of people who died, deaths too."""
    count = _COUNT.search(question)
    nouns = set(matter(count["noun"])) if count else {_PERSON, _DYING}
    return nouns | ({_DYING} & set(matter(question)) if _PERSON in nouns else set())


def _counts(nouns: set[str], sentence: str, each: Quantity) -> bool:
    """Whether a figure is the number of these: they stand behind it, or before one that stands alone."""
    if each.unit:
        return stem(each.unit) in nouns
    before, behind = matter(sentence[: each.start]), sentence[each.end : each.end + 60]
    counted = matter(_PHRASE_END.split(behind)[0])[: 1 if _YEAR.fullmatch(sentence[each.start : each.end]) else 4]
    if nouns & set(counted):
        return True
    if not re.match(r"\s\w", behind):
        return bool(nouns & set(before))
    return bool(_STANDS_ALONE.match(behind) and nouns & set(before[-2:]))

"""Which figure a question asks for: a count, a sum, a share, a length, an age."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.text.dates import days
from assistant.text.quantities import Quantity, quantities
from assistant.text.units import CURRENCIES
from assistant.text.words import content, stem

_COUNT = re.compile(r"\bhow\s+many\s+(?:more\s+)?(?P<noun>[\w-]+(?:\s[\w-]+)?)", re.IGNORECASE)
_TOLL = re.compile(r"\bdeath\s+toll\b", re.IGNORECASE)
_MONEY = re.compile(r"\bhow\s+much\b|\bwhat\b.*\b(?:cost|price|worth|salary|budget|fine)\b", re.IGNORECASE)
_ITEM = re.compile(r"\b(?:(?:do|does|did|will)|(?:price|cost)\sof)\san?\s(?P<item>\w+)", re.IGNORECASE)
"""What one of many costs is asked of: `a ticket`."""
_RISE = re.compile(
    r"\bhow\s+much\b.*\b(?:rise|increase|grow|climb|fall|drop|decrease|go\s+(?:up|down)|cut)\b", re.IGNORECASE
)
_LASTS = re.compile(r"^\W*(?:what|which|how)\b(?:\s[\w'’-]+){0,3}?\s(?:is|are|does|do|has|have)\b", re.IGNORECASE)
_WHEN_WILL = re.compile(r"^\W*when\s+(?:does|do|will|is|are)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:what|how)\b.*\b(?:rate|share\s+of|percent|percentage|per\s+cent|proportion|turnout|inflation)\b",
    re.IGNORECASE,
)
_MUCH = re.compile(
    r"\bhow\s+much\s+(?!per|is|are|was|were|do|does|did|has|have|had|will|would|can|could|money|damage)\w",
    re.IGNORECASE,
)
"""Asks for an amount of something: `How much oil …`."""
_INFLATION = re.compile(r"\b(?:inflation|growth)\b", re.IGNORECASE)
"""What is itself a change."""
_FULL = re.compile(r"\bhow\s+full\b", re.IGNORECASE)
_AMOUNTS = frozenset(
    "tonne ton pound kilogram gram ounce barrel litre gallon acre hectare metre centimetre millimetre inch foot"
    " kilowatt megawatt gigawatt watt %".split()
)
_MORE_CURRENCIES = frozenset(
    map(
        stem,
        "krone kroner krona kronor real reais mark crown zloty forint hryvnia dinar dirham rial riyal rand shekel lira"
        " naira shilling taka baht dong ringgit rupiah guilder florin thaler sterling".split(),
    )
)
"""Names of money that are no unit of a quantity: they stand behind it."""
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
    r"\bwhat\b.*?\b(?P<noun>magnitude|population|attendance|capacity|circulation|number|total)\b",
    re.IGNORECASE,
)
"""Asks for a bare number, by what it is called."""
_LEVEL = re.compile(r"\bwhat\b.*?\b(?P<of>[a-z]+)\s(?P<noun>level|stage|category)\b", re.IGNORECASE)
"""Asks for a step of a scale: `alert level`."""
_PHRASE_END = re.compile(r"\d|[,;:.](?!\w)|\s(?:of|for|in|on|at|by|from|with|to|and|were|was|have|has|had|are|is)\s")
_PEOPLE = (
    r"(?:[\w-]+\s){0,2}?(?:\w{2,}(?:ers|ors|ists|ians|men|folk)|people|children|pupils|students|colleagues|troops|civilians"
    r"|nurses|boys|girls)\b"
)
"""Words for people, whom one counts who counts the dead: workers, journalists, tourists."""
_HARMED = re.compile(
    rf"\s(?:of\s(?:their|his|her|its|our|the)\s)?{_PEOPLE}(?:\s(?:have|has|had|were|was|are|been|also|now|feared|confirmed))*\s"
    r"(?P<harm>killed|died|dead|perished|injured|hurt|wounded)\b",
    re.IGNORECASE,
)
"""Stands behind the number of those who were: `eleven of their colleagues died`."""
_HARMING = re.compile(r"\b(?P<harm>kill(?:ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)|hurt(?:ing)?)\s$", re.IGNORECASE)
_OF_THEM = re.compile(rf"\s{_PEOPLE}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRICE = 10_000
"""A figure of no currency from which it is a price, where one is told: of `190 million` the paper's readers know."""
_PRICED = re.compile(r"\b(?:costs?|prices?|priced|worth|budget|valued)\b[^,;.]{0,40}$", re.IGNORECASE)
_ROUGHLY = r"(?:(?:about|around|some|nearly|almost|at\sleast|more\sthan|over|as\smany\sas)\s)?$"
_COUNTED_BEFORE = re.compile(
    r"\b(?:toll|number|count|total|attendance|turnout|figure)\b[^.;]*"
    r"\b(?:to|at|is|was|are|were|reached|hit|passed|exceeded|topped|now)\s" + _ROUGHLY,
    re.IGNORECASE,
)
"""Stands before a figure that tells of what is named with it: `the toll was revised up to`."""
_STANDS_ALONE = re.compile(r"\s(?:and|in|on|at|as|when|before|after|since|across|during)\b")
"""Stands behind a figure that is counted before: `killing 15 in Lima`."""
_OF = re.compile(r"\sof\s(?!an?\s)", re.IGNORECASE)
_NEAR = 40
"""Characters before a bare number within which it is called that."""
_OR = re.compile(r"\bor\s$", re.IGNORECASE)
"""`a day or two` gives no figure."""
_OUT_OF = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|many|most|some|half)\s(?:out\s)?of\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Stands before those of whom so many are meant: `three of 14`."""
_WITHIN = re.compile(r"\bwithin\s" + _ROUGHLY, re.IGNORECASE)
"""Stands before what something is less than."""
_CHANGE = re.compile(
    r"\b(?:(?:increased|rose|grew|jumped|climbed|fell|dropped)(?:\sby)?|another|additional|extra|from)\s" + _ROUGHLY,
    re.IGNORECASE,
)
"""Stands before what was added, and before what was until then."""
_ANOTHERS = re.compile(r"\b(?P<whose>record|limit|goal|target)\sof\s" + _ROUGHLY, re.IGNORECASE)
"""Stands before another's figure: `broke the record of 24 hours`."""
_TO = re.compile(r"\sto\s")
_CHANGED_FROM = re.compile(
    r"\b(?:raised?|lower(?:ed)?|cuts?|increased?|reduced?|rises?|rose|risen|falls?|fell|fallen|dropped|up|down|climbed|grew"
    r"|grown|goes|went|moved|changed|revised)\b[^.;]*\b(?:from|by)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\W*\d{1,2}[.:]\d\d(?!\d)")
"""The time of day that an entry of a live report begins with."""
_JOINING = frozenset(map(stem, "take took part join attend gather march still now".split()))
"""What people do who are counted where they are."""
_ABBREVIATED = (
    (
        re.compile(r"\bbodies\s(?:(?:have|has|had|were|was|been)\s)*(?:found|recovered|retrieved)\b", re.IGNORECASE),
        "died",
    ),
    (re.compile(r"\b(?:lost|claimed)\s(?:his|her|their|the)\slives?\b", re.IGNORECASE), "died"),
    (re.compile(r"\bUnited\sStates\b|\bU\.S\.(?!\w)"), "US"),
    (re.compile(r"\bUnited\sKingdom\b|\bU\.K\.(?!\w)"), "UK"),
)
_SAME = {
    stem(word): stem(same)
    for same, words in {
        "died": "killed fatal fatalities perished deaths toll",
        "hurt": "injured wounded casualties",
        "person": "victim resident man woman attendance crowd",
        "missing": "unaccounted",
        "open": "reopen",
        "job": "post redundancy",
        "passenger": "traveller traveler",
        "child": "youngster schoolchildren",
        "home": "house",
        "earthquake": "quake tremor",
        "worker": "employee staff",
        "visitor": "tourist",
        "infection": "case",
        "fire": "blaze wildfire",
        "storm": "hurricane typhoon cyclone tornado",
        "crash": "collision derailment",
        "attack": "assault",
        "protest": "demonstration",
        "verdict": "judgment judgement ruling",
        "election": "poll polling",
        "vote": "ballot",
        "strike": "walkout stoppage",
        "launch": "liftoff",
        "outage": "blackout",
        "cost": "price",
        "pay": "salary wage",
        "fine": "penalty",
        "company": "firm",
        "ship": "vessel",
        "plane": "aircraft jet",
        "lorry": "truck",
        "film": "movie",
        "rise": "increase climb",
        "leave": "flee evacuate displace",
        "arrested": "detained",
        "bought": "acquire purchase",
        "resigned": "quit",
        "close": "shut",
        "begin": "start commence",
        "build": "construct",
        "destroy": "raze gut",
        "jail": "prison",
    }.items()
    for word in words.split()
}
_DYING, _HURT, _PERSON = map(stem, ("died", "hurt", "person"))

_CHANGING = re.compile(
    r"^\W*how\s+(?:has|have|had|did)\b.*\b(?:(?P<day>date|day|deadline|schedule)|number|count|toll|total|figure|amount|area"
    r"|size|price|cost|rate|share|percentage|proportion|value|salary|wage|population|budget)s?\b.*\bchanged?\b",
    re.IGNORECASE,
)
"""Asks how something has changed that is told in figures, or in days."""


def matter(text: str) -> list[str]:
    """The stems of a text's content words, those for dying and for being hurt as one each; US for United States."""
    return [alike(word) for word in content(abbreviated(text))]


def abbreviated(text: str) -> str:
    """A text with the countries that it may name by their letters named so, and with `died` for losing one's life."""
    for whole, letters in _ABBREVIATED:
        text = whole.sub(letters, text)
    return text


def alike(word: str) -> str:
    """The stem that stands for this one and for those that tell the same."""
    return _SAME.get(word, word)


def asks_what_lasts(question: str) -> bool:
    """Whether a question asks what is so, of which a newer article may tell that it is no longer."""
    return bool(_LASTS.search(question))


def asks_when_it_will_be(question: str) -> bool:
    """Whether a question asks for a day to come: what is planned is put off."""
    return bool(_WHEN_WILL.search(question))


def is_count(question: str) -> bool:
    """Whether a question asks how many there are: what is counted grows."""
    return bool(_COUNT.search(question) or _TOLL.search(question))


def tells_change(question: str, sentence: str) -> bool:
    """Whether a question asks how a figure or a day has changed, and a sentence gives one."""
    changing = _CHANGING.search(question)
    if not changing:
        return False
    named = days(sentence)
    if changing["day"]:
        return any(day.month for day in named)
    return any(
        each.form == "cardinal"
        and each.unit not in _TIMES
        and not any(day.start <= each.start < day.end for day in named)
        for each in quantities(sentence)
    )


def is_wanted(question: str, sentence: str, each: Quantity) -> bool:
    """Whether a figure is of the kind that the question asks for."""
    if each.form != "cardinal" or any(day.start <= each.start < day.end for day in days(sentence)):
        return False
    before = sentence[: each.start]
    anothers = _ANOTHERS.search(before)
    if (
        _OUT_OF.search(before)
        or _OR.search(before)
        or _WITHIN.search(before)
        or (anothers and anothers["whose"].casefold() not in question)
    ):
        return False
    if _RISE.search(question):
        return each.unit == "%" or _is_money(sentence, each)
    if (clock := _CLOCK.match(sentence)) and each.start < clock.end():
        return False
    if _CHANGE.search(before) and not _INFLATION.search(question):
        return False
    if is_count(question):
        meant, said, nouns = set(matter(question)), set(matter(sentence)), _counted(question)
        wanted = ({_DYING, _HURT} & meant) or ({_asked_of(question)} - _JOINING if _PERSON in nouns else set())
        return wanted <= said and _counts(nouns, sentence, each)
    if _MUCH.search(question) and each.unit in _AMOUNTS:
        return True
    if _SHARE.search(question) or _FULL.search(question):
        return each.unit == "%" or is_part(sentence, each)
    for asked, units in _MEASURES:
        if asked.search(question):
            return each.unit in units
    if level := _LEVEL.search(question):
        directly = rf"\b{level['noun']}\b[^,;.]{{0,60}}$"
        return (
            not each.unit
            and set(content(level["of"])) <= set(content(sentence))
            and bool(re.search(directly, before, re.I))
        )
    if bare := _BARE.search(question):
        called = set(content(bare["noun"]))
        return not each.unit and bool(called & set(content(sentence[max(0, each.start - _NEAR) : each.end + 12])))
    item = _ITEM.search(question)
    if item and not set(matter(item["item"])) <= set(matter(sentence)):
        return False
    return bool(_MONEY.search(question)) and _is_money(sentence, each)


def as_changed(sentence: str, each: Quantity) -> Quantity:
    """A figure as it is now: of `raised from one to 2` the second."""
    last = _TO.search(sentence, each.start, each.end) if len(each.values) == 2 else None
    if last and _CHANGED_FROM.search(sentence[: each.start]):
        return replace(each, start=last.end(), values=each.values[1:])
    return each


def is_part(sentence: str, each: Quantity) -> bool:
    """Whether a figure is a part of something: a third of homes, one in ten."""
    return not each.unit and all(0 < value < 1 for value in each.values) and bool(_OF.match(sentence[each.end :]))


def _is_money(sentence: str, each: Quantity) -> bool:
    if each.unit:
        return each.unit in CURRENCIES
    behind = sentence[each.end :]
    if max(each.values) >= _PRICE and (not re.match(r"\s\w", behind) or _STANDS_ALONE.match(behind)):
        return bool(_PRICED.search(sentence[: each.start]))
    named = re.match(r"\s(\w+)", sentence[each.end :])
    return named is not None and stem(named[1].casefold()) in _MORE_CURRENCIES


def _counted(question: str) -> set[str]:
    """The words for what a question asks the number of; of miners who died, people and deaths too."""
    count = _COUNT.search(question)
    nouns = set(matter(count["noun"])) if count else {_PERSON, _DYING}
    harm = {_DYING, _HURT} & set(matter(question))
    return nouns | {_PERSON} | harm if harm else nouns


def _asked_of(question: str) -> str:
    """The first word behind what is counted: `missing`, of `How many people are missing`."""
    count = _COUNT.search(question)
    return next(iter(matter(question[count.end("noun") :] if count else "")), "")


def _counts(nouns: set[str], sentence: str, each: Quantity) -> bool:
    """Whether a figure is the number of these: they stand behind it, or before one that stands alone."""
    if each.unit:
        return stem(each.unit) in nouns
    before, behind = matter(sentence[: each.start]), abbreviated(sentence[each.end : each.end + 60])
    harmed = _HARMED.match(behind) or (
        _OF_THEM.match(behind) and _HARMING.search(re.sub(_ROUGHLY, "", sentence[: each.start]))
    )
    if harmed and nouns & set(matter(harmed["harm"])):
        return True
    counted = matter(_PHRASE_END.split(behind)[0])[: 1 if _YEAR.fullmatch(sentence[each.start : each.end]) else 4]
    if (nouns - {_DYING, _HURT}) & set(counted) or nouns & set(counted[:2]):
        return True
    if not re.match(r"\s\w", behind):
        return bool(nouns & set(before))
    told = before if _COUNTED_BEFORE.search(sentence[: each.start]) else before[-2:]
    return bool(_STANDS_ALONE.match(behind) and nouns & set(told))

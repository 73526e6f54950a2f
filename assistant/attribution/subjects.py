"""Whether words before "said" are who says it or what is said: names between commas, and verbs that show a clause."""

from __future__ import annotations

import re

from assistant.text.calendar_words import MONTH_NAME, MONTHS, WEEKDAY_NAME, WEEKDAYS
from assistant.text.names import OPENERS, TITLES, bare

_AUXILIARY = frozenset(
    "is are was were am has have had does do did will would can could should may might must shall isn't aren't wasn't"
    " weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't cannot couldn't shouldn't".split()
)
_IRREGULAR = frozenset(
    "became began bought broke brought built came caught chose cost cut dealt died drew drove fell felt fled"
    " flew forgot fought found gave got grew held hit kept knew laid lay led left lent let lost made meant met"
    " paid put ran rose sank sat saw sent set shot shut slid sold sought spent split spoke sprang stood stole"
    " struck swept swore took taught thought threw told took went withdrew won wore wrote".split()
)
_PARTICIPLES = frozenset("named called dubbed nicknamed aged based accused".split())
_DETERMINERS = frozenset("a an the his her its their our my your this that these those".split())
_LINKING = frozenset(
    "of on by with in as for to from at near off outside over under and or into about against between than"
    " around across within throughout inside among".split()
)
_BY_THE_WAY = re.compile(
    r"(?:who|whose|whom|which|where|when|while|as|if|for|in|on|at|after|before|during|since|despite|like|unlike|of|from"
    r"|with|without|by|because|although|though|last|earlier|\w+ing)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:“”\"()—–]|\s(?:who|whose|whom|which|that|as|when|while|where|because|if|since|until)\s")
_PARTICLES = frozenset("al bin da de del den der di du el ibn la le ter van von".split())
_NO_NAMES = frozenset((*WEEKDAYS, *MONTHS, *"jr sr ii iii iv mp mps qc kc md phd".split()))
_LONGEST_ROLE = 9
_PARTY = re.compile(r"[RDI]-[A-Z]")
_PLACED = re.compile(r"\b(?:in|near|from|at|outside|off|around)\s(?:the\s)?[A-Z][^,]*$")
_OF_A_PLACE = re.compile(r"\b(?:of|for|to)\s(?:the\s)?[A-Z][^,]*$")
_IN_PLACES = frozenset(
    "north south east west northern southern eastern western central new great upper lower united saint st san santa"
    " costa puerto nova british rhode sri hong saudi sierra burkina papua el ivory cape".split()
)
_DAY = rf"(?:{WEEKDAY_NAME}|today|yesterday|tonight|tomorrow)"
_PART = r"(?:\s(?:morning|afternoon|evening|night))"
_TIME = re.compile(
    rf"\s(?:(?:on|late|early|last|this|next)\s)*(?:{_DAY}{_PART}?|(?:this|last|next|earlier\sthis|late\slast|earlier\slast)"
    rf"\s(?:week|weekend|month|year|spring|summer|fall|autumn|winter|morning|afternoon|evening)|{MONTH_NAME}\s\d+)$"
    r"|\s(?:likewise|almost|just|himself|herself|itself|themselves|alone|too|instead|again|only|even|[a-z]+(?<!fami)(?<!assemb)ly)$"
)
_ONLY_TIME = re.compile(
    rf"(?:(?:on|late|early|last|this|next|earlier)\s)*(?:{_DAY}{_PART}?|{MONTH_NAME}(?:\s\d+)?|(?:the\s)?(?:week|month|year|day))",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?<=\w)\s(?:(?:in|at|on|during|after|before|through|via)\s(?:an?|his|her|its|their)|on\s(?:Twitter|Facebook|X))\b.*"
    rf"|\s(?:in|on|since)\s(?:{MONTH_NAME}|{_DAY})\b.*"
)
_INTRODUCTION = re.compile(
    r"(?:In|On|At|After|During|Before|Last|Earlier|Following|Despite|Since|Speaking)\s[^,“”]{1,80},\s"
)
_SUBJECT = re.compile(
    r"(?P<name>(?:[Tt]he\s(?:[a-z-]+\s){0,3}?)?[A-Z][\w.’'-]*(?:\s(?:[a-z]{4,}\s){0,2}(?:[A-Z][\w.’'-]*|\([A-Z]{1,3}(?:-[A-Z][\w.]*)?\)))*"
    r"|[Tt]he\s(?:[a-z-]+\s){0,2}[a-z-]+)"
    r"(?:,\s[^,“”]{1,80},)?\s(?:also\s|then\s|later\s|\w+ly\s)*(?P<verb>[a-z][\w’']*)"
)

_LEADING = re.compile(
    r"^(?:(?:but|and|yet|still|so|meanwhile|however|instead|later|then|now|because|while|as|though|although|if|when|where"
    r"|since|or)\s)+",
    re.IGNORECASE,
)


def clause(words: str) -> bool:
    """Whether a verb shows that words are a clause and no noun phrase; where that is not plain, no."""
    tokens = words.split()
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        word = token.strip("’'.,").replace("’", "'")
        if word in _AUXILIARY or (word in _IRREGULAR and before not in _DETERMINERS):
            return True
        modifies = not before or before in _DETERMINERS or before.endswith("ly") or word in _PARTICIPLES
        if re.fullmatch(r"[a-z]{3,}ed", word) and not modifies and after not in _LINKING:
            return True
        if word in _DETERMINERS and before and before not in _LINKING:  # "the bank beat its rival"
            return True
    return False


def inverts(lead: str, marked: bool, rest: str) -> bool:
    """Whether "`lead`, said `rest`" says that `rest` begins with the speaker; `marked`: the lead ends in “ ”.

    It does not where what follows has a verb of its own (", said Tom had lied"), nor where the lead has none ("The
    mayor, Ana Ruiz, said …"), unless nothing but a name follows, or a
    name after what is too long for a role.
    """
    stretch = _BREAK.split(rest, maxsplit=1)[0].rstrip(" .!?")
    tokens = stretch.split()
    if marked:
        return not any(token in _AUXILIARY for token in tokens)
    if clause(stretch):
        return False
    parts = [part for part in lead.split(", ") if not _BY_THE_WAY.match(part)]
    if ", " not in lead or any(clause(part) for part in parts):
        return True
    long = bool(parts) and len(parts[-1].split()) > _LONGEST_ROLE
    return named(rest.rstrip(" .!?")) or (long and named(stretch))


def named(words: str) -> bool:
    """Whether words are a proper name and nothing else; no title alone, no day or month, no "Jr."."""
    tokens = words.split()
    if not tokens or len(tokens) > 6 or bare(tokens[0]) in OPENERS:
        return False
    written = all(token[0].isupper() or token.partition("-")[0] in _PARTICLES for token in tokens)
    last = bare(tokens[-1])
    if _PARTY.match(words):
        return False
    return written and tokens[0][0].isupper() and last not in TITLES and last not in _NO_NAMES and "," not in words


def between(role: str, words: str) -> str | None:
    """Of "`role`, `words`, said …" the one that names the speaker, or None where it is not clear which does.

    "Officials in Lyon, France" names nobody: what stands between commas there is where Lyon lies.
    """
    if not named(words):
        return role if named(role) else None
    place = len(words.split()) == 1 or bare(words.split()[0]) in _IN_PLACES
    if named(role) or _PLACED.search(role) or (place and _OF_A_PLACE.search(role)) or clause(role):
        return None
    return None if _BY_THE_WAY.match(role) else words


def last_part(lead: str) -> tuple[int, str] | None:
    """What stands last before a cue; of a role and a name between commas the name, or None where that is in doubt."""
    parts = list(re.finditer(r"(?:[^,]|,(?!\s|$))+", lead))
    if not parts:
        return 0, ""
    last = parts[-1]
    if lead.endswith(",") and len(parts) > 1:
        role = parts[-3] if len(parts) > 2 and parts[-2].group().strip().isdigit() else parts[-2]
        speaker = between(_LEADING.sub("", role.group().strip()), last.group().strip())
        if speaker is None:
            return None
        last = last if last.group().strip() == speaker else role
    elif len(parts) == 2 and last.group().strip()[:1].islower() and _full_name(parts[0].group().strip()):
        last = parts[0]  # "Ana Ruiz, head of the pilots said", where a comma was left out
    return last.start(), last.group()


def _full_name(words: str) -> bool:
    return len(words.split()) > 1 and named(words)


def opening_subject(words: str) -> tuple[int, str] | None:
    """The name with which a clause begins and that a verb follows, and where it begins; None where that is in doubt."""
    start, rest = trimmed(0, words)
    aside = _INTRODUCTION.match(rest)
    if aside:
        start, rest = start + aside.end(), rest[aside.end() :]
    found = _SUBJECT.match(rest)
    if found is None:
        return None
    name, verb = found["name"], found["verb"].replace("’", "'")
    acts = verb in _AUXILIARY or verb in _IRREGULAR or re.fullmatch(r"[a-z]{2,}(?:ed|s)", verb)
    whole = name[0].isupper() and name.split()[-1][0].isupper() and bare(name.split()[-1]) not in TITLES | _NO_NAMES
    possessive = name.endswith(("’s", "'s"))
    return (start, name) if acts and not possessive and (whole or name[:4] in ("The ", "the ")) else None


def timeless(words: str) -> str:
    """A noun phrase without the time or the occasion behind it; empty if it is nothing but a time.

    `Ana Ruiz this week`, `Ana Ruiz in her speech` and `Ana Ruiz` are one person, and `Thursday morning` is nobody.
    """
    words = _OCCASION.sub("", _TIME.sub("", words))
    return "" if _ONLY_TIME.fullmatch(words) else words


def trimmed(start: int, words: str) -> tuple[int, str]:
    """Words and where they start, without conjunctions before them and blanks around them."""
    stripped = words.lstrip()
    start += len(words) - len(stripped)
    lead = _LEADING.match(stripped)
    if lead:
        start, stripped = start + lead.end(), stripped[lead.end() :]
    return start, stripped.rstrip()

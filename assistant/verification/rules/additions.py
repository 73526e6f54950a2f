"""Additions: because, first, only, largest, after, despite and the like stand in the quote, or are not said."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.folding import fold
from assistant.text.names import COURTESY, TITLES
from assistant.text.words import tokens

_GROUPS = [
    r"because(?:\sof)?|due\sto|owing\sto|as\sa\s(?:result|consequence)|thanks\sto|therefore|thus|hence|consequently"
    r"|so\sthat|that\sis\swhy|caus(?:e|es|ed|ing)|led\sto|leads\sto|leading\sto|prompt(?:s|ed|ing)"
    r"|result(?:s|ed|ing)?\s(?:in|from)|blamed|reason|in\sresponse\sto|spark(?:s|ed|ing)|trigger(?:s|ed|ing)?"
    r"|forc(?:ed|ing)",
    r"in\sorder\sto|so\sas\sto|aimed\sat|designed\sto|intended\sto|with\sthe\saim",
    r"first|first-ever|for\sthe\sfirst\stime|earliest|inaugural|maiden",
    r"only|sole|solely|alone|exclusively|just|merely",
    r"largest|biggest|greatest",
    r"smallest|tiniest|least",
    r"highest|tallest|record",
    r"worst|deadliest",
    r"oldest|longest-serving",
    r"fastest|quickest",
    r"richest|wealthiest",
    r"strongest|most\spowerful",
    r"latest|newest|most\srecent",
    r"final|last",
    r"after|following|in\sthe\swake\sof|once|since|as\ssoon\sas|subsequent(?:ly)?|later|then|afterwards?|when",
    r"before|ahead\sof|prior\sto|earlier|previously|ago",
    r"during|amid|while|as|meanwhile|when|throughout|over",
    r"until|till",
    r"despite|in\sspite\sof|although|though|even\sthough|regardless|nevertheless|nonetheless|but|however|yet|while",
    r"all|every|each|entire|entirely|whole|everyone|everybody|always|everything",
    r"most|majority|mostly|mainly|largely|primarily|chiefly",
    r"unanimous(?:ly)?",
    r"permanent(?:ly)?|forever|indefinitely",
    r"immediate(?:ly)?|instantly|at\sonce|right\saway",
    r"unprecedented|never\sbefore|historic|landmark",
    r"secret(?:ly)?|covert(?:ly)?",
    r"deliberate(?:ly)?|intentional(?:ly)?|on\spurpose|purposely|knowingly",
    r"illegal(?:ly)?|unlawful(?:ly)?|crime|criminal",
    r"again|once\smore|second\stime|re-elected|return(?:s|ed)?",
    r"instead|rather\sthan|in\splace\sof",
    r"guarantee(?:s|d)?|certain(?:ly)?|definitely|undoubtedly|proves?|proved|proven|confirmed",
    r"never",
]
"""Words that say why, when, how much or how surely; those of one group stand for one another."""

_CUES = [re.compile(rf"(?<![\w-])(?:{group})(?![\w-])") for group in _GROUPS]
_ONLY = re.compile(r"\b(?:only|just|merely)\b")
_NOT_ONLY = re.compile(r"(?:\bnot|n't)\s(?:only|just|merely)\b")
_LOOSE = re.compile(
    r"^(?:as|however|over|when|then|yet|but|while|just|later|earlier|ago|last|once|record|since|reason|least|whole)$"
)
_SUPERLATIVE = re.compile(r"\b(?:the|its|their|his|her|our|'s)\s(?:\w+\s)?most\s(\w+)|\b(\w{3,}(?:i?est))\b")
_NOT_SUPERLATIVE = frozenset(
    "interest west forest harvest protest request guest test contest arrest invest latest suggest rest honest manifest"
    " digest conquest nest quest best west northwest southwest midwest everest budapest bucharest modest priest chest"
    " investest unrest tempest behest inquest detest attest ingest infest wildest".split()
)


def additions(statement: str, quote: str) -> str | None:
    """What the statement adds in causes, ranks, order of time, contrast or extent, or None.

    Each such word must stand in the quote, itself or in another form of the same meaning: "due to" for "because
    of", but not "after" for "because".
    """
    said, there = _plain(statement), _plain(quote)
    if bool(_NOT_ONLY.search(said)) > bool(_NOT_ONLY.search(there) or not _ONLY.search(there)):
        return "the quote does not say “not only”"
    said, there = _NOT_ONLY.sub("", said), _NOT_ONLY.sub("", there)
    for pattern in _CUES:
        for cue in pattern.finditer(said):
            if not _LOOSE.match(cue.group()) and not pattern.search(there):
                return f"“{cue.group()}” does not stand in the quote"
    known = {word.removesuffix("'s").removesuffix("'") for word in tokens(quote)}
    for title in tokens(statement):
        if title in TITLES - COURTESY and title not in known:
            return f"“{title}” does not stand in the quote"
    for match in _SUPERLATIVE.finditer(said):
        word = match[1] or match[2]
        phrase = f"most {word}" if match[1] else word
        if word in _NOT_SUPERLATIVE or phrase in there or any(pattern.fullmatch(phrase) for pattern in _CUES):
            continue
        return f"“{phrase}” does not stand in the quote"
    return None


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return fold(text).text

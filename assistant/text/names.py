"""Proper names in a text: runs of capitalised words, acronyms, and what is written like neither (iPhone, F-16).

`names` reads prose, word by word and without titles, to compare names; `full_names` takes a name as it is spoken,
`President Biden` or `Bank of England`, to look it up or say it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.folding import fold
from assistant.text.quantities import quantities
from assistant.text.words import FUNCTION

TITLES = frozenset(
    "president vice prime minister chancellor secretary senator sen representative rep governor gov mayor king queen"
    " prince princess pope archbishop bishop cardinal general gen colonel col captain capt major lieutenant lt sergeant"
    " admiral chief chairman chairwoman chair director ceo spokesman spokeswoman spokesperson judge justice attorney"
    " professor prof doctor dr mr mrs ms miss mx sir dame lord lady baroness foreign deputy former ambassador envoy"
    " commissioner congressman congresswoman leader coach manager premier democrat republican conservative labour labor"
    " liberal".split()
)
"""Words that stand before or beside names, and that papers write with a capital or without."""

INSTITUTIONS = frozenset(
    "house senate parliament congress court government ministry department office agency commission council committee"
    " union bank university college army navy force police church city county republic kingdom democrats republicans"
    " conservatives liberals state north south east west election act bill law treaty agreement accord olympics world"
    " earth internet".split()
)
"""Words that, standing alone, papers write with a capital or without."""

OPENERS = frozenset(
    "after although amid another because before despite during earlier even every few following however if in"
    " instead it"
    " its last later many meanwhile most neither no none now nobody nothing on once only other others over"
    " people recent"
    " researchers scientists several since so some still such that the their then there these they this those though"
    " through thus today together two under unlike until unless we what when where which while who why with without"
    " yesterday yet according officials experts critics authorities about above across additionally also any anyone are"
    " both but by can could did do does each either everyone first for from has have he her here his how i is may might"
    " more much must my never next nor not of one or our out per perhaps she should second third thousands hundreds"
    " millions billions dozens to tonight tomorrow was were will would you your further furthermore moreover"
    " similarly overall ultimately generally"
    " specifically additionally consequently therefore alternatively finally regular common local global public private"
    " human social political economic financial medical military legal scientific new old young big small large good"
    " bad high low long short early late real different various certain among regarding concerning based given".split()
)
_ALSO_NAMES = frozenset({"may", "will"})
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_](?:[\w’'‘]|[-‑–&](?=\w)|\.(?=[a-z\d]))*", re.UNICODE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+$|[:“‘\"]\s*$|^\W*$|\n\s*$")
_BEGINNING = re.compile(r"[.!?…][\"'”’)\]]*\s+\W*$|^\W*$|\n\W*$")
"""The same but for what is quoted, since a question quotes titles: `Who wrote “Emma”?`"""
_INITIAL = re.compile(r"(?:\b[^\W\d_a-z]|\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Jr|Sr|No|vs|Lt|Col|Sgt|Capt))\.\s+$")


_PART = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.(?=\s+[A-Z])|[A-Z][\w’'&-]*(?:\.\w+)*)"
FULL_NAME = rf"(?<![\w’'.]){_PART}(?:\s+(?:(?:of|on|for|de|al|bin|van|von)\s+(?:the\s+)?)?{_PART}|\s+\d+(?!\w|[,.]\d))*"
"""Capitalised words with the small ones between them, and numbers behind them."""
_NAME_OR_NUMBER = re.compile(rf"{FULL_NAME}|(?<![\d,.])\b\d{{3,}}\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `text[start:end]`: its folded words, possessives and dots removed.

    `opens` says that it begins a sentence, where a capital proves nothing.
    """

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool = False


@lru_cache(maxsize=512)
def names(text: str) -> tuple[Name, ...]:
    """The names in a text, in their order; titles such as "President" are cut off the names they stand beside."""
    runs: list[list[tuple[int, int, str, bool]]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        opens = bool(_opening(text, match.start()))
        if not _namelike(word, opens) or (opens and (bare(word) in OPENERS or quantities(word))):
            continue
        adjacent = runs and not opens and re.fullmatch(r"\.?[\s\u00a0]", text[runs[-1][-1][1] : match.start()])
        follows = adjacent and not runs[-1][-1][2].endswith(("'s", "’s")) and not _title(runs[-1][-1][2], word)
        if follows:
            runs[-1].append((*match.span(), word, opens))
        else:
            runs.append([(*match.span(), word, opens)])
    return tuple(Name(run[0][0], run[-1][1], tuple(bare(word) for _, _, word, _ in run), run[0][3]) for run in runs)


def full_names(text: str) -> Iterator[tuple[str, bool]]:
    """Each name as it is spoken, or number that can stand for one, and whether it begins a sentence.

    There a capital proves nothing. Numbers have three digits or more.
    """
    for match in _NAME_OR_NUMBER.finditer(text):
        lead = text[max(0, match.start() - 12) : match.start()]
        yield match.group(), bool(_BEGINNING.search(lead)) and not _INITIAL.search(lead)


def _title(left: str, right: str) -> bool:
    """Whether a name ends between two words, of which one is a title (`President-elect Ruiz`)."""
    return any(bare(word).removesuffix("-elect") in TITLES for word in (left, right))


def _opening(text: str, at: int) -> bool:
    lead = text[max(0, at - 12) : at]
    return not lead.strip() or (bool(_SENTENCE_END.search(lead)) and not _INITIAL.search(lead))


def _namelike(word: str, opens: bool) -> bool:
    """Whether a word is written like a name: with a capital, or letters and digits mixed."""
    letters = [character for character in word if character.isalpha()]
    structural = bare(word) in FUNCTION and (opens or bare(word) not in _ALSO_NAMES)
    if not letters or (structural and not (len(letters) > 1 and word.isupper())):
        return False
    if any(character.isdigit() for character in word):
        return word[0].isalpha() and any(character.isupper() for character in letters)
    return any(character.isupper() or character.istitle() for character in letters)


@lru_cache(maxsize=10_000)
def bare(word: str) -> str:
    """A name's word, folded, without its possessive and its dots: Biden's is biden, U.S. is us."""
    folded = fold(word).text
    folded = folded.removesuffix("'s").strip("'-")
    return folded.replace(".", "")

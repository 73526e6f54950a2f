"""A sentence as the steps that say something: words, names, numbers and dates, each with what leads up to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.verification.calendar import Day, days
from assistant.verification.folding import fold
from assistant.verification.matching import TOKEN
from assistant.verification.proper import COURTESY, names
from assistant.verification.qualifiers import begins
from assistant.verification.quantities import Quantity, quantities
from assistant.verification.words import FUNCTION, stem

Kind = Literal["word", "name", "number", "date", "pronoun"]

_UNSAID = frozenset(
    "a an the this that these those 's s there here also just both very however meanwhile moreover furthermore".split()
)
"""Function words that lead nowhere: they may come and go."""
_ARTICLES = frozenset("a an the this that these those".split())
_PRONOUNS = frozenset("he she they we i it him them us me you himself herself themselves itself".split())
_SAME = {
    "are": "is", "am": "is", "were": "was", "have": "has", "does": "do", "did": "do", "at": "in", "on": "in",
    "within": "in",
    "inside": "in", "upon": "in", "till": "until", "whom": "who", "which": "who", "toward": "to", "towards": "to",
    "into": "in", "onto": "in", "done": "do", "doing": "do", "having": "has", "while": "as",
    "might": "may",
}  # fmt: skip
_EXTRA = frozenset(
    "because since until till unless if although though whereas whether after before despite without except like unlike"
    " than near outside behind beyond around across along amid following not no never nor neither none cannot".split()
)
"""Words that lead up to a step beside FUNCTION's."""
_BREAK = re.compile(r"[,;:()—]|\s[–-]+\s")
_NAMES_OF = {"united states": "us", "united kingdom": "uk", "european union": "eu", "united nations": "un"}
_MULTIWORD = re.compile("|".join(_NAMES_OF), re.IGNORECASE)
_PAST = frozenset(
    "said told led won lost held met left made took taken gave given went gone came became began begun broke"
    " broken brought"
    " built bought chose chosen fell fallen fought found flew flown got gotten grew grown kept knew known paid"
    " rose risen"
    " ran saw seen sold sent shot spoke spoken spent stood stole stolen struck thought wrote written withdrew withdrawn"
    " sought sank sunk felt heard taught caught drove driven ate eaten forbade forbidden threw thrown shrank"
    " shrunk beaten"
    " arose arisen hid hidden drew drawn laid lent bound wore worn swore sworn rode ridden sang sung shook shaken froze"
    " frozen understood died".split()
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a sentence says.

    `lead` holds the prepositions, auxiliaries, negations and conjunctions since the step before; `noun` tells
    that an article or possessive stands among them; `apart` that a comma, dash or bracket does.
    """

    kind: Kind
    text: str
    stem: str
    lead: tuple[str, ...] = ()
    noun: bool = False
    apart: bool = False
    form: str = ""
    quantity: Quantity | None = None
    day: Day | None = None


Row = tuple[Step, ...]


@lru_cache(maxsize=512)
def steps(sentence: str) -> Row:
    """The steps of one sentence, in their order."""
    text = _MULTIWORD.sub(lambda match: _NAMES_OF[match[0].casefold()].upper().ljust(len(match[0])), sentence)
    row: list[Step] = []
    lead: list[str] = []
    noun, at = False, 0
    for start, end, step in _pieces(text):
        if step is None:
            for word in TOKEN.findall(fold(text[start:end]).text):
                noun = noun or word in _ARTICLES
                lead += _leading(word)
            continue
        apart = bool(_BREAK.search(text, at, start))
        possessive = text[max(0, start - 3) : start].casefold().startswith(("'s", "’s"))
        row.append(replace(step, lead=_tense(lead, step), noun=noun or possessive, apart=apart))
        lead, noun, at = [], False, end
    if lead:  # what trails, as "not" in "he did not", is said too
        row.append(Step("word", "", "", tuple(lead), noun, bool(_BREAK.search(text, at))))
    return tuple(row)


def _tense(lead: list[str], step: Step) -> tuple[str, ...]:
    """A lead in which "has won" and "had won" are "won", and "has been seen" is "was seen"."""
    if step.form == "past" and lead[-2:] in (["has", "been"], ["had", "been"]):
        return (*lead[:-2], "was")
    if step.form == "past" and lead[-1:] in (["has"], ["had"]):
        return tuple(lead[:-1])
    return tuple(lead)


def _leading(word: str) -> list[str]:
    if word.endswith("n't"):
        stemmed = word.removesuffix("n't")
        return [*_leading({"wo": "will", "ca": "can", "sha": "shall"}.get(stemmed, stemmed)), "not"]
    if word == "cannot":
        return ["can", "not"]
    return [] if word in _UNSAID or word.rstrip(".") in COURTESY else [_SAME.get(word, word)]


def _pieces(text: str) -> list[tuple[int, int, Step | None]]:
    """Dates, numbers, and the other tokens with their kind; None for those that only lead up to others."""
    found: list[tuple[int, int, Step | None]] = []
    blanked = text
    for day in days(text):
        found.append((day.start, day.end, Step("date", text[day.start : day.end], "", day=day)))
        blanked = blanked[: day.start] + " " * (day.end - day.start) + blanked[day.end :]
    for quantity in quantities(blanked):
        start = begins(blanked, quantity.start)
        shown = blanked[quantity.start : quantity.end]
        found.append((start, quantity.end, Step("number", shown, "", quantity=quantity)))
        blanked = blanked[:start] + " " * (quantity.end - start) + blanked[quantity.end :]
    named = names(text)
    folded = fold(blanked)
    for token in TOKEN.finditer(folded.text):
        start, end = folded.source(token.start(), token.end())
        is_name = any(name.start <= start < name.end for name in named)
        for part in [token.group()] if is_name or token.group().endswith("n't") else token.group().split("-"):
            found.append((start, end, _step(part, is_name)))
    return sorted(found, key=lambda piece: piece[:2])


def _step(word: str, is_name: bool) -> Step | None:
    bare = word.removesuffix("'s").removesuffix("'").replace(".", "")
    if is_name and bare not in COURTESY:
        return Step("name", bare, stem(bare))
    if bare in _PRONOUNS:
        return Step("pronoun", bare, bare)
    if bare in FUNCTION or bare in _UNSAID or bare in _EXTRA or bare in COURTESY or bare.endswith("n't") or not bare:
        return None
    return Step("word", bare, stem(bare), form=_form(bare))


def _form(word: str) -> str:
    """The form of a word, were it a verb: past, -ing, or plain."""
    if word in _PAST or (word.endswith("ed") and len(word) > 4):
        return "past"
    if word.endswith("ing") and len(word) > 5:
        return "ing"
    return "noun" if re.search(r"(?:tion|sion|ment|ance|ence|ure|al|er|or|ist|ism|ity|ness)s?$", word) else "plain"

"""Language: the rules know English, so what is said in another language must be the quote's own words."""

from __future__ import annotations

import re
import unicodedata

from assistant.text.words import tokens

_ENGLISH = frozenset(
    "the of to and a is was were are has have had by with from for that this it its which who their they he she his her"
    " at as be been not but will would said says after more than into about over when where there".split()
)
_ELSEWHERE = frozenset(
    "der die das und ist nicht ein eine den dem des im zu mit auf für von sich le la les des et est une pas du"
    " en que pour"
    " dans sur au el los las y no por con una del se lo il che di non per con een het van niet dat op te zijn o"
    " os da do"
    " não um uma em og det ikke och inte att som är av nie na w z się że i jest".split()
)  # fmt: skip


def language(statement: str, quote: str) -> str | None:
    """Why a statement cannot be checked by rules for English, or None."""
    if odd := _mixed(statement, quote):
        return f"“{odd}” is written with letters of several alphabets"
    if not english(quote) or not english(statement):
        return "only English is checked in words other than the source's"
    return None


def english(text: str) -> bool:
    """Whether a text is likely English: in Latin letters, and with more English function words than others."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if not letters or latin < 0.7 * len(letters):
        return False
    row = tokens(text)
    ours, theirs = sum(word in _ENGLISH for word in row), sum(word in _ELSEWHERE for word in row)
    return ours >= theirs if len(row) < 8 else ours > theirs and ours >= 0.05 * len(row)


def _mixed(statement: str, quote: str) -> str | None:
    """A word that mixes alphabets, as a Cyrillic а among Latin letters does, unless the quote has it too."""
    for match in re.finditer(r"[^\W\d_]+", statement):
        word = match.group()
        if word.isascii():
            continue
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1 and word not in quote:
            return word
    return None

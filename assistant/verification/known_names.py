"""Names: each in a sentence stands, in one form or another, in one of the quoted articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.text.dates import days, month_names
from assistant.text.folding import fold
from assistant.text.names import Name, bare, names
from assistant.text.words import FUNCTION, tokens
from assistant.verification.name_forms import ALIASES, CALLINGS, same_name
from assistant.verification.sentence_openers import opens_plainly

_WORD = re.compile(r"[^\W_]+(?:[.’'‘-][^\W_]+)*\.?")
_PART = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[A-Z][\w.’'-]*(?:,?\s(?:and\s|of\s|for\s|the\s|on\s|in\s|to\s|&\s|de\s){0,3}[A-Z][\w.’'-]*)+")
_SMALL = frozenset("and of for the on in to & de".split())
_SHORT = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b|\b[A-Z][a-z]\.")
"""Acronyms, and abbreviations of two letters."""

_NOUNS_IN_CAPITALS = ("de", "lb")
_ALIKE = 3
_PARTIES = {"R": "republican", "D": "democrat"}
_FEWEST_INITIALS = 3


def foreign_name(text: str, articles: Sequence[str], known: str = "", language: str | None = None) -> str | None:
    """The first name of a sentence that stands in none of the quoted articles, or None.

    `articles` are their whole texts with titles, publishers and authors; `known` is text whose small words tell that
    a capital merely opens the sentence. Forms are taken lightly (Russian for Russia, CDC for what it stands for, a
    surname, an initial left out, Gov. for governor); which person is meant is for a reader of the sentence to say. In
    another `language` than English names have other endings, and words that open a sentence are not known.
    """
    text = unicodedata.normalize("NFC", text)
    sources = [_source(article) for article in articles if article]
    dated = {at for day in days(text) for at in range(day.start, day.end)}
    dated |= {at for _, span in month_names(text) for at in range(*span)}
    small = {word for source in sources for word in source.small} | set(re.findall(r"\b[a-z]\w*", known))
    spelled_out = _spelled_out(text, sources)
    for name in names(text):
        if name.start in dated or any(start <= name.start < end for start, end in spelled_out):
            continue
        words = _telling(name, text)
        if name.opens and words and words[0].islower() and opens_plainly(words[0], small):
            words = words[1:]
        if not words or any(source.has(words) for source in sources) or _in_parts(words, sources):
            continue
        if language in (None, "en") or not _elsewhere(name, words, sources, language):
            return text[name.start : name.end]
    return None


def _telling(name: Name, text: str) -> list[str]:
    """The words of a name that tell whose it is: no titles, initials and structural words; WHO and US in capitals.

    What is written in capitals and would be another word in small letters stays in capitals.
    """
    written = _WORD.findall(text[name.start : name.end]) if not text.isupper() else ()
    loud = {bare(word) for word in written if word.isupper()}
    told = (word for word in name.words if len(word) > 1)
    return [
        word.upper() if word in loud and word in FUNCTION else word
        for word in told
        if word in loud or (word not in CALLINGS and word not in FUNCTION)
    ]


def _in_parts(words: Sequence[str], sources: Sequence[NameSource]) -> bool:
    """Whether each word of a name stands by itself in the articles: "Moscow" and "airport", not "Mark" of another."""
    return len(words) > 1 and all(any(source.stands_alone(word) for source in sources) for word in words)


def _elsewhere(name: Name, words: Sequence[str], sources: Sequence[NameSource], language: str) -> bool:
    """Whether a name in another language than English may be one of the articles', as Londres and Russie are.

    In German, where every noun has a capital, a single word tells nothing.
    """
    told = words[1:] if name.opens and words[0].islower() else words
    if language in _NOUNS_IN_CAPITALS:
        told = [word for word in (told if len(told) == 1 else told[-1:]) if len(told) > 1 or not word.islower()]
    return all(any(source.begins(word) for source in sources) for word in told)


class NameSource:
    """The names and words of one article."""

    def __init__(self, text: str) -> None:
        article = unicodedata.normalize("NFC", text)
        self.words = {_plain(bare(word)) for word in _WORD.findall(article)}
        self.words |= {_plain(part) for part in _PART.findall(fold(article).text)}
        self.small = set(re.findall(r"(?<![^\W_])[^\W\d_A-Z]\w*", article))
        self.runs = [tuple(map(_plain, name.words)) for name in names(article)]
        self.acronyms = {bare(match[0]) for match in _SHORT.finditer(article)}
        self.initials = {form for match in _JOINED.finditer(article) for form in _initials(match[0])}
        self.words |= {party for sign, party in _PARTIES.items() if re.search(rf"\b{sign}-[A-Z]", article)}
        self.row = f" {' '.join(token.replace('.', '') for token in tokens(article))} "

    def has(self, words: Sequence[str]) -> bool:
        """Whether a name stands in the article: its words side by side, initials and middle names aside."""
        if len(words) == 1:
            return self.has_word(words[0])
        plain = [_plain(word.casefold()) for word in words]
        whole = " ".join(words).casefold()
        if self._aliased(whole) or f" {whole} " in self.row:
            return True
        return any(_in_order(plain, run) for run in self.runs)

    def has_word(self, word: str) -> bool:
        """Whether a single word of a name stands there, in any of its forms."""
        plain = _plain(word.casefold())
        if plain in self.acronyms or self._aliased(plain) or {plain, plain.rstrip("s")} & self.initials:
            return True
        if word.isupper() or plain in self.words:
            return not word.isupper()
        parts = _PART.findall(plain)
        if len(parts) > 1:
            return all(part in self.small or self.has_word(part) for part in parts if len(part) > 1 or part.isdigit())
        return any(same_name(plain, there) for there in self.words)

    def begins(self, word: str) -> bool:
        """Whether a word stands there that begins alike."""
        lead = _plain(word.casefold())[:_ALIKE]
        return any(there.startswith(lead) for run in self.runs for there in run)

    def _aliased(self, name: str) -> bool:
        """Whether another form of a name stands there; short ones with their capitals, for "us" is not the US."""
        return any(
            form in self.acronyms if len(form) < 3 else f" {form} " in self.row for form in ALIASES.get(name, ())
        )

    def stands_alone(self, word: str) -> bool:
        """Whether a word is a name by itself, or the last of one, or a common word, in the article."""
        plain = _plain(word)
        if word in self.small or any(same_name(plain, run[-1]) for run in self.runs):
            return True
        return plain not in self.words and self.has_word(word)


@lru_cache(maxsize=64)
def _source(article: str) -> NameSource:
    return NameSource(article)


def _in_order(words: Sequence[str], run: Iterable[str]) -> bool:
    rest = iter(run)
    return all(any(same_name(word, there) for there in rest) for word in words)


def _spelled_out(text: str, sources: Sequence[NameSource]) -> list[tuple[int, int]]:
    """Where the sentence spells out what an article only has as an acronym."""
    return [
        match.span()
        for match in _JOINED.finditer(text)
        if any(form in source.acronyms for form in _initials(match[0]) for source in sources)
    ]


def _initials(phrase: str) -> Iterator[str]:
    """The acronyms that a phrase may go by: of all its words or of the capitalised, whole or its beginning."""
    words = re.findall(r"[\w.’'&-]+", phrase)
    for row in (words, [word for word in words if word.casefold() not in _SMALL]):
        letters = "".join(word[0] for word in row).casefold()
        for start in range(len(letters)):
            yield from (letters[start:end] for end in range(start + _FEWEST_INITIALS, len(letters) + 1))


def _plain(word: str) -> str:
    """A folded word without its diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))

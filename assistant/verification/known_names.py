"""Names: each in a sentence stands, in one form or another, in one of the quoted articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.text.dates import days, month_names
from assistant.text.names import bare, names
from assistant.text.words import FUNCTION, tokens
from assistant.verification.name_forms import ALIASES, CALLINGS, same_name
from assistant.verification.sentence_openers import opens_plainly

_WORD = re.compile(r"[^\W_]+(?:[.’'‘-][^\W_]+)*\.?")
_JOINED = re.compile(r"[A-Z][\w.’'-]*(?:,?\s(?:and\s|of\s|for\s|the\s|on\s|in\s|to\s|&\s|de\s){0,3}[A-Z][\w.’'-]*)+")
_SMALL = frozenset("and of for the on in to & de".split())
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


def foreign_name(text: str, articles: Sequence[str], known: str = "") -> str | None:
    """The first name of a sentence that stands in none of the quoted articles, or None.

    `articles` are their whole texts with titles, publishers and authors; `known` is text whose small words tell that
    a capital merely opens the sentence. Forms are taken lightly (Russian for Russia, CDC for what it stands for, a
    surname, an initial left out, Gov. for governor); which person is meant is for a reader of the sentence to say.
    """
    sources = [_source(article) for article in articles]
    dated = {at for day in days(text) for at in range(day.start, day.end)}
    dated |= {at for _, span in month_names(text) for at in range(*span)}
    small = {word for source in sources for word in source.small} | set(re.findall(r"\b[a-z]\w*", known))
    spelled_out = _spelled_out(text, sources)
    for name in names(text):
        if name.start in dated or any(start <= name.start < end for start, end in spelled_out):
            continue
        words = [word for word in name.words if word not in CALLINGS and word not in FUNCTION]
        if name.opens and len(words) > 1 and opens_plainly(words[0], small):
            words = words[1:]
        elif name.opens and len(words) == 1 and opens_plainly(words[0], small):
            continue
        if words and not any(source.has(words) for source in sources) and not _in_parts(words, sources):
            return text[name.start : name.end]
    return None


def _in_parts(words: Sequence[str], sources: Sequence[Source]) -> bool:
    """Whether each word of a name stands by itself in the articles: "Moscow" and "airport", not "Mark" of another."""
    return len(words) > 1 and all(any(source.stands_alone(word) for source in sources) for word in words)


class Source:
    """The names and words of one article."""

    def __init__(self, article: str) -> None:
        self.words = {_plain(bare(word)) for word in _WORD.findall(article)}
        self.words |= {part for word in self.words for part in word.split("-")}
        self.small = set(re.findall(r"(?<![^\W_])[^\W\d_A-Z]\w*", article))
        self.abbreviated = {bare(word) for word in re.findall(r"\b[A-Z][a-z]{2,5}\.", article)}
        self.runs = [tuple(map(_plain, name.words)) for name in names(article)]
        self.acronyms = {bare(match[0]) for match in _ACRONYM.finditer(article)}
        self.initials = {form for match in _JOINED.finditer(article) for form in _initials(match[0])}
        self.row = f" {' '.join(token.replace('.', '') for token in tokens(article))} "

    def has(self, words: Sequence[str]) -> bool:
        """Whether a name stands in the article: its words side by side, initials and middle names aside."""
        if len(words) == 1:
            return self.has_word(words[0])
        plain = [_plain(word) for word in words if len(word) > 1]
        if any(f" {form} " in self.row for form in ALIASES.get(" ".join(words), ())):
            return True
        if f" {' '.join(words)} " in self.row or "".join(word[0] for word in words) in self.acronyms:
            return True
        return any(_in_order(plain, run) for run in self.runs)

    def has_word(self, word: str) -> bool:
        """Whether a single word of a name stands there, in any of its forms."""
        plain = _plain(word)
        if plain in self.words or any(f" {form} " in self.row for form in ALIASES.get(word, ())):
            return True
        if len(plain) > 1 and (plain in self.initials or plain.rstrip("s") in self.initials):
            return True
        if "-" in plain:
            return all(part in self.small or self.has_word(part) or len(part) < 3 for part in plain.split("-") if part)
        if any(plain.startswith(form) for form in self.abbreviated):
            return True
        return any(same_name(plain, there) for there in self.words)

    def stands_alone(self, word: str) -> bool:
        """Whether a word is a name by itself, or the last of one, or a common word, in the article."""
        plain = _plain(word)
        if word in self.small or any(same_name(plain, run[-1]) for run in self.runs):
            return True
        return plain not in self.words and self.has_word(word)


@lru_cache(maxsize=64)
def _source(article: str) -> Source:
    return Source(article)


def _in_order(words: Sequence[str], run: Iterable[str]) -> bool:
    rest = iter(run)
    return all(any(same_name(word, there) for there in rest) for word in words)


def _spelled_out(text: str, sources: Sequence[Source]) -> list[tuple[int, int]]:
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
        for start in range(max(1, len(letters) - 1)):
            yield from (letters[start:end] for end in range(start + 2, len(letters) + 1))


def _plain(word: str) -> str:
    """A folded word without its diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))

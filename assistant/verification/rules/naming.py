"""Names: each in the statement stands in the quote, in a sentence just before it, or is expanded by the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.names import COURTESY, INSTITUTIONS, TITLES, Name, bare, names
from assistant.text.words import tokens

_EVERYWHERE = (
    frozenset({"us", "usa", "united states", "america"}),
    frozenset({"uk", "united kingdom", "britain"}),
    frozenset({"eu", "european union"}),
    frozenset({"un", "united nations"}),
)
_DEMONYM = re.compile(r"(?:ians?|ans?|n|ese|ish|is?)$")
_NOT_ONE = ({"niger", "nigeria"}, {"rome", "romania"}, {"india", "indiana"}, {"austria", "australia"}, {"iran", "iraq"})
_PEOPLES = [
    set(pair.split("/"))
    for pair in (
        "german/germany french/france dutch/netherland british/britain spanish/spain greek/greece polish/poland"
        " irish/ireland scottish/scotland welsh/wale english/england danish/denmark swedish/sweden finnish/finland"
        " norwegian/norway swis/switzerland thai/thailand filipino/philippine afghan/afghanistan argentine/argentina"
        " peruvian/peru cypriot/cypru czech/czechia belgian/belgium european/europe lebanese/lebanon"
    ).split()
]
_EXPANDED = re.compile(r"\(([A-Z][A-Za-z&.]{1,9})\)")
_COMMON = re.compile(
    r"(?:.ly|[^aeiou]ing|.[ts]ions?|.ments?|.ness|.ists?|.ous|.able|.ated|.ized|.ised|.sted|.ful|.less)$"
)
_NO_FIRST = re.compile(r"'|-(?:elect|backed|based|born|led|era|style)$")
_PLACE = re.compile(r"\b(?:in|at|from|near|to|outside|around|across)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Naming:
    """What came of a statement's names: what is wrong, and which sentences before the quote are needed."""

    wrong: str | None = None
    needed: tuple[int, ...] = ()


def naming(statement: str, quote: str, before: Sequence[str] = (), articles: Sequence[str] = ()) -> Naming:
    """Check the statement's names against the quote and the sentences before it (nearest first).

    A name of several words must stand there as one: "George Washington" is not borne out by George Bush and
    Washington. A sentence that alone holds a name becomes a second quote. Acronyms count where the article
    expands them, and Russian where the quote has Russia.
    """
    needed: list[int] = []
    for name in names(statement):
        if len(name.words) == 1 and _anothers(name.words[0], quote, articles):
            return Naming(f"the article names more than one {statement[name.start : name.end]}")
        if _borne_out(name, statement, quote, articles):
            continue
        if name.opens and _ordinary(name, quote, articles):
            continue
        helper = next((i for i, text in enumerate(before) if _borne_out(name, statement, text, articles)), None)
        if helper is None:
            return Naming(f"{statement[name.start : name.end]} does not stand in the quote")
        needed.append(helper)
    return Naming(None, tuple(dict.fromkeys(needed)))


def _anothers(word: str, quote: str, articles: Sequence[str]) -> bool:
    """Whether a bare name is only the last of a longer one in the quote, and an article has another with that last.

    "Trump" is not Mary Trump where Donald Trump is named too.
    """
    if word in INSTITUTIONS or any(name.words[-1] == word and not _first(name) for name in names(quote)):
        return False
    meant = {first for name in names(quote) if name.words[-1] == word and (first := _first(name))}
    if not meant:
        return False
    return any(first not in meant for article in articles for first in _firsts(article).get(word, ()))


def _first(name: Name) -> str:
    """The word before a name's last, initials left aside; empty if there is none."""
    firsts = (word for word in reversed(name.words[:-1]) if len(word) > 1 and not _NO_FIRST.search(word))
    return next(firsts, "")


@lru_cache(maxsize=64)
def _firsts(article: str) -> dict[str, frozenset[str]]:
    """Of each last name the words that stand before it; not a capital that only opens a sentence."""
    found: dict[str, set[str]] = {}
    for name in names(article):
        first = _first(name)
        if first and not (name.opens and len(name.words) == 2 and first in _small(article)):
            found.setdefault(name.words[-1], set()).add(first)
    return {last: frozenset(firsts) for last, firsts in found.items()}


@lru_cache(maxsize=64)
def _small(article: str) -> frozenset[str]:
    """The words that an article also writes small."""
    return frozenset(re.findall(r"(?<!\w)[^\W\d_A-Z]\w*", article))


def _borne_out(name: Name, statement: str, text: str, articles: Sequence[str]) -> bool:
    words = [word for word in name.words if word not in TITLES]
    if any(word in TITLES - COURTESY and word not in _words(text) for word in name.words):
        return False
    if not words or _stands(words, name, statement, text):
        return True
    if len(words) == 1 and words[0] in INSTITUTIONS and words[0] in _words(text):
        return True
    joined = " ".join(name.words)
    forms = {form for group in _EVERYWHERE if joined in group for form in group} - {joined}
    forms.update(*(_expansions(article).get(joined, ()) for article in articles))
    if len(words) > 1:
        forms.add(" ".join(words))
    return any(f" {form.replace('-', ' ')} " in _joined(text) for form in forms)


def _stands(words: list[str], name: Name, statement: str, text: str) -> bool:
    """Whether words stand side by side in the text, with capitals, and mean there what they mean here."""
    written = statement[name.start : name.end]
    for other in names(text):
        for i in range(len(other.words) - len(words) + 1):
            if all(same_name(a, b) for a, b in zip(words, other.words[i:], strict=False)):
                longer = len(words) == 1 and i > 0 and other.words[i - 1] not in TITLES
                if not (longer and _PLACE.search(statement[: name.start]) and not _PLACE.search(text[: other.start])):
                    return True
    return name.opens and not written.isupper() and len(words) == 1 and words[0] in _words(text)


@lru_cache(maxsize=10_000)
def same_name(said: str, there: str) -> bool:
    """Whether two words of names are one, or one is what the other's people are called."""
    if said == there or (said.rstrip("s") == there.rstrip("s") and len(said) > 4):
        return True
    if {said, there} in _NOT_ONE or min(len(said), len(there)) < 4:
        return False
    return any({said.rstrip("s"), there.rstrip("s")} <= pair for pair in _PEOPLES) or any(
        _DEMONYM.search(people) and _DEMONYM.sub("", people).rstrip("aeiouy") == country.rstrip("aeiouy")
        for people, country in ((said, there), (there, said))
    )


def _ordinary(name: Name, quote: str, articles: Sequence[str]) -> bool:
    """Whether a capital that opens the statement is a common word's, by its ending or as the article writes it."""
    if len(name.words) != 1:
        return False
    word = name.words[0]
    if word in INSTITUTIONS or _COMMON.search(word):
        return True
    small = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(small.search(text) for text in (quote, *articles))


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(bare(token) for token in tokens(text))


@lru_cache(maxsize=256)
def _joined(text: str) -> str:
    return f" {' '.join(bare(token) for token in tokens(text)).replace('-', ' ')} "


@lru_cache(maxsize=64)
def expanded(article: str) -> tuple[tuple[str, str], ...]:
    """Names that the article gives a short form, as "World Health Organization (WHO)" does: (long, short)."""
    found = []
    for match in _EXPANDED.finditer(article):
        lead = list(re.finditer(r"[\w’'-]+", article[max(0, match.start() - 120) : match.start()]))
        for count in range(len(bare(match[1])), min(len(lead), len(bare(match[1])) + 4) + 1):
            words = [word[0] for word in lead[-count:]]
            initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
            if words[0][0].isupper() and initials == bare(match[1]):
                found.append((" ".join(words), match[1]))
                break
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _expansions(article: str) -> dict[str, set[str]]:
    """Short forms that the article expands, folded, with what they stand for, and the other way round."""
    found: dict[str, set[str]] = {}
    for long, short in expanded(article):
        expansion = " ".join(map(bare, long.split()))
        found.setdefault(bare(short), set()).add(expansion)
        found.setdefault(expansion, set()).add(bare(short))
    return found

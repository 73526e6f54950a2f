"""Real quotes, changed: no change of a word passes for the quote, every change of typing does."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.articles import Article, Passage
from assistant.drafts import Citation, Draft
from assistant.quotation import find, locate
from assistant.text.sentences import sentences

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 1_000

NAMES = ["Harper", "Lisbon", "Nokia", "Kenya", "Oslo"]
UNITS = {
    "metres": "feet", "kilometres": "miles", "dollars": "euros", "per cent": "points", "%": " points",
    "million": "billion",
    "years": "months", "days": "weeks", "weeks": "days", "months": "years", "minutes": "hours", "hours": "minutes",
    "year": "month", "week": "day", "month": "year", "thousand": "million", "billion": "million", "euros": "dollars",
}  # fmt: skip


def _texts() -> Iterator[str]:
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.read_text(encoding="utf-8")
        elif path.suffix == ".json":
            yield json.loads(path.read_text(encoding="utf-8"))["text"]
        elif path.name == "wire.jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)["text"]


def _quotes() -> list[tuple[Passage, str]]:
    """Every sentence of the seeds of at least eight words, with the article that it stands in."""
    found = []
    for number, text in enumerate(_texts(), 1):
        article = Article(f"seed-{number}", text)
        passage = Passage(number, article, 0, len(text))
        found += [
            (passage, text[a:b]) for a, b in sentences(text) if len(text[a:b].split()) >= 8 and text[a] not in "#-|"
        ]
    return found


QUOTES = _quotes()


def _digit(quote: str, rng: random.Random) -> str | None:
    places = [m.start() for m in re.finditer(r"\d", quote) if 0 < m.start() < len(quote) - 1]
    if not places:
        return None
    at = rng.choice(places)
    return quote[:at] + rng.choice([d for d in "123456789" if d != quote[at]]) + quote[at + 1 :]


def _name(quote: str, rng: random.Random) -> str | None:
    places = [m.span() for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?=[ ,])", quote)]
    if not places:
        return None
    start, end = rng.choice(places)
    return quote[:start] + rng.choice(NAMES) + quote[end:]


def _negation(quote: str, rng: random.Random) -> str | None:
    present = [m.span() for m in re.finditer(r" (?:not|never|no)(?= [a-z])(?! (?:only|just|more|less|fewer))", quote)]
    if present:
        start, end = rng.choice(present)
        return quote[:start] + quote[end:]
    verbs = [m.end() for m in re.finditer(r" (?:was|were|is|are|had|has|would|will|can|could)(?= [a-z])", quote)]
    if not verbs:
        return None
    at = rng.choice(verbs)
    return quote[:at] + " not" + quote[at:]


def _unit(quote: str, rng: random.Random) -> str | None:
    number = r"(?:\d|\b(?:two|three|four|five|six|seven|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand)\b)"
    places = [
        (m.start(1), m.end(1), other)
        for unit, other in UNITS.items()
        for m in re.finditer(rf"{number}\s?({re.escape(unit)})(?!\w)", quote)
        if m.end(1) < len(quote) - 1
    ]
    if not places:
        return None
    start, end, other = rng.choice(places)
    return quote[:start] + other + quote[end:]


def _swap(quote: str, rng: random.Random) -> str | None:
    words = quote.split(" ")
    at = rng.randrange(1, len(words) - 2)
    if words[at].casefold() == words[at + 1].casefold():
        return None
    return " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


def _drop(quote: str, rng: random.Random) -> str | None:
    words = quote.split(" ")
    at = rng.randrange(1, len(words) - 1)
    dropped = " ".join(words[:at] + words[at + 1 :])
    return dropped if re.search(r"\w", words[at]) and words[at] != words[at - 1] else None


MUTATIONS: dict[str, Callable[[str, random.Random], str | None]] = {
    "digit": _digit,
    "name": _name,
    "negation": _negation,
    "unit": _unit,
    "swap": _swap,
    "drop": _drop,
}


def _mutated(kind: str, count: int) -> Iterator[tuple[Passage, str, str]]:
    rng = random.Random(f"mutations of {kind}")
    made = 0
    while made < count:
        passage, quote = rng.choice(QUOTES)
        changed = MUTATIONS[kind](quote, rng)
        if changed is not None and changed != quote:
            made += 1
            yield passage, quote, changed


@pytest.mark.parametrize("kind", MUTATIONS)
def test_no_changed_quote_is_located(kind: str) -> None:
    for passage, quote, changed in _mutated(kind, ROUNDS // len(MUTATIONS) + 1):
        assert find(changed, passage.text) is None, (quote, changed)
        assert not locate(Draft(changed, (Citation(1, changed),)), [passage]).spans, (quote, changed)


def _variant(quote: str, rng: random.Random) -> str:
    """The same words as another keyboard, editor or web page would set them."""
    swaps = [
        ("'", "’‘`´ʼ"), ("’", "'‘´"), ("“", "\"„«"), ("”", "\"»“"), ('"', "“”"), ("—", "-–—"), ("–", "-‑—"),
        ("-", "‐‑–"),
        (" ", "\u00a0\u2009\u202f\n\t\u3000"), ("…", "…"),
    ]  # fmt: skip
    made = []
    for character in quote:
        options = next((new for old, new in swaps if old == character), "")
        if options and rng.random() < 0.5:
            character = rng.choice(options) * (rng.randrange(1, 3) if character == " " else 1)
        elif character.isalpha() and rng.random() < 0.1:
            other_case = character.upper() if rng.random() < 0.5 else character
            character = rng.choice(["\u00ad", "\u200b", "\u2060", ""]) + other_case
        made.append(character)
    variant = "".join(made)
    variant = variant.replace("…", rng.choice(["...", "…", ". . ."])).replace(" — ", rng.choice([" -- ", "—", " – "]))
    return unicodedata.normalize(rng.choice(["NFC", "NFD"]), variant)


def test_every_variant_of_typing_verifies_and_gives_back_the_sources_characters() -> None:
    rng = random.Random("typing")
    for _ in range(ROUNDS):
        passage, quote = rng.choice(QUOTES)
        variant = _variant(quote, rng)
        match = find(variant, passage.text)
        assert match is not None, (quote, variant)
        assert passage.text[match.start : match.end].strip("'\"“”‘’.,;:!?…()") in quote
        located = locate(Draft(variant, (Citation(1, variant),)), [passage])
        assert not located.failures
        (span,) = located.spans
        assert span.text.strip("'\"“”‘’") in quote or quote.strip("'\"“”‘’") in span.text

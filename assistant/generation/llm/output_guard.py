"""What of a model's words may be passed on to be checked: plain text, short, and nothing of the prompt's own."""

from __future__ import annotations

import re
import unicodedata

from assistant.drafts import Citation, Draft
from assistant.generation.llm.prompt import INSTRUCTIONS, MOST_QUOTES, TASK
from assistant.generation.llm.reply_parser import ProposedSentence
from assistant.text.language import language

LONGEST_SENTENCE = 600
LONGEST_COPY = 1_200
"""Characters of copied words that are looked for; at most 600 of them are then shown in one quote."""

LONGEST_MISSING, MOST_WORDS, MOST_MISSING = 90, 12, 4
"""Characters and words of a part of the question that nothing was found on, and how many parts are named."""

_FEWEST_WORDS = 4
"""A line that is but a number or a name is found as a whole sentence, and tells a reader nothing."""

_ECHO = 6
"""Words in a row that a sentence may not share with the instructions."""

_MARKUP = re.compile(r"https?:|www\.|\]\(|!\[|<[a-z/!]|javascript:|data:\w+/|```|&\w+;|^\s*\[[^\]]+\]:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w-]+(?:\.|\[\.\]| dot )[^\W\d]{2,}|\S+@\S+")
_MARKERS = re.compile(r"\s*(?:\[\d[\d,\s]*\]|\((?:passages?|source|quote) \d+\))+(?=[.!?]?\s*$)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # part of how Persian, Hindi and emoji are spelt
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def guarded(sentence: ProposedSentence, question: str, nonce: str, passages: int) -> Draft | None:
    """The draft that a proposed sentence makes, or None if nothing of it may go further.

    Its text is empty if it carries markup or a link, runs too long, or is in a language that is neither the
    question's nor its quotes'. Words of the prompt, the nonce among them, are never passed on.
    """
    text = _MARKERS.sub("", plain(sentence.text))
    citations = tuple(
        Citation(quote.passage, words)
        for quote in sentence.quotes[:MOST_QUOTES]
        if 1 <= quote.passage <= passages and _copied(words := plain(quote.words))
    )
    copied = " ".join(citation.words for citation in citations)
    if not citations or nonce in copied or nonce in text or leaks(text):
        return None
    fit = _fit(text, copied) and not _strays(text, question, copied)
    return Draft(text if fit else "", citations)


def guarded_parts(missing: tuple[str, ...], question: str, nonce: str) -> tuple[str, ...]:
    """The parts of a question that a model found nothing on, as far as they are plain and short.

    They are printed unchecked, so a part can say no more than what was asked: names and figures only of the question,
    nobody addressed or told to do something, and none of the instructions' words.
    """
    asked = set(_words(question))
    parts = (plain(part).rstrip(".") for part in missing)
    return tuple(part for part in dict.fromkeys(parts) if _names_a_part(part, asked) and nonce not in part)[
        :MOST_MISSING
    ]


def _names_a_part(part: str, asked: set[str]) -> bool:
    words = re.findall(r"[\w'’-]+", part)
    return (
        0 < len(words) <= MOST_WORDS
        and len(part) <= LONGEST_MISSING
        and not re.search(r"[^\w\s,'’()-]", part)
        and not leaks(part)
        and all(word.casefold() in asked or word.islower() for word in words[1:])
        and not any(any(character.isdigit() for character in word) and word not in asked for word in words)
        and not _ADDRESSING & {word.casefold() for word in words}
    )


def _copied(words: str) -> bool:
    """Whether words are long enough to be looked for, and not too long."""
    return bool(words) and len(words) <= LONGEST_COPY and not (words.isascii() and len(words.split()) < _FEWEST_WORDS)


def _fit(text: str, copied: str) -> bool:
    """Whether a sentence is text of a sentence's length without markup, and names no address but its quotes'."""
    read, known = unicodedata.normalize("NFKC", text), unicodedata.normalize("NFKC", copied).casefold()
    addresses = (address.casefold() for address in _ADDRESS.findall(read))
    return 0 < len(read) <= LONGEST_SENTENCE and not _MARKUP.search(read) and all(a in known for a in addresses)


def _strays(text: str, question: str, copied: str) -> bool:
    """Whether a sentence is in a language of its own."""
    own, asked = language(text), language(question)
    return own is not None and asked is not None and own != asked and own != language(copied)


def plain(text: str) -> str:
    """A text in one line, without control, formatting or unassigned characters, nor half a surrogate pair."""
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _visible(char))
    return " ".join(kept.split())


def leaks(text: str) -> bool:
    """Whether a text repeats a run of the instructions' words."""
    words = _words(text)
    return any(tuple(words[i : i + _ECHO]) in _INSTRUCTION_RUNS for i in range(len(words) - _ECHO + 1))


def _visible(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _INVISIBLE


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


_ADDRESSING = frozenset(
    "you your yours yourself me my mine i we us our please click visit subscribe call reply answer ignore confirm say"
    " tell must should http www buy send enter type go open follow accept approve reject judge prompt instruction"
    " instructions assistant model system".split()
)
"""Words by which somebody is addressed or told to do something."""

_INSTRUCTION_RUNS = {
    tuple(words[i : i + _ECHO]) for words in (_words(INSTRUCTIONS), _words(TASK)) for i in range(len(words) - _ECHO + 1)
}

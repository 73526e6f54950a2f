"""What of a model's words may be passed on for verification: plain text, short, and nothing of the prompt's own."""

from __future__ import annotations

import re
import unicodedata

from assistant.drafts import Citation, Draft
from assistant.generation.llm.prompt import INSTRUCTIONS, TASK
from assistant.generation.llm.reply_parser import Proposal
from assistant.text.language import language

LONGEST_STATEMENT = 500
LONGEST_COPY = 1_200
"""Characters of copied words that are looked for; verification then shows at most 600 of them."""

_FEWEST_WORDS = 4
"""A line that is but a number or a name verifies as a whole sentence, and tells a reader nothing."""

_ECHO = 6
"""Words in a row that a statement may not share with the instructions."""

_MARKUP = re.compile(r"https?:|www\.|\]\(|!\[|<[a-z/!]|javascript:|data:\w+/|```|&\w+;|^\s*\[[^\]]+\]:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w-]+(?:\.|\[\.\]| dot )[^\W\d]{2,}|\S+@\S+")
_MARKERS = re.compile(r"\s*(?:\[\d[\d,\s]*\]|\((?:passages?|source) \d+\))+(?=[.!?]?\s*$)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # part of how Persian, Hindi and emoji are spelt
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def screen(proposal: Proposal, question: str, nonce: str, passages: int) -> Draft | None:
    """The draft that a proposal makes, or None if nothing of it may go further.

    A statement gives way to its own quote if it carries markup or a link, runs too long, is empty, or is in a
    language that is neither the question's nor the quote's. Words of the prompt, the nonce among them, are never
    passed on.
    """
    quote, statement = plain(proposal.quote), _MARKERS.sub("", plain(proposal.statement))
    if not quote or len(quote) > LONGEST_COPY or not 1 <= proposal.passage <= passages:
        return None
    if _too_short(quote):
        quote = statement  # which may be the passage's own sentence
    if _too_short(quote):
        return None
    if nonce in quote or nonce in statement or leaks(statement):
        return None
    if not _fit(statement, quote) or _strays(statement, question, quote):
        statement = quote
    return Draft(statement, (Citation(proposal.passage, quote),))


def _too_short(quote: str) -> bool:
    return quote.isascii() and len(quote.split()) < _FEWEST_WORDS


def _fit(statement: str, quote: str) -> bool:
    """Whether a statement is text of a sentence's length without markup, and names no address but the quote's."""
    read, known = unicodedata.normalize("NFKC", statement), unicodedata.normalize("NFKC", quote).casefold()
    addresses = (address.casefold() for address in _ADDRESS.findall(read))
    return 0 < len(read) <= LONGEST_STATEMENT and not _MARKUP.search(read) and all(a in known for a in addresses)


def _strays(statement: str, question: str, quote: str) -> bool:
    """Whether a statement is in a language of its own."""
    own, asked = language(statement), language(question)
    return own is not None and asked is not None and own != asked and own != language(quote)


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


_INSTRUCTION_RUNS = {
    tuple(words[i : i + _ECHO]) for words in (_words(INSTRUCTIONS), _words(TASK)) for i in range(len(words) - _ECHO + 1)
}

"""The sentences of passages, as far as they can stand in an answer."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.generation.extractive.never_quoted import never_quoted
from assistant.text.calendar_words import MONTH_NAME, MONTH_SHORT, WEEKDAY_NAME
from assistant.text.long_sentences import is_fragment
from assistant.text.quotation_marks import unpaired
from assistant.text.sentences import asks, ends, sentences

_WORD = re.compile(r"\w+")
_LEANS = re.compile(
    r"['\"‘“(]*(?:(?:and|but|so|yet|then)\s+)?(?:he|she|it|they|his|her|hers|its|their|him|them|this|that|these|those"
    r"|such|both|neither|others?|another|the\s+(?:former|latter|two|pair|move|decision|announcement|incident|company)"
    r"|the\s+(?:first|second|third|last)\s+(?:is|was|are|were|would|will|has|had|could|may|might))\b"
    r"|['\"‘“(]*(?:because|although|though|whereas|unless|which)\b[^,]*$",
    re.IGNORECASE,
)

_OPENING = (
    "for in on at by of after before since during when while if as until with from although because earlier later last"
)
_LEANS_LATER = re.compile(
    rf"(?i:{'|'.join(_OPENING.split())})\b"
    rf"(?:\s+(?:[a-z\d$£€]\S*|(?:{MONTH_NAME}|{WEEKDAY_NAME}|{MONTH_SHORT}),?)){{0,8}}?"
    r",?\s+(?:he|she|it|they|the\s+(?:newspaper|paper|company|firm|agency|group))\b"
)
"""An opening phrase without a name, and then what stands for one: `For the year 2020 alone it found 50 workers`."""

_TAG = re.compile(r"(?!That\b)(?:[A-Z][\w.'’-]*\s){1,3}(?:said|asked|added|wrote|tweeted)(?:,(?!\s?[\"“‘'])|\.)")
"""Who says what stands before: `Ruiz said, pointing to the quay.`"""

_ITEM = re.compile(r"\s*(?:[•▪◦‣·*–—-]\s+|\(?\d{1,2}[.)]\s+)\w")
"""An item of a list."""

_DASH = re.compile(r"[–—]\s")

_FIGURE = re.compile(r"\W{0,2}\d[\d.,]*\W?(?:\s?\w+)?\s+That(?:['’]s|\sis|\swas)\s")
"""A line that is nothing but a figure, and what says of what it is: `2.9 million`, `That's how many …`."""

_CODE = re.compile(r"\s(?:[A-Z\d]{2,6}\.[A-Z]{1,2}(?![.\w])|\[RIC:)")
"""How an agency's wire marks a company's shares: `Orn Shipping ORNS.O`."""

TORN = 1.0
"""What a sentence loses that only begins a quotation, or only ends one, or is strewn with codes."""

LOOKED_AT = 20_000
"""Characters of an article from which it is told whether it is a bulletin."""

QUIZ = 4
"""Numbered questions of a quiz, at least; its lines without a full stop are what its readers may choose from."""
_NUMBERED = re.compile(r"(?<!\w)(\d{1,2})\.\s[^?.!]{10,300}\?")
CHOICE, CHOICES = 8, 400
"""Words of one choice, and characters of all that a question has."""

_NEXT_NUMBER = re.compile(r"\s\d{1,2}\.$")

FEWEST = 4
"""Words of a sentence that can stand in an answer."""

_UNSPACED = re.compile(r"(?:[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]\W*){8}")
"""As much in a script that puts no spaces between words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage that was read; `number` is the passage's, from 1."""

    number: int
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence's own characters."""
        return self.passage.article.text[self.start : self.end]

    @property
    def words(self) -> frozenset[str]:
        """Its words, for comparing."""
        return frozenset(_WORD.findall(self.text.casefold()))

    @property
    def leans(self) -> bool:
        """Whether its first words need the sentence before to be understood (`He said so`, `In 2020 it fell`)."""
        return self.credits or any(pattern.match(self.text) for pattern in (_LEANS, _LEANS_LATER, _TAG))

    @property
    def credits(self) -> bool:
        """Whether it is the line below a quotation that tells whose it is: `– Ines Roth, after the vote`."""
        above = self.passage.article.text[: self.start].rstrip()
        return above.endswith(("”", '"', "’")) and bool(_DASH.match(self.text))


def readable(passages: Sequence[ReadPassage]) -> list[Sentence]:
    """The quotable sentences of passages; headlines, captions and the like only if there is no other."""
    if whole := quotable(passages):
        return whole
    found = _sentences(passages)
    return [each for each in found if _says(each) and not asks(each.text) and not _is_choice(each)] or found


def quotable(passages: Sequence[ReadPassage]) -> list[Sentence]:
    """The sentences of passages that can be quoted, each once where passages overlap.

    A line that ends without a full stop, or repeats a title that is an exclamation, is a headline, a byline or a
    caption, not a sentence, and so is what names a photographer's agency. In a bulletin, most of whose lines end so,
    and in a list they are what is said, unless the title says all of it. An article without a title has its first
    sentence for one: that is quoted. A question answers nothing, and neither do a quiz's choices, what a page says of
    itself, nor fewer than FEWEST words.
    """
    bulletins = {read.passage.article.id for read in passages if _is_bulletin(read.passage.article)}
    return [sentence for sentence in _sentences(passages) if _whole(sentence, bulletins)]


def _sentences(passages: Sequence[ReadPassage]) -> list[Sentence]:
    seen: set[tuple[str, int, int]] = set()
    found: list[Sentence] = []
    for number, read in enumerate(passages, 1):
        passage = read.passage
        for start, end in sentences(passage.article.text, passage.start, passage.end):
            key = (passage.article.id, start, end)
            if key not in seen and not is_fragment(passage.article.text, start, end):
                seen.add(key)
                found.append(Sentence(number, passage, start, end))
    return found


def stray(text: str) -> float:
    """How many logits a sentence loses for what makes it read as torn out: half of a quotation, codes of shares."""
    return TORN if unpaired(text) or _CODE.search(text) else 0.0


def _is_bulletin(article: Article) -> bool:
    """Whether most lines of an article end without a full stop, as in bulletins, tables and lists."""
    lines = [line for line in article.text[:LOOKED_AT].splitlines() if len(line.split()) >= FEWEST]
    return sum(not ends(line.strip()) for line in lines) * 2 > len(lines)


def _whole(sentence: Sentence, bulletins: Container[str]) -> bool:
    text, article = sentence.text, sentence.passage.article
    titled = sentence.words <= frozenset(_WORD.findall(article.title.casefold()))
    headline = (titled and not ends(text)) or (text == article.title and text.endswith("!"))
    if _FIGURE.match(article.text, sentence.start):
        return True
    stands = (ends(text) or article.id in bulletins or _ITEM.match(text)) and not asks(text) and _says(sentence)
    if not stands or headline or _is_choice(sentence):
        return False
    return not never_quoted(article.text, sentence.start, sentence.end)


def _is_choice(sentence: Sentence) -> bool:
    """Whether a line without a full stop is a choice of a quiz: above it stand others of the kind and a question."""
    text = sentence.passage.article.text
    if ends(_NEXT_NUMBER.sub("", sentence.text)) or len(sentence.words) > CHOICE or not _is_quiz(text):
        return False
    above = text[max(0, sentence.start - CHOICES) : sentence.start]
    return above[max(map(above.rfind, ".!?")) :].startswith("?")


@lru_cache(maxsize=64)
def _is_quiz(text: str) -> bool:
    return len(set(_NUMBERED.findall(text))) >= QUIZ


def _says(sentence: Sentence) -> bool:
    """Whether a sentence has words enough to say something."""
    return len(sentence.words) >= FEWEST or bool(_UNSPACED.search(sentence.text))

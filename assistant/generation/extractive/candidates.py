"""The sentences of passages, as far as they can stand in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import ReadPassage
from assistant.articles import Passage
from assistant.text.long_sentences import is_fragment
from assistant.text.sentences import asks, ends, sentences

_WORD = re.compile(r"\w+")
_LEANS = re.compile(
    r"['\"‘“(]*(?:(?:and|but|so|yet|then)\s+)?(?:he|she|it|they|his|her|hers|its|their|him|them|this|that|these|those"
    r"|such|both|neither|others?|another|the\s+(?:former|latter|two|pair|move|decision|announcement|incident|company))\b",
    re.IGNORECASE,
)

_OPENING = (
    "for in on at by after before since during when while if as until with from although because earlier later last"
)
_MONTHS = (
    "January February March April May June July August September October November December Jan. Feb. Sept. Oct. Nov."
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_LEANS_LATER = re.compile(
    rf"(?i:{'|'.join(_OPENING.split())})\b"
    rf"(?:\s+(?:[a-z\d$£€]\S*|(?:{'|'.join(map(re.escape, [*_MONTHS.split(), *_DAYS.split()]))}),?)){{0,8}}?"
    r",?\s+(?:he|she|it|they|the\s+(?:newspaper|paper|company|firm|agency|group))\b"
)
"""An opening phrase without a name, and then what stands for one: `For the year 2020 alone it found 50 workers`."""

_CREDIT = re.compile(
    r"/\s?(?:Getty|Reuters|REUTERS|AFP|AP|EPA|PA|Bloomberg|Shutterstock|Alamy|Zuma|ZUMA|NurPhoto|Sipa)\b"
    r"|\b(?:Getty Images|Shutterstock)\b"
)
"""A photographer's agency, as captions name it."""

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
        return bool(_LEANS.match(self.text) or _LEANS_LATER.match(self.text))


def readable(passages: Sequence[ReadPassage]) -> list[Sentence]:
    """The sentences of passages, each once where passages overlap; headlines and captions only if there is no other.

    A line that ends without a full stop, or repeats a title that is an exclamation, is a headline, a byline or a
    caption, not a sentence, and so is what names a photographer's agency. An article without a title has its first
    sentence for one: that is quoted. A question answers nothing, and neither do fewer than FEWEST words.
    """
    seen: set[tuple[str, int, int]] = set()
    found: list[Sentence] = []
    for number, read in enumerate(passages, 1):
        passage = read.passage
        for start, end in sentences(passage.article.text, passage.start, passage.end):
            key = (passage.article.id, start, end)
            if key not in seen and not is_fragment(passage.article.text, start, end):
                seen.add(key)
                found.append(Sentence(number, passage, start, end))
    return [sentence for sentence in found if _whole(sentence)] or found


def _whole(sentence: Sentence) -> bool:
    text = sentence.text
    headline = text == sentence.passage.article.title and text.endswith("!")
    says = len(sentence.words) >= FEWEST or _UNSPACED.search(text)
    stands = ends(text) and not asks(text) and says
    return bool(stands) and not headline and not _CREDIT.search(text)

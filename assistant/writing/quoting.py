"""Writes answers in the sources' own sentences, without a language model."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from assistant.answers import ReadPassage
from assistant.articles import Passage
from assistant.drafts import Citation, Draft
from assistant.inference import Reranker
from assistant.sentences import sentences
from assistant.settings import QUOTES
from assistant.writing import Request, Usage

PASSAGES = 4
"""Passages whose sentences are considered."""

SHOWN = 3
SAME = 0.85
"""Share of words in common from which two sentences say the same."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, by its place among the passages that were read."""

    number: int
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence's own characters."""
        return self.passage.article.text[self.start : self.end]


class QuotingWriter:
    """Chooses the sentences that answer best, by the reranker, and proposes them in reading order."""

    name = QUOTES

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        """Propose at most SHOWN sentences, each as its own quote."""
        for sentence in self._chosen(request):
            yield Draft(sentence.text, (Citation(sentence.number, sentence.text),))
        yield Usage()

    def _chosen(self, request: Request) -> list[Sentence]:
        found = candidates(request.passages[:PASSAGES])
        if not found:
            return []
        logits = self._reranker.score(request.question, [sentence.text for sentence in found])
        scores = [
            float(logit) + request.passages[sentence.number - 1].score / 2
            for sentence, logit in zip(found, logits, strict=True)
        ]
        order = sorted(range(len(found)), key=lambda index: -scores[index])
        chosen: list[Sentence] = []
        for index in order:
            if len(chosen) < SHOWN and not any(same(found[index].text, other.text) for other in chosen):
                chosen.append(found[index])
        return in_reading_order(chosen)


def candidates(passages: Sequence[ReadPassage]) -> list[Sentence]:
    """The sentences of passages, each once where passages overlap."""
    seen: set[tuple[str, int, int]] = set()
    found: list[Sentence] = []
    for number, read in enumerate(passages, 1):
        passage = read.passage
        for start, end in sentences(passage.article.text, passage.start, passage.end):
            key = (passage.article.id, start, end)
            if key not in seen:
                seen.add(key)
                found.append(Sentence(number, passage, start, end))
    return found


def same(one: str, other: str) -> bool:
    """Whether two sentences share nearly all words of the shorter one."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(first & second) > SAME * max(1, min(len(first), len(second)))


def in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order of their best sentence, and within one article as they stand in it."""
    articles = list(dict.fromkeys(sentence.passage.article.id for sentence in chosen))
    return sorted(chosen, key=lambda sentence: (articles.index(sentence.passage.article.id), sentence.start))

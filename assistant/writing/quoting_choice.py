"""Which sentences make an answer, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.writing.quoting_sentences import Sentence

SAME = 0.7
"""Share of the shorter one's words in common from which two sentences say the same."""

GAP = 6.0
"""How far below the best sentence one of another article may score. On 394 answered questions this leaves out 6 to 9%
of the sentences and the known answer of one; of 19 answers with a stray sentence, read by hand, it cleaned 6."""


def choose(found: Sequence[Sentence], scores: Sequence[float], shown: int) -> list[Sentence]:
    """The best `shown` sentences by score, none saying what another says, in reading order.

    Best first while there is room for them: of one article no more is taken than an answer may show of it. A
    sentence that leans on the one before it (`He said so on Monday`) brings that one, if there is room. What scores
    GAP below the best is taken from the best one's article only.
    """
    chosen: dict[Sentence, None] = {}
    room: dict[str, int] = {}
    picked, brought = 0, 0
    order = sorted(range(len(found)), key=lambda index: -scores[index])
    for index in order:
        sentence = found[index]
        if scores[index] < scores[order[0]] - GAP and not _together(sentence, found[order[0]]):
            continue
        if sentence in chosen or any(_same(sentence, other) for other in chosen) or not _fits(sentence, room):
            continue
        _take(sentence, chosen, room)
        picked += 1
        before = _before(found, index)
        if before and sentence.leans and before not in chosen and not brought and _fits(before, room):
            _take(before, chosen, room)
            brought += 1
        if picked == shown:
            break
    return in_reading_order(list(chosen))


def in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order of their best sentence, and within one article as they stand in it."""
    places: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in chosen:
        places[sentence.passage.article.id].append(sentence)
    return [sentence for place in places.values() for sentence in sorted(place, key=lambda each: each.start)]


def _together(one: Sentence, other: Sentence) -> bool:
    return one.passage.article.id == other.passage.article.id


def _before(found: Sequence[Sentence], index: int) -> Sentence | None:
    if index == 0 or found[index - 1].number != found[index].number:
        return None
    return found[index - 1]


def _fits(sentence: Sentence, room: dict[str, int]) -> bool:
    """Whether the article may still show that much; its first sentence always may."""
    article = sentence.passage.article
    return article.id not in room or sentence.end - sentence.start <= room[article.id]


def _take(sentence: Sentence, chosen: dict[Sentence, None], room: dict[str, int]) -> None:
    article = sentence.passage.article
    chosen[sentence] = None
    room[article.id] = room.get(article.id, article.showable) - (sentence.end - sentence.start)


def _same(one: Sentence, other: Sentence) -> bool:
    shorter = max(1, min(len(one.words), len(other.words)))
    return len(one.words & other.words) > SAME * shorter

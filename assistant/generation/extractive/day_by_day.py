"""What happened, day by day: one sentence of each of several articles, and one of each event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.generation.extractive.candidates import Sentence
from assistant.generation.extractive.selection import GAP
from assistant.text.words import content

EVENTS, THOROUGH_EVENTS = 6, 10
"""Events that a summary tells of, and a thorough one."""

SAME_EVENT = 0.4
"""Share of the shorter one's content words from which two sentences of neighbouring days tell of one event."""

ABOUT = 0.0
"""Score from which a sentence is about the topic, however much better another one defines it."""

NEIGHBOURING = timedelta(days=2)


def day_by_day(found: Sequence[Sentence], scores: Sequence[float], shown: int) -> list[Sentence]:
    """The best sentence of each article, no two of one event, earliest day first, undated ones last.

    What scores both GAP below the best and less than ABOUT is about something else.
    """
    order = sorted(range(len(found)), key=lambda index: -scores[index])
    chosen: dict[str, Sentence] = {}
    for index in order:
        sentence = found[index]
        if scores[index] < min(ABOUT, scores[order[0]] - GAP) or len(chosen) == shown:
            break
        if sentence.passage.article.id in chosen or any(_one_event(sentence, other) for other in chosen.values()):
            continue
        chosen[sentence.passage.article.id] = sentence
    return sorted(chosen.values(), key=lambda each: each.passage.article.published or date.max)


def _one_event(one: Sentence, other: Sentence) -> bool:
    days = one.passage.article.published, other.passage.article.published
    if days[0] and days[1] and abs(days[0] - days[1]) > NEIGHBOURING:
        return False
    words = set(content(one.text)), set(content(other.text))
    return len(words[0] & words[1]) >= SAME_EVENT * max(1, min(map(len, words)))

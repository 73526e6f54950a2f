"""Which sentences make an answer, and in which order."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta

from assistant.articles import BRIEF
from assistant.asked_figures import asks_what_lasts, asks_when_it_will_be
from assistant.attribution.speakers import attribution
from assistant.disagreement import disagreements
from assistant.generation.extractive.candidates import Sentence, stray
from assistant.generation.extractive.context import before, introduction, points, titled
from assistant.occasions import APART, named, new_names, one_occasion
from assistant.text.contradictions import contradictory
from assistant.text.dates import years_named

SAME, ALIKE = 0.7, 0.5
"""Share of the shorter one's words in common from which two sentences take one place, and of the longer one's from
which they take two if they contradict: what a long sentence says besides contradicts no short one. 3 more of 416 news
questions show the known answer than if any two could."""

GAP = 6.0
"""How far below the best sentence one may score and still bring others."""

BESIDE, ELSEWHERE = 8.0, 6.0
"""How far below the best sentence another may score: beside one that is chosen in its passage, and elsewhere. With 4
elsewhere, of 60 answers read blind, good sentences went as often as stray ones, and two answers with them."""

SURE, BEARING = 2, 2
"""Sentences chosen at least, and how many others must name what the best one names for it to be borne out. On 416 news
questions a tenth of the sentences went for it, and the known answer of 2."""

PERIOD = timedelta(days=60)
"""Time between two articles from which their sentences stand in one answer only if they name the same. Between 30 days
and 100 a few strays more or fewer stand in 416 answers, and a known answer."""

YEARLY = timedelta(days=330)
"""Time before an article from which what another one names as well tells nothing, for much comes every year."""

_NO_NAME = re.compile(r"\b(?:how|why|when)\b", re.IGNORECASE)

RIVAL, NEWER = 1.5, 4.0
"""How far below the best sentence one of another occasion may score and still be meant as well as that one, and how far
the newest may where what holds now is asked for."""

NOTHING = -math.inf
"""The score of a sentence in which nothing answers."""

BEFORE, INTRODUCTIONS = 2, 1
"""How many sentences one answer brings on top because a chosen one leans on them, and because they name in full. On 364
news questions the known answer is shown .016 [.005, .030] more often for it, in 2% more characters."""


def choose(
    found: Sequence[Sentence], scores: Sequence[float], shown: int, question: str, *, of_now: bool = False
) -> list[Sentence]:
    """The best `shown` sentences by score, none saying what another says: the best first, then in reading order.

    Best first while there is room for them: of one article no more is taken than an answer may show of it. One fewer
    where the best is borne out. A sentence that leans on the one before it (`He said so on Monday`) or names nobody
    brings that one, one that names somebody by surname the one that names them in full, and the best the one that says
    of whom it speaks, if there is room. What scores GAP below the best brings nothing, and is brought by what leans on
    it only. The place of what scores too far below the best, or is torn beside it, or points to what cannot come with
    it, stays empty, be the answer of a single sentence: pages that list the day's news change the subject from one to
    the next, but an article of BRIEF characters is about one thing. Neither taken nor brought is what has the score
    NOTHING or tells of another occasion.
    """
    kept = _of_one_occasion(question, found, scores, of_now)
    scores = [score if keeps else NOTHING for score, keeps in zip(scores, kept, strict=True)]
    answering = {sentence for sentence, score in zip(found, scores, strict=True) if score > NOTHING}
    best = max(scores)
    near = {sentence for sentence, score in zip(found, scores, strict=True) if score >= best - GAP}
    chosen: dict[Sentence, None] = {}
    room: dict[str, int] = {}
    picked, leant, introduced = 0, 0, 0
    first: list[Sentence] = []
    order = sorted(range(len(found)), key=lambda index: -scores[index])
    shown -= shown > SURE and _borne_out(question, [found[index] for index in order if found[index] in near])
    for index in order:
        sentence = found[index]
        if picked == shown or sentence not in answering:
            break
        if sentence not in chosen:
            if any(_same(sentence, other) for other in chosen) or not _fits(sentence, room):
                continue
            context = before(found, index) if sentence.leans else None
            comes = sentence in near and (not points(sentence) or (context in answering and leant < BEFORE))
            lost = context is not None and context not in chosen and not comes
            if scores[index] < best - _reach(found, index, chosen) or (chosen and (lost or stray(sentence.text))):
                picked += 1
                continue
            _take(sentence, chosen, room)
        picked += 1
        if sentence in near:
            among = answering if sentence.leans else near
            leant += leant < BEFORE and _bring(before(found, index), among, chosen, room)
            naming = introduction(found, index, question, [other.text for other in chosen])
            introduced += introduced < INTRODUCTIONS and _bring(naming, answering, chosen, room)
        if not first:
            _bring(titled(found, index, question, [each.text for each in chosen]), answering, chosen, room)
            first = _with_its_lead(sentence, None if sentence.leans else before(found, index), chosen)
    return answer_first(list(chosen), first)


def _reach(found: Sequence[Sentence], index: int, chosen: Iterable[Sentence]) -> float:
    """How far below the best sentence, the first of those chosen, this one may score to stand beside them."""
    sentence = found[index]
    if sentence.number != next(iter(chosen), sentence).number:
        return ELSEWHERE
    if len(sentence.passage.article.text) <= BRIEF:
        return math.inf
    return BESIDE if _beside(found, index, chosen) else ELSEWHERE


def _borne_out(question: str, near: Sequence[Sentence]) -> bool:
    """Whether BEARING of the sentences `near` the first name what that one names and the question does not.

    Who says so is not what is asked for, and a name tells neither how many nor why.
    """
    if _NO_NAME.search(question):
        return False
    best, others = near[0], [named(sentence.text) for sentence in near[1:]]
    speaker, _ = attribution(best.passage.article, best.start, best.end)
    new = new_names(best.text, question) - named(speaker or "")
    return any(sum(word in each for each in others) >= BEARING for word in new)


def _of_one_occasion(question: str, found: Sequence[Sentence], scores: Sequence[float], of_now: bool) -> list[bool]:
    """Which sentences may stand in one answer.

    Those of another occasion may not, nor of articles YEARLY older, nor what tells only of years before the one that
    the question names. Of rivals the newest leads, unless the question names a year.
    """
    best = max(range(len(found)), key=lambda index: scores[index])
    lead = found[best]

    def beside(sentence: Sentence, apart: timedelta) -> bool:
        article, other = sentence.passage.article, lead.passage.article
        return one_occasion(question, (article, sentence.text), (other, lead.text), apart)

    def long_before(sentence: Sentence) -> bool:
        then, now = sentence.passage.article.published, lead.passage.article.published
        return then is not None and now is not None and now - then >= YEARLY

    if not years_named(question):
        of_now = of_now or asks_when_it_will_be(question)
        reach = NEWER if of_now else RIVAL
        rivals = [each for each, score in zip(found, scores, strict=True) if score >= scores[best] - reach]
        lasts = of_now or asks_what_lasts(question)
        apart = [each for each in rivals if not beside(each, PERIOD if lasts else APART)]
        lead = max([lead, *apart], key=lambda each: each.passage.article.published or date.min)
    return [
        beside(each, PERIOD) and not long_before(each) and (index == best or not _of_earlier_years(question, each.text))
        for index, each in enumerate(found)
    ]


def _of_earlier_years(question: str, text: str) -> bool:
    """Whether a text names years, and all of them are before those that the question names."""
    asked, told = years_named(question), years_named(text)
    return bool(asked and told) and max(told) < min(asked)


def _beside(found: Sequence[Sentence], index: int, chosen: Iterable[Sentence]) -> bool:
    """Whether a sentence stands just before or after a chosen one in its passage."""
    number = found[index].number
    return any(each in chosen and each.number == number for each in found[max(0, index - 1) : index + 2])


def _with_its_lead(best: Sentence, context: Sentence | None, chosen: Iterable[Sentence]) -> list[Sentence]:
    """The sentence that answers best, after what it leans on and who names its names; mere `context` comes later."""
    return sorted((each for each in chosen if each != context or each == best), key=lambda each: each.start)


def answer_first(chosen: Sequence[Sentence], first: Sequence[Sentence]) -> list[Sentence]:
    """The sentence that answers (after what it leans on), then what follows it in its article, and then the rest."""
    rest = in_reading_order([*first, *(sentence for sentence in chosen if sentence not in first)])
    rest = [sentence for sentence in rest if sentence not in first]
    if not first:
        return rest
    article, end = first[-1].passage.article.id, first[-1].end
    after = [each for each in rest if each.passage.article.id == article and each.start >= end]
    return [*first, *after, *(each for each in rest if each not in after)]


def in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order of their best sentence, and within one article as they stand in it."""
    places: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in chosen:
        places[sentence.passage.article.id].append(sentence)
    return [sentence for place in places.values() for sentence in sorted(place, key=lambda each: each.start)]


def both_sides(
    question: str, found: Sequence[Sentence], scores: Sequence[float], chosen: Sequence[Sentence]
) -> list[Sentence]:
    """The chosen sentences, and where one gives the thing asked for otherwise than another article, that one's too.

    The newest of the articles that differ stands first, for it may hold what is known now. What scores GAP below the
    best stands last: an update is told in other words than a question, but so is what only seems to be one.
    """
    best = max(scores)
    order = sorted(range(len(found)), key=lambda index: (found[index] not in chosen, -scores[index]))
    spans = {(found[index].passage.article.id, found[index].start): found[index] for index in order}
    for pair in disagreements(question, [(each.passage.article, each.start, each.end) for each in spans.values()]):
        sides = [spans[said.article.id, said.start] for said in (pair.newer, pair.older)]
        if any(side in chosen for side in sides):
            if sides[0] not in chosen and scores[found.index(sides[0])] < best - GAP:
                return [*chosen, sides[0]]
            every = answer_first([*chosen, *(side for side in sides if side not in chosen)], sides[:1])
            ids = [side.passage.article.id for side in sides]
            places = {each: (*ids, each.passage.article.id).index(each.passage.article.id) for each in every}
            return sorted(every, key=lambda each: places[each])
    return list(chosen)


def _bring(
    sentence: Sentence | None, among: Container[Sentence], chosen: dict[Sentence, None], room: dict[str, int]
) -> bool:
    """Take a sentence that another needs, if there is one among those that may be and room for it."""
    if sentence is None or sentence not in among or sentence in chosen or not _fits(sentence, room):
        return False
    _take(sentence, chosen, room)
    return True


def _fits(sentence: Sentence, room: dict[str, int]) -> bool:
    """Whether the article may still show that much; its first sentence always may."""
    article = sentence.passage.article
    return article.id not in room or sentence.end - sentence.start <= room[article.id]


def _take(sentence: Sentence, chosen: dict[Sentence, None], room: dict[str, int]) -> None:
    article = sentence.passage.article
    chosen[sentence] = None
    room[article.id] = room.get(article.id, article.showable) - (sentence.end - sentence.start)


def _same(one: Sentence, other: Sentence) -> bool:
    shared = len(one.words & other.words)
    shorter, longer = sorted((len(one.words), len(other.words)))
    if shared <= SAME * max(1, shorter):
        return False
    return shared <= ALIKE * longer or not contradictory(one.text, other.text)

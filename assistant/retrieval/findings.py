"""Retrieval: what was found for a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers import ReadPassage
from assistant.questions.parts import AskedOf
from assistant.search_scope import Filters, Searched

NOTHING = Searched()
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question.

    `question` is what was searched for: as typed or, in a conversation, as completed. `close` is the judgement, by
    `closeness` (a probability), that the passages may hold an answer. `filters` are those given and those understood
    from the question. `articles` are the ids of the articles ranked, best first, as far as was looked. `absent` names
    what of the question stands in no article, looked up if it is not close. `above` is what stands above the answer,
    as a doubt or a count; `of_now` says that the newest is asked for, `by_day` that a summary is, of `topic` (empty
    for whatever happened), and `parts` which passages (from 1) are about each of those that it asks about. `timings`
    are seconds by step.
    """

    passages: tuple[ReadPassage, ...] = ()
    close: bool = False
    closeness: float = 0.0
    searched: Searched = NOTHING
    filters: Filters = EVERYTHING
    articles: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    question: str = ""
    above: tuple[str, ...] = ()
    logit: float = 0.0
    of_now: bool = False
    by_day: bool = False
    topic: str = ""
    parts: tuple[AskedOf, ...] = ()


def better(typed: Retrieval, completed: Sequence[Retrieval], *, hangs: bool, named: bool = False) -> Retrieval:
    """The reading of a question whose passages are the closer ones.

    One that hangs on what came before is taken as typed only where nothing is close to it as completed and something
    beyond doubt is as typed. One that merely may do so must be as close as completed; if it names somebody
    itself (`named`), close at all.
    """
    best = max(completed, key=lambda found: (found.close, found.logit), default=typed)
    if not completed or (typed.close and not best.close and (not hangs or typed.closeness >= 0.9)):
        return typed
    if hangs or not typed.close:
        return best if best.close or hangs else typed
    return best if best.logit >= typed.logit and not named else typed

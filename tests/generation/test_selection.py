"""How many sentences make an answer: fewer where the best is borne out, and none in the place of one far below it."""

from __future__ import annotations

import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.generation.extractive.candidates import Sentence, readable
from assistant.generation.extractive.selection import NOTHING, choose

BEST = "The ferry sank off Orn, Ann Roe of Elm said."
FILLER = " Nothing else of note was said at the meeting of the council that evening." * 12


def read(*articles: str) -> list[Sentence]:
    """The sentences of the articles, each read as one passage."""
    told = [Article(str(number), text, "Title") for number, text in enumerate(articles)]
    return readable([ReadPassage(Passage(n, each, 0, len(each.text)), 1.0) for n, each in enumerate(told)])


@pytest.mark.parametrize(
    ("others", "chosen"),
    [
        (("Orn mourned that day.", "Divers of Orn went down."), 2),
        (("Orn mourned that day.", "Divers of Berta went down."), 3),
        (("The ferry was old.", "Divers went to the ferry."), 3),
        (("Ann Roe spoke at noon.", "Roe had seen it all."), 3),
    ],
    ids=["two name it", "one names it", "nobody does", "two name who says so"],
)
def test_where_others_name_what_the_best_one_names_one_sentence_fewer_is_chosen(
    others: tuple[str, str], chosen: int
) -> None:
    found = read(BEST, *others)
    assert len(choose(found, [9.0, 8.0, 7.0], 3, "Where did the ferry sink?")) == chosen
    assert len(choose(found, [9.0, 8.0, 7.0], 2, "Where did the ferry sink?")) == 2


@pytest.mark.parametrize(
    "question", ["Did the ferry sink off Orn?", "Which ferry sank off Orn Head?", "How many ferries sank?"]
)
def test_neither_what_the_question_names_nor_a_name_for_a_number_bears_out(question: str) -> None:
    found = read("The ferry sank off Orn.", "Orn mourned that day.", "Divers of Orn went down.")
    assert len(choose(found, [9.0, 8.0, 7.0], 3, question)) == 3


@pytest.mark.parametrize(("score", "kept"), [(3.5, True), (2.5, False)])
def test_a_sentence_of_another_article_is_quoted_only_near_the_best(score: float, kept: bool) -> None:
    found = read(BEST, "Berta has a ferry of its own.")
    assert len(choose(found, [9.0, score], 3, "Where did the ferry sink?")) == 1 + kept


@pytest.mark.parametrize(("beside", "score", "kept"), [(True, 2.0, True), (True, 0.5, False), (False, 2.5, False)])
def test_one_beside_the_best_may_stand_farther_below(beside: bool, score: float, kept: bool) -> None:
    other = "Ann Roe of Berta mourned."
    text = f"{BEST} {other}{FILLER}" if beside else f"{BEST}{FILLER} {other}"
    found = read(text)
    scores = [9.0 if each.text == BEST else score if each.text == other else -5.0 for each in found]
    assert [each.text for each in choose(found, scores, 3, "Where did the ferry sink?")] == [BEST, *[other] * kept]


def test_the_place_of_one_that_is_left_out_stays_empty() -> None:
    """What scores still less is not better for it."""
    after = "It was old.", "Nobody of Orn saw it."
    found = read(f"{BEST} {after[0]} {after[1]}{FILLER}", "Berta has a ferry.", "Elm has a ferry too.")
    scores = {BEST: 9.0, "Berta has a ferry.": 2.9, "Elm has a ferry too.": 2.8, after[0]: 2.0, after[1]: 1.5}
    chosen = choose(found, [scores.get(each.text, -5.0) for each in found], 3, "Where did the ferry sink?")
    assert [each.text for each in chosen] == [BEST]


@pytest.mark.parametrize("leans", ["The first would be to give up the bridge.", "This would be to give up the bridge."])
def test_what_points_to_a_sentence_that_may_not_be_shown_is_left_out(leans: str) -> None:
    found = read(f"The vaccine of Elm helps.{FILLER} Two mistakes of Elm would be costly. {leans}")
    scores = {"The vaccine of Elm helps.": 9.0, leans: 8.0, "Two mistakes of Elm would be costly.": NOTHING}
    told = choose(found, [scores.get(each.text, NOTHING) for each in found], 3, "What helps?")
    assert [each.text for each in told] == ["The vaccine of Elm helps."]
    alone = choose(
        found, [scores.get(each.text, NOTHING) if each != found[0] else NOTHING for each in found], 3, "What?"
    )
    assert [each.text for each in alone] == [leans]

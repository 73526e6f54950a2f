import pytest

from assistant.articles import Article, Passage
from assistant.retrieval.answerability import signs


def nameless(question: str, text: str) -> float:
    return signs(question, [(Passage(1, Article("a", text, "Untitled"), 0, len(text)), 1.0)]).nameless


@pytest.mark.parametrize(
    "question",
    [
        "At the house of which well-known Liberal was a painting found?",
        "Which Bolivian senator had a painting at home?",
        "A painting was stolen. In what Swiss town was it found?",
    ],
)
def test_the_kind_that_is_asked_for_is_no_name_to_be_found(question: str) -> None:
    assert nameless(question, "A stolen painting was found at the house of Senator Ruiz.") == 0.0


@pytest.mark.parametrize(
    "question",
    ["What did Moreau say?", "Who is the Liberal leader Moreau?", "Which paintings did Moreau steal?"],
)
def test_whoever_is_asked_about_is_a_name_to_be_found(question: str) -> None:
    assert nameless(question, "A stolen painting was found at the house of Senator Ruiz.") > 0.0

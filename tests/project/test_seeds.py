"""The seeds are what their questions and the README say of them."""

import re
from pathlib import Path

import pytest

from assistant import Article, Assistant
from assistant.evaluation import EvaluationQuestion, read_questions
from assistant.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTIONS = read_questions(SEEDS / "questions.jsonl")


@pytest.fixture(scope="module")
def articles(seeds_archive: Path) -> dict[str, Article]:
    with Assistant(Settings.load(archive=seeds_archive)) as assistant, assistant.archive.snapshot() as snapshot:
        return {listing.id: snapshot.article(listing.id) for listing in snapshot.articles()}


def test_a_dozen_articles_in_every_kind_of_file(articles: dict[str, Article]) -> None:
    assert len(articles) == 12
    assert {path.suffix for path in SEEDS.iterdir()} == {".txt", ".md", ".html", ".json", ".jsonl"}
    assert all(350 <= len(article.text.split()) <= 700 for article in articles.values())


def test_they_say_where_they_come_from(articles: dict[str, Article]) -> None:
    named = [article for article in articles.values() if not article.id.endswith(".txt")]
    assert len(named) == 10
    for article in named:
        assert article.published
        assert (article.publisher or "").endswith("(Pullquote Seeds)")
        assert "original text" in (article.author or "")
    for article in articles.values():  # a bare text says nothing of itself but its first sentence
        if article.id.endswith(".txt"):
            assert (article.publisher, article.author, article.published) == (None, None, None)
            assert article.text.startswith(article.title)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.answer], ids=lambda each: each.question)
def test_each_answer_stands_in_its_gold_articles(question: EvaluationQuestion, articles: dict[str, Article]) -> None:
    assert question.gold
    assert question.answer
    for id in question.gold:
        assert question.answer in " ".join([articles[id].title, *articles[id].text.split()])


def test_the_first_example_of_the_readme_answers_so_and_nothing_is_said_to_differ(seeds_archive: Path) -> None:
    readme = (SEEDS.parent / "README.md").read_text("utf-8")
    asked = re.search(r'pullquote ask "(.*)"', readme)
    shown = re.search(r"((?:^│ .*\n)+)…\n\[1\] (.*) \(Pullquote Seeds\)", readme, re.MULTILINE)
    assert asked and shown
    with Assistant(Settings.load(archive=seeds_archive, model="quotes")) as assistant:
        answer = assistant.ask(asked[1])
    assert answer.quotes[0].text == " ".join(line[2:] for line in shown[1].splitlines()).removesuffix(" [1]")
    assert answer.quotes[0].article.publisher == f"{shown[2]} (Pullquote Seeds)"
    assert (answer.above, answer.notices) == ((), ())


def test_there_are_questions_that_they_cannot_answer() -> None:
    assert len([each for each in QUESTIONS if each.unanswerable]) >= 8
    assert len([each for each in QUESTIONS if each.answer]) >= 25

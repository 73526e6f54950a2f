"""A withdrawn article is quoted last, and no corrected one without what it says of itself."""

import io

from rich.console import Console

from assistant.answer_builder import Build, build_answer
from assistant.answers import Answer, ReadPassage
from assistant.articles import Article, Passage
from assistant.generation import Request
from assistant.generation.extractive.extractive_writer import ExtractiveWriter
from assistant.inference import Reranker
from assistant.settings import Settings
from ui.cli.answer_text import show_rest

QUESTION = "Why was the quay of Lima shut?"
WITHDRAWN = Article(
    "w", "The quay of Lima was shut because of rats.\n\nThis article has been retracted.", publisher="Post"
)
SOUND = Article(
    "s", "The pilots say that cracks in its wall are why the quay of Lima is shut now.", publisher="Courier"
)


def answered(reranker: Reranker, *articles: Article) -> Answer:
    reads = tuple(ReadPassage(Passage(n, each, 0, len(each.text)), 5.0) for n, each in enumerate(articles, 1))
    writer = ExtractiveWriter(reranker)
    unanswered = Answer(QUESTION, "not_found", reason="nothing_close", passages=reads)
    answering = build_answer(unanswered, Request(QUESTION, reads), Build(writer, None, lambda: writer))
    try:
        while True:
            next(answering)
    except StopIteration as end:
        answer: Answer = end.value
        return answer


def test_a_withdrawn_article_is_never_first_and_never_without_that(reranker: Reranker) -> None:
    answer = answered(reranker, WITHDRAWN, SOUND)
    assert answer.quotes[0].article.id == "s"
    marks = "".join(f"[{quote.number}]" for quote in answer.quotes if quote.article.id == "w")
    assert marks
    notice = f"The article of {marks} was withdrawn: “This article has been retracted.”"
    assert notice in answer.notices
    screen = io.StringIO()
    show_rest(Console(file=screen, width=200), answer, Settings())
    assert "The article says of itself: This article has been retracted." in screen.getvalue()
    assert "The article says of itself: This article has been retracted." in answer.to_markdown()


def test_alone_it_is_shown_with_that(reranker: Reranker) -> None:
    answer = answered(reranker, WITHDRAWN)
    assert any("was withdrawn" in notice for notice in answer.notices)

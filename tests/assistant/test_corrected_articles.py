"""A withdrawn article is quoted last, and no corrected one without what it says of itself."""

import io
import json

from bridge_story import model_at
from faulty_server import FaultyServer
from rich.console import Console
from writer_and_judge import honest, plays

from assistant.answer_builder import Build, build_answer
from assistant.answers import Answer, ReadPassage
from assistant.articles import Article, Passage
from assistant.generation import Request
from assistant.generation.extractive.extractive_writer import ExtractiveWriter
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference import Reranker
from assistant.inference.language_model import ChatModel
from assistant.settings import Settings
from assistant.verification.judge.llm_judge import LLMJudge
from ui.cli.answer_text import show_rest

QUESTION = "Why was the quay of Lima shut?"
WITHDRAWN = Article(
    "w", "The quay of Lima was shut because of rats.\n\nThis article has been retracted.", publisher="Post"
)
SOUND = Article(
    "s", "The pilots say that cracks in its wall are why the quay of Lima is shut now.", publisher="Courier"
)


def answered(reranker: Reranker, *articles: Article, model: ChatModel | None = None) -> Answer:
    """What the sources' own sentences answer, or a model that writes and judges."""
    reads = tuple(ReadPassage(Passage(n, each, 0, len(each.text)), 5.0) for n, each in enumerate(articles, 1))
    own = ExtractiveWriter(reranker)
    unanswered = Answer(QUESTION, "not_found", reason="nothing_close", passages=reads)
    writer, judge = (LLMWriter(model, seconds=60), LLMJudge(model)) if model else (own, None)
    answering = build_answer(unanswered, Request(QUESTION, reads), Build(writer, judge, lambda: own))
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


def copied(passages: list[tuple[int, str]]) -> str:
    """A model that puts the withdrawn article first, then the sound one, then both."""
    firsts = {number: text.split("\n")[0] for number, text in passages}
    order = sorted(firsts, key=lambda number: "rats" not in firsts[number])
    said = [
        {"quotes": [{"passage": each, "words": firsts[each]} for each in numbers], "text": firsts[numbers[-1]]}
        for numbers in ([order[0]], [order[-1]], order)
    ]
    return json.dumps({"sentences": said, "missing": []})


def test_a_model_rests_no_sentence_on_a_withdrawn_article(reranker: Reranker) -> None:
    with FaultyServer(plays(copied, honest)) as server:
        answer = answered(reranker, WITHDRAWN, SOUND, model=model_at(server.url))
        (asked,) = (each for each in server.requests if "at most" in each.prompt)
    assert "(Post, date unknown; withdrawn, not to be quoted)" in asked.prompt
    assert [(each.kind, answer.quotes[each.quotes[0] - 1].article.id) for each in answer.statements] == [
        ("written", "s"),
        ("quoted", "w"),
    ]
    assert answer.prose == answer.statements[:1] and answer.prose[0].quotes == (1,)
    assert any(notice.startswith("The article of [2] was withdrawn") for notice in answer.notices)
    assert any("rested on a withdrawn article" in notice for notice in answer.notices)


def test_where_there_is_nothing_else_the_withdrawn_words_answer_and_say_so(reranker: Reranker) -> None:
    with FaultyServer(plays(copied, honest)) as server:
        answer = answered(reranker, WITHDRAWN, model=model_at(server.url))
    assert {each.kind for each in answer.statements} == {"quoted"} and answer.written_by == "quotes"
    assert any(notice.startswith("The article of [1] was withdrawn") for notice in answer.notices)

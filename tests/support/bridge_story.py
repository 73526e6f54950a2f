"""Two articles of our own about one bridge, and ways to have a model write from them, for the tests of writing."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer_builder import Build, build_answer
from assistant.answers import Answer, Event, ReadPassage, Said
from assistant.articles import Article, Passage
from assistant.cancellation import Stop
from assistant.drafts import Citation, Draft, Missing
from assistant.generation import Request, Writer
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference import Reranker
from assistant.inference.language_model import LanguageModel
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.trace import Trace
from assistant.inference.usage import Usage
from assistant.search_scope import Searched
from assistant.verification.judge import Claim, Judge, Judgement

VOTE = "The council of Arlen voted on 4 May to close the old bridge."
COST = "Repairs would have cost 12 million euros, the mayor, Ines Roth, said."
SAFE = "The bridge was not declared unsafe."
NEWS = Article(
    "post",
    f"{VOTE} {COST} {SAFE} Traffic is to use the northern road until a new bridge opens in 2027. "
    + "Shops near the river expect fewer customers during the works. " * 6,
    "Old bridge to close",
    "Evening Post",
    published=date(2024, 5, 5),
)
PROTEST = "About 300 people marched through the town to keep the bridge open."
VIEW = Article(
    "herald",
    f"{PROTEST} They carried lamps. " + "Some of the marchers had crossed the river every day for forty years. " * 6,
    "A march with lamps",
    "Arlen Herald",
    published=date(2024, 5, 7),
)
QUESTION = "What did the council of Arlen decide about the old bridge?"


def asking(question: str = QUESTION, *articles: Article) -> Request:
    """A request whose passages are whole articles."""
    passages = (Passage(i, article, 0, len(article.text)) for i, article in enumerate(articles or (NEWS, VIEW), 1))
    return Request(question, tuple(ReadPassage(passage, 1.0) for passage in passages))


class FirstSentence:
    """A small honest writer without a model: the first sentence of the first passage."""

    name = "quotes"

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        text = request.passages[0].passage.text
        sentence = text[: text.index(".") + 1]
        yield Draft(sentence, (Citation(1, sentence),))
        yield Usage()


@dataclass
class Scripted:
    """Writes what it is given, raises what is an error, and waits where there is an event; `closed` once it ended."""

    parts: Sequence[Draft | Missing | Usage | BaseException | threading.Event]
    name: str = "m"
    closed: threading.Event = field(default_factory=threading.Event)

    def write(self, request: Request) -> Generator[Draft | Missing | Usage, None, None]:
        try:
            for part in self.parts:
                if isinstance(part, BaseException):
                    raise part
                if isinstance(part, threading.Event):
                    part.wait(60)
                else:
                    yield part
        finally:
            self.closed.set()


def draft(text: str, *quotes: tuple[int, str]) -> Draft:
    return Draft(text, tuple(Citation(passage, words) for passage, words in quotes))


SENTENCES = (
    draft("The council of Arlen voted to close the old bridge.", (1, VOTE)),
    draft("Repairs would have cost 12 million euros.", (1, COST)),
    draft("The bridge had not been declared unsafe.", (1, SAFE)),
    draft("About 300 people marched to keep the bridge open.", (2, PROTEST)),
    draft("Drivers are sent over the northern road.", (1, "Traffic is to use the northern road until a new bridge")),
    draft("Lamps were carried.", (2, "They carried lamps.")),
)
"""What a good model might write of the two articles."""


class Yes:
    """The worst judge there can be: it accepts whatever it is given, and keeps what that was."""

    name = "yes"

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        self.claims.append(claim)
        return Judgement("accepted")

    def usage(self, budget: Budget) -> Usage:
        return Usage()


@dataclass(frozen=True)
class Outcome:
    """What a reader saw, statement by statement, and the whole answer."""

    said: list[Said]
    answer: Answer

    @property
    def notices(self) -> str:
        return " ".join(self.answer.notices)


def model_at(url: str, name: str = "m") -> LanguageModel:
    return LanguageModel(name, url=url)


def answered(
    url: str,
    request: Request | None = None,
    *,
    seconds: float = 10.0,
    judge: Judge | None = None,
    reranker: Reranker | None = None,
) -> Outcome:
    """Have the model at a server write an answer, check it, and fall back on the first sentence.

    Without a judge of one's own everything is accepted, so that what does not show was caught by the program.
    """
    writer = LLMWriter(model_at(url), seconds=seconds)
    return outcome(writer, request or asking(), judge or Yes(), seconds=seconds, reranker=reranker)


def outcome(
    writer: Writer,
    request: Request,
    judge: Judge | None,
    *,
    seconds: float = 60.0,
    stop: Stop | None = None,
    trace: Trace | None = None,
    reranker: Reranker | None = None,
) -> Outcome:
    events = events_of(writer, request, judge, seconds, stop or Stop(), trace, reranker)
    said: list[Said] = []
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return Outcome(said, end.value)
        assert isinstance(event, Said)
        said.append(event)


def events_of(
    writer: Writer,
    request: Request,
    judge: Judge | None,
    seconds: float,
    stop: Stop,
    trace: Trace | None = None,
    reranker: Reranker | None = None,
) -> Generator[Event, None, Answer]:
    """What `build_answer` yields and returns for a writer and a judge."""
    blank = Answer(
        request.question,
        "not_found",
        "nothing_close",
        written_by=writer.name,
        passages=request.passages,
        searched=Searched(len(request.passages)),
    )
    request = replace(request, budget=Budget(seconds, stop=stop))
    return build_answer(
        blank, request, Build(writer, judge, FirstSentence, stop, trace, (lambda: reranker) if reranker else None)
    )


def from_the_sources(url: str, *, seconds: float = 10.0) -> str:
    """The notice of an answer that the sources' own sentences gave since the model failed."""
    seen = answered(url, seconds=seconds)
    assert seen.answer.status == "answered"
    assert seen.answer.written_by == "quotes"
    assert [said.statement.text for said in seen.said] == [VOTE]
    assert seen.answer.passages, "the passages that were found are shown"
    return seen.notices


def written(url: str, *, seconds: float = 10.0) -> None:
    seen = answered(url, seconds=seconds)
    assert seen.answer.written_by == "m"
    assert [said.statement.text for said in seen.said] == ["The council of Arlen voted to close the old bridge."]
    assert not seen.answer.notices

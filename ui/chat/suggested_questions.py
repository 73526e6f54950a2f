"""Questions that this archive can answer, offered for a start: each is asked before it is offered."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from itertools import islice
from pathlib import Path

import seeds
from assistant.answers import Answer
from assistant.articles import Article, Quote
from assistant.assistant import Assistant
from assistant.attribution.speakers import attribution
from assistant.errors import PullquoteError
from assistant.settings import QUOTES
from assistant.text.sentences import sentences

OFFERED = 3
TRIED = 9
"""Candidates that are asked at most, since each costs half a second."""

PAUSE = 0.5
"""Seconds between two looks whether somebody still waits."""

LOOKED_AT = 60
"""Articles looked at for candidates, latest first."""

Wanted = Callable[[Quote], bool]
"""Whether a quote answers a question."""


class Offers:
    """Finds questions in a daemon thread; `questions` grows as they are found."""

    def __init__(self, assistant: Assistant, busy: Callable[[], bool]) -> None:
        """`busy` says whether somebody waits for an answer, who then goes first."""
        self._assistant = assistant
        self._busy = busy
        self.questions: tuple[str, ...] = ()
        self.over = False
        threading.Thread(target=self._run, name="offering", daemon=True).start()

    def _run(self) -> None:
        try:
            with suppress(PullquoteError):
                for question, wanted in islice(candidates(self._assistant), TRIED):
                    while self._busy():
                        time.sleep(PAUSE)
                    if answered_at_once(self._assistant.ask(question, model=QUOTES), wanted):
                        self.questions = (*self.questions, question)
                    if len(self.questions) == OFFERED:
                        return
        finally:
            self.over = True


def candidates(assistant: Assistant) -> Iterator[tuple[str, Wanted]]:
    """Questions that may be answered, and what a quote must be to answer them.

    Those written for the seeds come first where the seeds are there; then what people said who are quoted by name.
    From one article comes one question, so that they differ.
    """
    with assistant.archive.snapshot() as snapshot:
        listed = snapshot.articles(limit=LOOKED_AT)
        articles = [snapshot.article(each.id) for each in listed]
    if any("Pullquote Seeds" in (article.publisher or "") for article in articles):
        yield from _seeded()
    asked: set[str] = set()
    for article in articles:
        for question, wanted in _of(article):
            if question not in asked:
                asked.add(question)
                yield question, wanted
                break


def answered_at_once(answer: Answer, wanted: Wanted) -> bool:
    """Whether the answer's first sentence quotes what was wanted, in a sentence and not in a headline."""
    first = answer.statements[0].quotes if answer.statements else ()
    quotes = (quote for quote in answer.quotes if quote.number in first)
    return any(wanted(quote) and quote.text.strip() != quote.article.title for quote in quotes)


def _seeded() -> Iterator[tuple[str, Wanted]]:
    """The first question about each seed that has an answer."""
    path = Path(next(iter(seeds.__path__))) / "questions.jsonl"
    about: set[str] = set()
    with closing(path.open(encoding="utf-8")) as lines:
        for line in lines:
            row = json.loads(line)
            gold = "".join(row.get("gold", []))
            if row.get("answer") and gold not in about:
                about.add(gold)
                yield row["question"], partial(_holds, row["answer"])


def _of(article: Article) -> Iterator[tuple[str, Wanted]]:
    text = article.text[:20_000]
    for start, end in sentences(text):
        speaker, speech = attribution(article, start, end)
        if speaker and speech == "direct" and _full_name(speaker) and article.published:
            yield f"What did {speaker} say in {article.published:%B %Y}?", partial(_speaks, speaker.split()[-1])


def _holds(words: str, quote: Quote) -> bool:
    return words in quote.text


def _speaks(surname: str, quote: Quote) -> bool:
    return quote.speech == "direct" and surname in quote.text


def _full_name(speaker: str) -> bool:
    words = speaker.split()
    return (
        2 <= len(words) <= 4
        and words[0] != "The"
        and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)
    )

"""An honest small Assistant for the page: it finds sentences by their words, and is as slow or as broken as asked."""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from assistant.answers import Answer, Done, Event, Found, ReadPassage, Said, Statement
from assistant.articles import LONGEST_QUOTE, Quote
from assistant.assistant import Assistant
from assistant.errors import LanguageModelError
from assistant.search_scope import Searched
from assistant.text.sentences import sentences

JUDGE = "small-judge"


class FakeAssistant(Assistant):
    """Answers from a real archive with the sentences that share most words with the question.

    Words of the question steer it: `slowly` waits a second before each sentence, `bidden` waits before each but the
    first until a file of that name lies beside the archive, and takes it away, `written` says all but the last as a
    model would, `fails` raises LanguageModelError the first time it is asked, `breaks` an error that nobody foresaw.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked: list[str] = []

    def stream(self, question: str, **options: Any) -> Generator[Event, None, None]:
        self.asked.append(question)
        words = _words(question)
        if "fails" in words and self.asked.count(question) == 1:
            raise LanguageModelError(
                "the language model did not answer within 60 s", "wait a little, or ask for quotes"
            )
        if "breaks" in words:
            raise ZeroDivisionError("a secret detail of /home/someone")
        with self.archive.snapshot() as snapshot:
            passages = snapshot.passages(range(1, 200)).values()
            first = {passage.article.id: passage for passage in sorted(passages, key=lambda each: -each.start)}
            read = tuple(ReadPassage(first[passage.article.id], 1.0) for passage in passages)[:60]
            searched = snapshot.extent()
        yield Found(read)
        found = sorted(
            (
                (-len(words & _words(each.passage.article.text[start:end])), at, start, end)
                for at, each in enumerate(read)
                for start, end in sentences(each.passage.article.text)
                if end - start <= LONGEST_QUOTE
            )
        )
        yield from self._said(question, read, [each for each in found if each[0] < 0][:4], searched)

    def _said(
        self,
        question: str,
        read: tuple[ReadPassage, ...],
        found: list[tuple[int, int, int, int]],
        searched: Searched,
    ) -> Generator[Event, None, None]:
        written = "written" in _words(question)
        quotes: list[Quote] = []
        statements: list[Statement] = []
        for number, (_, at, start, end) in enumerate(found, 1):
            self._wait(_words(question), number)
            article = read[at].passage.article
            quotes.append(Quote(number, article, read[at].passage.id, start, end, article.text[start:end]))
            if written and number < max(len(found), 2):
                statements.append(Statement(f"In other words {number}: {question}", (number,), "written", JUDGE))
            else:
                statements.append(Statement(quotes[-1].text, (number,), "quoted"))
            yield Said(statements[-1], (quotes[-1],))
        if not statements:
            absent = tuple(sorted(_words(question)))
            yield Done(Answer(question, "not_found", "nothing_close", passages=read, searched=searched, absent=absent))
            return
        cited = {quote.passage for quote in quotes}
        yield Done(
            Answer(
                question,
                "answered",
                statements=tuple(statements),
                quotes=tuple(quotes),
                passages=tuple(ReadPassage(r.passage, r.score, r.passage.id in cited) for r in read),
                searched=searched,
                written_by="small-model" if written else "quotes",
                missing=(f"what is left of: {question}",) if written else (),
                notices=(f"One sentence is not shown: {question}",) if written else (),
                usage={"host": "models.example", "cost": 0.002, "judge": {"host": "models.example", "cost": 0.001}}
                if written
                else {},
                timings={"total": 4.06},
            )
        )

    def _wait(self, words: set[str], number: int) -> None:
        if "slowly" in words:
            time.sleep(1.0)
        bidding = bidding_beside(self.settings.archive)
        for _ in range(600 if "bidden" in words and number > 1 else 0):
            if bidding.exists():
                bidding.unlink()
                return
            time.sleep(0.05)


def bidding_beside(archive: Path) -> Path:
    """The file that bids the fake say its next sentence."""
    return archive.parent / "bidden"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))

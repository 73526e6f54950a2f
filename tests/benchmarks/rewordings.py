"""Statements made out of the seeds' sentences by rule, as answers that rest on eight passages each."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from assistant.articles import Article, Passage
from assistant.drafts import Citation, Draft
from assistant.sentences import sentences
from ingest.split import split

SEEDS = Path(__file__).parent.parent.parent / "seeds"

Answer = tuple[list[Passage], list[Draft]]


def _without_the_end(sentence: str) -> str:
    cuts = [match.start() for match in re.finditer(r",? (?:in|on|at|after|with|because|when|which|who|by) ", sentence)]
    return f"{sentence[: cuts[-1]]}." if cuts and cuts[-1] > len(sentence) // 3 else sentence


def _without_an_aside(sentence: str) -> str:
    return re.sub(r", [^,]{5,60}, ", " ", sentence, count=1)


def _end_first(sentence: str) -> str:
    found = re.fullmatch(r"(.*?),? ((?:in|on|at|after|during|when|because|by) [^,]{4,60})\.", sentence)
    return f"{found[2][0].upper()}{found[2][1:]}, {found[1]}." if found else sentence


def _without_a_word(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[: len(words) // 2] + words[len(words) // 2 + 1 :])


def _in_other_words(sentence: str) -> str:
    for word, other in (("said", "added"), ("more than", "over"), ("began", "started"), ("after", "before")):
        if f" {word} " in sentence:
            return sentence.replace(f" {word} ", f" {other} ", 1)
    return re.sub(r"\b(was|were|had)\b", "did", sentence, count=1)


RULES: list[Callable[[str], str]] = [
    _without_the_end,
    _without_an_aside,
    _end_first,
    _without_a_word,
    _in_other_words,
]


def answers(count: int, statements: int = 5) -> Iterator[Answer]:
    """Answers of some statements each, none of them a sentence of its passages; the same ones every time."""
    rng = random.Random("rewordings")
    passages = list(_passages())
    for _ in range(count):
        read = rng.sample(passages, 8)
        drafts: list[Draft] = []
        while len(drafts) < statements:
            number = rng.randrange(len(read))
            text = read[number].text
            sentence = rng.choice([text[start:end] for start, end in sentences(text)])
            reworded = rng.choice(RULES)(sentence)
            if 8 <= len(sentence.split()) <= 45 and reworded.rstrip(".") not in sentence:
                drafts.append(Draft(reworded, (Citation(number + 1, sentence),)))
        yield read, drafts


def _passages() -> Iterator[Passage]:
    for number, text in enumerate(_texts()):
        article = Article(f"{number}", text, published=date(2022, 12, 2))
        for start, end in split(text):
            yield Passage(number, article, start, end)


def _texts() -> Iterator[str]:
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.read_text(encoding="utf-8").rpartition("---\n")[2].strip()
        elif path.suffix == ".json":
            yield json.loads(path.read_text(encoding="utf-8"))["text"]
        elif path.name == "wire.jsonl":
            yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())

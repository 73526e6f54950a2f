"""Whether speakers are told rightly: `BENCH_ATTRIBUTION=FILE make bench`, or this file run with FILE.

FILE holds articles as JSON Lines with every attribution marked by hand, as PolNeAR has them: "attributions", each with
"source" and "cue" (lists of words), "source_offsets" and "content_offsets" (lists of [start, end] in "text").
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.articles import Article
from assistant.attribution.speakers import attribution
from assistant.text.sentences import sentences

GIVEN = "BENCH_ATTRIBUTION"

_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|add(?:s|ed|ing)?|writ(?:es?|ing)|wrote|argu(?:es?|ed|ing)"
    r"|not(?:es?|ed|ing)|expla(?:in|ins|ined|ining)|announc(?:es?|ed|ing)|claim(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?|stat(?:es?|ed|ing)|report(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|tweet(?:s|ed|ing)?"
    r"|conclud(?:es?|ed|ing)|declar(?:es?|ed|ing)|respond(?:s|ed|ing)?|acknowledg(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset("he she they it we i you who that which his her their its".split())
_FUNCTION = frozenset("the a an of and in for s mr mrs ms".split())
_OPENING = re.compile(r"\s*(?:[“\"‘]|'')")


@dataclass(frozen=True)
class Marked:
    """An attribution as marked by hand."""

    source: str
    cue: str
    source_spans: tuple[tuple[int, int], ...]
    content_spans: tuple[tuple[int, int], ...]

    @property
    def named(self) -> bool:
        return bool(self.source) and self.source.casefold() not in _PRONOUNS

    def says(self, start: int, end: int) -> bool:
        return any(low < end and start < high for low, high in self.content_spans)

    def names_within(self, start: int, end: int) -> bool:
        return bool(self.source_spans) and all(start <= low and high <= end for low, high in self.source_spans)


@dataclass(frozen=True)
class Heard:
    """A sentence, who is said to speak in it, and what was marked in it."""

    text: str
    speaker: str | None
    speech: str
    marked: tuple[Marked, ...]
    gold: tuple[Marked, ...]
    """Those of `marked` whose source is named in the sentence, beside a verb of saying."""
    direct: bool

    @property
    def agrees(self) -> bool:
        return any(_shared(self.speaker or "", each.source) for each in self.marked)

    @property
    def right(self) -> bool:
        return any(_shared(self.speaker or "", each.source) for each in self.gold)


def heard(rows: Sequence[Mapping[str, object]]) -> Iterator[Heard]:
    """Every sentence of the articles."""
    for row in rows:
        text = str(row["text"])
        article = Article(str(row["id"]), text, title=str(row.get("title", "")))
        every = [_marked(each) for each in row["attributions"]]  # type: ignore[attr-defined]
        for start, end in sentences(text):
            here = tuple(each for each in every if each.says(start, end))
            gold = [each for each in here if each.named and each.names_within(start, end) and _SAYING.search(each.cue)]
            speaker, speech = attribution(article, start, end)
            direct = any(_direct(text, each, start, end) for each in here)
            yield Heard(text[start:end], speaker, speech, here, tuple(gold), direct)


def figures(every: Sequence[Heard]) -> dict[str, object]:
    """Source F1 where somebody is named beside a verb of saying, speakers that nobody marked, direct speech."""
    gold = [each for each in every if each.gold]
    told = [each for each in every if each.speaker and (each.gold or not each.marked)]
    right = sum(each.right for each in gold)
    named = [each for each in every if each.speaker]
    direct = [each for each in every if each.direct]
    return {
        "sentences": len(every),
        "named_sources": len(gold),
        "source_precision": round(right / max(1, len(told)), 4),
        "source_recall": round(right / max(1, len(gold)), 4),
        "source_f1": round(2 * right / max(1, len(gold) + len(told)), 4),
        "speakers": len(named),
        "speakers_marked_otherwise": sum(not each.agrees for each in named),
        "direct": len(direct),
        "direct_typed_direct": round(sum(each.speech == "direct" for each in direct) / max(1, len(direct)), 4),
    }


def _marked(row: Mapping[str, Sequence[object]]) -> Marked:
    spans = {key: tuple((int(a), int(b)) for a, b in row[key]) for key in ("source_offsets", "content_offsets")}  # type: ignore[misc]
    words = {key: " ".join(map(str, row[key])) for key in ("source", "cue")}
    return Marked(words["source"], words["cue"], spans["source_offsets"], spans["content_offsets"])


def _direct(text: str, marked: Marked, start: int, end: int) -> bool:
    """Whether most of a sentence belongs to content that is marked from a quotation mark on."""
    within = sum(
        max(0, min(high, end) - max(low, start))
        for low, high in marked.content_spans
        if _OPENING.match(text[low:high]) or _OPENING.match(text[low - 2 : high])
    )
    return 2 * within > end - start


def _shared(one: str, other: str) -> bool:
    return bool(_words(one) & _words(other))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold().replace("’s", "").replace("'s", ""))) - _FUNCTION


def measured(path: Path) -> list[Heard]:
    return list(heard([json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]))


@pytest.mark.benchmark_suite
@pytest.mark.skipif(GIVEN not in os.environ, reason=f"{GIVEN} names no file")
def test_speakers_are_told_rightly() -> None:
    row = figures(measured(Path(os.environ[GIVEN])))
    print(json.dumps(row))  # noqa: T201
    assert row["sentences"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", choices=["missed", "wrong", "indirect"], help="print the sentences in question")
    given = parser.parse_args()
    found = measured(given.path)
    for each in found:
        if given.show == "missed" and each.gold and not each.right:
            print(f"{[m.source for m in each.gold]} | {each.speaker} | {each.text}")  # noqa: T201
        if given.show == "wrong" and each.speaker and not each.agrees:
            print(f"{each.speaker} | {[m.source for m in each.marked]} | {each.text}")  # noqa: T201
        if given.show == "indirect" and each.direct and each.speech != "direct":
            print(f"{each.speech} | {each.text}")  # noqa: T201
    print(json.dumps(figures(found)))  # noqa: T201

"""One text in two papers is one source, and is said to be: I09."""

from __future__ import annotations

import io
import random
from collections.abc import Generator
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.answer_builder import Build, build_answer
from assistant.answers import Answer, ReadPassage
from assistant.articles import Article, Passage, Quote
from assistant.drafts import Citation, Draft
from assistant.generation import Request
from assistant.inference.usage import Usage
from assistant.near_duplicates import credited, echo_notices, families, likenesses
from assistant.retrieval.ranking import one_of_each
from assistant.settings import Settings
from ui.cli.answer_text import show_rest

WORDS = [f"word{number}" for number in range(3_000)]


def story(seed: int, sentences: int = 30) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]


def article(id: str, sentences: list[str], publisher: str | None = None) -> Article:
    return Article(id, " ".join(sentences), publisher=publisher)


def quote(number: int, of: Article) -> Quote:
    return Quote(number, of, number, 0, of.text.index(".") + 1, of.text[: of.text.index(".") + 1])


def compared(*articles: Article) -> list[list[Article]]:
    return families(articles, likenesses(articles))


WIRE = story(1)
ALIKE = {
    "the same": WIRE,
    "cut to its half": WIRE[:15],
    "without every fourth sentence": [s for n, s in enumerate(WIRE) if n % 4],
    "with a lead and an end of its own": [*story(2, 6), *WIRE, *story(3, 6)],
    "set in other quotation marks and case": [f"“{s.upper()}”" for s in WIRE],
    "a tenth of the words changed": [
        " ".join(word if (n + k) % 10 else f"else{n}" for k, word in enumerate(s.split())) for n, s in enumerate(WIRE)
    ],
    "its sentences shuffled, and cut": random.Random(1).sample(WIRE, 15),
    "a word changed in every other sentence": [s.replace(" w", " x", 1) if n % 2 else s for n, s in enumerate(WIRE)],
}
APART = {
    "another story": story(4),
    "a paragraph in common": [*story(5), *WIRE[:5]],
    "the same words in another order": [
        " ".join(random.Random(n).sample(s.split(), len(s.split()))) for n, s in enumerate(WIRE)
    ],
    "a brief": WIRE[:2],
    "nothing": [],
}


@pytest.mark.parametrize("other", ALIKE)
def test_a_text_taken_over_is_an_echo(other: str) -> None:
    one, two = article("one", WIRE), article("two", ALIKE[other])
    assert compared(one, two) == [[one, two]]


@pytest.mark.parametrize("other", APART)
def test_separate_texts_are_none(other: str) -> None:
    one, two = article("one", WIRE), article("two", APART[other])
    assert compared(one, two) == [[one], [two]]


def test_two_versions_of_an_article_are_no_two_sources_anyway() -> None:
    assert len(compared(article("one", WIRE), Article("one", " ".join(WIRE[1:]), version=2))) == 1


def test_the_notice_names_the_quotes_and_who_published() -> None:
    reuters, courier, other = article("r", WIRE, "Reuters"), article("c", WIRE[2:], "Courier"), article("o", story(9))
    quotes = [quote(1, reuters), quote(2, other), quote(3, courier), quote(4, reuters)]
    assert echo_notices(quotes, ()) == ("[1][3][4]: 2 publications, 1 report (Reuters, Courier).",)
    nameless = [quote(1, article("a", WIRE)), quote(2, article("b", WIRE, "Courier"))]
    assert echo_notices(nameless, ()) == ("[1][2] are from nearly the same text: count them as one source.",)
    assert echo_notices([], ()) == echo_notices(quotes[:2], ()) == echo_notices(quotes[1:2], [reuters, courier]) == ()


def test_a_copy_that_is_not_quoted_counts_and_the_agency_is_named() -> None:
    wire = article("w", ["LIMA (Harbour Wire) — It rained.", *WIRE], "Harbour Wire")
    copies = [article(name, WIRE[n:], name) for n, name in enumerate(("Post", "Courier", "Globe"))]
    assert echo_notices([quote(1, copies[0])], [wire, *copies, article("o", story(9), "Star")]) == (
        "[1]: 4 publications, 1 report (Post, Harbour Wire, Courier, Globe); the text names Harbour Wire.",
    )
    assert echo_notices([quote(1, copies[0])], [article("p", WIRE, "Post")]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "LIMA, Peru (Harbour Wire) - The quay burnt.",
        "The quay burnt.\nWith material from Harbour Wire.",
        "The quay burnt. This was first reported by Harbour Wire, which said so on Monday.",
    ],
)
def test_whom_a_text_names_as_its_source(text: str) -> None:
    assert credited([Article("a", text)]) == "Harbour Wire"
    assert credited([Article("a", "The quay (in Lima) burnt. Reporting by hand.")]) is None


def test_a_story_kept_up_to_date_by_its_paper_stands_beside_the_older_one() -> None:
    old, new = article("old", WIRE, "Post"), article("new", [*story(7, 10), *WIRE[:15]], "Post")
    assert compared(old, new) == [[old, new]]
    (pair,) = likenesses([old, new])
    assert not pair.is_copy and replace(pair, one=replace(old, publisher="Courier")).is_copy


def test_a_family_takes_one_place_among_what_is_reranked() -> None:
    wire, copy, other = article("w", WIRE, "Wire"), article("c", WIRE[1:], "Post"), article("o", story(9), "Star")
    candidates = [Passage(n, each, 0, 40) for n, each in enumerate((wire, copy, wire, other, copy), 1)]
    kept, copies = one_of_each(candidates, likenesses([wire, copy, other]))
    assert [passage.id for passage in kept] == [1, 3, 4]
    assert copies == {"w": (copy,)}


class FirstSentences:
    """A writer that quotes the first sentence of each passage."""

    name = "quotes"

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        for number, read in enumerate(request.passages, 1):
            words = quote(number, read.passage.article).text
            yield Draft(words, (Citation(number, words),))
        yield Usage()


def test_an_answer_says_so_once_wherever_it_is_read() -> None:
    articles = (article("r", WIRE, "Reuters"), article("c", WIRE[2:], "Courier"))
    reads = tuple(ReadPassage(Passage(n, each, 0, len(each.text)), 1.0) for n, each in enumerate(articles, 1))
    answering = build_answer(
        Answer("Who?", "not_found", reason="nothing_close"),
        Request("Who?", reads),
        Build(FirstSentences(), None, FirstSentences),
    )
    try:
        while True:
            next(answering)
    except StopIteration as end:
        answer = end.value
    (notice,) = answer.to_dict()["notices"]
    assert notice == "[1][2]: 2 publications, 1 report (Reuters, Courier)."
    screen = io.StringIO()
    show_rest(Console(file=screen, width=80), answer, Settings())
    assert " ".join(screen.getvalue().split()).count("[1][2]: 2 publications, 1 report") == 1

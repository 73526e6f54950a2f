"""A written sentence against its quotes, by every rule at once; and what no sentence can get past."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.articles import Article, Passage
from assistant.quotation.spans import Span
from assistant.text.sentences import sentences
from assistant.verification import check_written

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = (
    "Olaf Berg has led the port authority since 2019. He said on Tuesday that the harbour would close for six weeks. "
    "“We are not giving up,” he said. Up to 5% of the 1,200 workers may lose their jobs. Dr. Marta K. Lind of the "
    "World Shipping Council (WSC) called it a gamble."
)
ARTICLE = Article("port", TEXT, "Harbour to close", "The Quayside", "Ida Storm", date(2024, 5, 16))


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    passage = Passage(1, article, 0, len(article.text))
    return Span(passage, *next((a, b) for a, b in sentences(article.text) if a <= start < b))


def broken(text: str, *words: str, question: str = "", before: str = "") -> list[str]:
    return [failure.rule for failure in check_written(text, [span(ARTICLE, each) for each in words], question, before)]


def test_a_fluent_sentence_breaks_no_rule() -> None:
    text = "On May 14, 2024, Berg, who runs the port, announced that it would shut for 6 weeks, The Quayside reports."
    assert broken(text, "He said on Tuesday") == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The harbour would close for 7 weeks.", ["figures"]),
        ("The harbour would close on Monday.", ["figures"]),
        ("Anna Roe said that the harbour would close.", ["names"]),
        ("Berg called it “a disaster”.", ["quoted words"]),
        ("The harbоur would close.", ["letters"]),
        ("Roe called it “a disaster” worth $5.", ["quoted words", "figures", "names"]),
        ("The harbour would close because Berg is tired.", []),  # whether that follows is not a program's to say
    ],
)
def test_each_rule_is_named(text: str, rules: list[str]) -> None:
    assert broken(text, "He said on Tuesday") == rules


def test_figures_stand_in_the_quotes_but_names_anywhere_in_their_articles() -> None:
    assert broken("Lind said that the port would close.", "He said on Tuesday") == []
    assert broken("Some 1,200 people work there.", "He said on Tuesday") == ["figures"]
    assert broken("Some 1,200 people work there.", "He said on Tuesday", "Up to 5%") == []


def test_a_name_that_only_the_question_has_is_not_shown() -> None:
    assert broken("Roe said so.", "He said on Tuesday", question="What did Roe say?") == ["names"]
    assert broken("Roe said so.", "He said on Tuesday", before="Roe is the mayor.") == []


def test_a_sentence_without_quotes_may_say_nothing_that_is_checked() -> None:
    assert broken("It is so.") == []
    assert broken("Berg won 5 medals.") == ["figures", "names"]


def test_an_article_cannot_lend_its_neighbour_a_figure() -> None:
    other = Article("other", "The ferry carried 300 people.", published=date(2020, 1, 1))
    both = [span(ARTICLE, "He said on Tuesday"), span(other, "The ferry")]
    assert not check_written("The ferry with 300 people left the harbour.", both, "")
    assert check_written("The ferry with 300 people left the harbour.", both[:1], "")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Der Hafen bleibt nach Angaben von Olaf Berg für 6 Wochen geschlossen.", []),
        ("Bis zu 5 Prozent der 1.200 Arbeiter könnten ihre Stelle verlieren, sagte Berg.", []),
        ("Le port fermera pendant 6 semaines, selon Olaf Berg.", []),
        ("Le port fermera pendant 7 semaines, selon Olaf Berg.", ["figures"]),
        ("Le port fermera pendant 6 semaines, selon Anne Roux.", ["names"]),
        ("Der Hafen bleibt nach Angaben von Anne Roth für 6 Wochen geschlossen.", ["names"]),
    ],
)
def test_other_languages_are_held_to_the_same(text: str, rules: list[str]) -> None:
    assert broken(text, "He said on Tuesday", "Up to 5%") == rules


# What no change of a figure gets past


def _articles() -> Iterator[Article]:
    for number, path in enumerate(sorted(SEEDS.iterdir())):
        if path.suffix in (".txt", ".md"):
            yield Article(f"seed-{number}", path.read_text(encoding="utf-8"), published=date(2022, 5, 20))
        elif path.suffix == ".json":
            yield Article(f"seed-{number}", json.loads(path.read_text(encoding="utf-8"))["text"])


ARTICLES = list(_articles())
FIGURED = [
    Span(Passage(1, article, 0, len(article.text)), start, end)
    for article in ARTICLES
    for start, end in sentences(article.text)
    if re.search(r"\d", article.text[start:end]) and article.text[start] not in "#-|*>"
]


def _changed(words: str, article: str, rng: random.Random) -> str | None:
    """A sentence with one run of digits made another, that stands nowhere in its article."""
    places = list(re.finditer(r"(?<![\d.,:])\d+(?![\d:]|[.,]\d)", words))
    if not places:
        return None
    place = rng.choice(places)
    other = "".join(rng.choice("123456789") for _ in place[0])
    if re.search(rf"(?<!\d){other}(?!\d)", article) or int(other) < 2 or other == "2022"[: len(other)]:
        return None
    return words[: place.start()] + other + words[place.end() :]


def test_no_changed_figure_passes() -> None:
    rng = random.Random("figures")
    tried = 0
    while tried < 500:
        quote = rng.choice(FIGURED)
        article = quote.passage.article
        assert not [f for f in check_written(quote.text, [quote], "") if f.rule == "figures"], quote.text
        changed = _changed(quote.text, article.text, rng)
        if changed is None:
            continue
        tried += 1
        assert check_written(changed, [quote], ""), (quote.text, changed)


letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("aA eE.,;:'\"“”‘’«»—–-…%$€£5 10½²\u00ad\u200b\u0301\u202e\n\t()[]<>№首相は。辞任あ가à"),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=120,
)


@settings(max_examples=300)
@given(said=letters, text=letters, question=letters, published=st.none() | st.dates())
def test_nothing_raises(said: str, text: str, question: str, published: date | None) -> None:
    article = Article("any", text if text.strip() else "A.", published=published)
    quote = Span(Passage(1, article, 0, len(article.text)), 0, len(article.text))
    assert all(failure.detail for failure in check_written(said, [quote], question, question))

"""Near duplicates are found as articles are stored, whatever was done to their text, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder

from assistant.archive import Archive
from assistant.articles import Article
from assistant.near_duplicates import families

WORDS = [f"word{number}" for number in range(3_000)]


def story(seed: int, sentences: int = 40) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def changed(sentences: list[str], chance: random.Random) -> list[str]:
    """With a tenth of the words other ones."""
    return [" ".join("else" if chance.random() < 0.1 else word for word in each.split()) for each in sentences]


MADE = {
    "a tenth of the words changed": lambda text, chance: changed(text, chance),
    "cut": lambda text, chance: text[:16],
    "led in anew": lambda text, chance: [*story(chance.randrange(1 << 30), 8), *text[4:]],
    "shuffled": lambda text, chance: chance.sample(text, len(text)),
    "cut, changed and shuffled": lambda text, chance: chance.sample(changed(text[:24], chance), 24),
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    embedder = CountingEmbedder()
    with Archive.open(
        tmp_path / "archive", embedder=embedder.fingerprint, dimension=embedder.dimension, create=True
    ) as archive:
        yield archive


def put(archive: Archive, *articles: Article) -> None:
    vectors = CountingEmbedder().embed(["news"])
    with archive.writer() as writer:
        for article in articles:
            writer.put(article, [(0, len(article.text))], vectors)


def found(archive: Archive, *ids: str, as_of: date | None = None) -> list[set[str]]:
    """The families of more than one, by ids, that looking up these articles brings."""
    with archive.snapshot() as snapshot:
        articles = [snapshot.article(id) for id in ids]
        every = families(articles, snapshot.near_duplicates(articles, as_of))
    return [{each.id for each in family} for family in every if len(family) > 1]


@pytest.mark.parametrize("how", MADE)
def test_what_was_made_of_a_text_is_its_family(archive: Archive, how: str) -> None:
    chance, texts = random.Random(how), [story(seed) for seed in range(30)]
    put(archive, *(Article(f"wire{n}", " ".join(text), publisher="Wire") for n, text in enumerate(texts)))
    copies = [Article(f"copy{n}", " ".join(MADE[how](text, chance)), publisher="Post") for n, text in enumerate(texts)]
    put(archive, *copies)
    for number in range(30):
        assert found(archive, f"wire{number}") == [{f"wire{number}", f"copy{number}"}]


def test_separate_texts_with_a_paragraph_in_common_are_none(archive: Archive) -> None:
    shared = story(1, 6)
    put(archive, *(Article(f"a{n}", " ".join([*story(n + 2, 24), *shared])) for n in range(20)))
    put(archive, Article("brief", "It rained in Lima."), Article("same", "It rained in Lima."), Article("none", "-"))
    assert found(archive, *(f"a{n}" for n in range(20)), "brief", "same", "none") == []


def test_a_copy_of_a_copy_belongs_to_it_and_what_is_not_searched_does_not(archive: Archive) -> None:
    text = story(1)
    middle = [*text[18:], *story(2, 22)]
    put(
        archive,
        Article("one", " ".join(text), published=date(2022, 1, 1)),
        Article("two", " ".join(middle), published=date(2022, 1, 2), publisher="Post"),
        Article("three", " ".join([*middle[20:], *story(3, 20)]), published=date(2022, 1, 3), publisher="Star"),
    )
    assert found(archive, "one") == [{"one", "two", "three"}]
    assert found(archive, "one", as_of=date(2022, 1, 2)) == [{"one", "two"}]
    with archive.writer() as writer:
        writer.remove(["three"])
    assert found(archive, "one") == [{"one", "two"}]
    with archive.writer() as writer:
        writer.restore(["three"])
        writer.remove(["two"])
    assert found(archive, "one", "three") == []


def test_an_edited_text_leaves_its_family_and_an_erased_one_every_trace(archive: Archive) -> None:
    text = " ".join(story(1))
    put(archive, Article("one", text), Article("two", text, publisher="Post"), Article("three", text, publisher="Star"))
    put(archive, Article("two", " ".join(story(2)), publisher="Post"))
    assert found(archive, "one", "two") == [{"one", "three"}]
    with archive.writer() as writer:
        writer.purge(["one"])
    assert found(archive, "two", "three") == []
    put(archive, Article("two", text, publisher="Post"))
    assert found(archive, "two") == [{"two", "three"}]


def test_a_notice_of_a_page_makes_no_family_of_its_articles(archive: Archive) -> None:
    notice = " ".join(story(1, 10))
    put(archive, *(Article(f"a{n}", notice, f"Title {n}", "The Weekly", published=date(2022, 1, n)) for n in (1, 2)))
    assert found(archive, "a1", "a2") == []
    put(archive, Article("b", notice, "Another", "Post"))
    assert found(archive, "b") == [{"a1", "a2", "b"}]

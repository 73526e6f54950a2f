"""Earlier versions of articles, which are searched as of a day on which they were current.

They have neither passages nor words in the tables: few are asked for, and seldom. So their texts are looked through for
a question's words, and cut into passages, when they are.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from math import log

from assistant.archive.database import filter_sql, full_text, rows
from assistant.archive.database.filter_sql import FIRST_EARLIER, MOST_PASSAGES, Selection
from assistant.archive.database.full_text import Words
from assistant.archive.database.schema import WORDS
from assistant.articles import Article, Passage
from assistant.near_duplicates import Likeness, likeness
from assistant.search_scope import Filters
from assistant.text.passage_spans import split

LOOKED_AT = 24
"""Articles that are cut at most for a search by words, those that hold most of them, and one by meaning, the nearest:
finding the sentences of an article takes some 20 ms."""

EVERYTHING = Filters()
Scored = list[tuple[int, float]]


class EarlierVersions:
    """The earlier versions in one state of the archive; `current` reads an article's current one by its key."""

    def __init__(self, connection: sqlite3.Connection, current: Callable[[int], Article]) -> None:
        self._connection = connection
        self._current = current
        self._articles: dict[int, Article] = {}

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The live passages of earlier versions among these."""
        found = {passage.id: passage for key in self._live(ids) for passage in self._cut(key)}
        return {id: found[id] for id in ids if id in found}

    def siblings(self, ids: Sequence[int]) -> list[int]:
        """The passages of the earlier versions that these are from."""
        return [passage.id for key in self._live(ids) for passage in self._cut(key)]

    def full_text(self, terms: Sequence[str], filters: Filters) -> Scored:
        """The passages that hold any of the terms, with the BM25 that they would have among the archive's."""
        passages = [passage for key in self._holding(terms, filters)[:LOOKED_AT] for passage in self._cut(key)]
        if not passages:
            return []
        scores: dict[int, float] = defaultdict(float)
        with _words("passage_words", [(each.id, each.article.title, each.text) for each in passages]) as few:
            for term in dict.fromkeys(term for term in terms if term.strip()):
                worth = full_text.weight(self._connection, term) / full_text.weight(few, term)
                for id, score in full_text.search(few, "passage_words", [term], len(passages), EVERYTHING):
                    scores[id] += score * worth
        return list(scores.items())

    def mentioning(self, mentions: Sequence[str], filters: Filters) -> list[int]:
        """The keys of the versions whose title or text holds all of these words or phrases."""
        if not mentions:
            return []
        held = {key: self._article(key) for key in self._holding(mentions, filters, whole=True)}
        with _words("article_words", [(key, each.title, each.text) for key, each in held.items()]) as few:
            query = "SELECT rowid FROM article_words WHERE article_words MATCH ?"
            return [key for (key,) in few.execute(query, (filter_sql.all_of(mentions),))] if held else []

    def changed(self, filters: Filters) -> list[int]:
        """The passages of the current versions of articles that had another text then, ascending."""
        if not (then := self._then(filters)):
            return []
        return [id for (id,) in self._connection.execute(f"{then.passages} ORDER BY p.id", then.values)]

    def like(self, found: Scored, filters: Filters) -> Scored:
        """For passages of current versions those of the earlier ones that are most like them, with their scores."""
        keys = {article: key for key, article, _ in self._known(filters)} if found else {}
        place = 'SELECT article, start, "end" FROM passages WHERE id = ?'
        scores: dict[int, float] = {}
        nearest: set[int] = set()
        for id, score in found:
            article, start, end = self._connection.execute(place, (id,)).fetchone()
            if article not in nearest and len(nearest) == LOOKED_AT:
                continue
            nearest.add(article)
            words = _bag(self._current(article).text[start:end])
            if then := max(self._cut(keys[article]), key=lambda each: len(_bag(each.text) & words), default=None):
                scores[then.id] = max(score, scores.get(then.id, score))
        return list(scores.items())

    def alike(self, found: Sequence[Likeness], as_of: date) -> list[Likeness]:
        """Likenesses of current versions; of articles whose text was another one then, looked at anew."""
        keys = {id: key for key, _, id in self._known(Filters(as_of=as_of))} if found else {}

        def then(each: Likeness) -> Likeness | None:
            if not {each.one.id, each.other.id} & keys.keys():
                return each
            one, other = (self._article(keys[now.id]) if now.id in keys else now for now in (each.one, each.other))
            return likeness(one, other)

        return [anew for each in found if (anew := then(each))]

    def _then(self, filters: Filters) -> Selection | None:
        return filter_sql.earlier(filters) if filters.as_of and self._edited else None

    @cached_property
    def _edited(self) -> bool:
        """Whether any article has an earlier version; to see that is quicker than to look for each."""
        (found,) = self._connection.execute("SELECT EXISTS (SELECT 1 FROM versions WHERE number > 1)").fetchone()
        return bool(found)

    def _known(self, filters: Filters) -> list[tuple[int, int, str]]:
        """The versions that were known then in the place of current ones: their keys, their articles' keys and ids."""
        then = self._then(filters)
        return self._connection.execute(then.sql("v.key, a.key, a.id"), then.values).fetchall() if then else []

    def _holding(self, words: Sequence[str], filters: Filters, *, whole: bool = False) -> list[int]:
        """The versions in whose title or text any of the words seems to stand, or all, the rarer and the more first.

        A word is looked for by how it begins, whatever its ending; the full text then tells.
        """
        if not (then := self._then(filters)):
            return []
        parts = {word: [_beginning(part) for part in re.findall(r"\w+", word.casefold())] for word in words}
        text = "(SELECT t.text FROM texts t WHERE t.version = v.key)"
        rows = self._connection.execute(then.sql(f"v.key, v.title || char(10) || {text}"), then.values)
        held = {key: _held(parts, text.casefold()) for key, text in rows}
        counts = Counter(word for found in held.values() for word in found)
        worth = {key: sum(log(1 + len(held) / counts[word]) for word in found) for key, found in held.items()}
        return sorted(
            (key for key, found in held.items() if (len(found) == len(parts) if whole else found)),
            key=lambda key: -worth[key],
        )

    def _live(self, ids: Iterable[int]) -> list[int]:
        """The versions that the passages are from, without those of articles that are removed or gone."""
        keys = dict.fromkeys((id - FIRST_EARLIER) // MOST_PASSAGES for id in ids if id >= FIRST_EARLIER)
        found = self._connection.execute(
            "SELECT v.key FROM json_each(?) j JOIN versions v ON v.key = j.value JOIN articles a ON a.key = v.article"
            " WHERE a.removed IS NULL",
            (json.dumps(list(keys)),),
        )
        return [key for (key,) in found]

    def _cut(self, key: int) -> list[Passage]:
        """A version's passages, as indexing cuts them."""
        article, first = self._article(key), FIRST_EARLIER + key * MOST_PASSAGES
        return [Passage(first + at, article, *span) for at, span in enumerate(_spans(article.text))]

    def _article(self, key: int) -> Article:
        if key not in self._articles:
            row = self._connection.execute(f"{rows.ARTICLE} WHERE v.key = ?", (key,)).fetchone()
            (article,) = self._connection.execute("SELECT article FROM versions WHERE key = ?", (key,)).fetchone()
            self._articles[key] = replace(rows.article(row), current=self._current(article))
        return self._articles[key]


@lru_cache(maxsize=256)
def _spans(text: str) -> list[tuple[int, int]]:
    return split(text)[:MOST_PASSAGES]


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _beginning(word: str) -> str:
    return word[: max(3, len(word) - 3)]


def _held(parts: Mapping[str, Sequence[str]], text: str) -> set[str]:
    """The words of which all parts stand in a text."""
    return {word for word, its in parts.items() if all(part in text for part in its)}


@contextmanager
def _words(table: Words, rows: Sequence[tuple[int, str, str]]) -> Iterator[sqlite3.Connection]:
    """The full text of a few rows, in memory."""
    with closing(sqlite3.connect(":memory:")) as few:
        few.execute(WORDS.format(table))
        full_text.add(few, table, rows)
        yield few

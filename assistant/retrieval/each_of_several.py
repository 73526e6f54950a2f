"""Questions that ask the same of each of several: a search for each, taking turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answers import ReadPassage
from assistant.questions.parts import AskedOf, Part
from assistant.questions.publishers import plain, resolved
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.passage_search import EACH, PassageSearch, ReadQuestion
from assistant.retrieval.search_notices import nothing_by
from assistant.text.words import content

_SAYING = frozenset(content("say report write tell think claim argue explain cover publish"))
"""What any publisher does, whatever it is about."""


def each_of_several(several: Sequence[Part], asking: ReadQuestion, search: PassageSearch) -> Retrieval:
    """What is found for each of those that a question asks about, taking turns."""
    filters = asking.understood.filters
    given = asking.given
    published = {plain(name) for name in asking.publishers}
    found: list[tuple[Part, Retrieval]] = []
    for part in several:
        by = replace(given, publishers=(part.name,)) if plain(part.name) in published else filters
        by = replace(by, publishers=resolved(by.publishers, asking.publishers)[0])
        about = by.publishers != filters.publishers
        each = search.search(search.prepared(part.question, asking), by)
        belongs = _on(part) if about else _naming(part.name)
        reads = tuple(read for read in each.passages if belongs(read))[:EACH]
        found.append((part, replace(each, passages=reads if each.close else ())))
    merged: dict[int, ReadPassage] = {}
    for _, each in found:
        merged |= {read.passage.id: read for read in each.passages}
    number = {id: position for position, id in enumerate(merged, 1)}
    best = max((each for _, each in found), key=lambda each: (bool(each.passages), each.closeness))
    missing = [part.name for part, each in found if not each.passages]
    return replace(
        best,
        passages=tuple(merged.values()),
        close=bool(merged),
        filters=given,
        searched=search.snapshot.extent(given),
        articles=tuple(dict.fromkeys(id for _, each in found for id in each.articles)),
        above=tuple(nothing_by(name) for name in missing) if merged else (),
        parts=tuple(
            AskedOf(part.name, part.question, tuple(number[read.passage.id] for read in each.passages))
            for part, each in found
        ),
    )


def _on(part: Part) -> Callable[[ReadPassage], bool]:
    """Whether a publisher's passage has a word of what is asked, its own name aside, which may stand in all of them."""
    wanted = set(content(part.question.replace(part.name, " "))) - _SAYING
    return lambda read: not wanted or bool(wanted & set(content(read.passage.headed)))


def _naming(name: str) -> Callable[[ReadPassage], bool]:
    last = name.split()[-1].casefold()
    return lambda read: last in read.passage.headed.casefold()

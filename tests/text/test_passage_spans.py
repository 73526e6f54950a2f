"""Passages: whole sentences, overlapping by one, exact on any text."""

from __future__ import annotations

import itertools

from hypothesis import given
from ragged import ragged

from assistant.text.passage_spans import PASSAGE_WORDS, split
from assistant.text.sentences import sentences


@given(ragged)
def test_passages_are_runs_of_whole_sentences_that_cover_the_text(text: str) -> None:
    passages = split(text)
    starts = {start for start, _ in sentences(text)}
    ends = {end for _, end in sentences(text)}
    covered = [False] * len(text)
    for start, end in passages:
        assert start in starts
        assert end in ends
        covered[start:end] = [True] * (end - start)
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))
    assert passages == sorted(set(passages))
    assert len({end for _, end in passages}) == len(passages)


@given(ragged)
def test_no_passage_is_too_long(text: str) -> None:
    for start, end in split(text):
        assert len(text[start:end].split()) <= PASSAGE_WORDS * 1.5 + 1
        assert end - start <= 4_000


def test_a_passage_begins_with_the_last_sentence_of_the_one_before() -> None:
    text = " ".join(f"Sentence number {n} tells of one more thing that happened." for n in range(200))
    passages, spans = split(text), sentences(text)
    assert len(passages) > 10
    for (_, end), (start, _) in itertools.pairwise(passages):
        (last,) = [span for span in spans if span[1] == end]
        assert start == last[0]


def test_repeated_sentences_have_offsets_of_their_own() -> None:
    text = "The same sentence stands here again and again. " * 120
    passages = split(text)
    starts = [start for start, _ in passages]
    assert len(set(starts)) == len(passages) > 4
    assert passages[-1][1] == len(text.rstrip())


def test_passages_are_about_as_long_as_they_should_be() -> None:
    text = "\n".join("The council met on Monday and voted for the new bridge over the river. " * 3 for _ in range(100))
    words = [len(text[start:end].split()) for start, end in split(text)]
    assert all(PASSAGE_WORDS * 0.7 <= count <= PASSAGE_WORDS * 1.3 for count in words), words


def test_a_short_end_joins_the_passage_before_it() -> None:
    sentence = "Every sentence of this article has just ten words, always. "
    text = sentence * 16 + "A short end."
    assert split(text) == [(0, len(text))]


def test_a_long_sentence_is_not_repeated() -> None:
    long = "word " * 100 + "end. "
    passages = split(long * 4)
    for (_, end), (start, _) in itertools.pairwise(passages):
        assert start >= end


def test_text_without_spaces_is_split_too() -> None:
    text = "外交部发言人在记者会上表示反对这一决定。" * 100
    assert len(split(text)) > 5


def test_an_empty_text_has_no_passages() -> None:
    assert split("") == split(" \n\t ") == []

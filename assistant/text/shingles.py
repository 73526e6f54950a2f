"""Shingles: the runs of a few words that a text is made of, by which near duplicates are known."""

from __future__ import annotations

import re
import zlib
from collections.abc import Set as AbstractSet

SHINGLE = 3
"""Words in a row that are compared. Of texts with a tenth of the words changed, cut to two fifths, led in anew or
shuffled by sentences, 99% still share SHARED of them; with five words it was 82%."""
SHARED = 0.5
"""So large a part of the shorter text's shingles must stand in the other for the two to be nearly the same.

Of all pairs among 1,800 news articles some hundred reach it, each of them one story in two editions or places, or kept
up to date; round-ups and separate stories on one event reach .49 at most.
"""
LEAST = 30
"""Shingles of a text, at least: shorter ones are alike by chance."""
LONGEST = 60_000
"""Characters of a text that are looked at."""
SAMPLED = 8
"""Of so many shingles one is in the sample, the same ones of every text: those whose hash is a multiple of it."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """A hash of 32 bits for each run of SHINGLE words, the same in every process."""
    words = _WORD.findall(text[:LONGEST].casefold())
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)


def sample(text: str) -> list[int]:
    """The shingles that stand for a text where many are compared: what two samples share estimates `overlap`.

    A share of what there is, and not a fixed number as in MinHash, so that a short text is found within a long one
    (FracMinHash: Irber et al., bioRxiv 2022.01.11.475838). Empty where there is too little to tell.
    """
    every = shingles(text)
    return sorted(each for each in every if each % SAMPLED == 0) if len(every) >= LEAST else []


def overlap(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """The part of the smaller set that stands in the larger; 0 where there is too little to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST else 0.0

"""A draft to what may be shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.articles import Passage
from assistant.drafts import Draft
from assistant.quotation.matching import Match, find
from assistant.quotation.spans import Span
from assistant.quotation.widening import widen
from assistant.text.folding import fold
from assistant.text.sentences import split
from assistant.text.tokens import TOKEN
from assistant.verification.checking import check
from assistant.verification.verdicts import Failure, Verdict

LONGEST_STATEMENT = 600
"""Characters of the longest statement that is checked; a longer one becomes its quote."""

NEARLY = 0.87
"""Likeness (2 x words in common and in order / words of both) from which a text is a copy gone wrong."""

_FEWEST_SAVED = 2
"""Words that a shortened sentence must save, or the sentence itself is shown."""

_ELLIPSIS = re.compile(r"\[?(?:…|\.(?:\s?\.){2,})\]?")


def verify(draft: Draft, passages: Sequence[Passage]) -> Verdict:
    """Find a draft's quotes in the passages it cites, and check its text against them.

    Citations count passages from 1. Words that do not stand in the passage cited are looked for in the others
    that were read; words found nowhere, and numbers of no passage, are left out. Where the title was copied, the
    text is looked for instead. A draft that breaks a rule
    becomes its quotes' own words (with the sentence before them that names whom they speak of), as does one that
    is a sentence of theirs with a word or two changed; one that has no quote left is dropped. Raises
    ModelFilesError.
    """
    matches, failures = _located(draft, passages)
    spans = _distinct(span for passage, match in matches for span in widen(passage, match))
    if not spans:
        return Verdict("", "quoted", (), failures or (Failure("match", "it cites nothing"),))
    own_words = _words(spans)
    if _copied(draft.text, spans):
        return Verdict(own_words, "quoted", spans)
    if len(draft.text) > LONGEST_STATEMENT:
        return Verdict(own_words, "quoted", spans, (Failure("coverage", "it is too long for one sentence"),))
    checked = check(draft.text, spans)
    if checked.failures and {failure.rule for failure in checked.failures} == {"derivation"} and checked.needed:
        spans = _distinct((*reversed(checked.needed), *spans))
        return Verdict(_words(spans), "quoted", spans, checked.failures)
    if checked.failures or _nearly_copied(draft.text, spans):
        return Verdict(own_words, "quoted", spans, checked.failures)
    return Verdict(draft.text, "written", _distinct((*spans, *checked.needed)))


def _words(spans: Iterable[Span]) -> str:
    return " ".join(" ".join(span.text.split()) for span in spans)


def _located(draft: Draft, passages: Sequence[Passage]) -> tuple[list[tuple[Passage, Match]], tuple[Failure, ...]]:
    found: list[tuple[Passage, Match]] = []
    failures: list[Failure] = []
    for citation in draft.citations:
        if not 1 <= citation.passage <= len(passages):
            failures.append(Failure("match", f"there is no passage {citation.passage}"))
            continue
        cited = passages[citation.passage - 1]
        order = (cited, *passages)
        places = _first_places(citation.words, order)
        if not places and _is_title(citation.words, cited):  # titles stand in no passage, but the text may
            places = _first_places(draft.text, order)
        found.extend(places)
        if not places:
            failures.append(Failure("match", "the words cited stand in no article that was read"))
    return found, tuple(failures)


def _is_title(words: str, passage: Passage) -> bool:
    """Whether words are a copy of an article's title, whatever follows it."""
    title = fold(passage.article.title).text.rstrip(" .…")
    return bool(title) and fold(words).text.startswith(title)


def _first_places(words: str, passages: Iterable[Passage]) -> list[tuple[Passage, Match]]:
    """Where the words stand in the first of the passages that holds them."""
    return next(filter(None, (_places(words, passage) for passage in passages)), [])


def _places(words: str, passage: Passage) -> list[tuple[Passage, Match]]:
    """Where the words stand in a passage; the pieces on both sides of a copier's ellipsis, in their order."""
    text = passage.article.text
    whole = find(words, text, passage.start, passage.end)
    if whole:
        return [(passage, whole)]
    pieces = [piece for piece in _ELLIPSIS.split(words) if TOKEN.search(piece)]
    found: list[tuple[Passage, Match]] = []
    at = passage.start
    for piece in pieces if len(pieces) > 1 else ():
        match = find(piece, text, at, passage.end)
        if match is None:
            return []
        found.append((passage, match))
        at = match.end
    return found


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without those that lie within another."""
    kept: list[Span] = []
    for span in spans:
        if any(_within(span, other) for other in kept):
            continue
        kept = [other for other in kept if not _within(other, span)] + [span]
    return tuple(kept)


def _within(inner: Span, outer: Span) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and inner.passage.article.sha256 == outer.passage.article.sha256


def _copied(text: str, spans: Iterable[Span]) -> bool:
    """Whether a text is words of the spans, exact after folding."""
    tokens = _tokens(text)
    rows = [_tokens(span.text) for span in spans]
    whole = [token for row in rows for token in row]
    return bool(tokens) and any(
        row[i : i + len(tokens)] == tokens for row in (*rows, whole) for i in range(len(row) - len(tokens) + 1)
    )


def _nearly_copied(text: str, spans: Iterable[Span]) -> bool:
    """Whether a text is a sentence of the spans with a word or two changed: better the sentence itself, then.

    A sentence that is merely made shorter is none.
    """
    ours = _tokens(text)
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(ours)
    for span in spans:
        for start, end in split(span.text):
            theirs = _tokens(span.text[start:end])
            matcher.set_seq1(theirs)
            if matcher.real_quick_ratio() < NEARLY or matcher.quick_ratio() < NEARLY or matcher.ratio() < NEARLY:
                continue
            if len(theirs) - len(ours) < _FEWEST_SAVED or not _within_in_order(ours, theirs):
                return True
    return False


def _within_in_order(ours: Sequence[str], theirs: Iterable[str]) -> bool:
    rest = iter(theirs)
    return all(token in rest for token in ours)


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(fold(text).text)

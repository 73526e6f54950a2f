"""Roles: who does it to whom stays as the quote has it; passives turn the order round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.text.names import names
from assistant.verification.clauses import Word, nearest, words

_BE = frozenset("is are was were be been being gets got get".split())
_PREPOSITIONS = frozenset("from to by against over into for than toward towards".split())
_NOMINAL = frozenset(
    "of in on at the a an its their his her from to by for with this that these those and or our my your".split()
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb's stem, with what stands before it and what behind it; passive turned round."""

    verb: str
    doer: str
    done_to: str


def roles(statement: str, quote: str) -> str | None:
    """Whether the statement turns round who does it to whom, in words; or None.

    Around each verb that both share, what the statement has before and behind must not stand the other way
    round in every sentence of the quote that holds both; "A was hit by B" is "B hit A". Likewise "from A to B".
    """
    said = words(statement)
    named = {word for name in names(statement) for word in name.words}
    rows = nearest(statement, quote)
    for deed in _deeds(said, named):
        verdicts = [verdict for row in rows if (verdict := _agrees(deed, row)) is not None]
        if verdicts and not any(verdicts):
            return f"who does what is the other way round: “{deed.doer}”, “{deed.done_to}”"
    return _prepositions(said, named, rows)


def _deeds(row: Sequence[Word], named: set[str]) -> Iterator[_Deed]:
    """A verb between two names, or between the content words beside it."""
    content = [i for i, word in enumerate(row) if word.content]
    for at, i in enumerate(content):
        if row[i].text in named or i == 0 or row[i - 1].text in _NOMINAL:
            continue
        left = [j for j in content[:at] if row[j].clause == row[i].clause]
        right = [j for j in content[at + 1 :] if row[j].clause == row[i].clause]
        pairs = [(left[-1], right[0])] if left and right else []
        left_names = [j for j in left if row[j].text in named]
        right_names = [j for j in right if row[j].text in named]
        if left_names and right_names:
            pairs.append((left_names[-1], right_names[0]))
        for a, b in pairs:
            passive = _passive(row, i)
            doer, done_to = (row[b], row[a]) if passive else (row[a], row[b])
            if doer.stem != done_to.stem:
                yield _Deed(row[i].stem, doer.stem, done_to.stem)


def _passive(row: Sequence[Word], i: int) -> bool:
    return any(word.text in _BE for word in row[max(0, i - 3) : i]) and any(
        word.text == "by" for word in row[i + 1 : i + 5]
    )


def _agrees(deed: _Deed, row: Sequence[Word]) -> bool | None:
    """Whether a sentence has a deed this way round (True), the other way (False), or not at all (None)."""
    verdict: bool | None = None
    for i, word in enumerate(row):
        if word.stem != deed.verb:
            continue
        before, behind = {other.stem for other in row[:i]}, {other.stem for other in row[i + 1 :]}
        if _passive(row, i):
            before, behind = behind, before
        if deed.doer in before and deed.done_to in behind:
            return True
        if deed.done_to in before and deed.doer in behind:
            verdict = False
    return verdict


def _prepositions(said: Sequence[Word], named: set[str], rows: Sequence[Sequence[Word]]) -> str | None:
    ours = dict.fromkeys(_governed(said, named))
    if len(ours) < 2:
        return None
    theirs = {pair for row in rows for pair in _governed(row, named)}
    for preposition, name in ours:
        others = {other for p, other in theirs if p == preposition and (preposition, other) not in ours}
        if others and (preposition, name) not in theirs:
            return f"the quote has “{preposition}” another than “{name}”"
    return None


def _governed(row: Sequence[Word], named: set[str]) -> Iterator[tuple[str, str]]:
    for i, word in enumerate(row):
        if word.text in named and i and (i == 1 or row[i - 1].text not in named):
            lead = next((w.text for w in reversed(row[max(0, i - 2) : i]) if w.text not in ("the", "a", "an")), "")
            if lead in _PREPOSITIONS:
                yield lead, word.text

"""Polarity: no "not" is added or lost, nor a "denied", "alleged", "may" or "if" that governs what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.text.quantities import quantities
from assistant.text.words import stem
from assistant.verification.clauses import Word, nearest, words

_NEGATIONS = frozenset("no not never neither nor none nobody nothing nowhere without cannot hardly scarcely".split())
_GOVERNORS = {
    "a denial": "deny denied denies denying denial refute refuted dispute disputed disputes reject rejected rejects"
    " rejecting refuse refused refuses refusing decline declined declines fail failed fails failing failure unable"
    " unlikely impossible false falsely untrue baseless debunked myth hoax avoid avoided prevent prevented stop stopped"
    " cancelled canceled blocked halted abandoned lack lacks lacked",
    "an allegation": "alleged allegedly alleges alleging allegation allegations claim claimed claims claiming accuse"
    " accused accuses accusing suspected suspect suspects reportedly purported purportedly rumoured rumored rumours"
    " rumors unconfirmed supposedly supposed apparently believed contends asserts argued argues insists insisted",
    "a doubt": "may might could perhaps possibly possible potentially potential maybe seems seemed"
    " suggests suggested suggest likely probably unclear uncertain whether considering mulling weighing",
    "a condition": "if unless provided providing otherwise hypothetical hypothetically were-to would",
    "a plan": "will would shall plan plans planned planning intend intends intended propose proposed proposes proposal"
    " expected expects expect scheduled threatened threatens threaten promise promised promises pledged pledges vowed"
    " vows hopes hoped hope aims aimed seek seeks sought trying tried try tries attempt attempted attempts wants wanted"
    " considering",
    "a demand": "should must ought urge urged urges urging demand demanded demands asks"
    " recommend recommended recommends",
}  # fmt: skip
_CLASSES = {form: name for name, forms in reversed(_GOVERNORS.items()) for form in forms.split()}
_SAID = {
    **dict.fromkeys("can likelihood risk chance apparently some".split(), "a doubt"),
    **dict.fromkeys(
        "need needs needed require requires required necessary crucial essential ordered".split(), "a demand"
    ),
    **dict.fromkeys("set due going wants about".split(), "a plan"),
    **dict.fromkeys("when where without".split(), "a condition"),
    **dict.fromkeys("says said according believe believes".split(), "an allegation"),
}
"""Words that keep the statement's reserve, though the same words in a quote put it to nothing."""
_ALSO = {"a plan": {"a plan", "a demand"}, "a condition": {"a condition", "a plan", "a doubt"}}
_OPPOSITES = [
    tuple((word, stem(word)) for word in pair.split("/"))
    for pair in (
        "rise/fall increase/decrease increase/fall rise/decline increase/decline gain/lose win/lose grow/shrink up/down"
        " more/fewer more/less higher/lower above/below before/after support/oppose accept/reject approve/reject"
        " allow/ban"
        " open/close start/end begin/end guilty/innocent convict/acquit victory/defeat buy/sell import/export"
        " arrive/leave"
        " succeed/fail pass/fail strengthen/weaken north/south east/west northern/southern eastern/western male/female"
        " man/woman boy/girl husband/wife father/mother son/daughter brother/sister majority/minority maximum/minimum"
        " best/worst first/last largest/smallest highest/lowest oldest/youngest early/late earlier/later expand/shrink"
        " tighten/loosen tighten/ease raise/lower raise/cut legal/illegal alive/dead enter/exit join/leave hot/cold"
        " agree/refuse confirm/deny ally/enemy same/different inside/outside upheld/overturned offensive/defensive"
    ).split()
]
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Scope:
    """A word that turns what follows, the stems of the first content words it reaches, and those of its clause."""

    word: str
    reach: tuple[str, ...]
    clause: set[str]

    def concerns(self, said: set[str]) -> bool:
        """Whether a statement with these content words says what the word turns."""
        if not said & set(self.reach):
            return False
        shared, whole = len(said & self.clause), len(self.clause)
        return 2 * shared >= whole or (self.reach[0] in said and 3 * shared >= whole)


def polarity(statement: str, quote: str) -> str | None:
    """What is wrong with the statement's negations and hedges, or None.

    A negation is taken with the first content words behind it; where those words stand in both, so must it.
    "Not only" negates nothing. Where the quote's clause is governed by a denial, an allegation, a doubt, a
    condition, a plan or a demand, the statement must be so too. Opposites never stand for each other.
    """
    said = words(statement)
    rows = nearest(statement, quote)
    return _negations(said, rows) or _governors(said, rows) or _opposites(said, quote)


def _negations(said: Sequence[Word], rows: Sequence[Sequence[Word]]) -> str | None:
    ours, theirs = list(_negated(said)), [scope for row in rows for scope in _negated(row)]
    content = {word.stem for word in said if word.content}
    for scope in ours:
        if not any(set(scope.reach) & set(other.reach) or not scope.reach for other in theirs):
            return f"the quote does not say “{scope.word}”"
    for scope in theirs:
        if scope.concerns(content) and not any(set(scope.reach) & set(other.reach) for other in ours):
            return f"the quote says “{scope.word}”"
    if len(ours) > len(theirs):
        return "it negates more often than the quote"
    return None


def _negated(row: Sequence[Word]) -> Iterator[_Scope]:
    for i, word in enumerate(row):
        if word.text not in _NEGATIONS and not word.text.endswith("n't"):
            continue
        after = [other.text for other in row[i + 1 : i + 4]] + ["", "", ""]
        if after[0][:1].isdigit() and word.text == "no":
            continue
        if after[0] in ("only", "just", "merely", "least", "doubt") and word.text != "nor":
            continue
        if after[0] in ("more", "fewer", "less", "later") and after[1] == "than" and quantities(after[2]):
            continue
        yield _scope(row, i, word.clause)


def _scope(row: Sequence[Word], i: int, last_clause: int) -> _Scope:
    clause = {word.stem for word in row if word.content and row[i].clause <= word.clause <= last_clause} - {row[i].stem}
    behind = [word.stem for word in row[i + 1 :] if word.content and word.clause <= last_clause]
    return _Scope(
        row[i].text, tuple(behind[:_REACH] or [word.stem for word in row[:i] if word.content][-_REACH:]), clause
    )


def _governors(said: Sequence[Word], rows: Sequence[Sequence[Word]]) -> str | None:
    ours = {kind for word in said if (kind := _CLASSES.get(word.text) or _SAID.get(word.text))}
    forms = {form for word in said for form in (word.text, word.stem)}
    content = {word.stem for word in said if word.content}
    for row in rows:
        for i, word in enumerate(row):
            kind = _CLASSES.get(word.text)
            if kind is None or {word.text, word.stem} & forms or ours & _ALSO.get(kind, {kind}):
                continue
            if _governed(row, i, kind).concerns(content):
                return f"the quote says “{word.text}”"
    theirs = {_CLASSES.get(word.text) or _SAID.get(word.text) for row in rows for word in row}
    tense = next((word.text for word in said if word.text in ("will", "would", "shall")), None)
    if tense and rows and not theirs & {"a plan", "a condition", "a doubt", "a demand"}:
        return f"the quote does not say “{tense}”"
    return None


def _governed(row: Sequence[Word], i: int, kind: str) -> _Scope:
    """What a governor governs: a condition reaches into the next clause, an allegation back into the one before."""
    scope = _scope(row, i, row[i].clause + (kind == "a condition"))
    if kind != "an allegation":
        return scope
    around = dict.fromkeys(word.stem for word in row if word.content and abs(word.clause - row[i].clause) <= 1)
    return _Scope(scope.word, (*scope.reach, *around), set(around))


def _opposites(said: Sequence[Word], quote: str) -> str | None:
    ours = {word.stem: word.text for word in said}
    theirs = {word.stem for line in quote.split("\n") for word in words(line)}
    for pair in _OPPOSITES:
        for (_, a), (there, b) in (pair, pair[::-1]):
            if a in ours and a not in theirs and b in theirs and b not in ours:
                return f"the quote says “{there}”, not “{ours[a]}”"
    return None

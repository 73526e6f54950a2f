"""Polarity: no "not" is added or lost, nor a "denied", "alleged", "may" or "if" that governs what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verification.clauses import Word, nearest, words
from assistant.verification.words import stem

_NEGATIONS = frozenset("no not never neither nor none nobody nothing nowhere without cannot hardly scarcely".split())
_GOVERNORS = {
    "a denial": "deny denied denies denying denial refute refuted dispute disputed disputes reject rejected rejects"
    " rejecting refuse refused refuses refusing decline declined declines fail failed fails failing failure unable"
    " unlikely impossible false falsely untrue baseless debunked myth hoax avoid avoided prevent prevented stop stopped"
    " cancelled canceled blocked halted abandoned ruled lack lacks lacked",
    "an allegation": "alleged allegedly alleges alleging allegation allegations claim claimed claims claiming accuse"
    " accused accuses accusing suspected suspect suspects reportedly purported purportedly rumoured rumored rumours"
    " rumors unconfirmed supposedly supposed apparently believed thought contends asserts argued argues insists insisted",
    "a doubt": "may might could perhaps possibly possible potentially potential maybe appears appeared seems seemed"
    " suggests suggested suggest likely probably unclear uncertain whether considering mulling weighing",
    "a condition": "if unless provided providing otherwise hypothetical hypothetically were-to would",
    "a plan": "will would shall plan plans planned planning intend intends intended propose proposed proposes proposal"
    " expected expects expect scheduled due threatened threatens threaten promise promised promises pledged pledges vowed"
    " vows hopes hoped hope aims aimed seek seeks sought trying tried try tries attempt attempted attempts wants wanted"
    " want set considering going about",
    "a demand": "should must ought urge urged urges urging demand demanded demands calls called calling asked asks"
    " recommend recommended recommends need needs",
}  # fmt: skip
_CLASSES = {form: name for name, forms in reversed(_GOVERNORS.items()) for form in forms.split()}
_WEAK = frozenset(
    "about called calls asked set thought going due need needs stop stopped lack lacks false ruled".split()
)
_ALSO = {"a plan": {"a plan", "a demand"}, "a condition": {"a condition", "a plan", "a doubt"}}
_OPPOSITES = [
    pair.split("/")
    for pair in (
        "rise/fall increase/decrease increase/fall rise/decline increase/decline gain/lose win/lose grow/shrink up/down"
        " more/fewer more/less higher/lower above/below before/after support/oppose accept/reject approve/reject allow/ban"
        " open/close start/end begin/end guilty/innocent convict/acquit victory/defeat buy/sell import/export arrive/leave"
        " succeed/fail pass/fail strengthen/weaken north/south east/west northern/southern eastern/western male/female"
        " man/woman boy/girl husband/wife father/mother son/daughter brother/sister majority/minority maximum/minimum"
        " best/worst first/last largest/smallest highest/lowest oldest/youngest early/late earlier/later expand/shrink"
        " tighten/loosen tighten/ease raise/lower raise/cut legal/illegal alive/dead enter/exit join/leave hot/cold"
        " agree/refuse confirm/deny ally/enemy same/different inside/outside upheld/overturned offensive/defensive"
    ).split()
]
_SCOPE = 3


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
    ours = list(_scopes(said))
    theirs = [scope for row in rows for scope in _scopes(row)]
    ours_content = {word.stem for word in said if word.content}
    for negation, scope in ours:
        if not any(scope & other or not scope for _, other in theirs):
            return f"the quote does not say “{negation}”"
    for negation, scope in theirs:
        shared = scope & ours_content
        if shared and not any(shared & other for _, other in ours):
            return f"the quote says “{negation}”"
    if (
        rows
        and len(ours) > 1
        and not any(len(list(_scopes(row))) >= len(ours) for row in (*rows, sum(map(tuple, rows), ())))
    ):
        return "it negates more often than the quote"
    return None


def _scopes(row: Sequence[Word]) -> Iterator[tuple[str, set[str]]]:
    """Each negation with the stems of the first content words behind it, or of those before it if none follow."""
    for i, word in enumerate(row):
        if word.text not in _NEGATIONS and not word.text.endswith("n't"):
            continue
        after = [other.text for other in row[i + 1 : i + 3]]
        if after[:1] in (["only"], ["just"], ["merely"], ["least"], ["doubt"], ["one"]) and word.text != "nor":
            if after[:1] != ["one"] or word.text != "no":
                continue
        if (
            word.text in ("no", "not")
            and after[:1]
            and after[0] in ("more", "fewer", "less", "later")
            and after[1:] == ["than"]
        ):
            continue
        behind = [other.stem for other in row[i + 1 :] if other.content and other.clause == word.clause]
        yield word.text, set(behind[:_SCOPE] or [other.stem for other in row[:i] if other.content][-_SCOPE:])


def _governors(said: Sequence[Word], rows: Sequence[Sequence[Word]]) -> str | None:
    ours = {_CLASSES[word.text] for word in said if word.text in _CLASSES}
    ours_texts = {word.text for word in said} | {word.stem for word in said}
    ours_content = {word.stem for word in said if word.content}
    for row in rows:
        for i, word in enumerate(row):
            kind = _CLASSES.get(word.text)
            if kind is None or word.text in ours_texts or word.stem in ours_texts or word.text in _WEAK:
                continue
            if ours & _ALSO.get(kind, {kind}):
                continue
            if _governed(row, i, kind) & ours_content:
                return f"the quote says “{word.text}”"
    theirs = {_CLASSES[word.text] for row in rows for word in row if word.text in _CLASSES}
    tense = next((word.text for word in said if word.text in ("will", "would", "shall")), None)
    if tense and rows and not theirs & {"a plan", "a condition", "a doubt", "a demand"}:
        return f"the quote does not say “{tense}”"
    return None


def _governed(row: Sequence[Word], i: int, kind: str) -> set[str]:
    """The stems of the first content words that a governor governs; an allegation reaches over its whole clause."""
    behind = [
        word.stem for word in row[i + 1 :] if word.content and word.clause <= row[i].clause + (kind == "a condition")
    ]
    before = [word.stem for word in row[:i] if word.content and word.clause >= row[i].clause - 1]
    if kind == "an allegation":
        return {*behind[:6], *before[-4:]}
    return set(behind[:_SCOPE] or before[-_SCOPE:])


def _opposites(said: Sequence[Word], quote: str) -> str | None:
    ours = {word.stem: word.text for word in said}
    theirs = {word.stem for line in quote.split("\n") for word in words(line)}
    for pair in _OPPOSITES:
        for here, there in (pair, reversed(pair)):
            a, b = stem(here), stem(there)
            if a in ours and a not in theirs and b in theirs and b not in ours:
                return f"the quote says “{there}”, not “{ours[a]}”"
    return None

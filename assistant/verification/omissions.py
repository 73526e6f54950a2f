"""What of a sentence may be left out without changing what the rest of it says."""

from __future__ import annotations

from assistant.verification.proper import TITLES
from assistant.verification.readings import SPEECH
from assistant.verification.steps import Row, Step

_PLACES = frozenset({"in", "near", "outside"})
_MAY_TRAIL = frozenset(
    "in by after before for with from near as during and following amid over about of since despite".split()
)
_NEVER_LEFT_OUT = frozenset(
    "if unless until only except but though although not no never nor neither none whether would could may might should"
    " must will can cannot without like unlike against than because rather instead few little hardly rarely"
    " nearly almost"
    " former alleged allegedly suspected fake false falsely would-be so-called attempted failed planned proposed"
    " possible"
    " potential mock supposed reportedly apparently perhaps probably likely unlikely claimed claims accused according"
    " averted cancelled canceled foiled failing missing once formerly vice deputy acting half partly novel film"
    " movie play dream joke fiction hypothetical pretended not-yet yet".split()
)
_CONNECTIVES = frozenset("and but so yet still then".split())
_ADVERBS = frozenset("also later now then already meanwhile however again eventually overall".split())


def may_open(row: Row, j: int, ours: Step) -> bool:
    """Whether what stands before the first step may be left out: nothing, adjectives, or when and where."""
    if j == 0:
        mine, theirs = (tuple(word for word in step.lead if word not in _CONNECTIVES) for step in (ours, row[j]))
        return leads_alike(mine, theirs, ours)
    head = row[:j]
    if any(_never_left_out(step) for step in head):
        return False
    if row[j].apart:
        placed = all(step.kind in ("date", "name") or step.text in _ADVERBS for step in head)
        where = all(set(step.lead) <= _PLACES | {"during"} for step in head)
        return placed and where and leads_alike(ours.lead, row[j].lead, ours)
    beside = not row[j].lead and (_adjectives(row, 0, j) or _first_names(row, 0, j))
    return beside and leads_alike(ours.lead, head[0].lead, ours)


def may_follow(row: Row, i: int, j: int, ours: Step) -> bool:
    """Whether step j may come right after step i, with what is between left out."""
    between = row[i + 1 : j]
    if not between:
        return leads_alike(ours.lead, row[j].lead, ours)
    if any(_never_left_out(step) for step in between) or set(row[j].lead) & _NEVER_LEFT_OUT - set(ours.lead):
        return False
    if between[0].apart and row[j].apart:
        return leads_alike(ours.lead, row[j].lead, ours)
    if all(step.kind in ("date", "name") and set(step.lead) <= _PLACES for step in between) and between[0].lead:
        return leads_alike(ours.lead, row[j].lead, ours)
    if all(step.kind == "date" and set(step.lead) <= _PLACES for step in between):
        return leads_alike(ours.lead, row[j].lead, ours)
    if (_adjectives(row, i + 1, j) or _first_names(row, i + 1, j)) and not row[j].lead and not row[j].apart:
        return leads_alike(ours.lead, between[0].lead, ours)
    if all(step.text in _ADVERBS for step in between):
        return leads_alike(ours.lead, tuple(word for step in (*between, row[j]) for word in step.lead), ours)
    return False


def _adjectives(row: Row, i: int, j: int) -> bool:
    """Whether steps i to j - 1 are one or two adjectives of step j: they follow an article, and nothing else."""
    between = row[i:j]
    plain = all(step.kind == "word" and step.form != "past" for step in between)
    return plain and len(between) <= 2 and between[0].noun and not any(step.lead or step.noun for step in between[1:])


def _first_names(row: Row, i: int, j: int) -> bool:
    """Whether steps i to j - 1 are titles and first names of step j, the last word of a name."""
    ends = j + 1 == len(row) or row[j + 1].kind != "name" or bool(row[j + 1].lead) or row[j + 1].apart
    named = all(step.kind == "name" or step.text in TITLES for step in row[i:j])
    return (
        named
        and row[j].kind == "name"
        and ends
        and not any(step.lead or step.apart or step.noun for step in row[i + 1 : j + 1])
    )


def may_end(row: Row, j: int) -> bool:
    """Whether what stands after the last step may be left out: it adds, and takes nothing back."""
    tail = row[j + 1 :]
    if not tail:
        return True
    if any(_never_left_out(step) for step in tail):
        return False
    return tail[0].apart or tail[0].kind == "date" or (tail[0].lead[:1] != () and tail[0].lead[0] in _MAY_TRAIL)


def _never_left_out(step: Step) -> bool:
    return step.text in _NEVER_LEFT_OUT or step.text in SPEECH or bool(set(step.lead) & _NEVER_LEFT_OUT)


def leads_alike(ours: tuple[str, ...], theirs: tuple[str, ...], step: Step) -> bool:
    """Whether two steps are led up to by the same words; "rose by 5%" and "rose 5%" are one."""
    if ours == theirs:
        return True
    if step.kind == "number" and {ours, theirs} == {(), ("by",)}:
        return True
    return step.kind == "date" and {ours, theirs} <= {(), ("in",)}

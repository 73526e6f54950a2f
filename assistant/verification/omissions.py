"""What of a sentence may be left out without changing what the rest of it says."""

from __future__ import annotations

from assistant.verification.proper import TITLES
from assistant.verification.readings import SPEECH
from assistant.verification.steps import Row, Step

_PLACES = frozenset({"in", "near", "outside"})
_MAY_TRAIL = frozenset("in after before during and following amid as since despite".split())
_MAY_TRAIL_A_DEED = _MAY_TRAIL | frozenset("for with from of over by near about".split())
_NEVER_LEFT_OUT = frozenset(
    "if unless until only except but though although not no never nor neither none whether would could may might should"
    " must will can cannot without like unlike against than because rather instead few little hardly rarely nearly"
    " almost former alleged allegedly suspected fake false falsely would-be so-called attempted failed planned proposed"
    " possible potential mock supposed reportedly apparently perhaps probably likely unlikely claimed claims accused"
    " according averted cancelled canceled foiled failing missing once formerly vice deputy acting half partly novel"
    " film movie play dream joke fiction hypothetical pretended yet".split()
)
"""Whoever leaves one of these out says something else."""
_SCOPES = frozenset(
    "not no never none neither nor nobody nothing without all every each any most only few many some stop stops stopped"
    " cease ceases ceased halt halts halted ban bans banned end ends ended".split()
)
"""Words that say of how many something holds: beside them, what narrows a noun stays."""
_ROLES = TITLES - {"former", "deputy", "vice"} | frozenset(
    "head boss founder owner captain executive lawyer star".split()
)
_CONNECTIVES = frozenset("and but so yet still then".split())
_ADVERBS = frozenset("also later now then already again eventually".split())


def may_open(row: Row, j: int, ours: Step) -> bool:
    """Whether what stands before step j may be left out: nothing, an adjective, a first name, or when and where."""
    if j == 0:
        mine, theirs = (tuple(word for word in step.lead if word not in _CONNECTIVES) for step in (ours, row[j]))
        return leads_alike(mine, theirs, ours)
    head = row[:j]
    if any(_never_left_out(step) for step in head):
        return False
    if row[j].apart:
        placed = all(step.kind in ("date", "name") or step.text in _ADVERBS for step in head)
        where = all(set(step.lead) <= _PLACES | {"during"} for step in head)
        named = row[j].kind == "name" and all(step.kind == "name" or step.text in _ROLES for step in head)
        aside = (placed and where) or (named and not any(step.lead for step in head))
        return aside and leads_alike(ours.lead, row[j].lead, ours)
    return not row[j].lead and _beside(row, 0, j) and leads_alike(ours.lead, head[0].lead, ours)


def may_follow(row: Row, i: int, j: int, ours: Step) -> bool:
    """Whether step j may come right after step i, with what is between left out."""
    between = row[i + 1 : j]
    if not between:
        return leads_alike(ours.lead, row[j].lead, ours)
    if any(_never_left_out(step) for step in between) or set(row[j].lead) & _NEVER_LEFT_OUT - set(ours.lead):
        return False
    if row[j].apart and _aside(between):
        return leads_alike(ours.lead, row[j].lead, ours)
    if _when_or_where(between) and row[i].form == "past" and not _scoped(row):
        return leads_alike(ours.lead, row[j].lead, ours)
    if _beside(row, i + 1, j) and not row[j].lead and not row[j].apart:
        return leads_alike(ours.lead, between[0].lead, ours)
    if all(step.text in _ADVERBS for step in between):
        return leads_alike(ours.lead, tuple(word for step in (*between, row[j]) for word in step.lead), ours)
    return False


def may_end(row: Row, j: int) -> bool:
    """Whether what stands after step j may be left out: it adds, takes nothing back and narrows nothing."""
    tail = row[j + 1 :]
    if not tail:
        return True
    if any(_never_left_out(step) for step in tail):
        return False
    if tail[0].apart:
        return True
    deed = row[j].form == "past" or row[j].lead[-1:] in (("will",), ("would",), ("shall",), ("to",))
    definite = row[j].kind != "word" or deed or (row[j].noun and not _plural(row[j]))
    if _scoped(row) or not definite:
        return False
    return tail[0].kind == "date" or bool(set(tail[0].lead[:1]) & (_MAY_TRAIL_A_DEED if deed else _MAY_TRAIL))


def leads_alike(ours: tuple[str, ...], theirs: tuple[str, ...], step: Step) -> bool:
    """Whether two steps are led up to by the same words; "rose by 5%" and "rose 5%" are one."""
    if ours == theirs:
        return True
    if step.kind == "number" and {ours, theirs} == {(), ("by",)}:
        return True
    return step.kind == "date" and {ours, theirs} <= {(), ("in",)}


def _aside(between: Row) -> bool:
    """Whether steps are one aside between commas: an age, "who …", "built in …", "a nurse from …", but no clause."""
    first, rest = between[0], between[1:]
    if not first.apart or first.kind == "pronoun" or any(step.apart or step.kind == "pronoun" for step in rest):
        return False
    if first.lead[:1] == ("who",) or (first.kind == "number" and not rest):
        return True
    if first.lead or any(set(step.lead) - {"of", "in", "for", "and"} for step in rest):
        return False
    return first.form == "past" or (first.noun and not any(step.form == "past" for step in rest))


def _beside(row: Row, i: int, j: int) -> bool:
    """Whether steps i to j - 1 only stand beside the noun or name at j: adjectives of one thing, or first names."""
    return _first_names(row, i, j) or (_adjectives(row, i, j) and not _plural(row[j]) and not _scoped(row))


def _adjectives(row: Row, i: int, j: int) -> bool:
    between = row[i:j]
    plain = all(step.kind == "word" and step.form != "past" for step in between)
    return plain and len(between) <= 2 and between[0].noun and not any(step.lead or step.noun for step in between[1:])


def _first_names(row: Row, i: int, j: int) -> bool:
    ends = j + 1 == len(row) or row[j + 1].kind != "name" or bool(row[j + 1].lead) or row[j + 1].apart
    named = row[j].kind == "name" and all(step.kind == "name" or step.text in TITLES for step in row[i:j])
    return named and ends and not any(step.lead or step.apart or step.noun for step in row[i + 1 : j + 1])


def _when_or_where(between: Row) -> bool:
    """Whether steps are a day, or a place led up to by "in" or the like."""
    dates = all(step.kind == "date" for step in between)
    named = all(step.kind in ("date", "name") for step in between) and bool(between[0].lead)
    return (dates or named) and all(set(step.lead) <= _PLACES for step in between)


def _plural(step: Step) -> bool:
    return step.kind == "word" and step.text.endswith("s")


def _scoped(row: Row) -> bool:
    return any(step.text in _SCOPES or bool(set(step.lead) & _SCOPES) for step in row)


def _never_left_out(step: Step) -> bool:
    return step.text in _NEVER_LEFT_OUT or step.text in SPEECH or bool(set(step.lead) & _NEVER_LEFT_OUT)

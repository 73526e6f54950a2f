"""Derivation: the statement is a sentence of the quote with nothing left out but what may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.verification.calendar import resolved
from assistant.verification.proper import TITLES
from assistant.verification.rules.dates import bears_out
from assistant.verification.rules.naming import same_name
from assistant.verification.steps import Step, steps

Row = tuple[Step, ...]
Same = Callable[[Step, Step], bool]

_SPEECH = frozenset("say said says tell told tells added adds noted notes wrote writes stated announced".split())
_ASIDE = {("in",), ("to",), ("during",)}
_REPORTING = _SPEECH | {"according"}
_PLACES = frozenset({"in", "near", "outside"})
_MAY_TRAIL = frozenset(
    "in by after before for with from near as during and following amid over about of since despite".split()
)
_NEVER_LEFT_OUT = frozenset(
    "if unless until only except but though although not no never nor neither none whether would could may might should"
    " must will can cannot without like unlike against than because rather instead few little hardly rarely nearly almost"
    " former alleged allegedly suspected fake false falsely would-be so-called attempted failed planned proposed possible"
    " potential mock supposed reportedly apparently perhaps probably likely unlikely claimed claims accused according"
    " averted cancelled canceled foiled failing missing once formerly vice deputy acting half partly novel film movie play dream joke fiction hypothetical pretended not-yet yet".split()
)
_CONNECTIVES = frozenset("and but so yet still then".split())
_ADVERBS = frozenset("also later now then already meanwhile however again eventually overall".split())
_LIST_ITEM = re.compile(r"^\s*(?:[-–—•*·▪‣]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
_LEADS_IN = re.compile(r"(?:[:]|\bfollowing\.?)[\"'”’]?\s*$", re.IGNORECASE)
_SPLITS = re.compile(r"(?:,?\s(?:and|while|but)|;)\s")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a statement may derive from, the text before it, and its article's day of publication.

    `referent` is the name that a pronoun opening the sentence means, where only one can be meant.
    """

    sentence: str
    before: str = ""
    published: date | None = None
    referent: str = ""

    @property
    def asserts(self) -> bool:
        """Whether the sentence stands for itself: no question, no item of a list, nothing led in by the line before."""
        question = self.sentence.rstrip("\"'”’) ").endswith("?")
        return not (question or _LIST_ITEM.match(self.sentence) or _LEADS_IN.search(self.before))


def derivation(statement: str, sources: Sequence[Source]) -> str | None:
    """Why the statement does not derive from any one sentence, or None.

    Its steps must be those of the sentence, in the same order and form, each led up to by the same prepositions,
    auxiliaries and negations; passives may be turned, a report's "X said" and a single date may move. Left out may
    be what stands between two commas, a place or day, an adjective after an article, a beginning that only says
    when or where, and an end that only adds.
    """
    usable = [source for source in sources if source.asserts]
    if any(_derives(statement, source) for source in usable):
        return None
    for cut in _SPLITS.finditer(statement):
        parts = (statement[: cut.start()], statement[cut.end() :])
        if all(steps(part) and any(_derives(part, source) for source in usable) for part in parts):
            return None
    return "the quote puts it otherwise"


def _derives(statement: str, source: Source) -> bool:
    if source.referent and source.referent in statement:
        statement = statement.replace(source.referent, source.sentence.split()[0], 1)
    said, there = steps(statement), steps(source.sentence)
    if not said or not there:
        return False

    def same(a: Step, b: Step) -> bool:
        return _same(a, b, source.published)

    if not all(step.text in _REPORTING or any(same(step, other) for other in there) for step in said):
        return False
    return any(
        _aligned(ours, theirs, same) or _aligned_but_for_a_date(ours, theirs, same)
        for ours in _readings(said)
        for theirs in _readings(there)
    )


def _aligned_but_for_a_date(ours: Row, theirs: Row, same: Same) -> bool:
    """Whether the rows align once the one date of each is taken out, if what stands beside it there is said too."""
    a, b = ([i for i, step in enumerate(row) if step.day] for row in (ours, theirs))
    if len(a) != 1 or len(b) != 1 or not same(ours[a[0]], theirs[b[0]]):
        return False
    if not _leads_alike(ours[a[0]].lead, theirs[b[0]].lead, ours[a[0]]):
        return False
    beside = [step for step in _between_commas(theirs, b[0]) if not step.day]
    shared = sum(any(same(step, other) for step in ours) for other in beside)
    return (shared >= 2 or not beside) and _aligned(_without(ours, a[0]), _without(theirs, b[0]), same)


def _between_commas(row: Row, i: int) -> Row:
    begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
    return row[begin : next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))]


def _without(row: Row, i: int) -> Row:
    rest = row[i + 1 :]
    if rest and row[i].apart:
        rest = (replace(rest[0], apart=True), *rest[1:])
    return row[:i] + rest


def _readings(row: Row) -> Iterator[Row]:
    """A row as it stands, its report moved to the front, its relative clauses alone, its passive turned, its "of" too."""
    plain = [row, *_report_first(row), *_relative_clauses(row)]
    for reading in plain:
        yield reading
        if active := _active(reading):
            yield active
        if owned := _owned(reading):
            yield owned


def _report_first(row: Row) -> Iterator[Row]:
    """`X, police said in Rome` as `police said in Rome X` and `police said X`; `according to X` as `X said`."""
    for i, step in enumerate(row):
        end = next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))
        begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
        if step.stem == "accord" and i + 1 < end and row[:i] + row[end:]:
            speaker = (replace(row[i + 1], lead=(), apart=False), *row[i + 2 : end])
            yield (*speaker, Step("word", "said", "say", form="past"), *_rest(row, i, end))
        elif step.text in _SPEECH and begin and not row[begin].lead:
            speaker = (replace(row[begin], apart=False), *row[begin + 1 : i])
            yield (*speaker, *row[i:end], *_rest(row, begin, end))
            if i + 1 < end and (step.stem == "tell" or row[i + 1].day or row[i + 1].lead[:1] in _ASIDE):
                yield (*speaker, step, *_rest(row, begin, end))


def _rest(row: Row, begin: int, end: int) -> Row:
    rest = row[:begin] + row[end:]
    return (replace(rest[0], apart=False), *rest[1:]) if rest else ()


def _relative_clauses(row: Row) -> Iterator[Row]:
    """`A, who did B, …` as `A did B`; not where "who" may mean another than the words right before it."""
    for i, step in enumerate(row):
        if i and step.lead[:1] == ("who",) and step.apart:
            begin = i - 1
            while begin and not (row[begin].lead or row[begin].noun or row[begin].apart):
                begin -= 1
            if row[begin].lead[-1:] == ("of",) or not (row[begin].kind == "name" or row[begin].noun):
                continue
            end = next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))
            subject = (replace(row[begin], lead=(), apart=False), *row[begin + 1 : i])
            yield (*subject, replace(step, lead=step.lead[1:], apart=False), *row[i + 1 : end])


def _owned(row: Row) -> Row | None:
    """`the shares of the bank fell` as `the bank's shares fell`."""
    for i, step in enumerate(row):
        if i and step.lead == ("of",) and (row[i - 1].kind == "word" or i == 1) and not step.apart:
            end = next((j for j in range(i + 1, len(row)) if row[j].lead or row[j].apart), len(row))
            end = end if all(row[j].kind == "name" for j in range(i + 1, end)) else i + 1
            begin = i - 1
            while begin and not (row[begin].lead or row[begin].noun or row[begin].apart or row[begin].kind != "word"):
                begin -= 1
            owner = (replace(step, lead=row[begin].lead, apart=row[begin].apart), *row[i + 1 : end])
            return (*row[:begin], *owner, replace(row[begin], lead=(), apart=False), *row[begin + 1 : i], *row[end:])
    return None


def _active(row: Row) -> Row | None:
    """`A was hit by B on …` as `B hit A on …`."""
    for i, verb in enumerate(row):
        if verb.form != "past" or verb.lead[-1:] not in (("was",), ("is",), ("been",)) or not i:
            continue
        by = next((j for j in range(i + 1, len(row)) if row[j].lead == ("by",) and _acts(row, j)), None)
        if by is None:
            continue
        end = next((j for j in range(by + 1, len(row)) if row[j].lead or row[j].apart), len(row))
        begin = next((j for j in range(i - 1, -1, -1) if row[j].apart or row[j].text in _SPEECH), -1)
        begin = begin + 1 if begin >= 0 and row[begin].text in _SPEECH else max(begin, 0)
        doer = (replace(row[by], lead=row[begin].lead), *row[by + 1 : end])
        patient = (replace(row[begin], lead=(), apart=False), *row[begin + 1 : i])
        active = replace(verb, lead=tuple(word for word in verb.lead[:-1] if word not in ("has", "had")))
        return (*row[:begin], *doer, active, *patient, *row[i + 1 : by], *row[end:])
    return None


def _acts(row: Row, j: int) -> bool:
    """Whether a step may be who does something: a name, a word, or a number of something."""
    counted = j + 1 < len(row) and row[j + 1].kind == "word" and not row[j + 1].lead and not row[j + 1].apart
    return row[j].kind in ("name", "word") or (row[j].kind == "number" and counted)


def _aligned(ours: Row, theirs: Row, same: Same) -> bool:
    """Whether all of our steps stand in theirs, in order, with nothing left out but what may be."""
    if not ours:
        return False
    reached = [j for j, step in enumerate(theirs) if same(ours[0], step) and _may_open(theirs, j, ours[0])]
    for step in ours[1:]:
        reached = [
            j
            for j in range(len(theirs))
            if same(step, theirs[j]) and any(i < j and _may_follow(theirs, i, j, step) for i in reached)
        ]
        if not reached:
            return False
    return any(_may_end(theirs, j) for j in reached)


def _same(a: Step, b: Step, published: date | None) -> bool:
    if a.day and b.day:
        return bears_out(b.day, a.day) or bears_out(resolved(b.day, published), a.day)
    if a.quantity and b.quantity:
        x, y = a.quantity, b.quantity
        return (x.values, x.unit, x.form, x.typed, x.qualifier) == (y.values, y.unit, y.form, y.typed, y.qualifier)
    if a.day or b.day or a.quantity or b.quantity:
        return False
    if a.text in _SPEECH and b.text in _SPEECH:
        return True
    if a.kind == "name" or b.kind == "name":
        return same_name(a.text, b.text)
    if a.text == b.text:
        return True
    return a.stem == b.stem and a.form == b.form


def _leads_alike(ours: tuple[str, ...], theirs: tuple[str, ...], step: Step) -> bool:
    if ours == theirs:
        return True
    if step.kind == "number" and {ours, theirs} == {(), ("by",)}:
        return True
    return step.kind == "date" and {ours, theirs} <= {(), ("in",)}


def _may_open(row: Row, j: int, ours: Step) -> bool:
    """Whether what stands before the first step may be left out: nothing, adjectives, or when and where."""
    if j == 0:
        mine, theirs = (tuple(word for word in step.lead if word not in _CONNECTIVES) for step in (ours, row[j]))
        return _leads_alike(mine, theirs, ours)
    head = row[:j]
    if any(_never_left_out(step) for step in head):
        return False
    if row[j].apart:
        placed = all(step.kind in ("date", "name") or step.text in _ADVERBS for step in head)
        where = all(set(step.lead) <= _PLACES | {"during"} for step in head)
        return placed and where and _leads_alike(ours.lead, row[j].lead, ours)
    beside = not row[j].lead and (_adjectives(row, 0, j) or _first_names(row, 0, j))
    return beside and _leads_alike(ours.lead, head[0].lead, ours)


def _may_follow(row: Row, i: int, j: int, ours: Step) -> bool:
    """Whether step j may come right after step i, with what is between left out."""
    between = row[i + 1 : j]
    if not between:
        return _leads_alike(ours.lead, row[j].lead, ours)
    if any(_never_left_out(step) for step in between) or set(row[j].lead) & _NEVER_LEFT_OUT - set(ours.lead):
        return False
    if between[0].apart and row[j].apart:
        return _leads_alike(ours.lead, row[j].lead, ours)
    if all(step.kind in ("date", "name") and set(step.lead) <= _PLACES for step in between) and between[0].lead:
        return _leads_alike(ours.lead, row[j].lead, ours)
    if all(step.kind == "date" and set(step.lead) <= _PLACES for step in between):
        return _leads_alike(ours.lead, row[j].lead, ours)
    if (_adjectives(row, i + 1, j) or _first_names(row, i + 1, j)) and not row[j].lead and not row[j].apart:
        return _leads_alike(ours.lead, between[0].lead, ours)
    if all(step.text in _ADVERBS for step in between):
        return _leads_alike(ours.lead, tuple(word for step in (*between, row[j]) for word in step.lead), ours)
    return False


def _adjectives(row: Row, i: int, j: int) -> bool:
    """Whether steps i to j - 1 are one or two adjectives of step j: they follow an article, and nothing leads to them."""
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


def _may_end(row: Row, j: int) -> bool:
    """Whether what stands after the last step may be left out: it adds, and takes nothing back."""
    tail = row[j + 1 :]
    if not tail:
        return True
    if any(_never_left_out(step) for step in tail):
        return False
    return tail[0].apart or tail[0].kind == "date" or tail[0].lead[:1] != () and tail[0].lead[0] in _MAY_TRAIL


def _never_left_out(step: Step) -> bool:
    return step.text in _NEVER_LEFT_OUT or step.text in _SPEECH or bool(set(step.lead) & _NEVER_LEFT_OUT)

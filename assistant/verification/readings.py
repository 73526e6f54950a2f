"""Other orders of the same sentence: its report in front, its relative clauses alone, its passive turned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.verification.steps import Row, Step

SPEECH = frozenset("say said says tell told tells added adds noted notes wrote writes stated announced".split())
"""Verbs that report and take no stand: one stands for another."""

_ASIDE = {("in",), ("to",), ("during",)}


def readings(row: Row) -> Iterator[Row]:
    """A row as it stands, its report in front, its passive turned: all that it says, in each."""
    for reading in (row, *_report_first(row)):
        yield reading
        if active := _active(reading):
            yield active


def parts(row: Row) -> Iterator[Row]:
    """What a row says among other things: its relative clauses alone, its report without when and where."""
    for part in (*_relative_clauses(row), *_bare_report(row)):
        yield part
        if active := _active(part):
            yield active


def _report_first(row: Row) -> Iterator[Row]:
    """`X, police said in Rome`, `X, said the police` and `X, according to police` as `police said X`."""
    for i, step in enumerate(row):
        end = next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))
        begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
        if step.stem == "accord" and i + 1 < end and row[:i] + row[end:]:
            speaker = (replace(row[i + 1], lead=(), apart=False), *row[i + 2 : end])
            yield (*speaker, Step("word", "said", "say", form="past"), *_rest(row, i, end))
        elif step.text in SPEECH and begin == i and i and not step.lead and i + 1 < end:
            yield (replace(row[i + 1], apart=False), *row[i + 2 : end], replace(step, apart=False), *_rest(row, i, end))
        elif step.text in SPEECH and begin and not row[begin].lead:
            speaker = (replace(row[begin], apart=False), *row[begin + 1 : i])
            yield (*speaker, *row[i:end], *_rest(row, begin, end))


def _bare_report(row: Row) -> Iterator[Row]:
    """`X, police told reporters in Rome` as `police told X`."""
    for i, step in enumerate(row):
        end = next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))
        begin = next((j for j in range(i, 0, -1) if row[j].apart), 0)
        if step.text not in SPEECH or not 0 < begin < i or row[begin].lead or i + 1 == end:
            continue
        if step.stem == "tell" or row[i + 1].day or row[i + 1].lead[:1] in _ASIDE:
            yield (replace(row[begin], apart=False), *row[begin + 1 : i + 1], *_rest(row, begin, end))


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
            if row[begin].lead or not (row[begin].kind == "name" or row[begin].noun):
                continue
            end = next((j for j in range(i + 1, len(row)) if row[j].apart), len(row))
            subject = (replace(row[begin], lead=(), apart=False), *row[begin + 1 : i])
            yield (*subject, replace(step, lead=step.lead[1:], apart=False), *row[i + 1 : end])


def _active(row: Row) -> Row | None:
    """`A was hit by B on …` as `B hit A on …`."""
    for i, verb in enumerate(row):
        if verb.form != "past" or verb.lead[-1:] not in (("was",), ("is",), ("been",)) or not i:
            continue
        by = next((j for j in range(i + 1, len(row)) if row[j].lead == ("by",) and _acts(row, j)), None)
        if by is None:
            continue
        end = next((j for j in range(by + 1, len(row)) if row[j].lead or row[j].apart), len(row))
        begin = next((j for j in range(i - 1, -1, -1) if row[j].apart or row[j].text in SPEECH), -1)
        begin = begin + 1 if begin >= 0 and row[begin].text in SPEECH else max(begin, 0)
        doer = (replace(row[by], lead=row[begin].lead), *row[by + 1 : end])
        patient = (replace(row[begin], lead=(), apart=False), *row[begin + 1 : i])
        active = replace(verb, lead=tuple(word for word in verb.lead[:-1] if word not in ("has", "had")))
        return (*row[:begin], *doer, active, *patient, *row[i + 1 : by], *row[end:])
    return None


def _acts(row: Row, j: int) -> bool:
    """Whether a step may be who does something: a name, a word, or a number of something."""
    counted = j + 1 < len(row) and row[j + 1].kind == "word" and not row[j + 1].lead and not row[j + 1].apart
    return row[j].kind in ("name", "word") or (row[j].kind == "number" and counted)

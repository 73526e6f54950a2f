"""A statement against its quotes: every rule in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quotation.spans import Span
from assistant.quotation.widening import before
from assistant.text.sentences import split
from assistant.verification.rules.additions import additions
from assistant.verification.rules.coverage import coverage
from assistant.verification.rules.dates import dates, without_dates
from assistant.verification.rules.derivation import Source, derivation
from assistant.verification.rules.language import language
from assistant.verification.rules.naming import expanded, naming
from assistant.verification.rules.numbers import numbers
from assistant.verification.rules.polarity import polarity
from assistant.verification.rules.roles import roles
from assistant.verification.verdicts import Failure, Rule

_BEFORE = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """The rules that a statement breaks, and the sentences before its quotes that its names need."""

    failures: tuple[Failure, ...]
    needed: tuple[Span, ...] = ()


def check(statement: str, spans: Sequence[Span]) -> Checked:
    """Hold a statement against the spans that it rests on, by every rule.

    Its grammar is read last, and only where no other rule is broken. Raises ModelFilesError.
    """
    quote = "\n".join(span.text for span in spans)
    articles = tuple({span.passage.article.sha256: span.passage.article.text for span in spans}.values())
    publishers = " ".join(dict.fromkeys(filter(None, (span.passage.article.publisher for span in spans))))
    undated, known = without_dates(statement), f"{quote}\n{publishers}"
    named, needed = naming(undated, known, (), articles), tuple[Span, ...]()
    if named.wrong:  # only then are the sentences before the quote looked up
        context = [sentence for span in spans for sentence in before(span) if sentence not in spans]
        named = naming(undated, known, [sentence.text for sentence in context], articles)
        needed = tuple(context[i] for i in named.needed)
    whole = "\n".join((quote, *(span.text for span in needed)))
    found: list[tuple[Rule, str | None]] = [
        ("language", language(statement, quote)),
        ("names", named.wrong),
        ("numbers", numbers(undated, without_dates(quote))),
        ("dates", dates(statement, [(span.text, span.passage.article.published) for span in spans])),
        ("polarity", polarity(undated, without_dates(quote))),
        ("additions", additions(statement, whole)),
    ]
    broken = any(detail for _, detail in found)
    derived = None if broken else derivation(statement, [source for span in spans for source in _sources(span)])
    if broken or derived:  # the first two only say what is wrong: what derives has the words and roles of its sentence
        found += [
            ("roles", roles(statement, whole)),
            ("coverage", coverage(undated, whole)),
            ("derivation", derived),
        ]
    return Checked(tuple(Failure(rule, detail) for rule, detail in found if detail), needed)


def _sources(span: Span) -> Iterator[Source]:
    """The sentences of a span as what a statement may derive from."""
    article = span.passage.article
    for start, end in split(span.text):
        sentence = Span(span.passage, span.start + start, span.start + end)
        earlier = article.text[max(0, sentence.start - _BEFORE) : sentence.start]
        yield Source(sentence.text, earlier, article.published, expanded(article.text))

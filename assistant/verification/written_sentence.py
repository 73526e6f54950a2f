"""A written sentence against its quotes: what a program can tell of it for certain."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.articles import Article
from assistant.drafts import Rule, RuleFailure
from assistant.quotation.spans import Span
from assistant.text.language import language
from assistant.verification.figures import foreign_figure
from assistant.verification.known_names import foreign_name
from assistant.verification.mixed_letters import mixed_letters
from assistant.verification.quoted_words import foreign_quotation


def check_written(text: str, spans: Sequence[Span], question: str, before: str = "") -> tuple[RuleFailure, ...]:
    """The rules that a written sentence breaks, each with the first words that break it.

    What it puts in quotation marks stands so in one of its quotes; its figures stand there by value, or follow from
    the day of publication; its names stand in one of the quoted articles or, as what `before` shows already does,
    in one quoted earlier on the page; no word mixes alphabets. A name counts for nothing merely because the question
    has it. Whether the sentence follows from its quotes is not looked at.
    """
    articles = {span.passage.article.sha256: span.passage.article for span in spans}.values()
    headed = tuple(map(_headed, articles))
    sources = [(span.text, span.passage.article.published) for span in spans]
    spoken = language(text)
    found: list[tuple[Rule, str | None]] = [
        ("letters", mixed_letters(text, "\n".join(headed))),
        ("quoted words", foreign_quotation(text, spans)),
        ("figures", foreign_figure(text, sources, headed, spoken)),
        ("names", foreign_name(text, (*headed, before), f"{question}\n{before}", spoken)),
    ]
    return tuple(RuleFailure(rule, f"“{words}” does not stand in what it cites") for rule, words in found if words)


def _headed(article: Article) -> str:
    return "\n".join(filter(None, (article.title, article.publisher, article.author, article.text)))

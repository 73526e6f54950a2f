"""Answers questions from an archive of news articles; every sentence carries a verbatim quote.

from assistant import ask
answer = ask("What did NATO reply?")
print(answer)
"""

from assistant.answers import Answer, Done, Found, ReadPassage, Said, Statement
from assistant.api import aask, ask, check, list_articles
from assistant.articles import Article, Passage, Quote
from assistant.assistant import Assistant
from assistant.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveIncompatible,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveUnreachable,
    ArchiveUnwritable,
    ArticleMissing,
    ExtraMissing,
    FilterError,
    IndexingError,
    LanguageModelError,
    ModelFilesError,
    PullquoteError,
    QuestionError,
    SettingsError,
    UsageError,
)
from assistant.quote_checks import QuoteCheck
from assistant.search_scope import Filters, Searched
from assistant.settings import Settings

__all__ = [
    "Answer",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveFull",
    "ArchiveIncompatible",
    "ArchiveLocked",
    "ArchiveMissing",
    "ArchiveUnreachable",
    "ArchiveUnwritable",
    "Article",
    "ArticleMissing",
    "Assistant",
    "Done",
    "ExtraMissing",
    "FilterError",
    "Filters",
    "Found",
    "IndexingError",
    "LanguageModelError",
    "ModelFilesError",
    "Passage",
    "PullquoteError",
    "QuestionError",
    "Quote",
    "QuoteCheck",
    "ReadPassage",
    "Said",
    "Searched",
    "Settings",
    "SettingsError",
    "Statement",
    "UsageError",
    "aask",
    "ask",
    "check",
    "list_articles",
]

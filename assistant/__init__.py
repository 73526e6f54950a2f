"""Answers questions from an archive of news articles; every sentence carries a verbatim quote.

from assistant import ask
answer = ask("What did NATO reply?")
print(answer)
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING

from assistant.articles import Article, Passage, Quote
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
    OutOfMemory,
    PullquoteError,
    QuestionError,
    SettingsError,
    UsageError,
)
from assistant.search_scope import Filters, Searched
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answers import Answer, Done, Found, ReadPassage, Said, Statement
    from assistant.api import aask, ask, check, list_articles
    from assistant.assistant import Assistant
    from assistant.quote_checks import QuoteCheck
else:
    _LATER = {
        "Assistant": "assistant.assistant",
        "QuoteCheck": "assistant.quote_checks",
        **dict.fromkeys(("Answer", "Done", "Found", "ReadPassage", "Said", "Statement"), "assistant.answers"),
        **dict.fromkeys(("aask", "ask", "check", "list_articles"), "assistant.api"),
    }

    def __getattr__(name: str) -> object:
        """Import what answers when it is first used: indexing, and every import of a part, does without it."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(_import_module(_LATER[name]), name)
        return value

    def __dir__() -> list[str]:
        return sorted(globals().keys() | _LATER.keys())


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
    "OutOfMemory",
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

"""A span of an article that may be quoted."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.articles import Passage


@dataclass(frozen=True, slots=True)
class Span:
    """Whole sentences of an article: `passage.article.text[start:end]`, at most LONGEST_QUOTE characters."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The article's own characters."""
        return self.passage.article.text[self.start : self.end]

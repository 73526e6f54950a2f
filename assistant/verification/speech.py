"""Who says what a quote says."""

from __future__ import annotations

from assistant.articles import Article, Speech


def attribution(article: Article, start: int, end: int) -> tuple[str | None, Speech]:
    """Who speaks in `article.text[start:end]`, and whether in their own words: (speaker, speech)."""
    text = article.text[start:end]
    if any(mark in text for mark in '“”"'):
        return None, "direct"
    return None, "none"

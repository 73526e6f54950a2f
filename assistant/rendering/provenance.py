"""Which stored text a quote was taken from, so that a reader can look it up and check it later."""

from __future__ import annotations

from assistant.articles import Article
from assistant.text.day_format import day

DIGITS = 8
"""Digits of a sha256 that are shown: enough to tell an article's versions apart, and few enough for one line."""


def provenance(article: Article) -> str:
    """`version 1, sha256 59983da4, as indexed on 28 November 2026`."""
    indexed = f", as indexed on {day(article.indexed)}" if article.indexed else ""
    return f"version {article.version}, sha256 {article.sha256[:DIGITS]}{indexed}"

"""A stored article as Markdown, to read or to keep."""

from __future__ import annotations

from assistant.articles import Article
from assistant.rendering.answer_markdown import linkable
from assistant.rendering.escaped_markdown import plain
from assistant.text.bylines import publisher
from assistant.text.control_characters import visible
from assistant.text.day_format import day


def render(article: Article) -> str:
    """Write the article as Markdown; nothing that it says is markup."""
    origin = [publisher(article.publisher), article.author, day(article.published), linkable(article.url)]
    paragraphs = [plain(visible(line)) for line in article.text.split("\n") if line.strip()]
    heading = [f"# {plain(visible(article.title or article.id))}", ", ".join(plain(part) for part in origin if part)]
    return "\n\n".join([*heading, *paragraphs]) + "\n"

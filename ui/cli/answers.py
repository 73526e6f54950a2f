"""An answer on the terminal: its statements, then each quote with who published it, when and where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ui.cli.printing import clean

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.answers import Answer, Statement
    from assistant.articles import Article, Quote
    from assistant.settings import Settings

MARKER = "bold cyan"
NEAREST = 3
"""Passages shown when there is no answer."""
EXCERPT = 240
"""Characters of each of them."""


def show_statement(out: Console, statement: Statement) -> None:
    """Print one statement with its markers."""
    out.print(Text(clean(statement.text)), _markers(statement.quotes))


def show_rest(out: Console, answer: Answer, settings: Settings) -> None:
    """Print what follows the statements: the sources, or why there is no answer; then how it came about."""
    if answer.status == "not_found":
        _show_not_found(out, answer)
    for quote in answer.quotes:
        out.print()
        _show_quote(out, quote)
    out.print()
    for notice in answer.notices:
        out.print(Text(clean(notice), style="yellow"))
    out.print(Text(_written_by(answer, settings), style="dim"))


def day(published: date | None) -> str:
    """A date as people write it, or that it is not known."""
    return f"{published.day} {published:%B %Y}" if published else "date unknown"


def _markers(numbers: tuple[int, ...]) -> Text:
    return Text("".join(f"[{number}]" for number in numbers), style=MARKER)


def _show_quote(out: Console, quote: Quote) -> None:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=max(3, len(str(quote.number)) + 2), justify="right")
    row.add_column()
    words = Text(clean(quote.text))
    if quote.speaker:
        words.append(f" {clean(quote.speaker)}", style="dim")
    row.add_row(_markers((quote.number,)), words)
    out.print(row)
    _show_reference(out, quote.article)


def _show_reference(out: Console, article: Article) -> None:
    from assistant.markdown import linkable

    publisher = clean(article.publisher or "publisher unknown")
    out.print(Padding(Text.assemble((publisher, "bold"), f", {day(article.published)}"), (0, 0, 0, 4)))
    if article.title:
        out.print(Padding(Text(clean(article.title), style="italic"), (0, 0, 0, 4)))
    link = linkable(article.url)
    place = Text(f"    {clean(link or article.id)}", style="blue underline" if link else "dim")
    out.print(place, soft_wrap=True)  # a link that is broken over two lines cannot be followed


def _show_not_found(out: Console, answer: Answer) -> None:
    from assistant.markdown import not_found

    out.print(Text(not_found(answer), style="bold"))
    if answer.absent:
        named = ", ".join(f"“{clean(term)}”" for term in answer.absent)
        out.print(Text(f"In no article searched: {named}."))
    for read in answer.passages[:NEAREST]:
        if read is answer.passages[0]:
            out.print("\nThe nearest passages:")
        excerpt = clean(read.passage.text)
        cut = excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …"
        out.print()
        out.print(Padding(Text(cut), (0, 0, 0, 4)))
        _show_reference(out, read.passage.article)


def _written_by(answer: Answer, settings: Settings) -> str:
    searched = answer.searched
    period = f", {day(searched.first)} to {day(searched.last)}" if searched.first else ""
    extent = f"{searched.articles:,} article{'' if searched.articles == 1 else 's'} searched{period}."
    if answer.written_by == "quotes":
        local = settings.embedding == "local" and not settings.chroma_url
        return f"{extent} In the sources' own words{'; nothing left this machine' if local else ''}."
    cost = answer.usage.get("cost")
    price = f" Cost: ${cost:.4f}." if isinstance(cost, float) else ""
    host = answer.usage.get("host")
    place = f" at {clean(str(host))}" if host else ""
    return f"{extent} Written by {clean(answer.written_by)}{place}, checked here.{price}"

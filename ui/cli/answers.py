"""An answer on the terminal: its statements, then each quote with who published it, when and where."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.days import day, days
from ui.cli.ids import short
from ui.cli.printing import clean, counted

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.answers import Answer, Searched, Statement
    from assistant.articles import Article, Quote
    from assistant.settings import Settings

MARKER = "bold cyan"
NEAREST = 3
"""Passages shown when there is no answer."""
EXCERPT = 240
"""Characters of each of them."""


def show_statement(out: Console, statement: Statement) -> None:
    """Print one statement with its markers."""
    show_indented(out, Text.assemble(clean(statement.text), " ", _markers(statement.quotes)), indent=0)


def show_rest(out: Console, answer: Answer, settings: Settings) -> None:
    """Print what follows the statements: the sources, or why there is no answer; then how it came about."""
    if answer.status == "not_found":
        _show_not_found(out, answer)
    for article, quotes in groupby(answer.quotes, key=lambda quote: quote.article):
        out.print()
        for quote in quotes:
            _show_quote(out, quote)
        _show_reference(out, article)
    out.print()
    for notice in answer.notices:
        show_indented(out, Text(clean(notice), style="yellow"), indent=0)
    show_indented(out, Text(_written_by(answer, settings), style="dim"), indent=0)


def show_indented(out: Console, text: Text, *, indent: int = 4, first: Text | None = None) -> None:
    """Print a text with every line indented, `first` standing in the first line's indentation."""
    for number, line in enumerate(text.wrap(out, out.width - indent)):
        line.rstrip()
        before = first if first is not None and number == 0 else Text("")
        out.print(Text.assemble(before, " " * (indent - len(before)), line))


def _markers(numbers: tuple[int, ...]) -> Text:
    return Text("".join(f"[{number}]" for number in numbers), style=MARKER)


def _show_quote(out: Console, quote: Quote) -> None:
    words = Text(clean(quote.text))
    if quote.speaker:
        words.append(f" ({clean(quote.speaker)})", style="dim")
    show_indented(out, words, first=Text.assemble(_markers((quote.number,)), " "))


def _show_reference(out: Console, article: Article) -> None:
    from assistant.markdown import linkable

    publisher = clean(article.publisher or "publisher unknown")
    show_indented(out, Text.assemble((publisher, "bold"), f", {day(article.published)}"))
    if article.title:
        show_indented(out, Text(clean(article.title), style="italic"))
    link = linkable(article.url)
    place = Text(f"    {clean(link or short(article.id))}", style="blue underline" if link else "dim")
    out.print(place, soft_wrap=True)  # a link that is broken over two lines cannot be followed


def _show_not_found(out: Console, answer: Answer) -> None:
    from assistant.markdown import not_found

    show_indented(out, Text(clean(not_found(answer)), style="bold"), indent=0)
    if answer.absent:
        named = ", ".join(f"“{clean(term)}”" for term in answer.absent)
        show_indented(out, Text(f"In no article searched: {named}."), indent=0)
    for read in answer.passages[:NEAREST]:
        if read is answer.passages[0]:
            out.print("\nThe nearest passages:")
        excerpt = clean(read.passage.text)
        cut = excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …"
        out.print()
        show_indented(out, Text(cut))
        _show_reference(out, read.passage.article)


def _written_by(answer: Answer, settings: Settings) -> str:
    """What was searched, who wrote, and what left the machine."""
    if answer.written_by != "quotes":
        cost, host = answer.usage.get("cost"), answer.usage.get("host")
        place = f" at {clean(str(host))}" if host else ""
        price = f" Cost: ${cost:.4f}." if isinstance(cost, float) else ""
        return f"{_extent(answer)}Written by {clean(answer.written_by)}{place}, checked here.{price}"
    local = settings.writer == "quotes" and settings.embedding == "local" and not settings.chroma_url
    said = ["In the sources' own words."] if answer.quotes else []
    return _extent(answer) + " ".join([*said, *(["Nothing left this machine."] if local else [])])


def _extent(answer: Answer) -> str:
    """How much was searched; `not_found` has said so already."""
    searched = answer.searched
    if answer.status == "not_found":
        return ""
    return f"{counted(searched.articles, 'article')} searched{_period(searched)}. "


def _period(searched: Searched) -> str:
    """`, 2 June 2024 to 3 July 2024`; nothing if no article has a date."""
    return f", {days(searched.first, searched.last)}" if searched.first and searched.last else ""

"""An answer on the terminal: its statements, then who published their quotes, when and where.

A model's sentences run on as prose. The words of a quote are printed once: behind a bar where a statement is made of
them, else below the answer.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.rendering.days_meant import when
from assistant.rendering.provenance import provenance
from assistant.rendering.refusal import not_found
from assistant.rendering.scope_phrases import extent
from assistant.rendering.staff import staff
from assistant.text import bylines
from assistant.text.day_format import day
from assistant.text.source_brackets import apart
from ui.cli.article_ids import short
from ui.cli.terminal import clean

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.answers import Answer, ReadPassage, Said, Statement
    from assistant.articles import Article, Quote
    from assistant.settings import Settings

MARKER = "bold cyan"
BAR = Text("│ ", style="cyan")
"""Stands before the sources' own words, as a rule does beside a pull quote."""
GLUE = "\ue000"
"""A space at which no line is broken; `clean` lets none through from elsewhere."""
INDENT = 4
NEAREST = 3
"""Articles of which the best passage is shown when there is no answer."""
EXCERPT = 240
"""Characters of each of them."""


class SaidPrinter:
    """Prints statements as they come: a model's as prose that runs on, the sources' own words each behind a bar."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._column = 0
        self._also = False

    def show(self, said: Said) -> None:
        """Print a statement with its markers."""
        if said.statement.kind == "written":
            self._run_on(said.statement)
            return
        if self._column and not self._also:
            self.end()
            self._out.print("\nAlso in the sources:", style="bold")
            self._also = True
        for quote in said.quotes:
            show_indented(self._out, _marked(quote.text, [quote.number]), indent=len(BAR), first=BAR, rest=BAR)

    def end(self) -> None:
        """End the prose."""
        if self._column and not self._also:
            self._out.print()

    def _run_on(self, statement: Statement) -> None:
        """Print a sentence behind the one before it, each word on the line that has room for it."""
        *words, last = clean(apart(statement.text)).split() or [""]
        for word in [*map(Text, words), Text.assemble(last, " ", _markers(statement.quotes))]:
            if self._column and self._column + 1 + word.cell_len > self._out.width:
                self._out.print()
                self._column = 0
            self._out.print(Text.assemble(" " if self._column else "", word), end="", soft_wrap=True)
            self._column += word.cell_len + (1 if self._column else 0)


def show_above(out: Console, notices: Iterable[str]) -> None:
    """Print what stands above an answer, set apart from it: a doubt, or a count."""
    shown = list(notices)
    for notice in shown:
        show_indented(out, Text(clean(notice), style="bold yellow"), indent=0)
    if shown:
        out.print()


def show_rest(out: Console, answer: Answer, settings: Settings) -> None:
    """Print what follows the statements: the sources, or why there is no answer; then how it came about."""
    if answer.status == "not_found":
        _show_not_found(out, answer)
        _show_notices(out, answer)
        _show_nearest(out, answer)
        out.print()
    else:
        shown = _shown(answer)
        if answer.missing:
            out.print()
            show_indented(out, Text(f"Nothing found on: {clean('; '.join(answer.missing))}.", style="bold"), indent=0)
        for article, quotes in groupby(answer.quotes, key=lambda quote: quote.article):
            out.print()
            _show_source(out, article, list(quotes), shown)
        out.print()
        _show_notices(out, answer)
    show_indented(out, Text(_written_by(answer, settings), style="dim"), indent=0)


def show_indented(
    out: Console, text: Text, *, indent: int = INDENT, first: Text | None = None, rest: Text | None = None
) -> None:
    """Print a text with every line indented, `first` and `rest` standing in the indentation of its lines."""
    for number, line in enumerate(text.wrap(out, out.width - max(indent, len(first or "")))):
        line.rstrip()
        line.plain = line.plain.replace(GLUE, " ")
        before = (rest if number else first) or Text("")
        out.print(Text.assemble(before, " " * (indent - len(before)), line))


def _shown(answer: Answer) -> set[int]:
    """The numbers of the quotes whose words stand in the answer."""
    return {number for each in answer.statements if each.kind == "quoted" for number in each.quotes}


def _numbered(*numbers: int) -> Text:
    """`[1][2] `, to stand before something; empty without numbers."""
    return Text.assemble(_markers(numbers), " " if numbers else "")


def _marked(words: str, numbers: Iterable[int]) -> Text:
    """`… [1][2]`, the markers on the line of the last word."""
    return Text.assemble(clean(apart(words)), GLUE, _markers(numbers))


def _markers(numbers: Iterable[int]) -> Text:
    return Text("".join(f"[{number}]" for number in numbers), style=MARKER)


def _show_source(out: Console, article: Article, quotes: Sequence[Quote], shown: Container[int]) -> None:
    """Print an article's quotes, without the words of those `shown` in the answer, and its reference.

    Its id stands there as its place, or else before its version.
    """
    from assistant.rendering.answer_markdown import linkable

    above = [quote for quote in quotes if quote.number in shown]
    for quote in quotes:
        if quote not in above:
            words = Text(clean(apart(quote.text)))
            if quote.speaker:
                words.append(f" ({clean(quote.speaker)})", style="dim")
            elif quote.speaking:
                words.append(f" (speaking: {quote.speaking})", style="dim")
            show_indented(out, words, first=_numbered(quote.number))
    _show_reference(out, article, quotes if above else (), _speaking(above))
    named = "" if article.id == (linkable(article.url) or article.id) else f"{short(article.id)}, "
    show_indented(out, Text(clean(f"{named}{provenance(article)}"), style="dim"))
    for quote in quotes:
        if said := when(quote):
            show_indented(out, Text.assemble(_numbered(quote.number), clean(said), style="dim"))


def _speaking(quotes: Iterable[Quote]) -> str:
    """`Speaking: Lavrov [2][3], not clearly named [4]`; empty where nobody but the article speaks."""
    said: dict[str, str] = {}
    for quote in quotes:
        if quote.speaking:
            said[quote.speaking] = f"{said.get(quote.speaking, '')}[{quote.number}]"
    return f"Speaking: {', '.join(f'{name} {numbers}' for name, numbers in said.items())}" if said else ""


def _show_reference(out: Console, article: Article, numbered: Iterable[Quote] = (), speaking: str = "") -> None:
    """Print who published an article and when, after the numbers of its quotes; then its title and its place."""
    from assistant.rendering.answer_markdown import linkable

    publisher = (clean(bylines.publisher(article.publisher)), "bold" if article.publisher else "dim")
    numbers = _numbered(*(quote.number for quote in numbered))
    show_indented(out, Text.assemble(publisher, f", {day(article.published)}"), first=numbers)
    if article.title:
        show_indented(out, Text(clean(bylines.title(article.title)), style="italic"))
    if also := bylines.others(article.also_published_by):
        show_indented(out, Text(clean(also), style="dim"))
    if speaking:
        show_indented(out, Text(clean(speaking), style="dim"))
    if article.correction:
        show_indented(out, Text(f"The article says of itself: {clean(apart(article.correction))}", style="yellow"))
    link = linkable(article.url)
    place = Text(f"{'':{INDENT}}{clean(link or short(article.id))}", style="blue underline" if link else "dim")
    out.print(place, soft_wrap=True)  # a link that is broken over two lines cannot be followed


def _show_not_found(out: Console, answer: Answer) -> None:
    show_indented(out, Text(clean(not_found(answer)), style="bold"), indent=0)
    if answer.absent:
        named = ", ".join(f"“{clean(term)}”" for term in answer.absent)
        show_indented(out, Text(f"In no article searched: {named}."), indent=0)


def _show_notices(out: Console, answer: Answer) -> None:
    for notice in answer.notices:
        show_indented(out, Text(clean(notice), style="yellow"), indent=0)


def _show_nearest(out: Console, answer: Answer) -> None:
    """Print how the best passage of each of the nearest articles begins."""
    nearest: dict[str, ReadPassage] = {}
    for read in answer.passages:
        nearest.setdefault(read.passage.article.id, read)
    if nearest:
        out.print("\nThe nearest passages:")
    for read in list(nearest.values())[:NEAREST]:
        excerpt = clean(apart(read.excerpt))
        cut = excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …"
        out.print()
        show_indented(out, Text(cut))
        _show_reference(out, read.passage.article)


def _written_by(answer: Answer, settings: Settings) -> str:
    """What was searched (`not_found` has said so already), who wrote and who checked, seconds and cost."""
    searched = f"Searched: {clean(extent(answer.searched, answer.filters))}. " if answer.quotes else ""
    if answer.usage:
        return f"{searched}{clean(staff(answer))}"
    local = settings.embedding == "local" and not settings.chroma_url
    said = ["In the sources' own words."] if answer.quotes else []
    return searched + " ".join([*said, *(["Nothing left this machine."] if local else [])])

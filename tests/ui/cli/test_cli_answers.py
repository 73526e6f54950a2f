"""How an answer reads on a terminal: every word of a quote once, and every quote with who published it."""

import io
import json
from pathlib import Path

import pytest
from command_line import BRIDGE, Pullquote, pullquote
from rich.console import Console

from assistant.answers import Answer, Kind, Said, Statement
from assistant.articles import Article, Quote
from assistant.search_scope import Filters, Searched
from assistant.settings import Settings
from ui.cli.answer_text import SaidPrinter, show_rest

__all__ = ["pullquote"]

OPENED, COST, VOTE = (
    "The bridge opened on Monday.",
    "“It cost 412 million,” Ana Cruz said.",
    "Nobody voted\nagainst it.",
)
POST = Article("post", f"{OPENED} {COST} {VOTE}", title="A Bridge at Last", publisher="The Alder Post")
COURIER = Article("courier", VOTE, url="https://courier.example/vote")


def quote(number: int, words: str, article: Article = POST, speaker: str | None = None) -> Quote:
    start = article.text.index(words)
    return Quote(number, article, 1, start, start + len(words), words, speaker, "direct" if speaker else "none")


def said(text: str, kind: Kind, *quotes: Quote) -> Said:
    return Said(Statement(text, tuple(each.number for each in quotes), kind), quotes)


def shown(*given: Said, writer: str = "quotes", width: int = 80, filters: Filters = Filters()) -> str:  # noqa: B008
    """What is printed of an answer that is made of these."""
    screen = io.StringIO()
    out = Console(file=screen, width=width)
    quotes = {each.number: each for event in given for each in event.quotes}
    statements = tuple(event.statement for event in given)
    answer = Answer(
        "?", "answered", None, writer, statements, tuple(quotes.values()), searched=Searched(2), filters=filters
    )
    printer = SaidPrinter(out)
    for event in given:
        printer.show(event)
    printer.end()
    show_rest(out, answer, Settings())
    return screen.getvalue()


def test_the_words_of_the_sources_are_printed_once_behind_a_bar() -> None:
    first, second = quote(1, OPENED), quote(2, COST, speaker="Ana Cruz")
    third = quote(3, VOTE, COURIER)
    text = shown(
        said(OPENED, "quoted", first), said(COST, "quoted", second), said("Nobody voted against it.", "quoted", third)
    )
    assert text == (
        "│ The bridge opened on Monday. [1]\n"
        "│ “It cost 412 million,” Ana Cruz said. [2]\n"
        "│ Nobody voted against it. [3]\n"
        "\n"
        "[1][2] The Alder Post, date unknown\n"
        "    A Bridge at Last\n"
        "    Speaking: Ana Cruz [2]\n"
        "    post\n"
        f"    version 1, sha256 {POST.sha256[:8]}\n"
        "\n"
        "[3] publisher unknown, date unknown\n"
        "    https://courier.example/vote\n"
        f"    courier, version 1, sha256 {COURIER.sha256[:8]}\n"
        "\n"
        "Searched: 2 articles. In the sources' own words. Nothing left this machine.\n"
    )


def test_of_words_from_two_places_each_has_its_own_number() -> None:
    text = shown(said(f"{OPENED} {COST}", "quoted", quote(1, OPENED), quote(2, COST)))
    assert text.startswith(
        "│ The bridge opened on Monday. [1]\n│ “It cost 412 million,” Ana Cruz said. [2]\n\n[1][2] The"
    )


def test_what_a_model_wrote_keeps_its_quote_below() -> None:
    first, second = quote(1, OPENED), quote(2, COST, speaker="Ana Cruz")
    text = shown(said("It opened on Monday.", "written", first), said(COST, "quoted", second), writer="small")
    assert text.startswith(
        "It opened on Monday. [1]\n"
        "\n"
        "Also in the sources:\n"
        "│ “It cost 412 million,” Ana Cruz said. [2]\n"
        "\n"
        "[1] The bridge opened on Monday.\n"
        "[1][2] The Alder Post, date unknown\n"
    )
    written = shown(said("It cost 412 million.", "written", quote(1, COST, speaker="Ana Cruz")), writer="small")
    assert "\n[1] “It cost 412 million,” Ana Cruz said. (Ana Cruz)\n    The Alder Post" in written
    assert "bar" not in written and "│" not in written


@pytest.mark.parametrize("width", range(20, 60))
def test_at_no_width_does_a_number_stand_alone_or_a_line_stand_out(width: int) -> None:
    text = shown(
        said(OPENED, "quoted", quote(1, OPENED)), said(f"{COST} {VOTE}", "written", quote(2, COST)), width=width
    )
    lines = text.splitlines()
    assert not {"[1]", "[2]", "│ [1]"} & {line.strip() for line in lines}
    assert not [line for line in lines if len(line) > width or line != line.rstrip()]
    assert " ".join(text.replace("│ ", "").split()).startswith(f"{OPENED} [1] {COST} {' '.join(VOTE.split())} [2] [2] ")


def test_what_the_search_was_confined_to_is_said(pullquote: Pullquote, seeds_archive: Path) -> None:
    text = shown(said(OPENED, "quoted", quote(1, OPENED)), filters=Filters(("The \x1bPost",)))
    assert "Searched: 2 articles published by The \\x1bPost. In" in text
    question = ("Which height did Barshim and Tamberi clear?", "--publisher", "Runway and Track (Pullquote Seeds)")
    asked = " ".join(pullquote("ask", *question, "--archive", str(seeds_archive)).out.split())
    assert "Searched: 1 article published by Runway and Track (Pullquote Seeds). In" in asked


def test_a_link_is_shown_whole_and_nothing_else_is_wider_than_80_columns(
    pullquote: Pullquote, tmp_path: Path, archive_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    url = "https://example.org/" + "bridge-" * 20 + "opens"
    (tmp_path / "a.json").write_text(json.dumps({"text": BRIDGE * 3, "title": "Bridge " * 30, "url": url}), "utf-8")
    pullquote("index", str(tmp_path / "a.json"), "--archive", str(archive_dir))
    done = pullquote("ask", "What did the bridge over the Alder cost?", "--archive", str(archive_dir))
    assert url in done.out
    assert not [line for line in done.out.splitlines() if len(line) > 80 and url not in line]
    assert not [line for line in done.out.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("columns", ["0", "1", "-3", "many"])
def test_a_terminal_without_columns_is_no_error(
    pullquote: Pullquote, seeds_archive: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert pullquote("ask", "Which height did Barshim clear?", "--archive", str(seeds_archive)).status == 0
    assert pullquote("articles", "--archive", str(seeds_archive)).status == 0
    assert pullquote("--help").status == 0


def test_what_is_not_in_the_articles_ends_with_1_and_says_what_was_searched(
    pullquote: Pullquote, seeds_archive: Path
) -> None:
    done = pullquote("ask", "What is the boiling point of tungsten?", "--archive", str(seeds_archive))
    assert done.status == 1
    assert "12 articles" in done.out
    assert "20 August 2019 to 27 January 2024" in " ".join(done.out.split())
    assert "The nearest passages:" in done.out
    asked = pullquote("ask", "Who won the Tour de Nowhere in May 2021?", "--archive", str(seeds_archive)).out
    assert asked.index("The articles do not say") < asked.index("Nothing close was found") < asked.index("The nearest")
    titles = [line for line in done.out.splitlines() if "(Pullquote Seeds), " in line]
    assert len(titles) == len(set(titles)) == 3

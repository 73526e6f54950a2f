"""Words from outside in Markdown: shown as they are by a CommonMark parser, and escaped only where they must be."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.rendering.escaped_markdown import in_link, plain

PARSER = MarkdownIt("gfm-like", {"linkify": False})

PLACES = [
    "{}",
    "# {}",
    "> {}",
    "- {}",
    "**{}**",
    "*{}*",
    "“{}”",
    "Said. [1] {} [2]",
    "- before\n- {}",
    "> {}\n>\n> end",
]
"""Where answers put words, each with markup of our own around them."""

hostile = st.text(st.sampled_from("ab1 *_`~[]()<>!#+-=|\\&;:/.$@^{}\"'\n\té“—"), max_size=24).filter(str.strip)


def leaves(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield from token.children if token.children is not None else [token]


def skeleton(text: str) -> list[str]:
    """The kinds of all that a parser finds, without the words."""
    return [token.type for token in leaves(text) if token.type not in ("text", "text_special")]


def words(text: str) -> str:
    return "".join(token.content for token in leaves(text))


@pytest.mark.parametrize("place", PLACES)
@given(hostile)
@example("1. one")
@example("- one")
@example("---")
@example("=== ")
@example("a # ##")
@example("[x] done")
@example("[a]: http://evil.example")
@example("> **[1]** The Post")
@example("tail\\")
@example("\\*a\\* *b*")
def test_words_are_shown_as_they_are_and_change_nothing_around_them(place: str, text: str) -> None:
    shown = " ".join(text.split())
    written = place.format(plain(text))
    assert words(written) == words(place.format("word")).replace("word", shown)
    assert skeleton(written) == skeleton(place.format("word"))


@given(hostile)
@example("a](http://evil.example) [b")
@example("![a](b)")
@example("[a] [b] [")
def test_a_title_never_leaves_its_link(text: str) -> None:
    place = "**[1]** The Post. [{}](<https://news.example/a>)"
    written = place.format(in_link(text))
    assert words(written) == words(place.format("word")).replace("word", " ".join(text.split()))
    assert skeleton(written) == skeleton(place.format("word"))


@given(hostile, hostile)
def test_two_texts_in_a_paragraph_make_nothing_together(one: str, other: str) -> None:
    written = f"{plain(one)} [1] {plain(other)} [2]"
    assert words(written) == f"{' '.join(one.split())} [1] {' '.join(other.split())} [2]"
    assert skeleton(written) == skeleton("a")


@pytest.mark.parametrize(
    "prose",
    [
        "Mr. Smith (R-Ohio) said 3.5% - a record - on Jan. 5.",
        "“It’s over!” she said; 1,200 people (and counting) left at 10:30 a.m.: a first.",
        "It cost $5 million, or US$20,000 a head, and C$3.",
        "He called it “the end [of the road] for AT&T, M&S and Q&A”.",
        "A snake_case name, a #hashtag, a 2 * 3 sum, x < 5 > 4, a C++ course + more = fun | so it goes.",
        "2024 was the year. -5 degrees",
        "Up {sic} ~ down!",
    ],
)
def test_prose_is_left_untouched(prose: str) -> None:
    assert plain(prose) == prose


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("See http://evil.example/a?b=c.", r"See http\://evil.example/a?b=c."),
        ("See WWW.evil.example.", r"See WWW\.evil.example."),
        ("Write to mailto:me@evil.example.", r"Write to mailto\:me\@evil.example."),
        ("Up 5$ or 6€$ today.", r"Up 5\$ or 6€\$ today."),
        ("A note[^1] or ^[two] or [[three]].", r"A note\[^1] or ^\[two] or \[[three]]."),
    ],
)
def test_what_renderers_make_more_of_than_commonmark_is_escaped_too(text: str, written: str) -> None:
    assert plain(text) == written

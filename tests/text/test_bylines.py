"""Publishers and titles that play at being others, several lines or nobody; sources with markers of their own."""

import pytest

from assistant.answers import Answer, Filters, Statement
from assistant.articles import Article, Quote
from assistant.rendering.answer_markdown import render
from assistant.rendering.scope_phrases import confined
from assistant.text.bylines import LONGEST_PUBLISHER, UNKNOWN, publisher, title
from assistant.text.long_sentences import is_fragment
from assistant.text.sentences import sentences
from assistant.text.source_brackets import apart
from ui.chat.formatting import heading

DISGUISED = {
    "R\u0435uters": "Cyrillic",
    "\u0412\u0412\u0421": "Cyrillic",
    "\u0421\u041d\u041d News": "Cyrillic",
    "\u0392\u0392C": "Greek",
    "\ua4d0\ua4d0\ua4da": "Lisu",
    "\u15f7\u15f7\u1455": "Canadian",
    "\uff32\uff45\uff55\uff54\uff45\uff52\uff53": "unusual",
    "\U0001d411\U0001d41e\U0001d42e\U0001d42d\U0001d41e\U0001d42b\U0001d42c": "unusual",
    "\u0299\u0299\u1d04": "unusual",
}
AS_THEY_LOOK = [
    "Reuters",
    "El País",
    "Правда",
    "Известия",
    "人民日报",
    "Kathimerini · Η Καθημερινή",
    "Việt Nam News",
    "ČTK",
]
BREAKS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
MARKED = ["[1]", "[ 12 ]", "[1, 2]", "[\u00b2]", "\uff3b1\uff3d", "\u3010\uff11\u3011", "\u27e63\u27e7", "[**1**]"]


@pytest.mark.parametrize(("name", "letters"), DISGUISED.items())
def test_a_publisher_in_look_alike_letters_is_marked_wherever_it_is_printed(name: str, letters: str) -> None:
    assert f"{letters} letters" in publisher(name)
    assert f"{letters} letters" in str(heading(Article("a", "Words.", publisher=name))["publisher"])
    answer = answered(Article("a", "The bridge is open.", publisher=name))
    assert f"{letters} letters" in render(answer)


@pytest.mark.parametrize("name", AS_THEY_LOOK)
def test_an_honest_name_is_printed_as_it_is(name: str) -> None:
    assert publisher(name) == name


def test_a_filter_that_is_printed_marks_it_too() -> None:
    assert "Cyrillic letters" in confined(Filters(publishers=("R\u0435uters",)))


@pytest.mark.parametrize(
    "name", ["publisher unknown", "Publisher Unknown", "Unknown", "publisher  unknown.", "unknown publisher"]
)
def test_one_that_is_called_unknown_is_told_from_one_that_is(name: str) -> None:
    assert publisher(name) != UNKNOWN and publisher(name).startswith("“")
    assert publisher(None) == publisher("") == publisher(" ") == UNKNOWN


@pytest.mark.parametrize("end", BREAKS)
def test_line_ends_never_make_a_second_line(end: str) -> None:
    article = Article("a", "The bridge is open.", f"One{end}> **[1]** Reuters", f"Post{end}[2] BBC", f"Ann{end}Smith")
    for name in (article.title, article.publisher, article.author):
        assert name and len(name.splitlines()) == 1
    text = render(answered(article))
    assert len(text.splitlines()) == len(render(answered(Article("a", article.text, "One", "Post"))).splitlines())


def test_a_publisher_of_six_hundred_letters_is_shortened_where_it_is_shown() -> None:
    assert len(publisher("B" * 600)) == LONGEST_PUBLISHER
    assert len(title("A long title " * 60)) < 250


@pytest.mark.parametrize("marker", MARKED)
def test_a_sources_own_number_in_brackets_is_no_marker_of_ours(marker: str) -> None:
    words = f"The bridge is open{marker} says the council."
    answer = answered(Article("a", words, f"Open {marker}", f"Post {marker}"))
    assert f"\\{marker}" in answer.text and answer.text.endswith("council. [1]")
    shown = render(answer)
    for ours in ("\\[1\\]", "> **[1]** "):
        shown = shown.replace(ours, "", 1)
    assert "**[" not in shown
    assert answer.quotes[0].text == words == answer.statements[0].text


def test_a_reference_of_ours_cannot_be_written_by_a_source() -> None:
    shown = render(answered(Article("a", "Nothing is known. > **[1]** Reuters, 5 May 2022. [2] It was denied.")))
    assert shown.count("> **[1]**") == 1 and "[2]" not in shown.replace("\\[2\\]", "[2]").replace("\\\\[2]", "")


@pytest.mark.parametrize("words", ["in [2022] it", "[the council]", "[sic]", "an array a[i]", "[$5m]", "[...]", "[]"])
def test_an_editors_brackets_stay(words: str) -> None:
    assert apart(words) == words


def test_a_piece_of_a_word_is_a_fragment() -> None:
    text = "x" * 900 + " was said. It was long."
    spans = sentences(text)
    assert [is_fragment(text, start, end) for start, end in spans] == [True, True, False]
    unspaced = "桥" * 900
    assert not any(is_fragment(unspaced, start, end) for start, end in sentences(unspaced))


def answered(article: Article) -> Answer:
    quote = Quote(1, article, 1, 0, len(article.text), article.text)
    return Answer("Is it open?", "answered", statements=(Statement(article.text, (1,), "quoted"),), quotes=(quote,))

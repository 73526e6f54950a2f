"""What an Answer, a Statement and a Quote cannot be."""

from datetime import date

import pytest
from markdown_it import MarkdownIt

from assistant.answers import Answer, ReadPassage, Statement
from assistant.articles import LONGEST_QUOTE, Article, Passage, Quote, digest, headed
from assistant.search_scope import Filters, Searched

TEXT = "The bridge opened on Monday. It cost £12 million. The mayor called it overdue."
ARTICLE = Article("a", TEXT, title="Bridge opens", publisher="The Harbour Post", published=date(2024, 3, 4))


def quote(number: int = 1, start: int = 0, end: int = 28) -> Quote:
    return Quote(number, ARTICLE, 7, start, end, TEXT[start:end])


def test_an_article_knows_its_digest_and_refuses_another_text() -> None:
    assert ARTICLE.sha256 == digest(TEXT)
    with pytest.raises(ValueError, match="sha256"):
        Article("a", TEXT + " ", sha256=ARTICLE.sha256)


def test_a_passage_is_the_text_at_its_offsets() -> None:
    assert Passage(1, ARTICLE, 29, 49).text == "It cost £12 million."


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, len(TEXT) + 1)])
def test_a_passage_lies_inside_its_article(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Passage(1, ARTICLE, start, end)


def test_a_heading_names_title_publisher_and_day() -> None:
    assert (
        Passage(1, ARTICLE, 0, 28).headed
        == "Bridge opens\nThe Harbour Post, 4 March 2024\nThe bridge opened on Monday."
    )
    assert headed("x", "", None, None) == "x"


@pytest.mark.parametrize("text", ["The bridge opened on Tuesday", "the bridge opened on Monday.", "The bridge opened"])
def test_a_quote_that_does_not_stand_there_cannot_be_built(text: str) -> None:
    with pytest.raises(ValueError, match="does not stand"):
        Quote(1, ARTICLE, 7, 0, 28, text)


@pytest.mark.parametrize(("start", "end"), [(-3, 2), (70, 200), (3, 3)])
def test_a_quote_lies_inside_its_article(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Quote(1, ARTICLE, 7, start, end, "")


def test_a_quote_is_not_blank_and_not_too_long() -> None:
    with pytest.raises(ValueError, match="blank"):
        Quote(1, ARTICLE, 7, 28, 29, " ")
    long = Article("b", "word " * 200)
    with pytest.raises(ValueError, match="longer"):
        Quote(1, long, 7, 0, LONGEST_QUOTE + 1, long.text[: LONGEST_QUOTE + 1])


def test_an_answered_answer_has_a_quote_for_every_statement() -> None:
    good = Statement("The bridge opened on Monday.", (1,), "quoted")
    answer = Answer("When?", "answered", statements=(good,), quotes=(quote(),))
    assert answer.text == "The bridge opened on Monday. [1]"
    for statements in [(), (Statement("No quote.", (), "written"),), (good, Statement("Unknown.", (2,), "written"))]:
        with pytest.raises(ValueError, match=r"statements|bears out"):
            Answer("When?", "answered", statements=statements, quotes=(quote(),))


def test_quotes_are_numbered_in_order() -> None:
    with pytest.raises(ValueError, match="numbered"):
        Answer("?", "answered", statements=(Statement("x", (2,), "quoted"),), quotes=(quote(2),))


def test_not_found_has_a_reason_and_says_nothing() -> None:
    with pytest.raises(ValueError, match="reason"):
        Answer("?", "not_found")
    with pytest.raises(ValueError, match="reason"):
        Answer("?", "not_found", "nothing_close", quotes=(quote(),))
    with pytest.raises(ValueError, match="no reason"):
        Answer("?", "answered", "unverified", statements=(Statement("x", (1,), "quoted"),), quotes=(quote(),))


def test_markdown_shows_quotes_whole_and_lets_no_text_become_markup() -> None:
    hostile = Article(
        "h",
        "Click ![x](http://evil.example/p.png) <script>alert(1)</script> www.evil.example now.",
        title="[free](javascript:alert(1)) **bold**",
        publisher="Evil_Press",
        url="https://news.example/a_(b)?q=<x>",
    )
    hostile_quote = Quote(1, hostile, 1, 0, len(hostile.text), hostile.text)
    answer = Answer(
        "What [now](http://evil.example)?",
        "answered",
        statements=(Statement(hostile.text, (1,), "quoted"),),
        quotes=(hostile_quote,),
        passages=(ReadPassage(Passage(1, hostile, 0, 5), 1.0, True),),
        searched=Searched(1),
        filters=Filters(),
    )
    text = answer.to_markdown()
    tokens = [
        child for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text) for child in token.children or [token]
    ]
    assert not [token for token in tokens if token.type in ("image", "html_inline", "html_block", "code_inline")]
    links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    assert links == ["https://news.example/a_%28b%29?q=%3Cx%3E"]
    shown = "".join(token.content for token in tokens if token.type == "text")
    assert shown.count(hostile.text) == 2 and "http://evil" not in text and "www.evil" not in text


def test_an_excerpt_does_not_begin_with_the_title() -> None:
    bare = Article("a", "A Bridge at Last\nThe bridge\nopened.", title="A Bridge at Last")
    assert ReadPassage(Passage(1, bare, 0, len(bare.text)), 1.0).excerpt == "The bridge opened."
    assert ReadPassage(Passage(1, bare, 0, len(bare.title)), 1.0).excerpt == "A Bridge at Last"
    begins = Article("b", "A Bridge at Last opened.", title="A Bridge at Last")
    assert ReadPassage(Passage(1, begins, 0, len(begins.text)), 1.0).excerpt == begins.text
    assert ReadPassage(Passage(2, bare, 17, len(bare.text)), 1.0).excerpt == "The bridge opened."


def test_markdown_of_what_was_not_found_says_what_was_searched() -> None:
    answer = Answer(
        "Who won?", "not_found", "nothing_close", searched=Searched(1200, date(2022, 1, 2), date(2022, 3, 4))
    )
    assert "The articles do not say; searched: 1,200 articles, 2 January 2022 to 4 March 2022." in answer.to_markdown()

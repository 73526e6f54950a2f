"""An answer shows itself: in a notebook, at the prompt, by `print`, and in a condition."""

from datetime import date

from assistant.answers import Answer, Statement
from assistant.articles import Article, Quote
from assistant.search_scope import Searched

TEXT = "The bridge opened on Monday. It cost £12 million. The mayor called it overdue." + " It was." * 2000
ARTICLE = Article(
    "a",
    TEXT,
    title="Bridge\x1b[2J opens",
    publisher="The Harbour Post",
    published=date(2024, 3, 4),
    url="https://a.example/b",
)


def quote(number: int, start: int, end: int, speaker: str | None = None) -> Quote:
    return Quote(number, ARTICLE, 7, start, end, TEXT[start:end], speaker, "reported" if speaker else "none")


def answer(*statements: Statement) -> Answer:
    quotes = (quote(1, 0, 28), quote(2, 50, 78, "the mayor"))
    return Answer("When did it open?", "answered", statements=statements, quotes=quotes)


WRITTEN = answer(
    Statement("It opened on a Monday, late.", (1, 2), "written", "judge"), Statement(TEXT[50:78], (2,), "quoted")
)
QUOTED = answer(Statement(TEXT[:28], (1,), "quoted"), Statement(TEXT[50:78], (2,), "quoted"))
REFUSED = Answer("Who?\x1b[1m", "not_found", "nothing_close", searched=Searched(12, date(2022, 1, 2), date(2022, 3, 4)))


def test_a_condition_tells_whether_it_was_answered() -> None:
    assert QUOTED
    assert not REFUSED


def test_at_the_prompt_an_answer_is_one_short_line() -> None:
    for each in (QUOTED, WRITTEN, REFUSED):
        assert len(repr(each)) < 300 and "\n" not in repr(each) and "\x1b" not in repr(each)
    assert "2 quotes" in repr(QUOTED) and "bridge opened" in repr(QUOTED)
    assert "nothing_close" in repr(REFUSED)


def test_printed_it_is_its_text_and_its_sources() -> None:
    assert str(QUOTED).splitlines() == [
        "The bridge opened on Monday. [1] The mayor called it overdue. [2]",
        "",
        "[1] The Harbour Post, 4 March 2024: Bridge\\x1b[2J opens",
        "    “Monday” is 4 March 2024",
        "    https://a.example/b",
        "[2] the mayor, in: The Harbour Post, 4 March 2024: Bridge\\x1b[2J opens",
        "    https://a.example/b",
    ]


def test_printed_what_a_model_wrote_stands_with_the_words_it_rests_on() -> None:
    assert str(WRITTEN).startswith(
        "It opened on a Monday, late. [1][2]\nAlso in the sources:\n- The mayor called it overdue. [2]\n"
    )
    assert "[1] “The bridge opened on Monday.” The Harbour Post" in str(WRITTEN)


def test_printed_a_refusal_says_so() -> None:
    assert str(REFUSED) == "The articles do not say; searched: 12 articles, 2 January 2022 to 4 March 2022."


def test_a_notebook_shows_the_markdown() -> None:
    assert QUOTED._repr_markdown_() == QUOTED.to_markdown()

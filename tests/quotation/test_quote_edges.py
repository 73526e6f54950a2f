"""What is shown of a span: verbatim, without a dateline, and without half of a pair of quotation marks."""

import pytest

from assistant.articles import Article, Passage
from assistant.quotation.quote_edges import trimmed
from assistant.quotation.spans import Span


def shown(text: str, sentence: str) -> str:
    passage = Passage(1, Article("a", text), 0, len(text))
    start = text.index(sentence)
    return trimmed(Span(passage, start, start + len(sentence))).text


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("“We are tired. We are cold,” she said.", "“We are tired.", "We are tired."),
        ("“We are tired. We are cold.” She left.", "We are cold.”", "We are cold."),
        ('"We are tired. We are cold." She left.', '"We are tired.', "We are tired."),
        ('"We are tired. We are cold." She left.', 'We are cold."', "We are cold."),
        ("‘We are tired. We’re cold,’ she said.", "‘We are tired.", "We are tired."),
        ("“We are tired,” she said.", "“We are tired,” she said.", "“We are tired,” she said."),
        ("He called it “a gamble.” She left.", "He called it “a gamble.”", "He called it “a gamble.”"),
        ("The boats were the fishermen’s.", "The boats were the fishermen’s.", "The boats were the fishermen’s."),
        ("It was the fishermen’", "It was the fishermen’", "It was the fishermen’"),
        ("«On part. On gagne.»", "«On part.", "On part."),
        ("„Wir gehen.“ Er ging.", "„Wir gehen.“", "„Wir gehen.“"),
        ('“Old Joe," a boat, is "wet." He left.', '“Old Joe," a boat, is "wet."', '“Old Joe," a boat, is "wet."'),
        ('He called it “a gamble." She left.', 'He called it “a gamble."', 'He called it “a gamble."'),
        ('"We are tired. We are “cold.” So are you," he said.', '"We are tired.', "We are tired."),
        ("It is 6'5\". He left.", "It is 6'5\"", "It is 6'5\""),
    ],
)
def test_a_mark_without_its_partner_is_not_shown_at_an_edge(text: str, sentence: str, expected: str) -> None:
    assert shown(text, sentence) == expected


def test_words_that_close_a_quotation_are_shown_from_where_it_opens() -> None:
    text = "It rained. “We are tired. We are cold,” she said. He left."
    assert shown(text, "We are cold,” she said.") == "“We are tired. We are cold,” she said."
    long = f"“We are tired {'and wet ' * 60}today. We are cold,” she said."
    assert shown(long, "We are cold,” she said.") == "We are cold,” she said."
    assert shown("“We are tired.\nWe are cold,” she said.", "We are cold,” she said.") == "We are cold,” she said."


def test_a_dateline_is_not_shown() -> None:
    text = "OSLO (Reuters) - The ferry sank. LONDON – Berg's ship – left."
    assert shown(text, "OSLO (Reuters) - The ferry sank.") == "The ferry sank."
    assert shown(text, "LONDON – Berg's ship – left.") == "LONDON – Berg's ship – left.", "not at the line's beginning"


def test_who_wrote_an_update_of_a_live_page_is_not_shown() -> None:
    text = "9:14 am ET May 4, 2026 Share this update Is the harbour open? Ines Roth The harbour is shut."
    assert shown(text, "Ines Roth The harbour is shut.") == "The harbour is shut."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Machine-written summary A ferry sank.", "A ferry sank."),
        ("Summary: A ferry sank.", "A ferry sank."),
        ("Key points A ferry sank.", "A ferry sank."),
        ("Summary judgment was granted to the ferry.", "Summary judgment was granted to the ferry."),
        ("Weekly highlights include a ferry.", "Weekly highlights include a ferry."),
        ("Highlights Magazine was sold.", "Highlights Magazine was sold."),
    ],
)
def test_the_label_of_a_short_version_is_not_shown(line: str, expected: str) -> None:
    assert shown(line, line) == expected

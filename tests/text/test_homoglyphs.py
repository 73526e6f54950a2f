"""Words whose letters are not what they look like are indexed, and pointed out: I13."""

import pytest
from editors_desk import Desk, desk

from assistant.text.homoglyphs import mixed_words

__all__ = ["desk"]

FALSE_FRIENDS = {
    "P\u0430ypal": "Cyrillic",
    "\u0410pple": "Cyrillic",
    "s\u0440\u0430\u0441e": "Cyrillic",
    "\u041c\u043e\u0441\u043a\u0432a": "Cyrillic",
    "B\u0391NK": "Greek",
    "g\u03bf\u03bfgle": "Greek",
    "\u13a2BM": "Cherokee",
}
AS_THEY_LOOK = [
    "The \u03bcTorrent and the k\u03a9 and the \u03b2-carotene of 5 \u03bcm",
    "\u0416\u0438\u0440\u0438\u043d\u043e\u0432\u0441\u043a\u0438\u0439 said COVID-19, \u041a\u041e\u0412\u0418\u0414",
    "\u0130stanbul, Zoë, naïve, Dvořák, 中文",
    "\u0391\u03b8\u03ae\u03bd\u03b1 (Athens)",
    "plain words",
]


@pytest.mark.parametrize(("word", "script"), FALSE_FRIENDS.items())
def test_a_word_of_two_scripts_that_look_alike_is_named(word: str, script: str) -> None:
    assert mixed_words(f"The {word}’s chairman resigned.").startswith(
        f"{script} letters stand among Latin ones in “{word}”"
    )


@pytest.mark.parametrize("text", AS_THEY_LOOK)
def test_words_of_one_script_each_are_no_cause_for_doubt(text: str) -> None:
    assert mixed_words(text) == ""


def test_many_such_words_are_counted() -> None:
    words = [f"b\u0430nk{number}" for number in "abcde"]
    assert "“b\u0430nkc” and 2 more: " in mixed_words(" ".join(words * 2))


@pytest.mark.parametrize("field", ["title", "text", "publisher", "author"])
def test_indexing_says_so_and_stores_what_was_given(desk: Desk, field: str) -> None:
    row = {
        "id": "n1",
        "title": "A title",
        "text": "The council met on Monday.",
        "publisher": "Courier",
        "author": "Ann",
    }
    row[field] += " of P\u0430ypal"
    desk.rows("a.jsonl", row)
    (notice,) = desk.index().notices
    assert notice.location.endswith("a.jsonl:1") and "“P\u0430ypal”" in notice.reason
    assert getattr(desk.articles()["n1"], field) == row[field]

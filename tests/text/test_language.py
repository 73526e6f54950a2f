"""Which language a text is in, seen by its words or by the identifier."""

import subprocess
import sys

import pytest

from assistant.text.language import language


@pytest.mark.parametrize(
    "text",
    [
        "Who will lead the harbour board next year?",
        "What did “The Courier” say about the dam’s new wall?",
        "Shipping firms are hiring again in Brenna",
    ],
)
def test_an_english_text_is_known_by_its_words_or_by_the_identifier(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warum haben die Hafenarbeiter so lange gestreikt?", "de"),
        ("Wann spielen The Who und The Cure wieder in Hamburg?", "de"),
        ("Pourquoi les dockers de Brenna ont-ils fait grève si longtemps ?", "fr"),
    ],
)
def test_a_foreign_text_is_not_taken_for_english_for_the_names_in_it(text: str, code: str) -> None:
    assert language(text) == code


def test_a_plainly_english_question_does_not_load_the_identifier() -> None:
    program = (
        "import sys; from assistant.text.language import language;"
        "assert language('Who won the election in Brazil?') == 'en'; sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

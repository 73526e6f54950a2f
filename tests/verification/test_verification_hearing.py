"""A word that no sentence has in any form settles, without parsing, that a statement is not said."""

import pytest
from test_verification_derivation import ACCEPTED
from test_verification_grammar import ACCEPTED as REWORDED

from assistant.verification.grammar import parser, unheard
from assistant.verification.rules.derivation import Source, derivation

UNHEARD = [
    ("The ferry capsized off Samos.", "The ferry sank off Samos on Tuesday."),
    ("The minister praised the union.", "The minister met the union."),
    ("Profits tumbled by 5 per cent.", "Profits fell by 5 per cent."),
    ("Berg resigned because of the scandal.", "Berg resigned in July."),
]

LEFT_TO_THE_GRAMMAR = {
    "another form": [
        ("The ferries were sinking.", "The ferry sank."),
        ("She brought and taught them.", "She will bring and teach them."),
        ("The organisers slept there.", "The organization sleeps there."),
    ],
    "another word that says the same": [
        ("The movie began in Rome.", "The film started in Rome."),
        ("The larger nation purchased it.", "The big country bought it."),
        ("They tried to stay till May.", "They attempted to stay until May."),
        ("However, Berg told Ruiz that it was unsafe.", "Berg said it was unsafe."),
    ],
    "a part of a word": [("A flood hit the northern coast.", "Flood-prone and north-facing, the coast was hit.")],
    "numbers, dates and what goes with them": [
        ("Roughly seventeen million euros were lost.", "About €17m was lost."),
        ("Berg left on Tuesday, or yesterday.", "Berg left on 1 March 2022."),
    ],
    "names": [("Norwegian Ada Berg left.", "She left.")],
    "words that may have none beside them": [
        ("The man, aged thirty, asked whether they left.", "The man, 30, asked if they left."),
        ("Berg never left without it, according to Ruiz.", "Ruiz said Berg did not leave with no coat."),
    ],
}


@pytest.mark.parametrize(("statement", "sentence"), UNHEARD)
def test_a_word_of_no_sentence_is_noticed(statement: str, sentence: str) -> None:
    assert unheard(statement, [sentence])
    assert derivation(statement, [Source(sentence)])


@pytest.mark.parametrize("reason", LEFT_TO_THE_GRAMMAR)
def test_a_word_that_may_be_said_otherwise_is_left_to_the_grammar(reason: str) -> None:
    for statement, sentence in LEFT_TO_THE_GRAMMAR[reason]:
        assert not unheard(statement, [sentence]), statement


def test_a_word_may_stand_in_any_sentence() -> None:
    assert not unheard("The harbour closed, and the union struck.", ["The union struck.", "The harbour closed."])


def test_no_rewording_that_the_grammar_bears_out_is_taken_for_unheard() -> None:
    pairs = [*ACCEPTED, *(pair for pairs in REWORDED.values() for pair in pairs)]
    assert len(pairs) > 60
    assert not [statement for statement, quote in pairs if unheard(statement, [quote])]


def test_words_are_kept_until_there_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = parser.load().vocab
    parser.parse(["Zwibelon left."], str)
    assert "Zwibelon" in vocabulary
    monkeypatch.setattr(parser, "_MOST_WORDS", len(vocabulary))
    assert parser.parse(["Quazzimbo left the flarndle."], str) == ["Quazzimbo left the flarndle."]
    assert parser.entities("Quazzimbo left the flarndle.") is not None
    assert "flarndle" not in vocabulary
    assert "flarndle" not in vocabulary.strings

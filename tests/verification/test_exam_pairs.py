"""The pairs that examine a judge are well formed, of every kind, and cannot be told from their surface."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import assistant

EXAM = Path(assistant.__file__).parent / "verification" / "judge" / "exam.jsonl"
PAIRS = [json.loads(line) for line in EXAM.read_text(encoding="utf-8").splitlines()]
FIELDS = ["id", "kind", "question", "before", "sentence", "quotes", "supported", "why"]
FALSE_KINDS = {
    "who",
    "to_whom",
    "cause",
    "whose_number",
    "year",
    "not",
    "hedge_dropped",
    "will_for_did",
    "claim_as_fact",
    "merged",
    "only_first_most",
    "restriction_dropped",
    "more_than_said",
    "misleading",
}
TRUE_KINDS = {
    "synonyms",
    "fused",
    "pronouns",
    "dates",
    "indirect",
    "list",
    "shortened",
    "hedge_kept",
    "direct",
}
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])


def words(text):
    return re.findall(r"\w+", text.lower())


def runs_of_eight(text):
    found = words(text)
    return {tuple(found[start : start + 8]) for start in range(len(found) - 7)}


@every_pair
def test_a_pair_has_all_its_fields_and_its_kind_says_its_label(pair):
    assert list(pair) == FIELDS
    assert pair["supported"] is (pair["kind"] in TRUE_KINDS)
    assert pair["kind"] in TRUE_KINDS | FALSE_KINDS
    assert all(pair[field].strip() for field in ("question", "sentence", "why"))
    assert pair["id"].startswith(pair["kind"].replace("_", "-") + "-")


@every_pair
def test_its_quotes_are_dated_and_of_a_length_that_a_page_shows(pair):
    assert 1 <= len(pair["quotes"]) <= 3
    for quote in pair["quotes"]:
        assert list(quote) == ["text", "publisher", "published"]
        assert date.fromisoformat(quote["published"])
        assert quote["publisher"]
        assert 5 <= len(quote["text"].split()) <= 90


@every_pair
def test_its_sentence_is_the_writers_own(pair):
    assert words(pair["sentence"]) not in [words(quote["text"]) for quote in pair["quotes"]]


@every_pair
def test_its_figures_and_quoted_words_would_pass_the_program_that_reads_before_a_judge(pair):
    """A planted error that a program catches teaches nothing about a judge."""
    quotes = " ".join(quote["text"] for quote in pair["quotes"])
    for quoted in re.findall(r'["“](.+?)["”]', pair["sentence"]):
        assert quoted in quotes
    if not pair["supported"]:
        days = [date.fromisoformat(quote["published"]) for quote in pair["quotes"]]
        known = {number for text in [quotes, *(f"{day.year} {day.day}" for day in days)] for number in figures(text)}
        assert figures(pair["sentence"]) <= known


def figures(text):
    return set(re.findall(r"\d(?:[\d.,]*\d)?", text))


def test_ids_are_unique():
    assert [name for name, times in Counter(pair["id"] for pair in PAIRS).items() if times > 1] == []


def test_there_are_enough_of_every_kind():
    kinds = Counter(pair["kind"] for pair in PAIRS)
    assert {kind for kind in FALSE_KINDS if kinds[kind] < 5} == set()
    assert {kind for kind in TRUE_KINDS if kinds[kind] < 3} == set()
    assert sum(kinds[kind] for kind in FALSE_KINDS) >= 100
    assert sum(kinds[kind] for kind in TRUE_KINDS) >= 40


def test_no_pair_repeats_anothers_sentence():
    seen = Counter(run for pair in PAIRS for run in runs_of_eight(pair["sentence"]))
    assert [run for run, times in seen.items() if times > 1] == []


def test_a_judge_that_says_the_same_to_everything_fails_early():
    """Of any five pairs in a row at least one is true and at least two are false."""
    labels = [pair["supported"] for pair in PAIRS]
    for start in range(len(labels) - 4):
        assert 1 <= sum(labels[start : start + 5]) <= 3

"""Sentences: where they end, and that their offsets are exact on any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ragged import ragged
from syntok.segmenter import segment
from syntok.tokenizer import Tokenizer

from assistant.articles import LONGEST_QUOTE
from assistant.text.sentences import segments, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Mr. Smith in Washington, D.C. on Jan. 5.", "It rained."],
        ["The U.S. Senate voted.", "Sen. Joe Manchin, D-W.Va., said no."],
        ["“We are ready,” he said.", "“No!”", "She left."],
        ['"Really?" he asked.', '"Yes."', "She nodded."],
        ["‘Fine.’", "He went."],
        ["“I love it.”", "“Me too.”"],
        ["Sales rose 3.5% to $4.2 billion (about £3.1bn).", "Shares in Foo Inc. fell."],
        ["Dr. J. R. R. Tolkien wrote it.", "He lived at No. 10."],
        ["Gov. Ron DeSantis, R-Fla., spoke to Rep. Adam Schiff.", "Lt. Gov. Dan Patrick did not."],
        ["It happened at 3 p.m. on Tuesday.", "Nobody came."],
        ["He said… nothing.", "Then he left."],
        ["One clause; Another clause."],
        ["(Reuters) -", "The bank rose.", "[Read more.]"],
        ["59. Deer Valley Rock Art Center", ""],
        ["She was 94.", "Ryan appeared in more than 60 films."],
        ["Great news!", "🎉 We won."],
        ["What did they say?!", "Nobody knows."],
        ["He runs Foo Corp.", "The company grew."],
        ["The Games run from Feb. 6-22 in Milan.", "He came in Nov.", "Then he left on Oct. 31."],
        ["It was asked Jan. 7-12 by Selzer & Co.", "It has a margin."],
        ["No. 2 Houston met No. 3 Illinois vs. No. 14 Penn.", "They support Prop. 50.", "It would pass."],
        ["Cecil B. DeMille sat by Dr. DeShawn Taylor.", "Mr. DeJohn left with C. A. Bridges."],
        ["TULSA, Okla. — In his song he sang.", "He left Tulsa, Okla.", "Nobody came."],
        ["ANAHEIM, Calif. (AP) —", "The Angels hired Ron.", "He was glad."],
        ["Attacks in Orlando, Fla. — all of them — took place.", "It ended.", "— Jane Doe"],
        ["He said ‘come in.’ ”", "Nobody came."],
        ["Warner Bros. Discovery shelved films.", "It is Warner Bros.", "Nobody knows."],
        ["Post Malone ft. Blake Shelton sang.", "It is 30 ft.", "It fell."],
    ],
)
def test_a_sentence_ends_where_readers_think(expected: list[str]) -> None:
    expected = [sentence for sentence in expected if sentence]
    assert split(" ".join(expected)) == expected


def test_ideographic_full_stops_need_no_space() -> None:
    assert split("外交部发言人说。“我们反对。”他补充道：“不会。”然后离开！真的吗？是的。") == [
        "外交部发言人说。",
        "“我们反对。”",
        "他补充道：“不会。”",
        "然后离开！",
        "真的吗？",
        "是的。",
    ]


@pytest.mark.parametrize(
    "expected",
    [
        ["मेयर ने कहा कि पुल बंद होगा।", " मरम्मत पर खर्च होंगे।", "परिषद ने टिप्पणी नहीं की।"],
        ["كم تبلغ تكلفة الإصلاح؟", " لم يعلق المجلس على ذلك."],
        ["یہ پل بند ہے۔", " وہ چلا گیا۔"],
        ["Քաղաքապետը ասաց։", " Վերանորոգում։"],
        ["ပိတ်မည်ဟု ပြောသည်။", " ယူရိုလေးသန်း ဖြစ်သည်။"],
        [
            "“It wasn’t too bad.”",
            "Thursday morning a stream came.",
            "Then it ended.",
            " Write to a.Johnson@news.com.",
            " Or not.",
        ],
    ],
)
def test_a_full_stop_ends_a_sentence_in_every_script_and_where_a_space_was_lost(expected: list[str]) -> None:
    assert split("".join(expected)) == [sentence.strip() for sentence in expected]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85", "\n\n"])
def test_a_sentence_never_crosses_a_line_break(line_break: str) -> None:
    assert split(f"A headline without a stop{line_break}and a line below it") == [
        "A headline without a stop",
        "and a line below it",
    ]


@given(ragged)
def test_offsets_are_exact_and_nothing_is_lost(text: str) -> None:
    spans = sentences(text)
    covered = [False] * len(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert end - start <= LONGEST_QUOTE
        assert text[start:end] == text[start:end].strip()
        assert len(text[start:end].splitlines()) == 1
        assert not any(covered[start:end]), "sentences overlap"
        covered[start:end] = [True] * (end - start)
    assert spans == sorted(spans)
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))


@given(ragged)
def test_a_piece_between_line_breaks_reads_as_within_the_whole(text: str) -> None:
    spans = sentences(text)
    breaks = [0, *(i + 1 for i, character in enumerate(text) if character == "\n"), len(text)]
    for start, end in itertools.pairwise(breaks):
        assert sentences(text, start, end) == [span for span in spans if start <= span[0] and span[1] <= end]


def test_a_piece_between_sentences_reads_as_within_the_whole() -> None:
    text = (
        "Gov. Ron DeSantis spoke on Jan. 5. “We are ready,” he said. The U.S. Senate voted. "
        "It rained in St. Louis. 外交部发言人说。“我们反对。” Nobody (not even Mr. Smith) came. 3. A list."
    )
    spans = sentences(text)
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            assert sentences(text, spans[first][0], spans[last][1]) == spans[first : last + 1]


def test_a_long_sentence_is_cut_after_a_clause_or_between_words() -> None:
    clause = "the committee of the house found nothing of any use in the papers, "
    pieces = split(clause * 20 + "it said.")
    assert len(pieces) > 1
    assert all(piece.endswith((",", "said.")) for piece in pieces)
    assert all(piece.split()[-1] == "word" for piece in split("word " * 500))


def test_a_cut_keeps_an_emoji_and_its_joiners_together() -> None:
    family = "👨‍👩‍👧"
    for piece in split(family * 400):
        assert not piece.startswith("\u200d")
        assert not piece.endswith("\u200d")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "word ",
        "A sentence here. ",
        ". ",
        "(",
        "他说。",
        "x.y",
        "Aa",
        "1,",
        ".",
        "\u200d",
        "“",
        "Mr. ",
        "No. 1 ",
        "Feb. 6. ",
        "A B. C. ",
        "A, B. — ",
        ". ”",
    ],
)
def test_a_quarter_of_a_million_characters_in_one_line_takes_seconds_at_most(unit: str) -> None:
    text = unit * (250_000 // len(unit))
    started = time.process_time()
    spans = sentences(text)
    assert time.process_time() - started < 6
    assert max(end - start for start, end in spans) <= LONGEST_QUOTE
    assert sum(end - start for start, end in spans) >= sum(len(word) for word in text.split()) * 0.9


def test_time_grows_no_faster_than_the_text() -> None:
    line = "The court heard Mr. Smith, who had said “no” on Jan. 5, and (in time) rose. "

    def seconds(copies: int) -> float:
        times = []
        for _ in range(3):
            started = time.process_time()
            sentences(line * copies)
            times.append(time.process_time() - started)
        return min(times)

    seconds(100)
    assert seconds(8_000) < 8 * 2.5 * seconds(1_000)


def test_what_is_named_after_a_junior_stays_whole() -> None:
    text = "Banks close on Martin Luther King Jr. Day this month. It honours Martin Luther King Jr. He led marches."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Banks close on Martin Luther King Jr. Day this month.",
        "It honours Martin Luther King Jr.",
        "He led marches.",
    ]


_WORDS = (
    "The mayor left it no No I a A U.S. U.S.-led a.m. approx Gen etc Dr St 4.5 $3 2008 7 B52 Jan May NATO XII eBay"
    " don't co-op Élan été end.The a;B “It"
).split()
_STOPS = (*'. ! ? ; ... … , : .” ." !’ .’” ?!'.split(), *[""] * 6)
_SPACES = (" ", " ", " ", "  ", "\xa0", "")
_TOLD = st.lists(
    st.tuples(*map(st.sampled_from, (('"', "“", "‘", ".", *[""] * 12), _WORDS, _STOPS, _SPACES))),
    min_size=1,
    max_size=12,
)


@given(_TOLD)
def test_sentences_end_where_syntok_ends_them_though_it_is_not_asked_everywhere(parts: list[tuple[str, ...]]) -> None:
    text = "".join(itertools.chain.from_iterable(parts)).strip()
    tokens = list(Tokenizer(replace_not_contraction=False).tokenize(text))
    expected = [each[-1].offset + len(each[-1].value) for each in segment(iter(tokens))]
    assert [end for _, end in segments(text, 0, len(text))] == expected

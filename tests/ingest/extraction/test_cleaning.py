"""Cleaning: what publishers chose stays, what readers cannot see goes, and the notes say so."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.cleaning import clean, clean_line, shortened
from ingest.extraction.decoding import NotText, decode

PROSE = "The “quick” brown fox — so they say — jumped over Müller’s dog… "
anything = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=60)


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert clean(once).notes == (() if "\ufffd" not in once else clean(once).notes)


@given(anything)
def test_clean_text_can_be_stored_and_shown(text: str) -> None:
    cleaned = clean(text).text
    assert cleaned.encode().decode() == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)
    assert not any(c in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff" for c in cleaned)


@given(anything)
def test_a_clean_line_is_one_line(text: str) -> None:
    line = clean_line(text, 40)
    assert len(line) <= 40
    assert line == " ".join(line.split())


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_line_break_becomes_a_line_feed(line_break: str) -> None:
    assert clean(f"one{line_break}two").text == "one\ntwo"


def test_what_publishers_chose_stays() -> None:
    chosen = "“Curly” ‘quotes’, en – and em — dashes… no\xa0break, 5′ 10″, ﬁne, 10², Ⅳ, Straße, İstanbul, «guillemets»"
    assert clean(chosen).text == chosen
    assert clean(chosen).notes == ()


@pytest.mark.parametrize(
    "kept",
    [
        "👨‍👩‍👧",
        "❤️",
        "5️⃣",
        "👍🏽",
        "می‌خواهم",
        "क्‍ष",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_emoji_and_scripts_that_need_invisible_characters_keep_them(kept: str) -> None:
    assert clean(kept).text == kept


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("a\x00b", "ab", "1 control character removed"),
        ("a\x1b[31mred", "a[31mred", "1 control character removed"),
        ("a\ud800b", "ab", "1 lone surrogate removed"),
        ("\u202eabc\u202c", "abc", "2 bidirectional controls removed"),
        ("x\u2066y\u2069", "xy", "2 bidirectional controls removed"),
        ("hi\U000e0068\U000e0069", "hi", "2 tag characters removed"),
        ("a\ufe00\ufe01\ufe02b", "a\ufe00b", "2 stray variation selectors removed"),
        ("Z" + "\u0338\u0322\u031b\u0356\u033a\u034e" + "a", None, "1 stack of accents cut to four"),
        ("caf\ufffd", "caf\ufffd", "holds 1 replacement character (U+FFFD), where its source was damaged"),
        ("a\ufdd0b", "ab", "1 noncharacter removed"),
    ],
)
def test_what_could_deceive_goes_and_is_said(text: str, expected: str | None, note: str) -> None:
    cleaned = clean(text)
    assert note in cleaned.notes
    assert expected is None or cleaned.text == expected


def test_soft_hyphens_and_zero_width_spaces_go_quietly() -> None:
    assert clean("so\xadft\u200b hy\xadphen\ufeff").text == "soft hyphen"
    assert clean("so\xadft").notes == ()


@pytest.mark.parametrize(
    "unit", [" ", "\t", "\xa0", " \n", "\n", "\u0301", "\u0301\u0316", "\u05b7\u05b4", "\ufe00", "\u202e", "é "]
)
def test_a_million_odd_characters_take_seconds_at_most(unit: str) -> None:
    started = time.process_time()
    clean("x" + unit * (1_000_000 // len(unit)) + "y")
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("brid\u200cge\u200d, and\u200d on", "bridge, and on"),
        ("caf\xe9\u200d-bar", "caf\xe9-bar"),
        ("PDF\u200cها", "PDF\u200cها"),
        ("2\u200dक", "2\u200dक"),
    ],
)
def test_joiners_that_join_nothing_go(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_a_line_begins_with_words_and_no_bullet() -> None:
    listed = "News:\n• It closes.\n\t◦ ► Buses may pass.\n- No, he said.\n•A • b"
    assert clean(listed).text == "News:\nIt closes.\nBuses may pass.\n- No, he said.\n•A • b"
    assert clean("◾ Why: toll.\n➤ Where: Elm.\n▲ 3%\n✔ True").text == "Why: toll.\nWhere: Elm.\n▲ 3%\n✔ True"


def test_accents_are_composed() -> None:
    assert clean("cafe\u0301").text == "café"


def test_a_title_is_shortened_after_a_word() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("short", 12) == "short"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("encoding", "is_guess"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1252", True),
    ],
)
def test_encodings_are_told_apart(encoding: str, is_guess: bool) -> None:
    decoded = decode((PROSE * 5).encode(encoding))
    assert decoded.text == PROSE * 5
    assert bool(decoded.notes) == is_guess


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "外務省の報道官は木曜日、この問題について「深刻な懸念」を表明した。"),
        ("cp1251", "Министр иностранных дел заявил в четверг, что ответ был неудовлетворительным. "),
        ("latin-1", "Être à l'été, déjà: le président a répondu, dit-il. "),
    ],
)
def test_other_encodings_are_read_as_declared_or_guessed_and_said_so(encoding: str, text: str) -> None:
    data = (text * 6).encode(encoding)
    assert decode(data, encoding).text == text * 6
    assert decode(data, encoding).notes == ()
    guessed = decode(data)
    assert guessed.text == text * 6
    assert any("guess" in note for note in guessed.notes)


def test_utf8_with_broken_bytes_stays_utf8_and_says_how_many() -> None:
    decoded = decode(PROSE.encode() + b"\xff\xfe" + PROSE.encode())
    assert decoded.text.count("\ufffd") == 2
    assert decoded.text.startswith(PROSE)
    assert decoded.notes == ("2 places are not valid UTF-8 and became U+FFFD",)


@pytest.mark.parametrize("encoded", [PROSE.encode(), PROSE.encode() * 9])
def test_what_was_pasted_into_utf8_is_read(encoded: bytes) -> None:
    decoded = decode(encoded + "It’s €5, the “café” said.".encode("cp1252"))
    assert decoded.text == encoded.decode() + "It’s €5, the “café” said."
    assert decoded.notes == ("5 bytes among UTF-8 read as cp1252",)


def test_a_surrogate_in_utf8_is_damage_too() -> None:
    assert decode(b"The cesu \xed\xa0\x80 text").notes == ("3 places are not valid UTF-8 and became U+FFFD",)


@given(st.binary(max_size=300))
def test_no_replacement_character_comes_in_unsaid(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText:
        return
    if "\ufffd" in decoded.text and "\ufffd".encode() not in data:
        assert decoded.notes


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
        (b"\x7fELF\x02\x01" + bytes(50), "a program"),
        (b"\x80\x04\x95" + b"cos\nsystem\n(S'touch /tmp/never'\ntR.", "a Python pickle"),
        (b"%PDF-1.7 text", "a PDF document"),
        (bytes(range(256)) * 8, "binary data"),
        (bytes(4096), "binary data"),
    ],
)
def test_binary_data_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(NotText, match=kind):
        decode(data)


@pytest.mark.parametrize(
    "declared", ["utf-16", "unicode-escape", "raw-unicode-escape", "cp037", "utf-7", "hz", "rot13"]
)
def test_a_declaration_that_could_not_have_been_read_is_not_believed(declared: str) -> None:
    text = r"The “café” in C:\x41 ~{<:}~ closed, they said"
    decoded = decode(text.encode("cp1252"), declared)
    assert decoded.text == text
    assert any("guess" in note for note in decoded.notes)


def test_an_unknown_or_wrong_declaration_does_no_harm() -> None:
    assert decode(PROSE.encode(), "no-such-encoding").text == PROSE
    assert decode(PROSE.encode(), "utf-16").text == PROSE
    assert decode(PROSE.encode("cp1252"), "iso-8859-1").text == PROSE

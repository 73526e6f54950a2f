"""Nothing that could steer a terminal reaches it, in no encoding, and a reader who leaves is no error."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.cli.terminal import clean

ROOT = Path(__file__).parents[3]
HOSTILE = "\x1b]0;owned\x07 \x1b[2J \r\b\x7f\x9b31m \u202egnp.exe \U000e0041 a\x00b \ud800"


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_shown_holds_no_control_or_invisible_character(text: str) -> None:
    shown = clean(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert not any(unicodedata.category(c) == "Cf" for c in shown if c not in "\u200c\u200d")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"])))
def test_words_are_shown_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_lines_are_kept_only_when_asked_for() -> None:
    assert clean("one\ntwo\tthree") == "one two three"
    assert clean("one\ntwo\tthree", lines=True) == "one\ntwo\tthree"


def written(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = f"from ui.cli import terminal; terminal.prepare_streams(); {code}"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True
    )


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C"}, {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}],
    ids=str,
)
def test_any_text_can_be_written_in_any_encoding(environment: dict[str, str]) -> None:
    text = "“Ça va” – 中文 … €5 " + HOSTILE
    code = f"terminal.console().print(terminal.clean({text!a})); terminal.tell({text!a})"
    done = written(code, **environment)
    assert done.returncode == 0, done.stderr
    for stream in (done.stdout, done.stderr):
        assert b"va" in stream
        assert not [byte for byte in stream if byte < 0x20 and byte not in b"\n\t"]
        assert b"\x7f" not in stream


def test_ascii_gets_the_nearest_plain_characters() -> None:
    done = written(f"terminal.tell({'“Ça va” – naïve … 5 €'!a})", PYTHONIOENCODING="ascii")
    assert done.stderr == b'"Ca va" - naive ... 5 EUR\n'


def test_json_is_ascii_and_reads_back_as_it_was() -> None:
    value = {"title": HOSTILE + "“中文”"}
    done = written(f"terminal.print_json({value!a})", PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert not [byte for byte in done.stdout if byte < 0x20 and byte != 0x0A]
    assert json.loads(done.stdout) == value


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "</dev/null >&-"])
def test_closed_streams_are_no_error(closed: str) -> None:
    command = f"{sys.executable} -m ui.cli --help {closed}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_error() -> None:
    command = f"{sys.executable} -m ui.cli --help | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True)
    assert done.returncode in (0, 141)  # 141 unless everything went into the pipe before its reader left
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_named() -> None:
    command = f"{sys.executable} -m ui.cli --help > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr

"""Ctrl-C and SIGTERM end `pullquote index` with a summary, and the next run goes on where it stopped."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ARTICLES = 60
PATIENCE = 240.0
"""Seconds that a busy machine may take over anything here."""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough articles that indexing them takes a while; each is one passage of its own words."""
    path = tmp_path / "many.jsonl"
    rows = [
        {
            "id": f"a{number}",
            "text": " ".join(f"Town {number * 40 + part} had rain on day {part}." for part in range(14)),
        }
        for number in range(ARTICLES)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def listening() -> None:
    """Ctrl-C reaches the command even where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def index(path: Path, archive: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ui.cli", "index", str(path), "--archive", str(archive), *options]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listening
    )


def stored(archive: Path) -> int:
    if not (archive / "archive.db").exists():
        return 0
    connection = sqlite3.connect(f"file:{archive / 'archive.db'}?mode=ro", uri=True)
    try:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        return int(count)
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def stopped_in_the_middle(process: subprocess.Popen[str], archive: Path, number: signal.Signals) -> tuple[str, str]:
    deadline = time.monotonic() + PATIENCE
    while not stored(archive) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    return process.communicate(timeout=PATIENCE)


def test_after_sigterm_the_next_run_does_the_rest(many: Path, archive_dir: Path) -> None:
    process = index(many, archive_dir, "--json")
    out, err = stopped_in_the_middle(process, archive_dir, signal.SIGTERM)
    assert process.returncode == 143, err
    assert err == ""
    kept = stored(archive_dir)
    assert 0 < kept < ARTICLES
    assert json.loads(out)["added"] in (kept - 1, kept)  # the signal may come between storing and counting

    process = index(many, archive_dir, "--json")
    rest = json.loads(process.communicate(timeout=PATIENCE)[0])
    assert process.returncode == 0
    assert (rest["unchanged"], rest["added"], rest["embedded"]) == (kept, ARTICLES - kept, ARTICLES - kept)


def test_after_ctrl_c_people_are_told_how_to_go_on(many: Path, archive_dir: Path) -> None:
    process = index(many, archive_dir)
    out, err = stopped_in_the_middle(process, archive_dir, signal.SIGINT)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert " added" in out
    assert "run the same command again" in err


BEGUN = """
import sys
import ui.cli

class Begun:
    def find_spec(self, name, *_):
        if name == "ui.cli.entry_point":
            print(flush=True)

sys.meta_path.insert(0, Begun())
ui.cli.main()
"""
"""Says so once `main` has begun: before it Ctrl-C is Python's own, however long that takes on a busy machine."""


@pytest.mark.parametrize("delay", [0.03, 0.06, 0.1, 0.2, 0.4])
def test_ctrl_c_at_the_start_is_quiet(archive_dir: Path, delay: float) -> None:
    command = [sys.executable, "-c", BEGUN, "status", "--archive", str(archive_dir)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listening
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (130, 2)  # 2 if it was quicker and had said already that there is no archive
    assert "Traceback" not in err

"""Without a language model nothing leaves the machine, and nothing is written but the archive."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASK = [sys.executable, "-m", "ui.cli", "ask", "Which height did Barshim and Tamberi clear?", "--archive"]


def scrubbed(home: Path) -> dict[str, str]:
    """An environment of a user's own; CI is left out, since libraries that report usage are silent where it is set."""
    hidden = ("CI", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    return {name: value for name, value in os.environ.items() if name not in hidden} | {"HOME": str(home)}


def test_asking_writes_nothing_into_the_home_folder(seeds_archive: Path, tmp_path: Path) -> None:
    subprocess.run([*ASK, str(seeds_archive)], cwd=ROOT, env=scrubbed(tmp_path), check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_asking_opens_no_connection(seeds_archive: Path, tmp_path: Path) -> None:
    trace, home = tmp_path / "trace", tmp_path / "home"
    home.mkdir()
    strace = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
    subprocess.run([*strace, *ASK, str(seeds_archive)], cwd=ROOT, env=scrubbed(home), check=True, capture_output=True)
    assert not [line for line in trace.read_text("utf-8").splitlines() if "AF_INET" in line]

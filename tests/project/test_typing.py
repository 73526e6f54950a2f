"""The public ways in are typed for those who use them: mypy --strict passes a right script and catches wrong ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = """
import asyncio
from datetime import date
from pathlib import Path

from assistant import Answer, Assistant, Settings, aask, ask
from ingest import IndexReport, index

answer: Answer = ask("Who?", publishers=["Post"], since="2024-01-01", until=date(2024, 2, 1), archive=Path("news"))
later: Answer = asyncio.run(aask("Who?", as_of=None, model="quotes", thorough=True, literal=True))
with Assistant(Settings.load(archive="news")) as assistant:
    follow: Answer = assistant.ask("And when?", history=[answer], trace=Path("trace.jsonl"))
    again: Answer = asyncio.run(assistant.aask("And when?", history=[answer, later]))
    retriever = assistant.as_retriever(publishers=["Post"], thorough=True)
    engine = assistant.as_query_engine(model="quotes", since="2024-01-01")
    for event in assistant.stream("Who?", publishers=("Post",)):
        print(event)
report: IndexReport = index(["news"], publisher="Post", prune=False)
print(answer.text, follow.quotes[0].article.publisher, again.to_dict(), report.added)
"""
MISTAKES = {
    "an option that there is none of": 'ask("Who?", publisher="Post")',
    "a number for a publisher": 'ask("Who?", publishers=5)',
    "a day as a number": 'ask("Who?", since=2024)',
    "text as history": 'ask("Who?", history=["before"])',
    "an answer used as text": 'ask("Who?").upper()',
    "an unknown filter of the retriever": "Assistant().as_retriever(history=[])",
}


def checked(folder: Path, **scripts: str) -> str:
    """What mypy says of scripts, each a file of its name."""
    files = [folder / f"{name}.py" for name in scripts]
    for file, script in zip(files, scripts.values(), strict=True):
        file.write_text(script, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={folder / 'cache'}"]
    # What third parties do not type is no matter of ours; what we import of our own is followed.
    quiet = ["--follow-imports=silent", "--ignore-missing-imports", "--no-site-packages"]
    done = subprocess.run([*command, *quiet, *files], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert not done.stderr
    return done.stdout


def test_a_right_script_passes_and_each_wrong_line_is_caught(tmp_path: Path) -> None:
    wrong = "from assistant import Assistant, ask\n" + "\n".join(MISTAKES.values())
    said = checked(tmp_path, right=RIGHT, wrong=wrong)
    assert "checked 2 source files" in said and "right.py" not in said, said
    for line, mistake in enumerate(MISTAKES, 2):
        assert f"wrong.py:{line}: error" in said, f"{mistake}: {said}"


@pytest.mark.parametrize("package", ["assistant", "ingest", "ui"])
def test_the_packages_say_that_they_are_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()

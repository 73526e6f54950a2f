"""What every contestant does: `python CONTESTANT index|ask FOLDER FILE`, and a line of JSON about it on stdout."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

Rows = list[dict[str, str]]
DEPTH = 10
"""Articles that a question is answered with."""
CHUNKS = 50
"""Passages that are asked for, to have so many articles."""


def first_articles(ids: Iterable[str]) -> list[str]:
    """The articles of passages, best first, each once."""
    return list(dict.fromkeys(ids))[:DEPTH]


def heading(article: dict[str, str]) -> dict[str, str]:
    """What stands in front of each passage of an article, for all contestants."""
    return {name: article[name] for name in ("title", "publisher", "published") if article.get(name)}


def take_part(
    index: Callable[[Path, Rows], dict[str, float]],
    asker: Callable[[Path], Callable[[str], list[str]]],
    packages: Sequence[str],
) -> None:
    """Do the step that the command line names. `index` brings a folder in step with all articles."""
    step, folder, file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    rows: Rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    if step == "index":
        said: dict[str, object] = dict(index(folder, rows))
    else:
        said = _asked(asker(folder), [row["question"] for row in rows])
    said["versions"] = {name: version(name) for name in packages}
    print(json.dumps(said))  # noqa: T201


def _asked(ask: Callable[[str], list[str]], questions: list[str]) -> dict[str, object]:
    ask(questions[0])  # what is opened at the first question
    ranked, seconds = [], []
    for question in questions:
        started = time.process_time(), time.perf_counter()
        ranked.append(ask(question))
        seconds.append((time.process_time() - started[0], time.perf_counter() - started[1]))
    return {"ranked": ranked, "cpu": [cpu for cpu, _ in seconds], "wall": [wall for _, wall in seconds]}

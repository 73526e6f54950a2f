"""Whatever an editor does to the files, the archive then holds what the folder holds, and stays still."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from editors_desk import PROSE, Desk


class Editor:
    """Does something at random to the files of a desk."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.random = random.Random(seed)

    def files(self) -> list[Path]:
        return sorted(path for path in self.desk.news.rglob("*.txt"))

    def some_text(self) -> str:
        return PROSE.format(f"Town{self.random.randint(0, 8)}")

    def some_path(self) -> Path:
        path = self.desk.news / self.random.choice("abc") / f"{self.random.randint(0, 6)}.txt"
        path.parent.mkdir(exist_ok=True)
        return path

    def act(self) -> None:
        files = self.files()
        acts = [self.write, self.rows, *([self.edit, self.delete, self.move, self.copy, self.swap] if files else [])]
        self.random.choice(acts)()

    def write(self) -> None:
        self.some_path().write_text(self.some_text())

    def rows(self) -> None:
        wire = self.random.randint(0, 1)
        ids = self.random.sample(range(5), self.random.randint(1, 4))
        self.desk.rows(f"wire{wire}.jsonl", *({"id": f"{wire}-{id}", "text": self.some_text()} for id in ids))

    def edit(self) -> None:
        self.random.choice(self.files()).write_text(self.some_text())

    def delete(self) -> None:
        self.random.choice(self.files()).unlink()

    def move(self) -> None:
        source, target = self.random.choice(self.files()), self.some_path()
        if source != target:
            source.replace(target)

    def copy(self) -> None:
        source, target = self.random.choice(self.files()), self.some_path()
        if source != target:
            shutil.copy(source, target)

    def swap(self) -> None:
        one, other = self.random.choice(self.files()), self.random.choice(self.files())
        texts = one.read_text(), other.read_text()
        other.write_text(texts[0])
        one.write_text(texts[1])

    def texts(self) -> set[str]:
        """What the folder holds."""
        rows = [
            json.loads(row)["text"]
            for path in self.desk.news.glob("*.jsonl")
            for row in path.read_text().splitlines()
        ]  # fmt: skip
        return {text.strip() for text in [*rows, *(path.read_text() for path in self.files())]}


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.torture) for seed in range(4, 200))]
)
def test_the_archive_follows_the_folder_and_then_stays_still(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path)
    editor = Editor(desk, seed)
    for _ in range(10):
        for _ in range(editor.random.randint(1, 4)):
            editor.act()
        if not editor.texts():
            continue
        prune = editor.random.random() < 0.7
        report = desk.index(prune=prune)
        assert (report.failed, report.skipped) == ((), ())
        held = {article.text for article in desk.articles().values()}
        assert held >= editor.texts(), "a text of the folder is lost"
        assert not prune or held == editor.texts(), "a text that vanished is kept"
        assert set(desk.passages()) == held, "passages and articles disagree"
        again = desk.index(prune=prune)
        assert (again.added, again.updated, again.removed, again.embedded) == (0, 0, 0, 0)
    desk.archive.close()

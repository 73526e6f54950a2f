"""What an extra brings and is not installed is named, with the extra."""

import importlib
import sys

import pytest
from command_line import Pullquote, pullquote  # noqa: F401

from assistant import Assistant, ExtraMissing, PullquoteError, Settings


def without(monkeypatch: pytest.MonkeyPatch, package: str, *users: str) -> None:
    """Stand as if a package were not installed; its users are imported anew."""
    for name in [name for name in sys.modules if name.startswith(f"{package}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    for user in users:
        monkeypatch.delitem(sys.modules, user, raising=False)
        parent, _, child = user.rpartition(".")
        if parent in sys.modules:
            monkeypatch.delattr(sys.modules[parent], child, raising=False)


def test_mcp_without_its_package(monkeypatch: pytest.MonkeyPatch, pullquote: Pullquote) -> None:  # noqa: F811
    without(monkeypatch, "mcp", "assistant.integration.mcp_server")
    done = pullquote("mcp")
    assert done.status == 2
    assert done.err.splitlines() == [
        "pullquote: the package mcp is not installed",
        '  Install it, in the folder of Pullquote, with: pip install ".[mcp]"',
    ]


@pytest.mark.parametrize("seat", ["as_retriever", "as_query_engine"])
def test_llama_index_without_its_package(monkeypatch: pytest.MonkeyPatch, seat: str) -> None:
    without(monkeypatch, "llama_index", "assistant.integration.llama_index")
    with pytest.raises(PullquoteError, match=r"pip install \"\.\[llama-index\]\""):
        getattr(Assistant(Settings()), seat)()


def test_it_is_an_import_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that programs which try another library first go on."""
    without(monkeypatch, "mcp", "assistant.integration.mcp_server")
    with pytest.raises(ImportError) as error:
        importlib.import_module("assistant.integration.mcp_server")
    assert isinstance(error.value, ExtraMissing) and error.value.code == "extra_missing"

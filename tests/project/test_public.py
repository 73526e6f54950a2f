"""The public names cannot drift unnoticed."""

import inspect
import subprocess
import sys

import assistant
from assistant.errors import PullquoteError


def test_all_is_the_namespace() -> None:
    named = {name: getattr(assistant, name) for name in dir(assistant) if not name.startswith("_")}
    brought = {"TYPE_CHECKING"}
    assert {name for name, value in named.items() if not inspect.ismodule(value)} - brought == set(assistant.__all__)


def test_a_part_is_imported_without_what_answers() -> None:
    program = (
        "import assistant.settings, sys; assert 'assistant.assistant' not in sys.modules;"
        "assert assistant.Assistant and assistant.ask;"
        "assert not hasattr(assistant, 'asks')"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_every_error_has_a_code_of_its_own() -> None:
    def tree(kind: type[PullquoteError]) -> list[type[PullquoteError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]

    codes = [kind.code for kind in tree(PullquoteError) if kind.__module__ == "assistant.errors"]
    assert len(codes) == len(set(codes)) > 15
    assert {kind.__name__ for kind in tree(PullquoteError) if kind.__module__ == "assistant.errors"} - {
        "ArchiveError"
    } <= set(assistant.__all__) | {"PullquoteError"}


def test_an_error_says_what_to_do_next() -> None:
    error = assistant.ArchiveMissing("nothing has been indexed in /a", "run: pullquote index PATH")
    assert error.to_dict() == {
        "error": {
            "code": "archive_missing",
            "message": "nothing has been indexed in /a",
            "remedy": "run: pullquote index PATH",
        }
    }

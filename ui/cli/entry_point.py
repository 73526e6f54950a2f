"""Where errors end: one line and a remedy, or JSON; and the exit status that says which kind it was."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from types import FrameType

from ui.cli.terminal import clean, prepare_streams, tell

ERROR = 2
"""Exit status of every error, as grep's; 1 is left to mean `not found` or `some failed`."""


class Terminated(KeyboardInterrupt):
    """SIGTERM, as an exception that is handled like Ctrl-C but has an exit status of its own."""


def stopped_status(error: BaseException | None) -> int:
    """128 + the signal that an interruption came from: 130 for Ctrl-C, 143 for SIGTERM."""
    while error is not None:
        if isinstance(error, Terminated):
            return 128 + signal.SIGTERM
        error = error.__cause__ or error.__context__
    return 128 + signal.SIGINT


def run(command: Callable[[Sequence[str]], int | None], arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status, whatever happens on the way."""
    prepare_streams()
    signal.signal(signal.SIGTERM, _stop)
    options = arguments[: list(arguments).index("--")] if "--" in arguments else arguments
    try:
        status = command(arguments) or 0
        sys.stdout.flush()
    except KeyboardInterrupt as error:
        return stopped_status(error)
    except (BrokenPipeError, SystemExit) as error:  # typer turns a broken pipe into an exit with 1
        if isinstance(error, SystemExit) and not error.code:  # what a shell asked for to complete a line is said
            return 0
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the last flush would complain again
        return 128 + signal.SIGPIPE
    except Exception as error:  # noqa: BLE001 - Python's own status for a crash is 1, and that means `not found`
        return _report(error, as_json="--json" in options)
    return status


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _report(error: Exception, *, as_json: bool) -> int:
    code, message, remedy = _explained(error)
    if as_json:
        sys.stderr.write(json.dumps({"error": {"code": code, "message": message, "remedy": remedy}}) + "\n")
        return ERROR
    if code == "internal":
        sys.stderr.write(clean("".join(traceback.format_exception(error)), lines=True))
    tell(f"pullquote: {message}")
    if remedy:
        tell(f"{remedy[0].upper()}{remedy[1:]}", "  ")
    return ERROR


def _explained(error: Exception) -> tuple[str, str, str]:
    """Code, message and remedy of any error that a command may end in."""
    from assistant.errors import OutOfMemory, PullquoteError, ran_out_of_memory

    if not isinstance(error, PullquoteError) and ran_out_of_memory(error):
        error = OutOfMemory()
    if isinstance(error, PullquoteError):
        return error.code, error.message, error.remedy
    from typer.exceptions import TyperException

    if isinstance(error, TyperException):
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "pullquote"
        return "usage", error.format_message().rstrip("."), f"see: {command} --help"
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return "system", f"{where}{error.strerror}", "check the path, its permissions and the room on the disk"
    name = type(error).__name__
    return (
        "internal",
        f"unexpected {name}: {error}",
        "this is a fault in Pullquote; please report it with the lines above",
    )

"""The `pullquote` command: one module for each of its commands.

Nothing heavy is imported before a command needs it, so that `pullquote --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command line and exit with its status."""
    # Without it pydantic reads what every installed package says of itself, in search of plugins that we do not use.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ui.cli.entry_point import run

        status = run(dispatch, sys.argv[1:])
    except KeyboardInterrupt:  # before or after `run` could see to it
        status = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said; Ctrl-C while Python ends would make it a crash
    sys.exit(status)


def dispatch(arguments: Sequence[str]) -> int | None:
    """Run the command that the arguments name and return its exit status."""
    from ui.cli.app import app
    from ui.cli.options import in_order

    status: int | None = app(in_order(arguments), prog_name="pullquote", standalone_mode=False)
    return status

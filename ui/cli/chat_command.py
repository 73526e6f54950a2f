"""`pullquote chat`: serve the page on this machine."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from ui.cli import options
from ui.cli.entry_point import stopped_status


def chat(
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="The port on 127.0.0.1.")] = 8501,
    archive: options.Archive = None,
) -> int:
    """Open the chat page, for this machine only; Ctrl-C ends it."""
    sys.stderr.write("Pullquote is starting …\n")
    from ui.chat.launch import serve

    try:
        serve(options.settings(archive).archive, port)
    except KeyboardInterrupt as error:  # Python's own end would tear models down beneath the threads that use them
        os._exit(stopped_status(error))
    return 0

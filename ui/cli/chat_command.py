"""`pullquote chat`: serve the page on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli import options


def chat(
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="The port on 127.0.0.1.")] = 8501,
    archive: options.Archive = None,
) -> int:
    """Open the chat page, for this machine only; Ctrl-C ends it."""
    from ui.chat.launch import serve

    serve(options.settings(archive).archive, port)
    return 0

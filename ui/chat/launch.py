"""Start the chat page: on loopback only, with the settings that lie beside it."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send
    from streamlit.starlette import App

MAIN = Path(__file__).parent / "main.py"
CONFIG = Path(__file__).parent / ".streamlit" / "config.toml"
ADDRESS = "127.0.0.1"
PORT = 8501


class PortTaken(UsageError):
    """Something else listens there already."""

    code = "port_taken"


def serve(archive: Path | None = None, port: int = PORT, *, main: Path = MAIN) -> None:
    """Serve the page until interrupted; `archive` None means the one that the settings name.

    `main` is the script that Streamlit runs. Raises PortTaken before anything is started.
    """
    _check_free(port)
    if archive is not None:
        os.environ["PULLQUOTE_ARCHIVE"] = str(archive.expanduser().absolute())
    from ui.chat import warm_up

    warm_up.imports()
    sys.argv = [str(main)]  # whose folder Streamlit looks in for config.toml, and puts first among those to import from
    _page(main, port).run(config=overrides(port))


def overrides(port: int) -> dict[str, object]:
    """config.toml as options that win over a user's own files and environment."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    chosen = {**config, "server": {**config["server"], "port": port}}
    return {
        f"{section}.{key}": value
        for section, values in chosen.items()
        if section != "theme"
        for key, value in values.items()
    }


def _page(main: Path, port: int) -> App:
    """The page as Streamlit serves it, behind the guard: a middleware would not see Streamlit's own errors."""
    from streamlit.starlette import App

    from ui.chat import first_paint
    from ui.chat.request_guard import RequestGuard

    class Guarded(App):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await guard(scope, receive, send)

    @asynccontextmanager
    async def told(_: App) -> AsyncIterator[None]:
        sys.stderr.write(f"Pullquote is at http://{ADDRESS}:{port} (Ctrl-C ends it)\n")
        yield

    page = Guarded(main, lifespan=told, routes=first_paint.routes())
    guard = RequestGuard(partial(App.__call__, page), port)
    return page


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                raise PortTaken(f"port {port} is in use already", "choose another with --port") from None
            why = (isinstance(error, OSError) and error.strerror) or str(error)
            raise PortTaken(f"port {port} cannot be used: {why.lower()}", "choose another with --port") from None

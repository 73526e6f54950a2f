"""Start the chat page: on loopback only, with the settings that lie beside it."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tomllib
from pathlib import Path

from assistant.errors import UsageError

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
    from streamlit.web import cli

    from ui.chat import warm_up

    warm_up.imports()
    sys.stderr.write(f"Pullquote is at http://{ADDRESS}:{port} (Ctrl-C ends it)\n")
    cli.main(["run", str(main), *flags(port)], prog_name="streamlit", standalone_mode=False)


def flags(port: int) -> list[str]:
    """config.toml as command-line flags, which win over a user's own files and environment."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    chosen = {**config, "server": {**config["server"], "port": port}}
    return [
        f"--{section}.{key}={_flag(each)}"
        for section, values in chosen.items()
        if section != "theme"
        for key, value in values.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def _flag(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


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

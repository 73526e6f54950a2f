"""`pullquote mcp`: lets other assistants quote from the archive."""

from __future__ import annotations

import signal
import sys

from ui.cli import options
from ui.cli.terminal import tell


def mcp(archive: options.Archive = None, model: options.Model = None) -> None:
    """Serve the archive to other assistants over MCP, on stdin and stdout.

    They ask, search and read, and change nothing. An assistant starts this command itself, configured as
    {"mcpServers": {"pullquote": {"command": "pullquote", "args": ["mcp"]}}}.
    """
    from assistant.integration.mcp_server import serve

    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, signal.SIG_DFL)  # a thread waits for stdin and would hold up the end; nothing is half done
    if sys.stdin.isatty():
        tell("Speaking MCP on stdin and stdout: an assistant starts this command itself. Ctrl-C ends it.")
    with options.assistant(archive, model) as assistant:
        serve(assistant)

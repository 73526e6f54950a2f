"""What a browser shows in the seconds before Streamlit's scripts have run: that the archive is being opened."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

STYLE = Path(__file__).parent / "style.css"
OPENING = "Opening the archive …"
PATHS = ("/", "/ask", "/library")

_ROOT = '<div id="root"></div>'
_HOW = "font: 1rem sans-serif; padding: 2rem; text-align: center"
_PAINTED = f'<div id="root"><p role="status" style="{_HOW}">{OPENING}</p></div>'


def routes() -> list[Route]:
    """The pages' addresses, each with Streamlit's own document, in which this stands until its scripts replace it.

    The page's style is part of it, after Streamlit's own: if it came with the page's elements, what has been scrolled
    to would move.
    """
    document = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    painted = (
        document.replace("<title>Streamlit</title>", "<title>Pullquote</title>")
        .replace(_ROOT, _PAINTED)
        .replace("</body>", f"<style>{STYLE.read_text(encoding='utf-8')}</style></body>")
    )

    def page(_: Request) -> HTMLResponse:
        return HTMLResponse(painted, headers={"cache-control": "no-cache"})

    return [Route(path, page) for path in PATHS]

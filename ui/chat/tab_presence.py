"""Whether the tab that asked is still open, which Streamlit tells nobody and everybody may ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx


def present() -> Callable[[], bool]:
    """Says from any thread whether the tab that this run draws for has a connection; always yes outside a server."""
    context = get_script_run_ctx()
    if context is None or not exists():
        return lambda: True
    return partial(get_instance().is_active_session, context.session_id)

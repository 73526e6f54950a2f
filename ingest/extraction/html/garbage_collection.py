"""Python's search for garbage in cycles, put off while a page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Search for no cycles meanwhile: a page's elements make none, and to look at thousands of them costs a tenth.

    What two threads do so at once is searched again as soon as the first of them is done.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

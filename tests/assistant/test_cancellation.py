"""Waiting that Ctrl-C ends, whichever thread the system hands it to."""

from __future__ import annotations

import signal
import subprocess
import sys
from queue import Empty, SimpleQueue

import pytest

from assistant.cancellation import next_from

WAITING = """
import signal, threading
from queue import SimpleQueue
from assistant.cancellation import next_from
strike = lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT)
try:
    threading.Timer(0.3, strike).start()
    next_from(SimpleQueue())
except KeyboardInterrupt:
    print("seen")
"""


def test_ctrl_c_that_another_thread_is_handed_ends_the_wait_of_the_main_one() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WAITING],
        capture_output=True,
        text=True,
        timeout=240,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.stdout, done.stderr) == ("seen\n", "")


def test_an_item_is_had_at_once_and_waiting_ends_when_it_has_to() -> None:
    queue: SimpleQueue[str] = SimpleQueue()
    queue.put("one")
    assert next_from(queue, 0) == "one"
    with pytest.raises(Empty):
        next_from(queue, 0.01)

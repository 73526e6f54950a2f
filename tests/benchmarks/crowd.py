"""Many chats at once, over the page's own connection, with a language model that takes two seconds.

    python tests/benchmarks/crowd.py [CHATS …]     # 10 and 50 by default

Prints for each crowd the seconds from a question to its whole answer (median, 95th percentile, worst), how many
failed, and what the server took, each beside the plainest page with the same assistant and model. Speaks Streamlit's
protocol, so that no browser takes the processor away.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import MAIN, serving  # noqa: E402
from faulty_server import FaultyServer, reply, says, waits  # noqa: E402

from ingest import index  # noqa: E402

ASKED = "Who handed the American reply to the Russian foreign ministry in January 2022?"
WORDS = "the American ambassador in Moscow, John Sullivan, handed over his government's reply at the foreign ministry"
PLAIN = Path(__file__).parent / "plain_page.py"
PATIENCE = 60.0
SETTLED = 5.0
"""Seconds given to a fresh server to find the questions that it offers."""


class Visitor:
    """One open page: asks a question and looks at what comes, as the browser does."""

    def __init__(self, address: str) -> None:
        self._connection: ClientConnection = connect(
            address.replace("http", "ws") + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
        )
        self._field = ""
        self.stage = ""
        self.statements = 0
        self._send()
        self._listen(lambda message: message.WhichOneof("type") == "script_finished" and bool(self._field))

    def ask(self, question: str) -> float:
        """Seconds until the whole answer is on the page; raises TimeoutError."""
        started = time.monotonic()
        self._send(question)
        self._listen(lambda _: self.stage in ("done", "failed", "stopped"))
        return time.monotonic() - started

    def close(self) -> None:
        self._connection.close()

    def _send(self, question: str = "") -> None:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if question:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._field
            state.chat_input_value.data = question
        self._connection.send(message.SerializeToString())

    def _listen(self, until: Callable[[ForwardMsg], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while (left := deadline - time.monotonic()) > 0:
            received = self._connection.recv(timeout=left)
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            self._read(message)
            if until(message):
                return
        raise TimeoutError(f"stage {self.stage!r} after {PATIENCE:.0f} s")

    def _read(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "chat_input":
            self._field = element.chat_input.id
        elif kind == "text":  # the plain page
            self.statements += element.text.body.startswith("Said")
            self.stage = "done" if element.text.body == "done" else self.stage
        elif kind == "bidi_component":
            data = json.loads(element.bidi_component.json)[0]
            if data.get("view") == "turn":
                self.stage = data["stage"]
                self.statements = sum(len(group["statements"]) for group in data["groups"])


def crowd(address: str, chats: int) -> tuple[list[float], int]:
    """The seconds of each answer, and how many failed."""
    visitors = [Visitor(address) for _ in range(chats)]
    seconds: list[float] = []
    failed = 0
    together = threading.Barrier(chats)

    def visit(visitor: Visitor) -> None:
        nonlocal failed
        together.wait()
        try:
            taken = visitor.ask(ASKED)
        except TimeoutError:
            failed += 1
        else:
            seconds.append(taken)
            failed += visitor.stage != "done" or not visitor.statements
        finally:
            visitor.close()

    threads = [threading.Thread(target=visit, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(seconds), failed


def main() -> None:
    """Measure each crowd on the page and on the plain one, and print a line for each."""
    sizes = [int(size) for size in sys.argv[1:]] or [10, 50]
    answer = waits(2.0, says(reply((1, WORDS, WORDS[0].upper() + WORDS[1:] + ".")), piece=60))
    with tempfile.TemporaryDirectory() as folder, FaultyServer(answer) as model:
        archive = Path(folder) / "archive"
        index([ROOT / "seeds"], archive=archive)
        settings = {"OPENAI_BASE_URL": model.url, "PULLQUOTE_MODEL": "two-seconds"}
        with serving(archive, MAIN, **settings) as page, serving(archive, PLAIN, **settings) as plain:
            for address in (page, plain):
                warm = Visitor(address)
                warm.ask(ASKED)
                warm.close()
            time.sleep(SETTLED)
            for size in sizes:
                for name, address in (("page", page), ("plain", plain)):
                    print(f"{name:5} {measured(address, size)}", flush=True)  # noqa: T201


def measured(address: str, size: int) -> str:
    """What a crowd of that size took, in words."""
    port = int(address.rpartition(":")[2])
    listening = (each for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN)
    process = psutil.Process(next(each.pid for each in listening if each.laddr.port == port))
    before = sum(process.cpu_times()[:2])
    seconds, failed = crowd(address, size)
    spent = (sum(process.cpu_times()[:2]) - before) / size
    took = f"{failed} failed"
    if seconds:
        late = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
        took = f"median {statistics.median(seconds):.1f} s, p95 {late:.1f} s, worst {seconds[-1]:.1f} s, {took}"
    memory = process.memory_info().rss / 1e6
    return f"{size} chats: {took}; {spent:.2f} CPU s a chat, {memory:,.0f} MB; load {psutil.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()

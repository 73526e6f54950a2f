"""The real wire: a real server of the OpenAI protocol with a small real model, whose answers are poor.

However it answers, what a reader sees is quoted word for word.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bridge_story import asking, model_at
from small_model import small_model, verbatim

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.generation.llm.prompt import prompt_for
from assistant.inference.language_model import Message
from assistant.inference.language_model.budget import Budget
from assistant.settings import Settings

__all__ = ["small_model"]
SEEDS = Path(__file__).parents[2] / "seeds"
SECONDS = 20.0


def ask_all(url: str, archive: Path, count: int, seconds: float) -> list[Answer]:
    rows = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
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
    budget = Budget(600)
    pieces = list(model_at(small_model, "small").stream((Message("user", "Say hello."),), None, budget))
    assert len(pieces) > 1 and "".join(pieces).strip()
    assert budget.spent == 1 and budget.input_tokens and budget.output_tokens


def test_the_schema_holds_on_the_wire(small_model: str) -> None:
    prompt = prompt_for(asking())
    text, model = "", model_at(small_model, "small")
    for piece in model.stream(prompt.messages, prompt.schema, Budget(600)):
        text += piece
        if '"words"' in text:
            break
    assert text.lstrip().startswith("{") and '"sentences"' in text
    assert text.index('"passage"') < text.index('"words"'), "members come in the schema's order"
    assert model.capabilities.format == "json_schema"


def test_five_questions_to_a_poor_model_give_no_wrong_quote(small_model: str, seeds_archive: Path) -> None:
    answers = ask_all(small_model, seeds_archive, 5, seconds=4)
    assert len(answers) == 5


@pytest.mark.torture
@pytest.mark.timeout(0)
def test_two_hundred_questions_to_a_poor_model_give_no_wrong_quote(small_model: str, seeds_archive: Path) -> None:
    answers = ask_all(small_model, seeds_archive, 200, seconds=SECONDS)
    assert sum(answer.written_by == "small" for answer in answers) >= 20, "the model did write some of them"

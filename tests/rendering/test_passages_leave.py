"""Where passages go is said in the same words on the page and in the terminal."""

from __future__ import annotations

from pydantic import SecretStr

from assistant.rendering.passages_leave import destination, writes_from
from assistant.settings import Settings


def test_passages_go_nowhere_unless_a_model_elsewhere_writes() -> None:
    away = Settings(openai_api_key=SecretStr("k"))
    assert destination(away, "gpt") == "api.openai.com"
    assert destination(away, "quotes") == ""
    assert destination(Settings(openai_base_url="http://localhost:11434/v1"), "llama") == ""
    assert destination(Settings(openai_base_url="https://models.example/v1"), "m") == "models.example"


def test_who_writes_is_said_with_where_passages_go() -> None:
    away = Settings(openai_api_key=SecretStr("k"), judge="careful", judge_base_url="https://judges.example/v1")
    assert writes_from(away, "gpt") == (
        "gpt writes from the passages found. "
        "They are sent to api.openai.com. What is written of them goes to careful at judges.example."
    )
    here = Settings(openai_base_url="http://127.0.0.1:11434/v1")
    assert writes_from(here, "llama") == "llama writes from the passages found. They stay on this machine."
    assert writes_from(away, "quotes") == "Nothing leaves this machine."

"""An LLM of llama-index writes or judges as any other model does, within the same budget."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bridge_story import VOTE, Yes, asking, outcome
from faulty_server import reply
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, CompletionResponse, LLMMetadata
from llama_index.core.llms import MockLLM
from llama_index.core.llms.custom import CustomLLM

from assistant.cancellation import Stopped
from assistant.errors import LanguageModelError
from assistant.generation.llm.llm_writer import LLMWriter
from assistant.inference.language_model import LONGEST_REPLY, Budget, Message, Reply, Trace
from assistant.integration.llama_index_model import LlamaIndexModel

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

HELLO = (Message("user", "hello"),)
KEY = "sk-proj-Zq81LmnoPQRS4567"


class OwnLLM(CustomLLM):
    """Streams what a function yields."""

    says: Callable[[], Iterator[str]]
    named: str = "own-1"

    @classmethod
    def class_name(cls) -> str:
        return "OwnLLM"

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name=self.named, is_chat_model=True)

    def stream_chat(self, messages: Sequence[ChatMessage], **_: Any) -> Iterator[ChatResponse]:
        text = ""
        for piece in self.says():
            text += piece
            yield ChatResponse(message=ChatMessage(role="assistant", content=text), delta=piece)

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        raise NotImplementedError

    stream_complete = complete  # type: ignore[assignment]


def model(*pieces: str) -> LlamaIndexModel:
    return LlamaIndexModel(OwnLLM(says=lambda: iter(pieces)))


def test_the_library_s_own_mock_is_asked() -> None:
    budget = Budget()
    asked = LlamaIndexModel(MockLLM())
    whole = asked.complete((Message("system", "Be brief."), *HELLO), None, budget)
    assert "Be brief." in whole.text and "hello" in whole.text, "it repeats what it is asked"
    assert (asked.name, asked.host, whole.model, whole.format) == ("MockLLM", "MockLLM", "MockLLM", "plain")
    assert budget.spent == 1 and budget.input_tokens is None


def test_pieces_come_as_they_are_made() -> None:
    pieces = model("one ", "", "two").stream(HELLO, None, Budget())
    assert [next(pieces), next(pieces)] == ["one ", "two"]
    with pytest.raises(StopIteration) as end:
        next(pieces)
    whole = end.value.value
    assert isinstance(whole, Reply) and (whole.text, whole.model) == ("one two", "own-1")


def test_it_writes_answers(tmp_path: Path) -> None:
    text = reply((1, VOTE, "The council of Arlen voted to close the old bridge."))
    trace = tmp_path / "trace.jsonl"
    llm = OwnLLM(says=lambda: iter([text[:40], text[40:]]))
    seen = outcome(LLMWriter(LlamaIndexModel(llm, trace=Trace(trace))), asking(), Yes())  # type: ignore[arg-type]
    assert [said.statement.text for said in seen.said] == ["The council of Arlen voted to close the old bridge."]
    assert seen.answer.usage["host"] == "OwnLLM" and seen.answer.usage["cost"] is None
    entry = json.loads(trace.read_text())
    assert (entry["reply"], entry["error"], entry["model"]) == (text, "", "own-1")


@pytest.mark.parametrize("pieces", [(), (" ", "\n")], ids=["nothing", "blank"])
def test_a_reply_that_says_nothing_is_an_error(pieces: tuple[str, ...]) -> None:
    with pytest.raises(LanguageModelError, match="gave no answer"):
        model(*pieces).complete(HELLO, None, Budget())


def test_a_reply_without_end_is_cut() -> None:
    left = threading.Event()

    def endless() -> Iterator[str]:
        try:
            while True:
                yield "and so on " * 50
        finally:
            left.set()

    text = ""
    with pytest.raises(LanguageModelError, match="ran past 8,000 characters") as error:
        for piece in LlamaIndexModel(OwnLLM(says=endless)).stream(HELLO, None, Budget()):
            text += piece
    assert error.value.reason == "cut" and len(text) == LONGEST_REPLY
    assert left.wait(60), "nobody goes on reading"


def test_what_its_vendor_raises_is_told_without_its_words() -> None:
    def failing() -> Iterator[str]:
        yield "The "
        raise RuntimeError(f"bad key {KEY}")

    with pytest.raises(LanguageModelError, match=r"model own-1 at OwnLLM failed \(RuntimeError\)") as error:
        LlamaIndexModel(OwnLLM(says=failing)).complete(HELLO, None, Budget())
    assert KEY not in f"{error.value} {error.value.remedy}"


class Silent:
    """Says something, and then nothing until it may."""

    def __init__(self, *first: str) -> None:
        self.first, self.begun, self.go, self.left = first, threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> Iterator[str]:
        try:
            yield from self.first
            self.begun.set()
            self.go.wait(120)
            while True:
                yield "more"
        finally:
            self.left.set()


@pytest.fixture
def silent() -> Iterator[Silent]:
    silent = Silent("one")
    yield silent
    silent.go.set()


def test_the_deadline_holds_though_it_says_nothing(silent: Silent) -> None:
    with pytest.raises(LanguageModelError, match=r"OwnLLM did not answer in 0\.2 s") as error:
        LlamaIndexModel(OwnLLM(says=silent)).complete(HELLO, None, Budget(0.2))
    assert error.value.reason == "timeout"


def test_a_stop_is_heard_at_once_and_ends_it_at_its_next_piece(silent: Silent) -> None:
    budget, asked = Budget(), LlamaIndexModel(OwnLLM(says=silent))
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(asked.complete, HELLO, None, budget)
        assert silent.begun.wait(60)
        budget.stop.cancel()
        with pytest.raises(Stopped):
            reading.result(10)
    silent.go.set()
    assert silent.left.wait(60)
    with pytest.raises(Stopped):
        asked.complete(HELLO, None, budget)
    assert budget.spent == 1


def test_closing_the_iterator_ends_it_at_its_next_piece(silent: Silent) -> None:
    with closing(LlamaIndexModel(OwnLLM(says=silent)).stream(HELLO, None, Budget())) as pieces:
        assert next(pieces) == "one"
    silent.go.set()
    assert silent.left.wait(60)


def test_requests_are_counted_and_limited() -> None:
    budget = Budget(requests=1)
    assert model("yes").complete(HELLO, None, budget).text == "yes"
    with pytest.raises(LanguageModelError, match="are spent") as error:
        model("yes").complete(HELLO, None, budget)
    assert error.value.reason == "spent"

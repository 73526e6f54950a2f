"""Somebody who has the page open, as the server sees them: speaks Streamlit's protocol, without a browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

PATIENCE = 60.0
"""Seconds that an answer may take."""


class Visitor:
    """One open page: asks a question and looks at what comes, as the browser does."""

    def __init__(self, address: str) -> None:
        self._open = ExitStack()
        self._connection = self._open.enter_context(
            connect(
                address.replace("http", "ws") + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                proxy=None,
            )
        )
        self._field = ""
        self.stage = ""
        self.question = ""
        self.seen: set[str] = set()
        self.statements = 0
        self._send()
        self._listen(lambda message: message.WhichOneof("type") == "script_finished" and bool(self._field))

    def ask(self, question: str) -> float:
        """Seconds until the whole answer is on the page; raises TimeoutError."""
        started = time.monotonic()
        self._send(question)
        self._listen(lambda _: self.stage in ("done", "failed", "stopped"))
        return time.monotonic() - started

    def begin(self, question: str) -> None:
        """Ask, and wait until something is said."""
        self._send(question)
        self._listen(lambda _: self.statements > 0)

    def close(self) -> None:
        self._open.close()

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
                self.stage, self.question = data["stage"], data["question"]
                self.seen.add(self.question)
                self.statements = sum(len(group["statements"]) for group in data["groups"])

"""The page with a conversation of 10,000 questions: a script for Streamlit, run by the full rounds."""

import time

from fake_assistant import FakeAssistant

from assistant.settings import Settings
from ui.chat.conversations import Conversation, Conversations
from ui.chat.page_frame import show
from ui.chat.resources import Build, Resources, made

ASKED = 10_000


class FullConversations(Conversations):
    """Conversations that begin with 10,000 questions behind them."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        assistant = build(Settings.load())
        self._events = list(assistant.stream("vessels waiting in the canal"))

    def new(self) -> Conversation:
        conversation = super().new()
        for number in range(ASKED):
            conversation.ask(f"Question {number}?", lambda: iter(self._events))
            while conversation.working:
                time.sleep(0.0001)
        return conversation


def full(build: Build) -> Resources:
    """Resources with such conversations."""
    resources = made(build)
    return Resources(resources.settings, resources.assistant, resources.adder, FullConversations(build))


show(FakeAssistant, full)

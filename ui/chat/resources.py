"""What all page views share: one Assistant, everybody's conversations, and the exams of models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.assistant import Assistant
from assistant.settings import Settings
from ui.chat import warm_up
from ui.chat.add_articles import Adder
from ui.chat.conversations import Conversations
from ui.chat.exam_job import Exams

Build = Callable[[Settings], Assistant]


@dataclass(frozen=True, slots=True)
class Resources:
    """Made once per server."""

    settings: Settings
    assistant: Assistant
    adder: Adder
    conversations: Conversations = field(default_factory=Conversations)
    exams: Exams = field(default_factory=Exams)


Make = Callable[[Build], Resources]


def made(build: Build) -> Resources:
    """Read the settings and build the assistant that they ask for. Raises SettingsError."""
    settings = Settings.load()
    assistant = build(settings)
    warm_up.models(assistant)
    return Resources(settings, assistant, Adder(settings, assistant.embedder))

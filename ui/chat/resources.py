"""What all page views share: one Assistant, and everybody's conversations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.answering import Assistant
from assistant.settings import Settings
from ui.chat import warming
from ui.chat.adding import Adder
from ui.chat.conversation import Conversations

Build = Callable[[Settings], Assistant]


@dataclass(frozen=True, slots=True)
class Resources:
    """Made once per server."""

    settings: Settings
    assistant: Assistant
    adder: Adder
    conversations: Conversations = field(default_factory=Conversations)


Make = Callable[[Build], Resources]


def made(build: Build) -> Resources:
    """Read the settings and build the assistant that they ask for. Raises SettingsError."""
    settings = Settings.load()
    assistant = build(settings)
    warming.models(assistant)
    return Resources(settings, assistant, Adder(settings.archive, assistant.embedder, settings.chroma_url))

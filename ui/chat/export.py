"""Answers to take away, each by itself or all of a chat: as Markdown, plain text or JSON."""

from __future__ import annotations

import json
import re
from typing import Literal

from assistant.answers import Answer
from assistant.rendering.staff import staff
from ui.chat.conversations import Conversation
from ui.chat.small_talk import small_talk

Kind = Literal["md", "txt", "json"]

LONGEST_NAME = 60
"""Characters of a file's name."""

_TYPES = {"md": "text/markdown", "txt": "text/plain", "json": "application/json"}


def markdown(conversation: Conversation) -> str:
    """Every answer as Markdown, its quotes as block quotes with full references."""
    return "\n---\n\n".join(answer.to_markdown() for answer in _worth_taking(conversation))


def as_json(conversation: Conversation) -> str:
    """Every answer as `ask --json` prints it, in a list."""
    return _json([answer.to_dict() for answer in _worth_taking(conversation)])


def file_of(answer: Answer, kind: object) -> dict[str, str] | None:
    """An answer as a file: its name, after the question, its type and its text; None for no kind that there is."""
    if kind == "md":
        text = answer.to_markdown()
    elif kind == "txt":
        text = plain(answer)
    elif kind == "json":
        text = _json(answer.to_dict())
    else:
        return None
    return {"name": f"{slug(answer.question)}.{kind}", "type": _TYPES[kind], "text": text}


def plain(answer: Answer) -> str:
    """An answer as text to paste anywhere: what is said with its numbers, then the quotes with where they stand."""
    return "\n\n".join((answer.question, str(answer), staff(answer))) + "\n"


def slug(question: str) -> str:
    """A file's name for a question: its words, in lower case, with hyphens between them."""
    name = "-".join(re.findall(r"\w+", question.casefold()))
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME].rsplit("-", 1)[0]
    return name or "answer"


def _worth_taking(conversation: Conversation) -> list[Answer]:
    return [answer for answer in conversation.answers if not small_talk(answer.question)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)

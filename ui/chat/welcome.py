"""The first minute: what this is, and questions that this archive can answer."""

from __future__ import annotations

from typing import cast

from ui.chat.archived import archived
from ui.chat.component import mounted
from ui.chat.resources import Resources
from ui.chat.wording import extent


def draw(resources: Resources) -> str | None:
    """Draw the welcome; return the offered question that was pressed."""
    known = archived(resources)
    data: dict[str, object] = {
        "view": "welcome",
        "archive": "" if known.empty else extent(known.extent),
        "questions": [],
        "note": "",
    }
    return cast("str | None", mounted("welcome", data).get("ask"))

"""What the archive holds, in a few figures that the page shows again and again."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from assistant.errors import ArchiveMissing
from assistant.search_scope import Searched
from ui.chat.resources import Resources


@dataclass(frozen=True, slots=True)
class Archived:
    """The archive as it was at most FRESH seconds ago."""

    extent: Searched = field(default_factory=Searched)
    passages: int = 0
    publishers: tuple[tuple[str, int], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.extent.articles


FRESH = 3.0


@st.cache_data(show_spinner=False, ttl=FRESH)
def archived(_resources: Resources) -> Archived:
    """Read the figures; an archive that does not exist yet, or no more, is an empty one. Raises ArchiveError."""
    try:
        archive = _resources.assistant.archive
        with archive.snapshot() as snapshot:
            return Archived(snapshot.extent(), archive.status().passages, tuple(snapshot.publishers()))
    except ArchiveMissing:
        return Archived()


def refresh() -> None:
    """Read the figures anew at the next look, since something changed."""
    archived.clear()

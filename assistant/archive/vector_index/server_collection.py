"""An archive's collection on a Chroma server, and whose passages it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.archive.database.compatibility import State
from assistant.archive.vector_index import chroma_clients
from assistant.archive.vector_index.vector_store import IndexFailed, failures
from assistant.inference import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

TRIES, DELETED = 5, "Error finding id"
"""How often a search is tried, and what the server says when a passage goes between its finding and its reading."""

WHOLE = "whole"
"""Under this name a collection says of which generations it holds every passage, by their names."""


class ServerIndex:
    """A collection on the server."""

    def __init__(self, client: Client, collection: Collection, state: State) -> None:
        self._client = client
        self._collection = collection
        self._state = state
        self._count: int | None = collection.count()

    @property
    def count(self) -> int:
        """How many vectors it holds, counted again after each search, since a writer may be at work on it."""
        if self._count is None:
            with failures():
                self._count = self._collection.count()
        return self._count

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The nearest passages with their cosines, best first; some may be dead.

        Raises IndexFailed if another generation's publishing had begun to delete those of this one.
        """
        self._count = None
        found = self._found(vector, limit)
        with failures():
            check(self._client.get_collection(name_of(self._state), embedding_function=None), self._state)
            return found

    def _found(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """What the server finds, asked again where it was deleting one of the dead that it had just found."""
        tries = 0
        while True:
            tries += 1
            try:
                with failures():
                    return chroma_clients.query(self._collection, vector, limit, self._state.count)
            except IndexFailed as error:
                if tries == TRIES or DELETED not in str(error):
                    raise


def name_of(state: State) -> str:
    """The name of an archive's collection."""
    return f"pullquote-{state.uuid}"


def check(collection: Collection, state: State) -> None:
    """Raise IndexFailed unless the collection holds all passages of the state's generation."""
    if state.generation not in str((collection.metadata or {}).get(WHOLE, "")).split():
        raise IndexFailed("the Chroma server holds passages of another state of this archive")

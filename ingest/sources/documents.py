"""Documents that lie in memory: llama-index's, which every reader of LlamaHub gives, or articles as mappings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from ingest.extraction.json_articles import from_object
from ingest.extraction.raw_article import RawArticle, found


@runtime_checkable
class Document(Protocol):
    """As much of `llama_index.core.schema.Document` as is read here; it is not imported."""

    @property
    def metadata(self) -> Mapping[str, object]:
        """What the reader says of the document."""

    @property
    def id_(self) -> str:
        """Its id, a random UUID unless one was given."""

    def get_content(self) -> str:
        """Its text."""


def as_found(document: object) -> RawArticle:
    """Read a document. Raises Unusable if it has no text, TypeError if it is no document.

    Its metadata are read like the fields of an article as JSON, whatever the case of their names; a `source` that
    is an address is the URL and not the publisher. Its id counts if it was given, and is not a random UUID.
    """
    if isinstance(document, Mapping):
        return from_object(document)
    if not isinstance(document, Document):
        raise TypeError(f"documents hold llama-index Documents or mappings, not {type(document).__name__}")
    said = {str(name).lower(): value for name, value in document.metadata.items()}
    said.pop("id", None)
    if not _is_random(document.id_):
        said["id"] = document.id_
    return found(document.get_content(), said)


def _is_random(id: str) -> bool:
    try:
        return uuid.UUID(id).version == 4
    except ValueError:
        return False

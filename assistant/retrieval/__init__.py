"""A question to ranked passages."""

from assistant.retrieval.findings import Retrieval
from assistant.retrieval.retriever import Retriever

__all__ = ["Retrieval", "Retriever"]

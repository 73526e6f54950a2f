"""A question to ranked passages."""

from assistant.retrieval.retriever import Retrieval, Retriever

__all__ = ["Retrieval", "Retriever"]

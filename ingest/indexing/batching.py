"""Batches: the passages of many articles are embedded together, and each article is stored by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.archive import ArchiveWriter
from assistant.articles import Article, digest, headed
from assistant.errors import IndexingError
from assistant.inference import Embedder, Vectors
from assistant.text.passage_spans import split
from ingest.indexing.report import Change, Tally

FEWEST, WINDOW = 32, 256
"""Passages embedded together: enough for many cores at once, few enough that an interruption loses seconds. Few at
first, then twice as many each time, so that a run that is soon stopped has got on."""

LARGEST = 8_000_000
"""Characters of articles that wait together, which bounds memory where articles are long."""


@dataclass(frozen=True, slots=True)
class _Job:
    article: Article
    spans: list[tuple[int, int]]
    keys: list[str]
    known: dict[str, Vectors]
    location: str
    label: str
    is_new: bool


class Batch:
    """Articles that wait for their vectors.

    A passage is embedded as `headed` makes it, and known by the sha256 of that: what an article's present version
    embedded before is taken from there, and what stands twice is embedded once.
    """

    def __init__(
        self, writer: ArchiveWriter, embedder: Embedder, tally: Tally, on_embedded: Callable[[int], None]
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._tally = tally
        self._on_embedded = on_embedded
        self._queue: list[_Job | Callable[[], None]] = []
        self._missing: dict[str, str] = {}
        self._size = 0
        self._window = FEWEST

    def add(self, article: Article, location: str, label: str = "", *, is_new: bool) -> None:
        """Take an article in, and store the batch if it is full; `label` is where the report says it is."""
        spans = split(article.text)
        texts = [
            headed(article.text[start:end], article.title, article.publisher, article.published) for start, end in spans
        ]
        keys = [digest(text) for text in texts]
        known = {} if is_new else self._writer.reusable(article.id)
        self._missing.update((key, text) for key, text in zip(keys, texts, strict=True) if key not in known)
        self._queue.append(_Job(article, spans, keys, known, location, label or location, is_new))
        self._size += len(article.text)
        if len(self._missing) >= self._window or self._size >= LARGEST:
            self.store()

    def then(self, action: Callable[[], None]) -> None:
        """Do something once all that was taken in before is stored."""
        if self._queue:
            self._queue.append(action)
        else:
            action()

    def store(self) -> None:
        """Embed what is missing, and store each article in a transaction of its own.

        Raises IndexingError, storing nothing, if the embedder gives vectors of a wrong shape or that are not finite.
        """
        fresh = self._embedded()
        queue, self._queue, self._missing, self._size = self._queue, [], {}, 0
        self._window = min(2 * self._window, WINDOW)
        for item in queue:
            if isinstance(item, _Job):
                self._put(item, fresh)
            else:
                item()

    def _put(self, job: _Job, fresh: dict[str, Vectors]) -> None:
        import numpy as np

        rows = [job.known[key] if key in job.known else fresh[key] for key in job.keys]
        vectors = np.stack(rows) if rows else np.empty((0, self._embedder.dimension), np.float32)
        self._writer.put(job.article, job.spans, vectors, location=job.location)
        self._tally.passages += len(job.spans)
        self._tally.embedded += len({key for key in job.keys if key not in job.known})
        self._tally.changes.append(Change(job.article.id, job.label, "added" if job.is_new else "changed"))

    def _embedded(self) -> dict[str, Vectors]:
        if not self._missing:
            return {}
        import numpy as np

        keys, texts = list(self._missing), list(self._missing.values())
        fresh: dict[str, Vectors] = {}
        for start in range(0, len(texts), WINDOW):
            part = texts[start : start + WINDOW]
            vectors = self._embedder.embed(part)
            if vectors.shape != (len(part), self._embedder.dimension) or not np.isfinite(vectors).all():
                raise IndexingError(
                    f"the embedder {self._embedder.name} gave vectors that cannot be used (shape {vectors.shape})",
                    "check PULLQUOTE_EMBEDDING; what was stored before stays",
                )
            fresh.update(zip(keys[start : start + WINDOW], vectors, strict=True))
            self._on_embedded(len(part))
        return fresh

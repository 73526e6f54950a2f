"""Batches: passages are embedded in threads while articles are read, and each article is stored by itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from assistant.archive import ArchiveWriter
from assistant.articles import Article, digest, headed
from assistant.errors import IndexingError
from assistant.inference import Embedder, Vectors
from ingest.indexing.report import Change, Tally

FULL, MOST = 32, 128
"""Passages that fill a batch, and that are embedded in one call where an article has more: few enough that an
interruption waits a second or two for them."""

AHEAD = 2
"""Batches that are embedded at once while the next one is read: no core waits for another's last passage."""

LARGEST = 4_000_000
"""Characters of articles that a batch holds, which bounds memory where articles are long."""


@dataclass(frozen=True, slots=True)
class _Job:
    article: Article
    spans: list[tuple[int, int]]
    keys: list[str]
    known: dict[str, Vectors]
    location: str
    label: str
    is_new: bool


@dataclass(slots=True)
class _Batch:
    queue: list[_Job | Callable[[], None]] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """What is embedded, by its sha256."""
    size: int = 0
    embedded: list[Future[Vectors]] = field(default_factory=list)
    """The vectors of `missing`, MOST of them each."""


class Batches:
    """Articles that wait for their vectors.

    A passage is embedded as `headed` makes it, and known by the sha256 of that: what an article's present version
    embedded before is taken from there, and what stands twice in a batch is embedded once. Whoever makes them
    closes them (`contextlib.closing`).
    """

    def __init__(
        self, writer: ArchiveWriter, embedder: Embedder, tally: Tally, on_embedded: Callable[[int], None]
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._tally = tally
        self._on_embedded = on_embedded
        self._filling = _Batch()
        self._ahead: deque[_Batch] = deque()
        self._threads = ThreadPoolExecutor(AHEAD, "embedding")

    def add(self, article: Article, location: str, label: str = "", *, is_new: bool) -> None:
        """Take an article in, and embed the batch if it is full; `label` is where the report says it is."""
        from assistant.text.passage_spans import split

        spans = split(article.text)
        texts = [
            headed(article.text[start:end], article.title, article.publisher, article.published) for start, end in spans
        ]
        keys = [digest(text) for text in texts]
        known = {} if is_new else self._writer.reusable(article.id)
        batch = self._filling
        batch.missing.update((key, text) for key, text in zip(keys, texts, strict=True) if key not in known)
        batch.queue.append(_Job(article, spans, keys, known, location, label or location, is_new))
        batch.size += len(article.text)
        if len(batch.missing) >= FULL or batch.size >= LARGEST:
            self._embed()
            while len(self._ahead) > AHEAD:
                self._store()

    def then(self, action: Callable[[], None]) -> None:
        """Do something once all that was taken in before is stored."""
        if self._filling.queue or self._ahead:
            self._filling.queue.append(action)
        else:
            action()

    def store(self) -> None:
        """Embed what is missing, and store each article that was taken in, in a transaction of its own.

        Raises IndexingError, storing nothing more, if the embedder gives vectors of a wrong shape or that are not
        finite, and the embedder's errors.
        """
        self._embed()
        while self._ahead:
            self._store()

    def close(self) -> None:
        """Embed nothing more; what is being embedded is waited for."""
        self._threads.shutdown(cancel_futures=True)

    def store_embedded(self) -> None:
        """Store what has its vectors when an interruption closes the batches."""
        self._on_embedded = lambda passages: None  # which may be what interrupts
        while self._ahead and all(_has_come(embedded) for embedded in self._ahead[0].embedded):
            self._store()

    def _embed(self) -> None:
        if not self._filling.queue:
            return
        batch, self._filling = self._filling, _Batch()
        texts = list(batch.missing.values())
        batch.embedded = [
            self._threads.submit(self._embedder.embed, texts[start : start + MOST])
            for start in range(0, len(texts), MOST)
        ]
        self._ahead.append(batch)

    def _store(self) -> None:
        batch = self._ahead[0]
        fresh = dict(zip(batch.missing, self._vectors(batch), strict=True))
        try:
            for item in batch.queue:
                if isinstance(item, _Job):
                    self._put(item, fresh)
                else:
                    item()
            self._ahead.popleft()
        except BaseException:
            self._ahead.clear()  # what follows may take for stored what is in this one
            raise

    def _vectors(self, batch: _Batch) -> list[Vectors]:
        import numpy as np

        rows: list[Vectors] = []
        for embedded in batch.embedded:
            expected = min(MOST, len(batch.missing) - len(rows))
            self._on_embedded(0)  # what is waited for now
            vectors = embedded.result()
            if vectors.shape != (expected, self._embedder.dimension) or not np.isfinite(vectors).all():
                raise IndexingError(
                    f"the embedder {self._embedder.name} gave vectors that cannot be used (shape {vectors.shape})",
                    "check PULLQUOTE_EMBEDDING; what was stored before stays",
                )
            rows.extend(vectors)
            self._on_embedded(len(vectors))
        return rows

    def _put(self, job: _Job, fresh: dict[str, Vectors]) -> None:
        import numpy as np

        rows = [job.known[key] if key in job.known else fresh[key] for key in job.keys]
        vectors = np.stack(rows) if rows else np.empty((0, self._embedder.dimension), np.float32)
        self._writer.put(job.article, job.spans, vectors, location=job.location)
        self._tally.passages += len(job.spans)
        self._tally.embedded += len({key for key in job.keys if key not in job.known})
        self._tally.changes.append(Change(job.article.id, job.label, "added" if job.is_new else "changed"))


def _has_come(embedded: Future[Vectors]) -> bool:
    return not embedded.cancelled() and embedded.exception() is None

"""An ONNX encoder with its tokenizer: texts to token ids, token ids to the model's first output."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.inference import Vectors
from assistant.inference.model_files import ModelFile

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BATCH_TOKENS = 2048
"""Tokens in one batch, padding included: what bounds the runtime's memory arena, which never shrinks.

Measured on two cores with passages of 226 tokens: 2,048 embeds 73 a second within 330 MB, 8,192 embeds 50 within 690.
"""


class Row(NamedTuple):
    """What the model reads at once: token ids, and where the second text among them begins."""

    ids: list[int]
    second: int


class LocalModel:
    """A BERT-like encoder, opened when first needed, and once; any number of threads may use it."""

    def __init__(self, model: ModelFile, tokenizer: ModelFile, models: Path | None = None) -> None:
        self._model_file = model
        self._tokenizer_file = tokenizer
        self._models = models
        self._opening = threading.Lock()

    def __reduce__(self) -> tuple[type[LocalModel], tuple[ModelFile, ModelFile, Path | None]]:
        """Copy and pickle what it is made of: a process that is given one opens the files itself."""
        return LocalModel, (self._model_file, self._tokenizer_file, self._models)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, without special ones and without truncation; lone surrogates become `?`."""
        clean = [text.encode(errors="replace").decode() for text in texts]
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(clean, add_special_tokens=False)]

    def row(self, first: list[int], second: list[int] | None = None) -> Row:
        """Frame one text, or two, by the special tokens."""
        opening, closing = self._special
        ids = [opening, *first, closing]
        return Row(ids, len(ids)) if second is None else Row([*ids, *second, closing], len(ids))

    def run(self, rows: Sequence[Row]) -> Vectors:
        """The first element of the model's first output for each row, in their order: shape (len(rows), …).

        Rows of like length share a batch, so that little is spent on padding.
        """
        order = sorted(range(len(rows)), key=lambda index: len(rows[index].ids))
        outputs = [self._run([rows[index] for index in batch]) for batch in _batches(order, rows)]
        together = np.concatenate(outputs)
        result = np.empty_like(together)
        result[order] = together
        return result

    def run_singly(self, rows: Sequence[Row]) -> Vectors:
        """The same, each row in a batch of its own, so that what comes of it depends on nothing but itself.

        The ranges of int8 activations are taken over a whole batch, padding included: in batches a pair of texts
        differs by up to .6 with its neighbours. Without padding this is also the quicker way on two cores: 12 passages
        of 220 tokens take .37 s of processor time instead of .74, 33 sentences .35 instead of .47.
        """
        return np.concatenate([self._run([row]) for row in rows])

    def _run(self, rows: Sequence[Row]) -> Vectors:
        shape = (len(rows), max(len(row.ids) for row in rows))
        ids, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
        for index, row in enumerate(rows):
            ids[index, : len(row.ids)] = row.ids
            mask[index, : len(row.ids)] = 1
            types[index, row.second : len(row.ids)] = 1
        session = self._session
        with _running:
            output: NDArray[np.float32] = session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
            )[0]
        return output[:, 0]

    @cached_property
    def _special(self) -> tuple[int, int]:
        opening, closing = (self._tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
        assert opening is not None and closing is not None
        return opening, closing

    @property
    def _tokenizer(self) -> Tokenizer:
        with self._opening:
            return self._open_tokenizer

    @cached_property
    def _open_tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(self._tokenizer_file.read(self._models).decode())
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def _session(self) -> InferenceSession:
        with self._opening:
            return self._open_session

    @cached_property
    def _open_session(self) -> InferenceSession:
        # Since 1.29 onnxruntime reports usage to its maker unless this stands before it is imported.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = _threads()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores
        options.log_severity_level = 3
        return InferenceSession(self._model_file.read(self._models), options, providers=["CPUExecutionProvider"])


def _batches(order: Sequence[int], rows: Sequence[Row]) -> Iterator[list[int]]:
    """Cut rows sorted by length so that each batch, padded to its longest, stays within BATCH_TOKENS."""
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * len(rows[index].ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _cores() -> int:
    """The cores that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads() -> int:
    """OMP_NUM_THREADS where it is set, as for other numeric libraries, else every core we may use."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) else _cores()


_running = BoundedSemaphore(max(1, _cores() // _threads()))
"""Batches run at once are as many as the cores are for: more of them take longer all together, and memory each.

Ten questions at once took 1,060 MB without it and 700 with it, in the same time.
"""

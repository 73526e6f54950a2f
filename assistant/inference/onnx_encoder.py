"""An ONNX encoder with its tokenizer: texts to token ids, token ids to the model's first output."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, NamedTuple

from assistant.inference import Vectors
from assistant.inference.model_files import ModelFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


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

    def open_ahead(self) -> None:
        """Begin to open the files in a thread; what goes wrong there is raised when they are needed.

        The program's end waits for it: a daemon that the end overtakes inside the runtime would abort the process.
        """
        threading.Thread(target=self._open, name="opening a model").start()

    def _open(self) -> None:
        with suppress(Exception):  # the edge of a thread: it happens again, and is raised, where the model is needed
            _ = self._tokenizer, self._session

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

        Each row is read by itself, and as many at once as there are cores for. The ranges of int8 activations are
        taken over a whole batch, padding included, so what comes of a row would depend on its neighbours: a pair of
        texts scored up to .6 differently. By itself, on one thread and without padding, it is also quicker: passages
        of 200 tokens took 52 ms of processor time, and 76 in batches of 2,048 tokens that two threads share.
        """
        import numpy as np

        with ThreadPoolExecutor(min(_threads(), len(rows))) as pool:
            return np.stack(list(pool.map(self._run, rows)))

    def _run(self, row: Row) -> Vectors:
        import numpy as np

        ids = np.array([row.ids], np.int64)
        types = (np.arange(len(row.ids)) >= row.second).astype(np.int64)[None]
        session = self._session
        with _running:
            output: NDArray[np.float32] = session.run(
                None, {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
            )[0]
        first: Vectors = output[0, 0]
        return first

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
        options.intra_op_num_threads = 1  # the cores read rows side by side, see `run`
        options.log_severity_level = 3
        return InferenceSession(self._model_file.read(self._models), options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """The cores that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads() -> int:
    """OMP_NUM_THREADS where it is set, as for other numeric libraries, else every core we may use."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) else _cores()


_running = BoundedSemaphore(_cores())
"""Rows read at once are as many as the cores are for: more of them take longer all together, and memory each.

Ten questions at once took 1,060 MB without it and 700 with it, in the same time.
"""

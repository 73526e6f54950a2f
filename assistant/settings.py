"""Settings, read once where a program starts: the environment, then pullquote.toml, then the defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from assistant.errors import SettingsError

FILE = Path("pullquote.toml")
QUOTES = "quotes"
"""The model name that stands for no model: answers in the sources' own sentences."""

DEFAULT_MODEL = "gpt-5-mini"


def default_archive() -> Path:
    """The platform's folder for a user's own data."""
    return Path(platformdirs.user_data_dir("pullquote", appauthor=False)) / "archive"


def state_folder() -> Path:
    """The platform's folder for what a program finds out by itself and can find out again."""
    return Path(platformdirs.user_state_dir("pullquote", appauthor=False))


class Settings(BaseModel):
    """Where the archive is and who reads and writes; immutable and hashable, so `ask()` keeps one Assistant each.

    Unknown keys in pullquote.toml and unknown PULLQUOTE_ variables are refused by `Settings.load`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    archive: Path = Field(default_factory=default_archive)
    model: str | None = None
    models: Path | None = None
    """A folder with model files, looked up by sha256 before the installed package."""
    prices: Path | None = None
    """A TOML file of token prices that adds to the built-in table: [model-name] input = 0.25, output = 2.0, in
    dollars for a million tokens."""
    embedding: str = "local"
    deadline: float = Field(default=60.0, gt=0)
    """Seconds that a language model may take for one answer, retries included."""
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    judge: str | None = None
    """The model that reads whether a sentence follows from its quotes; by default the one that writes."""
    judge_base_url: str | None = None
    judge_api_key: SecretStr | None = None
    exam: Literal["on", "off"] = "on"
    """`off` lets a model judge, and with it a model write, that has not passed the exam."""
    chroma_url: str | None = None

    @field_validator("archive", "models", "prices", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if isinstance(value, str) and not value.strip():
            raise ValueError("must name a place")
        return value

    @field_validator("archive", "models", "prices")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        try:
            return value.expanduser().absolute()
        except RuntimeError:
            raise ValueError(f"begins with {value.parts[0]}, which is nobody's home") from None

    @field_validator("embedding")
    @classmethod
    def _known_embedding(cls, value: str) -> str:
        if value != "local" and not (value.startswith("openai:") and value != "openai:"):
            raise ValueError("must be `local` or `openai:NAME`")
        return value

    @classmethod
    def load(cls, **given: Any) -> Settings:
        """Read the settings: `given` wins over the environment, and that over the file; values of None count
        as not given, and empty variables as unset.

        Raises SettingsError, naming the key and what it may be.
        """
        known = {_variable(name): name for name in cls.model_fields}
        for name in sorted(os.environ):
            if name.startswith("PULLQUOTE_") and name not in known:
                raise SettingsError(f"unknown setting {name}", f"known are: {', '.join(sorted(known))}")
        said = {name: os.environ[variable] for variable, name in known.items() if os.environ.get(variable)}
        try:
            return cls(**_file() | said | {name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            raise _refused(error) from None

    @property
    def writer(self) -> str:
        """Who writes the answers: `quotes`, or a language model's name."""
        if self.model:
            return self.model
        return DEFAULT_MODEL if self.openai_api_key or self.openai_base_url else QUOTES


def _file() -> dict[str, object]:
    """What the file says; nothing where there is none. Raises SettingsError."""
    try:
        return tomllib.loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{FILE} cannot be read: {error}", "correct it, or delete it") from None


def _variable(name: str) -> str:
    """The environment's name for a setting."""
    return name.upper() if name in ("openai_api_key", "openai_base_url", "chroma_url") else f"PULLQUOTE_{name.upper()}"


def _refused(error: ValidationError) -> SettingsError:
    """The first thing wrong with the settings, in our words; the key's own text is never repeated."""
    problem = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        names = ", ".join(sorted(Settings.model_fields))
        return SettingsError(f"unknown setting {key!r} in {FILE}", f"known are, without a prefix: {names}")
    wrong = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return SettingsError(f"setting {key} {wrong}", f"correct it in the environment or in {FILE}")

"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings

Archive = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="DIR",
        help="The archive's folder; if not given, PULLQUOTE_ARCHIVE or your data folder.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, and errors as JSON to stderr.")]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Who writes: a language model's name, or `quotes` for none."),
]


GROUPS = ("articles", "archive", "sources")
"""Commands that have commands of their own."""


def in_order(arguments: Sequence[str]) -> list[str]:
    """A command line with `--archive` and `--json` after the command, wherever before it they stand."""
    rest, early, at = list(arguments), list[str](), 0
    while at < len(rest):
        if rest[at] in ("--archive", "--json") or rest[at].startswith("--archive="):
            taken = 2 if rest[at] == "--archive" else 1
            early += rest[at : at + taken]
            del rest[at : at + taken]
        elif rest[at] in GROUPS and at == 0:
            at += 1
        else:
            break
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *early, *rest[end:]]


def publishers(names: Sequence[str]) -> list[str]:
    """The publishers that the command line names. Raises UsageError if one is blank, which would leave nothing out."""
    from assistant.errors import UsageError

    if not all(name.strip() for name in names):
        raise UsageError("--publisher names none", "give a name, or leave the option out")
    return list(names)


def settings(archive: str | None = None, model: str | None = None) -> Settings:
    """The settings, those given on the command line first. Raises SettingsError, UsageError."""
    from assistant.errors import UsageError
    from assistant.settings import Settings

    if archive is not None and not archive.strip():
        raise UsageError("--archive names no folder", "give one, or leave the option out")
    return Settings.load(archive=archive, model=model)


def assistant(archive: str | None = None, model: str | None = None) -> Assistant:
    """An assistant on the archive that the command line or the settings name; a context manager."""
    from assistant.assistant import Assistant

    return Assistant(settings(archive, model))


def asking(archive: str | None = None, model: str | None = None) -> Assistant:
    """The same for a question: what opens its models, half a second's work, runs beside the imports of all the rest."""
    given = settings(archive, model)
    if not given.archive.exists():  # an error comes at once
        return assistant(archive, model)
    from assistant.inference.model_factory import models_ahead

    embedder, reranker = models_ahead(given)
    from assistant.assistant import Assistant

    return Assistant(given, embedder=embedder, reranker=reranker)

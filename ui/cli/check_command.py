"""`pullquote check`: whether the quotes of saved answers still stand."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.article_ids import short
from ui.cli.terminal import clean, console, print_json

if TYPE_CHECKING:
    from rich.text import Text

    from assistant.quote_checks import QuoteCheck

CHANGED = 1

Files = Annotated[
    list[str], typer.Argument(metavar="FILE.json…", help="Saved answers; - is standard input.", show_default=False)
]


def check(files: Files, archive: options.Archive = None, json: options.Json = False) -> int:
    """Check that the quotes of saved answers still stand in the archive.

    An answer is saved by `pullquote ask … --json > FILE.json`. Exit status:
    0 every quote stands, 1 one does not, 2 error.
    """
    answers = [(file, _read(file)) for file in files]
    rows = []
    with options.assistant(archive) as assistant:
        for file, answer in answers:
            rows.append((file, answer, _checks(file, partial(assistant.check, answer))))
    if json:
        print_json({"answers": [_as_dict(*row) for row in rows]})
    else:
        for row in rows:
            _show(*row)
    return 0 if all(each.stands for _, _, checks in rows for each in checks) else CHANGED


def _read(file: str) -> Mapping[str, object]:
    """A saved answer. Raises UsageError, naming the file, if it cannot be read or holds none."""
    from assistant.errors import UsageError

    remedy = "save one with `pullquote ask … --json`"
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
        answer = json_format.loads(text)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}", "name the file of a saved answer") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is no JSON", remedy) from error
    if not isinstance(answer, dict) or not isinstance(answer.get("quotes"), list):
        raise UsageError(f"{file} holds no saved answer", remedy)
    return answer


def _checks(file: str, checking: Callable[[], Iterable[QuoteCheck]]) -> tuple[QuoteCheck, ...]:
    """The checks of one answer. Raises UsageError with the file's name if it is none."""
    from assistant.errors import UsageError

    try:
        return tuple(checking())
    except UsageError as error:
        raise UsageError(f"{file}: {error.message}", error.remedy) from error


def _as_dict(file: str, answer: Mapping[str, object], checks: Iterable[QuoteCheck]) -> dict[str, object]:
    checks = list(checks)
    return {
        "file": file,
        "question": str(answer.get("question", "")),
        "stands": all(each.stands for each in checks),
        "quotes": [each.to_dict() for each in checks],
    }


def _show(file: str, answer: Mapping[str, object], checks: Iterable[QuoteCheck]) -> None:
    from rich.text import Text

    from ui.cli.answer_text import show_indented

    out = console()
    show_indented(out, Text(clean(f"{file}: {answer.get('question', '')}"), style="bold"), indent=0)
    for each in checks:
        newer = f" (version {each.current}; quoted {each.version})" if each.current not in (None, each.version) else ""
        style = "green" if each.stands else "bold red"
        first = Text(f"[{each.number}] ", style="bold cyan")
        show_indented(out, Text.assemble((each.outcome, style), newer, f", {clean(short(each.article))}"), first=first)
        if each.now is not None:
            show_indented(out, _difference(each.was, each.now))
        elif not each.stands:
            show_indented(out, Text(clean(each.was), style="dim"))
        if each.correction:
            show_indented(out, Text(f"The article says of itself: {clean(each.correction)}", style="yellow"))
    if not answer["quotes"]:
        show_indented(out, Text("It has no quotes to check."))


def _difference(was: str, now: str) -> Text:
    """The words of now, those that are gone in `[-…-]` and those that are new in `{+…+}`."""
    from rich.text import Text

    from assistant.text.word_difference import difference

    styles = {"kept": "", "gone": "red", "new": "green"}
    shown = {"kept": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    pieces = difference(clean(was), clean(now))
    return Text(" ").join(Text(shown[fate].format(words), style=styles[fate]) for fate, words in pieces)

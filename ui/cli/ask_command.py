"""`pullquote ask`: a question on the command line, the answer and its sources on stdout."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli import options
from ui.cli.terminal import console, print_json, tell

if TYPE_CHECKING:
    from assistant.answers import Answer, Said
    from assistant.assistant import Assistant

NOT_FOUND = 1


def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="The question.", show_default=False)],
    publisher: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only articles of this publisher; may be repeated.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or before.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Answer as on this day.")] = None,
    model: options.Model = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Read more passages and say more; takes longer.")
    ] = False,
    trace: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep what language models are asked and reply in this file.")
    ] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Answer a question from the archive.

    Exit status: 0 answered, 1 not found, 2 error. Dates are ISO 8601, such as 2022-06-16.
    """
    asked: dict[str, Any] = {
        "publishers": options.publishers(publisher or []),
        "since": since,
        "until": until,
        "as_of": as_of,
        "thorough": thorough,
        "trace": trace,
    }
    with options.asking(archive, model) as assistant:
        if json:
            answer = assistant.ask(" ".join(question), **asked)
            print_json(answer.to_dict())
        else:
            answer = _shown(assistant, " ".join(question), asked)
            if answer.exam_due and sys.stdout.isatty() and _examined(assistant):
                answer = _shown(assistant, " ".join(question), asked)
    return 0 if answer.status == "answered" else NOT_FOUND


def _shown(assistant: Assistant, question: str, asked: dict[str, Any]) -> Answer:
    """Print what stands above the answer, each statement as soon as it has been verified, then the sources.

    The sources' own sentences all come at once: they wait for the doubts that only the whole answer tells.
    """
    from assistant.answers import Done, Found, Said
    from ui.cli import answer_text

    out, messages = console(), console(sys.stderr)
    printer = answer_text.SaidPrinter(out)
    waits = assistant.settings.writer == "quotes"
    waiting: list[Said] = []
    above: tuple[str, ...] = ()
    working = messages.status("Reading the articles …", spinner="line")
    if messages.is_terminal:
        working.start()
    try:
        with closing(assistant.stream(question, **asked)) as events:
            for event in events:
                if isinstance(event, Found):  # the model is set up, and has not read anything yet
                    _say_where_passages_go(assistant)
                    above = () if waits else event.above
                    answer_text.show_above(out, above)
                elif isinstance(event, Said) and waits:
                    waiting.append(event)
                elif isinstance(event, Said):
                    working.stop()
                    printer.show(event)
                elif isinstance(event, Done):
                    working.stop()
                    answer_text.show_above(out, (each for each in event.answer.above if each not in above))
                    for said in waiting:
                        printer.show(said)
                    printer.end()
                    answer_text.show_rest(out, event.answer, assistant.settings)
                    return event.answer
    finally:
        working.stop()
    raise AssertionError("a stream ends in Done")


def _examined(assistant: Assistant) -> bool:
    """Put the exam that is due, and say what came of it; whether a model may write now."""
    from assistant.errors import LanguageModelError, SettingsError
    from ui.cli.judge_command import sit, verdict

    tell("")
    try:
        result = sit(assistant)
    except (LanguageModelError, SettingsError) as error:
        remedy = f" {error.remedy[:1].upper()}{error.remedy[1:]}." if error.remedy else ""
        tell(f"{error.message[:1].upper()}{error.message[1:]}.{remedy}")
        return False
    tell(verdict(result))
    tell("A model answers now." if result.passed else "No model writes.", "\n" if result.passed else "")
    return result.passed


def _say_where_passages_go(assistant: Assistant) -> None:
    """Name the host that reads passages, and that of a judge elsewhere, before anything leaves the machine."""
    from assistant.rendering.passages_leave import writes_from

    settings = assistant.settings
    status = None if settings.writer == "quotes" else assistant.judge_status()
    if status is None or status.standing not in ("passed", "off"):
        return
    tell(f"{writes_from(settings, settings.writer)} `--model quotes` answers in the sources' own sentences.")

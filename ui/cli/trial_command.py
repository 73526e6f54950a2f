"""`make trial` (`python -m ui.cli.trial_command [FOLDER]`): a model's exam and 40 answers, as Markdown on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assistant import Assistant
from assistant.evaluation.question_set import read_questions
from assistant.evaluation.trial import Trial, Tried, title_questions, try_questions
from assistant.settings import Settings
from ingest import index
from ui.cli.entry_point import run
from ui.cli.judge_command import sit, verdict
from ui.cli.progress_bar import ProgressBar
from ui.cli.terminal import tell

QUESTIONS = 40
"""Half of them over the folder, if there is one."""

FOLDER_QUESTIONS = "questions.jsonl"
"""A file of the folder with questions of one's own; without it articles are asked about by their titles."""


def trial(arguments: Sequence[str], most: int = QUESTIONS) -> int:
    """Try the model that the settings name, by `most` questions. Exit status: 0 it writes, 1 it failed the exam."""
    import seeds

    seeds_folder = Path(next(iter(seeds.__path__)))
    with TemporaryDirectory() as place:
        own = Assistant(Settings.load(archive=Path(place) / "seeds"))
        exam = sit(own)
        tell(verdict(exam))
        tried: list[Tried] = []
        if exam.passed:
            folders = [Path(folder) for folder in arguments[:1]]
            share = most // (1 + len(folders))
            with ProgressBar() as meter:
                for folder, name in [(seeds_folder, "the seeds"), *((each, each.name) for each in folders)]:
                    tried += _tried(folder, name, Path(place) / f"archive-{len(tried)}", share, meter)
        sys.stdout.write(Trial(exam, tuple(tried)).to_markdown())
    return 0 if exam.passed else 1


def _tried(folder: Path, name: str, archive: Path, most: int, meter: ProgressBar) -> Iterator[Tried]:
    """The questions of one folder, asked of an archive of its own."""
    meter.say(f"indexing {name}")
    index([folder], archive=archive)
    with Assistant(Settings.load(archive=archive)) as assistant:
        questions = _questions(folder, assistant, most)
        for done, tried in enumerate(try_questions(name, assistant, questions), 1):
            meter.show(f"asking {name}", done, len(questions))
            yield tried


def _questions(folder: Path, assistant: Assistant, most: int) -> list[str]:
    if (folder / FOLDER_QUESTIONS).is_file():
        return [row.question for row in read_questions(folder / FOLDER_QUESTIONS)][:most]
    with assistant.archive.snapshot() as snapshot:
        return title_questions([listing.title for listing in snapshot.articles()], most)


if __name__ == "__main__":
    sys.exit(run(trial, sys.argv[1:]))

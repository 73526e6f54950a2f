"""How often a question with a known answer shows it alone, and after an unrelated one that was answered.

    python tests/benchmarks/new_questions.py ARCHIVE QUESTIONS.jsonl [LIMIT]

Each question is asked after the one half the file away. Where that changes nothing of what is searched for, the answer
is the same, and is not asked for twice.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Answer, Assistant, Settings
from assistant.evaluation.answer_match import states
from assistant.evaluation.question_set import EvaluationQuestion, read_questions
from assistant.questions.follow_ups import Turn, readings


@dataclass
class Tally:
    """What became of the questions, alone and after another."""

    asked: int = 0
    read_both_ways: int = 0
    taken_for_follow_ups: int = 0
    shown_alone: int = 0
    shown_after: int = 0
    refused_alone: int = 0
    refused_after: int = 0


def count(questions: Sequence[EvaluationQuestion], assistant: Assistant) -> Tally:
    """Ask every question alone and after another; those without a known answer are only asked before others."""
    alone: dict[str, Answer] = {}

    def ask(question: str) -> Answer:
        if question not in alone:
            alone[question] = assistant.ask(question)
        return alone[question]

    tally = Tally()
    for place, question in enumerate(questions):
        answer = ask(question.question)
        before = next(
            other
            for step in range(len(questions))
            if (other := questions[(place + len(questions) // 2 + step) % len(questions)]) is not question
        )
        turn = Turn(before.question, ask(before.question).text or "Nothing was found, said Jo Doe of Elm.")
        after = answer
        if readings(question.question, [turn]).completed:
            after = assistant.ask(question.question, history=[turn])
            tally.read_both_ways += 1
            tally.taken_for_follow_ups += bool(after.understood_as)
        tally.asked += 1
        tally.refused_alone += answer.status == "not_found"
        tally.refused_after += after.status == "not_found"
        tally.shown_alone += states(answer.text, question.answer or "")
        tally.shown_after += states(after.text, question.answer or "")
    return tally


def main() -> None:
    """Count, and print."""
    archive, file, *limit = sys.argv[1:]
    questions = read_questions(Path(file))[: int(limit[0]) if limit else None]
    with Assistant(Settings.load(archive=archive)) as assistant:
        print(count(questions, assistant))  # noqa: T201


if __name__ == "__main__":
    main()

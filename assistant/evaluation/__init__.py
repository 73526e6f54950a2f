"""Questions with known answers to scores: how well articles are found, answers given, and absence noticed."""

from assistant.evaluation.question_set import EvaluationQuestion, read_questions
from assistant.evaluation.runner import Progress, evaluate
from assistant.evaluation.scores import Outcome, Report

__all__ = ["EvaluationQuestion", "Outcome", "Progress", "Report", "evaluate", "read_questions"]

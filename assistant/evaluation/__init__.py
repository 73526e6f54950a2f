"""Questions with known answers to scores: how well articles are found, answers given, and absence noticed."""

from assistant.evaluation.question_set import EvaluationQuestion, read_questions
from assistant.evaluation.runner import EvaluationProgress, evaluate
from assistant.evaluation.scores import Outcome, Report

__all__ = ["EvaluationProgress", "EvaluationQuestion", "Outcome", "Report", "evaluate", "read_questions"]

"""Drafts to statements that their quotes bear out: pure functions, no model.

fold       what two ways of typing the same words have in common
find       copied words in a text, exact after folding, at the edges of tokens
verify     a draft to what may be shown of it, with its quotes
attribution who says what a quote says
"""

from assistant.verification.folding import Folded, fold
from assistant.verification.matching import Match, find
from assistant.verification.speech import attribution
from assistant.verification.verdicts import Failure, Span, Verdict
from assistant.verification.verifying import verify

__all__ = ["Failure", "Folded", "Match", "Span", "Verdict", "attribution", "find", "fold", "verify"]

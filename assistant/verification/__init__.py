"""Drafts to statements that their quotes bear out: pure functions on text.

    fold         what two ways of typing the same words have in common, with a map back
    find         copied words in a text, exact after folding, at the edges of tokens
    verify       a draft to what may be shown of it, with its quotes
    attribution  who says what a quote says

`rules/` holds one file for each rule, `checking` applies them all. The strictest is derivation: each clause of a
statement must be said by a sentence of its quote, of the same things, as `grammar/` reads the two. The others say in
words what is wrong, and run first.
"""

from assistant.attribution.speakers import attribution
from assistant.quotation.matching import Match, find
from assistant.quotation.spans import Span
from assistant.text.folding import Folded, fold
from assistant.verification.verdicts import Failure, Verdict
from assistant.verification.verifying import verify
from assistant.verification.written_sentence import check_written

__all__ = ["Failure", "Folded", "Match", "Span", "Verdict", "attribution", "check_written", "find", "fold", "verify"]

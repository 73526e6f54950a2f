"""What a program can tell for certain of a sentence that a model wrote: pure functions on text, no model.

Whether the sentence follows from its quotes is read elsewhere; what breaks a rule here is not shown whatever is read.
"""

from assistant.verification.written_sentence import check_written

__all__ = ["check_written"]

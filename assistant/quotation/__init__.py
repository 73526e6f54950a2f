"""Copied words to verbatim spans of whole sentences.

locate  a draft's citations to the spans that hold them
find    copied words in a text, exact after folding, at the edges of tokens
"""

from assistant.quotation.matching import Match, find
from assistant.quotation.quote_location import Located, locate
from assistant.quotation.spans import Span

__all__ = ["Located", "Match", "Span", "find", "locate"]

"""What services put in the place of a text that they do not give, and texts that they cut off."""

from __future__ import annotations

import re

from assistant.text.sentences import ends, sentences
from ingest.extraction.raw_article import Unusable

LONGEST = 200
"""Characters of what stands in a text's place; what is longer tells something of its own."""

_EMPTY = re.compile(
    r"\W*(?:(?:content |article |text )?(?:removed|deleted|withdrawn|unavailable|not available)|no (?:content|text)"
    r"|null|none|nan|n/a|undefined|tba|tbd)\W*",
    re.I,
)
_SOLD = re.compile(r"\bonly (?:available|accessible) (?:in|on|with|for|to)\b.*\b(?:plans?|subscribers?|tiers?)\b", re.I)
_UPGRADE = re.compile(r"\b(?:upgrade|subscribe)\b.*\b(?:plan|subscription|full (?:text|content|article))\b", re.I)
_CUT = re.compile(
    r"(?:…|\.\.\.|(?<!\s))\s*\[\s*(?:\+\s*)?(?P<count>\d[\d,.]*)\s*(?:more )?(?P<unit>char|word)\w*\s*\]\s*\Z", re.I
)
_MORE = re.compile(r"(?<!\s)\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\((?:…|\.\.\.)\))\s*\Z")


def whole_sentences(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the mark of where its source cut it off, and without the sentence that was cut; and notes.

    Raises Unusable if it is a placeholder, or nothing whole is left.
    """
    bare = " ".join(text.split())
    if _EMPTY.fullmatch(bare):
        raise Unusable(f"holds a placeholder in the place of a text: {bare!r}")
    if len(bare) < LONGEST and (_SOLD.search(bare) or _UPGRADE.search(bare)):
        raise Unusable(f"its source does not give the text: {bare[:80]!r}")
    cut = _CUT.search(text) or _MORE.search(text)
    if not cut:
        return text, ()
    lacking = _lacking(cut)
    kept = _up_to_a_sentence(text[: cut.start()])
    if not kept:
        raise Unusable(f"cut off by its source within the first sentence{lacking}")
    return kept, (f"cut off by its source{lacking}; only whole sentences were kept",)


def _lacking(cut: re.Match[str]) -> str:
    if cut.re is not _CUT:
        return ""
    unit = "characters" if cut["unit"].lower() == "char" else "words"
    return f" ({cut['count']} {unit} more are not here)"


def _up_to_a_sentence(text: str) -> str:
    spans = [(start, end) for start, end in sentences(text) if ends(text[start:end])]
    return text[: spans[-1][1]].rstrip() if spans and not text[: spans[-1][1]].endswith(("…", "...")) else ""

"""Words that a sentence puts in quotation marks stand so in its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quotation.spans import Span
from assistant.text.words import tokens

_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)|(?<!\w)['’‘](?=\d0s\b)|(?<!\w)['’](?=(?:em|til|tis|twas|cause|n)\b)")
_PAIRS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    '"': '"',
    "'": "'",
    "＂": "＂",
    "「": "」",
    "『": "』",
}
_CLOSERS = "”»’›」』"
_SINGLE = "'’‘"
_ELLIPSIS = re.compile(r"\[?(?:…|\.(?:\s?\.){2,})\]?")


def foreign_quotation(text: str, spans: Sequence[Span]) -> str | None:
    """The first words in quotation marks that do not stand so in one of the spans, or None.

    Case, punctuation and marks within the words count for nothing; a mark without a partner reaches to the end
    of the sentence, or from its beginning.
    """
    rows = [_tokens(words) for words in _runs(spans)]
    for quotation in quotations(text):
        pieces = [piece for part in _ELLIPSIS.split(quotation) if (piece := _tokens(part))]
        if not any(_in_order(pieces, row) for row in rows):
            return quotation
    return None


def quotations(text: str) -> Iterator[str]:
    """What stands between quotation marks of any kind, outermost first; apostrophes are none."""
    plain = _APOSTROPHE.sub("\x00", text)
    at = start = 0
    while at < len(plain):
        mark = plain[at]
        if _opens(plain, at):
            close = _closing(plain, at)
            end = len(plain) if close is None else close
            yield text[at + 1 : end]
            start = at = end + 1
            continue
        if mark in _CLOSERS and mark not in _SINGLE and plain[start:at].strip():
            yield text[start:at]
            start = at + 1
        at += 1


def _opens(text: str, at: int) -> bool:
    mark, following = text[at], text[at + 1 : at + 2]
    if mark not in _PAIRS or not following or following.isspace():
        return False
    if mark == '"' and text[at - 1 : at].isdigit() and '"' not in text[at + 1 :]:
        return False  # inches
    if mark == "»":
        return "«" in text[at + 1 :]
    if mark in _SINGLE:
        return not text[max(0, at - 1) : at].isalnum() and _closing(text, at) is not None
    return True


def _closing(text: str, at: int) -> int | None:
    """Where the quotation that opens at a place closes; single marks close only before no letter."""
    for i in range(at + 1, len(text)):
        if text[i] not in _PAIRS[text[at]]:
            continue
        if text[at] in _SINGLE and (text[i - 1].isspace() or text[i + 1 : i + 2].isalnum()):
            continue
        return i
    return None


def _runs(spans: Sequence[Span]) -> Iterator[str]:
    """The spans' words; spans with nothing but white space between them as one run."""
    for span in spans:
        text, end = span.passage.article.text, span.end
        for _ in spans:
            following = [
                other.end
                for other in spans
                if other.passage.article.sha256 == span.passage.article.sha256
                and other.start >= end
                and not text[end : other.start].strip()
            ]
            end = max(following, default=end)
        yield text[span.start : end]


def _tokens(words: str) -> list[str]:
    return [part for token in tokens(words) for part in token.split("-") if part]


def _in_order(pieces: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether the pieces stand in a row of words, each unbroken, one after the other."""
    at = 0
    for piece in pieces:
        found = next((i for i in range(at, len(row) - len(piece) + 1) if list(row[i : i + len(piece)]) == piece), None)
        if found is None:
            return False
        at = found + len(piece)
    return True

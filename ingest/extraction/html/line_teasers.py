"""Single lines among an article's that are not its words: links to other articles, labels of advertising, credits."""

from __future__ import annotations

import re

from ingest.extraction.html.page_lines import Line

LINKED = 0.9
"""The part of a line that is a link, from which the line is nothing else, unless it ends as a sentence does."""

LABEL = 6
"""Words of a label before a link at most: `Read more: ...`."""

_LABELLED = re.compile(r"[^:|>»]{1,60}[:|>»]\s")
_ENDS = re.compile(r"[.!?…][\"'”’»]*$")
_LABELS = frozenset(
    "advertisement advertising anzeige werbung publicité publicidad pubblicità reklame reklam annons sponsored promoted"
    " share comments kommentare".split()
)
_CREDIT = re.compile(r"(?:©|\(c\)\s|copyright\b|(?:photo|foto|image|bild|picture|фото)s?\s*:)", re.I)


def is_beside(line: Line) -> bool:
    """Whether a line only leads elsewhere, or labels or credits what is no text."""
    if line.text.casefold().strip(" .:") in _LABELS or (_CREDIT.match(line.text) and len(line.text) < 200):
        return True
    size = len(line.text)
    if line.linked >= LINKED * size:
        return not _ENDS.search(line.text)
    label = _LABELLED.match(line.text)
    return 2 * line.linked >= size and label is not None and len(label[0].split()) <= LABEL and size - line.linked <= 60

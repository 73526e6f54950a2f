"""Single lines among an article's that are not its words: links to other articles, labels, credits, words to readers.

A house speaks to its readers of itself: of its letters, of what it earns, of how to write to it. Told by whole lines
alone, for an article may tell of letters and commissions too.
"""

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
    " share comments kommentare true false null undefined".split()
)
_ADDRESSED = re.compile(
    r"(?:sign\s+up|subscribe)\s+(?:to|for|here)\b.{0,80}\bnewsletters?\b|subscribe\s+(?:and|now)\b"
    r"|follow\s.{1,60}\son\s+(?:google\s+news|twitter|facebook|instagram|whatsapp|x)\b|.{0,40}\bas\s+a\s+preferred\s+source\b"
    r"|(?=.*\b(?:we|us)\b)(?=.*\b(?:links?|buy|purchases?)\b).*\b(?:earn|receive|get)\b.{0,40}\bcommissions?\b"
    r"|(?:get|receive|sign\s+up|have)\b.*\b(?:in|to)\s+your\s+inbox\b"
    r"|follow\s+(?:along|live|our)\b.{0,60}\b(?:updates|coverage|blog)\b.{0,40}$|this\s+is\s+a\s+(?:breaking|developing)\b.{0,20}\bstory\b"
    r"|(?:this\s+(?:article|story)\s+(?:was\s+)?)?(?:first|originally)\s+(?:published|appeared)\s+(?:in|on|by|at)\b[^,\d]{0,60}$"
    r"|you\s+have\s+(?:full\s+)?access\s+to\s+this\s+article\b|[^.!?]*\?\s.{0,60}\S+@\S+\.\w+\W*$"
    r"|(?:was|did|how)\b.{0,40}\bthis\s+(?:article|story|page)\b.{0,20}\?|wie\b.{0,30}\bdieser\s+(?:artikel|beitrag)\s+gefallen\b"
    r"|.*\b(?:bookmark\b.*\bnewsletters?\b|feedback\s+(?:on|to|zu)\s+(?:this|diesem)\s+(?:article|story|artikel|beitrag)\b"
    r"|back\s+to\s+video$|in\s+ihrer\s+zwischenablage\b|copied\s+to\s+(?:your\s+|the\s+)?clipboard\b)"
    r"|\d+\s+(?:min(?:ute)?s?\s+read|minuten?\s+lesezeit)\b"
    r"|(?=.*\b(?:anzeigen|angezeigt|ausgewählt\w*|geladen)\b).*\bexterne[nr]?\b.{0,20}\binhalte?\b|empfohlener\s+redaktioneller\s+inhalt$"
    r"|ein\s+klick\s+für\s+den\s+datenschutz$|table\s+of\s+contents$|inhaltsverzeichnis$",
    re.I,
)
_LONGEST = 400
"""Characters that a house addresses to its readers on one line at most."""

_VARIABLE = re.compile(r"[a-z]+(?:[A-Z][a-z]*)+:?")
_CREDIT = re.compile(
    r"(?:©|\(c\)\s|copyright\b|(?:photo|foto|image|bild|picture|фото)s?\s*:"
    r"|with\s+files\s+from\b|with\s+(?:additional\s+)?report(?:s|ing)\s+(?:from|by)\b(?!.*[.!?…]$)"
    r"|(?:quellen?|sources?|fuentes?|fonte|źródło|zdroj|källa|kilde|bron)\s*:\s*(?!.*[.!?…]$)\S.{0,60}$"
    r"|(?:(?:schluss)?redaktion|faktencheck|übersetzung(?:\s+und\s+\w+)?|sendung)\s*:(?!.*[.!?…]$))",
    re.I,
)
"""A credit is no sentence: one that ends as sentences do may be an interview's question, or tell of reports."""

_APPEARED = re.compile(
    r"(?:(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)\s*(?:on|am|le|el|op)?\s*:?\s*)?"
    r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|\d{1,2}\.?\s+[^\W\d]+\.?\s+\d{4})\W+(?:um|kl\.?|at|à|ore)?\s*\d{1,2}[.:]\d\d(?:\s*uhr)?\W*",
    re.I,
)


def says_when(line: Line) -> bool:
    """Whether a line is a day and a time of day, and nothing else."""
    return _APPEARED.fullmatch(line.text) is not None


def is_beside(line: Line) -> bool:
    """Whether a line only leads elsewhere, or labels or credits what is no text."""
    if line.text.casefold().strip(" .:") in _LABELS or (_CREDIT.match(line.text) and len(line.text) < 200):
        return True
    if len(line.text) <= _LONGEST and (_ADDRESSED.match(line.text) or _VARIABLE.fullmatch(line.text)):
        return True
    size = len(line.text)
    if line.linked >= LINKED * size:
        return not _ENDS.search(line.text) or line.text.isupper()
    label = _LABELLED.match(line.text)
    return 2 * line.linked >= size and label is not None and len(label[0].split()) <= LABEL and size - line.linked <= 60

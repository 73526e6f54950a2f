"""Who says what a quote says, read from the sentence itself and the paragraph around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.articles import Article, Speech
from assistant.attribution.sayings import saying
from assistant.text.names import names
from assistant.text.sentences import split

_AROUND = 3_000
_PARTLY, _MOSTLY, _WHOLLY = 0.25, 0.5, 0.95
_MARKS = ("“", '"')


def attribution(article: Article, start: int, end: int) -> tuple[str | None, Speech]:
    """Who speaks in `article.text[start:end]`, and how: (speaker, speech).

    The speaker is given in the article's own words, or is None where they do not say clearly: a wrong speaker is
    worse than none. "He said" is followed back only to the sentence before, and only if one name alone stands
    there. Speech is `direct` where most of the words said stand in quotation marks, `reported` where somebody is
    said to say them, and `none` where the article speaks for itself.
    """
    low, paragraph = _paragraph(article.text, start, end)
    announced = _announced(article.text, low) if paragraph.startswith(_MARKS) else None
    heard = _heard(paragraph, announced)
    spoken = [(who, kind) for a, b, who, kind in heard if a + low < end and start < b + low]
    if not spoken:
        return None, "none"
    kinds = [kind for _, kind in spoken]
    speech: Speech = "direct" if "direct" in kinds else "reported" if "reported" in kinds else "none"
    speakers = {who for who, kind in spoken}
    return (speakers.pop() if len(speakers) == 1 else None), speech


def _paragraph(text: str, start: int, end: int) -> tuple[int, str]:
    """The line or lines around a span, cut at some distance, and where they begin."""
    low = max(text.rfind("\n", max(0, start - _AROUND), start) + 1, start - _AROUND, 0)
    high = text.find("\n", end, end + _AROUND)
    return low, text[low : high if high >= 0 else min(len(text), end + _AROUND)]


def _announced(text: str, low: int) -> str | None:
    """Who is said to speak next: the speaker of a line before that ends in a colon."""
    line = text[max(0, low - _AROUND) : low].rstrip().rpartition("\n")[2]
    if not line.endswith(":") or not (spans := split(line)):
        return None
    start, end = spans[-1]
    said = saying(line[start:end])
    return line[start:end][said.start : said.end] if said and said.named else None


@lru_cache(maxsize=256)
def _heard(paragraph: str, announced: str | None) -> tuple[tuple[int, int, str | None, Speech], ...]:
    """Every sentence of a paragraph with its speaker and kind of speech; who was announced speaks first."""
    spans = split(paragraph)
    opened = _opened(paragraph, spans)
    rows: list[tuple[str | None, Speech, bool]] = []
    for i, (start, end) in enumerate(spans):
        sentence = paragraph[start:end]
        quoted = _quoted_share(sentence, opened[i])
        said = saying(sentence) if not (opened[i] and quoted > _WHOLLY) else None
        who = None
        if said and said.named:
            who = sentence[said.start : said.end]
        elif said and said.start < said.end and i and rows[-1][0]:
            who = _followed(sentence[: said.start], paragraph[slice(*spans[i - 1])], rows[-1][0] or "")
        elif not said and quoted > _WHOLLY and (not i or rows[-1][1] == "direct"):
            who = rows[-1][0] if i else announced
        direct = quoted > _MOSTLY or (said and quoted > _PARTLY and sentence[0] in _MARKS)
        kind: Speech = "direct" if direct else "reported" if said else "none"
        rows.append((who, kind, said is not None))
    _carry_back(rows, opened)
    return tuple((a, b, who, kind) for (a, b), (who, kind, _) in zip(spans, rows, strict=True))


def _carry_back(rows: list[tuple[str | None, Speech, bool]], opened: Sequence[bool]) -> None:
    """A quotation that ends in a later sentence belongs to the speaker named there."""
    for i in range(len(rows) - 2, -1, -1):
        who, kind, said = rows[i]
        if who is None and not said and kind == "direct" and opened[i + 1]:
            rows[i] = (rows[i + 1][0], kind, said)


def _opened(paragraph: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """For each sentence, whether a quotation is still open where it begins."""
    states = []
    for start, _ in spans:
        before = paragraph[:start]
        states.append(before.count("“") > before.count("”") or before.count('"') % 2 == 1)
    return states


def _quoted_share(sentence: str, opened: bool) -> float:
    """The share of a sentence's letters that stand between quotation marks."""
    inside, quoted, letters = opened, 0, 0
    for character in sentence:
        if character in "“”":
            inside = character == "“"
        elif character == '"':
            inside = not inside
        elif character.isalnum():
            letters += 1
            quoted += inside
    return quoted / letters if letters else 0.0


def _followed(lead: str, previous: str, speaker: str) -> str | None:
    """Whom a pronoun means: the speaker of the sentence before, if nobody else is named there or since."""
    words = {word for name in names(speaker) for word in name.words}
    others = [name for text in (previous, lead) for name in names(text) if not set(name.words) & words]
    return speaker if words and not others else None

"""Quantities in a text: value and unit, from digits and from number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from unicodedata import numeric

from assistant.text import number_words
from assistant.text.numerals import CURRENCY, DIGITS, FRACTIONS, GAP, POWERS, SCALE, UNIT
from assistant.text.units import canonical

_CORE = re.compile(
    rf"""
    (?<![\w.,’'/])(?P<sign>(?<![\w)%])[-−]{GAP})?(?P<currency>{CURRENCY}{GAP})?(?P<minus>[-−])?
      (?<![A-Za-z][-‑])(?P<digits>{DIGITS})(?P<power>[{POWERS}]+)?(?P<vulgar>[{FRACTIONS}])?
      (?:(?P<ordinal>st|nd|rd|th)(?!\w)|(?P<decade>['’]?s)(?!\w)|(?P<scales>(?:{GAP}[-‑]?(?:{SCALE})(?!\w))+))?
  | (?<!\w)(?P<alone>[{FRACTIONS}])(?!\w)
  | \b(?:{number_words.PATTERN})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AND_PART = re.compile(r"\sand\s(?:a|one|three)[\s-](half|quarters?|third)\b", re.IGNORECASE)
_UNIT = re.compile(
    rf"{GAP}(?P<sign>[%‰€£¥₹₽¢]|[°º]{GAP}[CFK]?(?!\w)|['\"’”″′](?=\s?\d|\s(?:tall|high|long|wide)))"
    rf"|{GAP}[-‑]?(?P<unit>{UNIT}|[ap]\.m\b\.?|[ap]m)(?!\w)|(?P<degrees>[CF])(?!\w)",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"(?<![A-Za-z])(?:{SCALE})(?!\w)", re.IGNORECASE)
_SCALED = re.compile(rf"\s({SCALE})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?[-‑–—]\s?|\s(?:to|or)\s|\sand\s", re.IGNORECASE)


_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and where it stands: `text[start:end]`.

    `values` holds one value, or the two ends of a range. `unit` is canonical or empty; `form` tells
    `cardinal` from `ordinal`, `decade` ("the 1990s"), `vague` ("thousands of"), `multiple` ("doubled") and `spelled`
    (times of day, versions and the like, compared as typed).
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    unit: str = ""
    form: str = "cardinal"
    typed: str = ""


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in a text, in their order; ranges such as "10-12 km" or "between 4 and 5%" are one each."""
    found: list[Quantity] = []
    for quantity in _single(text):
        merged = _range(text, found[-1], quantity) if found else None
        if merged:
            found[-1] = merged
        else:
            found.append(quantity)
    return tuple(found)


def _single(text: str) -> Iterator[Quantity]:
    at = 0
    while core := _CORE.search(text, at):
        at = core.end()
        quantity = _in_digits(core) if core["digits"] or core["alone"] else _in_words(core)
        if part := _AND_PART.match(text, at):
            at = part.end()
            quantity = replace(quantity, values=(_with_part(quantity.values[0], part),))
            if scale := _SCALED.match(text, at):
                at = scale.end()
                quantity = replace(quantity, values=(quantity.values[0] * number_words.SCALES[scale[1].casefold()],))
        quantity = replace(quantity, end=at)
        if (unit := _UNIT.match(text, at)) and quantity.form in ("cardinal", "spelled"):
            at = unit.end()
            quantity = replace(quantity, end=at, unit=quantity.unit or _unit(text, quantity, unit))
        elif at < len(text) and text[at].isalnum():
            continue  # part of a name, such as 5G or 7B
        yield quantity


def _unit(text: str, quantity: Quantity, found: re.Match[str]) -> str:
    """The unit's one name; "pounds" are money only by the million, and not those of fentanyl."""
    unit = canonical(found[0])
    by_the_million = quantity.values[0] >= 10**6 and not text.startswith(" of ", found.end())
    return "pound sterling" if unit == "pound" and by_the_million else unit


def _in_digits(core: re.Match[str]) -> Quantity:
    if core["alone"]:
        return Quantity(*core.span(), (_vulgar(core["alone"]),))
    value = _value(core["digits"])
    unit = canonical(core["currency"] or "")
    if value is None:
        return Quantity(*core.span(), (Fraction(0),), unit, form="spelled", typed=core["digits"].replace("’", "'"))
    if core["vulgar"]:
        value += sum(map(_vulgar, core["vulgar"]))
    for scale in re.findall(SCALE, core["scales"] or "", re.IGNORECASE):
        value *= number_words.SCALES[scale.casefold()]
    if core["sign"] or core["minus"]:
        value = -value
    form = "ordinal" if core["ordinal"] else "decade" if core["decade"] else "cardinal"
    return Quantity(*core.span(), (value,), unit, form=form, typed=core["power"] or "")


def _in_words(core: re.Match[str]) -> Quantity:
    read = number_words.read(core)
    return Quantity(*core.span(), (read[0],), form=read[1])


def _value(digits: str) -> Fraction | None:
    """The value of digits with separators: 1,000.5 and 10 000 and 3/4; None if they are no single value (10:30)."""
    plain = re.sub(r"\s", "", digits)
    if len(plain) > _LONGEST:
        return None
    if re.fullmatch(r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?", plain):
        plain = re.sub(r"[,'’]", "", plain)
    elif re.fullmatch(r"\d+,\d+", plain):
        plain = plain.replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        whole, _, part = plain.partition(".")
        return Fraction(int(whole)) + (Fraction(int(part), 10 ** len(part)) if part else 0)
    ratio = re.fullmatch(r"(\d{1,9})/(\d{1,9})", plain)
    return Fraction(int(ratio[1]), int(ratio[2])) if ratio and int(ratio[2]) else None


def _vulgar(character: str) -> Fraction:
    return Fraction(numeric(character)).limit_denominator(10)


def _with_part(value: Fraction, part: re.Match[str]) -> Fraction:
    share = Fraction(3 if "three" in part[0] else 1, {"h": 2, "q": 4, "t": 3}[part[1][0].casefold()])
    scale = next((s for s in (10**12, 10**9, 10**6) if value and value % s == 0), 1)
    return value + share * scale


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Two quantities as the ends of one range, with scale, currency and unit shared, if that is what they are."""
    between = text[low.end : high.start]
    if not _BETWEEN.fullmatch(between) or len(low.values) > 1 or {low.form, high.form} != {"cardinal"}:
        return None
    lead = text[max(0, low.start - 10) : low.start].casefold()
    if " and" in between and not lead.endswith("between "):
        return None
    if " to" in between and lead.endswith("from "):
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    a, b = low.values[0], high.values[0]
    if not _SCALE.search(text, low.start, low.end) and (scale := _SCALE.search(text, high.start, high.end)):
        a *= number_words.SCALES[scale[0].casefold()]
    return Quantity(low.start, high.end, (a, b), low.unit or high.unit)

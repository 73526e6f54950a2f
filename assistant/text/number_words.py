"""Numbers in words: cardinals, ordinals, fractions, "thousands of", "doubled"."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = (
    {"zero": 0, "a": 1, "an": 1}
    | {word: value for value, word in enumerate(_ONES, 1)}
    | {word: value for value, word in enumerate(_TEENS, 10)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
)
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12,
    "millions": 10**6, "millionen": 10**6, "millones": 10**6, "milliard": 10**9,
    "milliards": 10**9, "milliarden": 10**9,
    "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {word: value for value, word in enumerate(_NTH, 1)} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    word: value for word, value in _ORDINALS.items() if 5 <= value <= 20 or value in (100, 1000)
}
_MULTIPLES = {
    "twice": 2, "twofold": 2, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "thrice": 3, "threefold": 3,
    "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "quadruple": 4, "quadrupled": 4, "tenfold": 10,
}  # fmt: skip

_ONE = "|".join(_ONES)
_SCALE = "dozen|hundred|thousand|million|billion|trillion"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONE}))?|{'|'.join(_TEENS)}|{_ONE}|zero)"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)[\s-]hundred(?:\s(?:and\s)?{_BELOW_100})?|{_BELOW_100})"
_PART = "|".join(_PARTS)
_BEGINNING = "|".join(sorted({word[:2] for word in (*_SMALL, *SCALES, *_ORDINALS, *_PARTS, *_MULTIPLES)}))
PATTERN = rf"""(?={_BEGINNING})(?:
    (?P<share>(?:an?|{_ONE})[\s-](?:{_PART})s?(?=\sof\b)|(?:{_ONE})-(?:{_PART})s?|(?:an?\s)?half)\b
      (?:[\s-](?:an?\s)?(?P<share_scale>{_SCALE})\b)?
  | (?P<ratio>(?:{_BELOW_100})\s(?:in|out\sof)\s(?:every\s)?(?:{_BELOW_100}))
  | (?P<nth>(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(_ORDINALS)}))
  | (?P<cardinal>(?:{_BELOW_1000}|an?(?=[\s-](?:{_SCALE})\b))
      (?:(?:[\s-](?:{_SCALE})\b)+(?:,?\s(?:and\s)?{_BELOW_1000}\b)?)*)
  | (?P<vague>(?:{_SCALE})s)
  | (?P<multiple>{"|".join(_MULTIPLES)})
)"""
"""The inside of a verbose, case-insensitive regex; `read` takes its matches. Most words are passed over at a glance."""


def read(match: re.Match[str]) -> tuple[Fraction, str]:
    """Value and form (as `Quantity.form`) of what PATTERN matched."""
    words = match[0].casefold()
    parts = re.split(r"[\s,-]+", words)
    if match["share"]:
        return _share(parts), "cardinal"
    if match["ratio"]:
        low, high = re.split(r"\s(?:in|out\sof)\s(?:every\s)?", words)
        return Fraction(_cardinal(re.split(r"[\s-]", low)), _cardinal(re.split(r"[\s-]", high)) or 1), "cardinal"
    if match["nth"]:
        return Fraction(sum(_SMALL.get(part, 0) for part in parts[:-1]) + _ORDINALS[parts[-1]]), "ordinal"
    if match["vague"]:
        return Fraction(SCALES[words[:-1]]), "vague"
    if match["multiple"]:
        return Fraction(_MULTIPLES[words]), "multiple"
    return Fraction(_cardinal(parts)), "cardinal"


def _share(parts: list[str]) -> Fraction:
    scale = SCALES.get(parts[-1], 1)
    at = next(i for i, part in enumerate(parts) if part.rstrip("s") in _PARTS)
    return Fraction(_SMALL.get(parts[at - 1], 1) if at else 1, _PARTS[parts[at].rstrip("s")]) * scale


def _cardinal(parts: list[str]) -> int:
    """Read "two hundred and five thousand": small numbers add up, hundreds and dozens multiply, scales collect."""
    total = current = 0
    for part in parts:
        if part in _SMALL:
            current += _SMALL[part]
        elif part in ("hundred", "dozen"):
            current = max(current, 1) * SCALES[part]
        elif part in SCALES:
            total += max(current, 1) * SCALES[part]
            current = 0
    return total + current

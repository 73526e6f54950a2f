"""One name for each unit, however it is written: `$`, US$ and dollars; %, pct and per cent."""

from __future__ import annotations

import re

_SYNONYMS = {
    "%": "percent pct",
    "percentage point": "",
    "point": "pt",
    "basis point": "bp",
    "dollar": "$ us$ usd",
    "australian dollar": "a$ au$ aud",
    "canadian dollar": "c$ ca$ cad",
    "euro": "€ eur",
    "pound sterling": "£ gbp",
    "pound": "",
    "yen": "¥ jpy",
    "rupee": "₹",
    "rouble": "₽ ruble",
    "won": "₩",
    "yuan": "rmb cny",
    "franc": "chf",
    "cent": "¢",
    "penny": "pence",
    "celsius": "°c ºc",
    "fahrenheit": "°f ºf",
    "degree": "° º",
    "foot": "feet ft",
    "inch": "inche",
    "metre": "meter m",
    "kilometre": "kilometer km",
    "centimetre": "centimeter cm",
    "millimetre": "millimeter mm",
    "gram": "gramme",
    "kilogram": "kg kilogramme",
    "litre": "liter",
    "pound weight": "lb",
    "mile an hour": "mph",
    "kilometre an hour": "kph km/h",
    "tonne": "",
    "century": "centurie",
    "time": "fold",
}
CURRENCIES = frozenset(
    "dollar|australian dollar|canadian dollar|euro|pound sterling|pound|yen|rupee|rouble|won|yuan|franc|peso|cent|penny"
    "|₩|₺|₴|₪|₦|₱|฿|₫|₡|₵|₸".split("|")
)
_NAMES = {form: name for name, forms in _SYNONYMS.items() for form in (name, *forms.split())}
_SINGULAR_IN_S = {"celsius"}


def canonical(unit: str) -> str:
    """One name for a unit as it is written; the empty string for none."""
    plain = re.sub(r"[\s\u00a0\u200b-‑-]+", " ", unit).strip().casefold().rstrip(".")
    plain = re.sub(r"^per cent$", "percent", plain).replace("percentage points", "percentage point")
    plain = re.sub(r"^degrees? (?=celsius|fahrenheit|[cf]$)", "", plain)
    plain = re.sub(r"^(mile|kilomet(?:er|re))s? (?:an|per) hour$", lambda unit: f"{canonical(unit[1])} an hour", plain)
    plain = {"c": "celsius", "f": "fahrenheit", "a.m": "am", "p.m": "pm"}.get(plain, plain)
    if plain.endswith("s") and plain not in _SINGULAR_IN_S:
        plain = plain[:-1]
    return _NAMES.get(plain, plain)

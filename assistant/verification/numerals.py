"""What a numeral reaches to: its sign, currency, digits with their separators, scale and unit."""

from __future__ import annotations

import re

from assistant.verification.folding import INVISIBLE

CURRENCY_SIGNS = "$€£¥₹₽₩₺₴₪₦₱฿₫₡₵₸¢"
SCALES = r"hundred|thousand|million|billion|trillion|dozen|mn|bn|tn|mln|bln|trn|[kmb](?![\w'’])"
UNITS = (
    r"percentage[\s-]points?|basis[\s-]points?|per\s?cent(?:age)?|percent|pct|points?|degrees?"
    r"|dollars?|euros?|pounds?|yen|yuan|rupees?|roubles?|rubles?|francs?|pesos?|won|cents?|pence"
    r"|(?:kilo|centi|milli)?(?:met(?:er|re)s?|grams?|watts?|lit(?:er|re)s?)|tons?|tonnes?|ounces?|acres?|hectares?"
    r"|miles?|feet|foot|inch(?:es)?|yards?|km|cm|mm|kg|mg|lbs?|oz|mph|kph|kmh|[kmgt]wh?|[kmgt]b|hz|[mg]hz|ft"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|a\.?m\b\.?|p\.?m\b\.?"
)
_GAP = rf"[\s{INVISIBLE}]?"
_DIGITS = r"(?:\d{1,3}(?:\s\d{3})+(?!\d)|\d+(?:[.,:/'’]\d+)*)(?:[.,]\d+)?[²³¹⁰-⁹₀-₉½¼¾⅓⅔⅛]*"
NUMERAL = re.compile(
    rf"""
    (?:(?<![\w)])[-−+±~<>≤≥]{_GAP})?
    (?:(?:US|A|C|HK|NZ)?[{CURRENCY_SIGNS}]{_GAP}|\b(?:USD|EUR|GBP|JPY|CHF|CNY){_GAP})?
    [-−]?(?:{_DIGITS}|[½¼¾⅓⅔⅛])
    (?:{_GAP}[-‑–—]?{_GAP}\b(?:{SCALES})\b)*
    (?:{_GAP}(?:[%‰]|[°º]{_GAP}[CFK]?(?!\w)|[{CURRENCY_SIGNS}])|{_GAP}-?\b(?:{UNITS})\b|[^\W\d_]+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A numeral in digits with all that it reaches to; copied words must not cut it in two."""

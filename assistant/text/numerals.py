"""What a numeral is made of, as regular expressions: digits or words, currency, scale and unit."""

from __future__ import annotations

import re

from assistant.text.folding import INVISIBLE

CURRENCY_SIGNS = "$€£¥₹₽₩₺₴₪₦₱฿₫₡₵₸¢"
SCALE = (
    r"hundred|thousand|millions?|millionen|millones|milliards?|milliarden|billion|trillion|dozen"
    r"|mn|bn|tn|mln|bln|trn|[kmb](?![\w'’])"
)
UNIT = (
    r"percentage[\s-]points?|basis[\s-]points?|per\s?cent|percent|pct|points?|times|fold"
    r"|degrees?(?:\s(?:celsius|fahrenheit|[CF]\b))?|celsius|fahrenheit"
    r"|(?:miles?|kilomet(?:er|re)s?)\s(?:an|per)\shour"
    r"|(?:US\s|Australian\s|Canadian\s)?dollars?|euros?|pounds?|yen|yuan|rupees?|roubles?|rubles?|francs?|pesos?"
    r"|cents?|pence|(?:(?:square|cubic|light|nautical)[\s-])?(?:miles?|feet|foot|inch(?:es)?|yards?"
    r"|(?:kilo|centi|milli)?met(?:er|re)s?)|(?:kilo|milli)?gram(?:me)?s?|(?:kilo|mega|giga)?watts?|(?:milli)?lit(?:er|re)s?"
    r"|km/h|km[²³]|km|cm|mm|kg|mg|lbs?|oz|mph|kph|[kmgt]wh?|[kmgt]b|[kmg]?hz|ft|m[²³]"
    r"|tons?|tonnes?|ounces?|acres?|hectares?|barrels?|gallons?"
    r"|seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)"
)
GAP = rf"[\s{INVISIBLE}]{{0,2}}"
DIGITS = r"(?:\d{1,3}(?:\s\d{3})+(?!\d)|\d+(?:[.,:/'’]\d+)*)"
POWERS = "²³¹⁰⁴-⁹₀-₉"
FRACTIONS = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
CURRENCY = rf"(?:(?:US|AU?|C|CA|HK|NZ|S)?[{CURRENCY_SIGNS}]|\b(?:USD|EUR|GBP|JPY|CHF|CNY|RMB))"

NUMERAL = re.compile(
    rf"""
    (?:(?<![\w)])[-−+±~<>≤≥]{GAP})?
    (?:{CURRENCY}{GAP})?
    [-−]?(?:{DIGITS}[{POWERS}{FRACTIONS}]*|[{FRACTIONS}])
    (?:{GAP}[-‑–—]?{GAP}\b(?:{SCALE})\b)*
    (?:{GAP}(?:[%‰]|[°º]{GAP}[CFK]?(?!\w)|[{CURRENCY_SIGNS}])
      |{GAP}[-‑]?(?:{UNIT}|[ap]\.m\b|[ap]m)(?!\w)
      |[^\W\d_]+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A numeral in digits with all that it reaches to; copied words must not cut it in two."""

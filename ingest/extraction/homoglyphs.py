"""Words that mix scripts whose letters look alike, so that they read otherwise than they are stored."""

from __future__ import annotations

import re

SHOWN = 3
"""Such words that a note names."""

_ALIKE = {
    "Cyrillic": "АВЕЅІЈКМНОРСТУХЬаеѕіјкорсухһԁԛԝьъпгтмвнԌԍѵӏ",
    "Greek": "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳαγικνορτυχςϲ",
    "Cherokee": "ᎪᎬᎳᎷᎻᏀᏃᏎᏒᏔᏚᏞᏢᏤᏦᏧᏴᏵᏟᏙᏗᎥᎠᎡᎢ",
}
"""By script, the letters that can be taken for Latin ones in print; after Unicode's confusables.txt (UTS 39)."""
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_MIXED = {
    script: re.compile(rf"(?<!\w)(?=\w*[{_LATIN}])(?=\w*[{letters}])\w{{3,}}") for script, letters in _ALIKE.items()
}
_ANY = re.compile(f"[{''.join(_ALIKE.values())}]")


def mixed_words(text: str) -> str:
    """A note on the words that mix Latin letters with such that look like them, or nothing."""
    if text.isascii() or not _ANY.search(text):
        return ""
    for script, pattern in _MIXED.items():
        words = list(dict.fromkeys(match[0] for match in pattern.finditer(text)))
        if words:
            named = ", ".join(f"“{word}”" for word in words[:SHOWN])
            rest = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
            return f"{script} letters stand among Latin ones in {named}{rest}: the words may not be what they look like"
    return ""

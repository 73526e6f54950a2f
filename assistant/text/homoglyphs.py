"""Words that mix scripts whose letters look alike, so that they read otherwise than they are stored."""

from __future__ import annotations

import re
import unicodedata

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


_WHOLLY = (
    "LISU",
    "COPTIC",
    "DESERET",
    "OSAGE",
    "CANADIAN",
    "CHEROKEE",
    "CARIAN",
    "LYCIAN",
    "LYDIAN",
    "GOTHIC",
    "TIFINAGH",
)
"""Scripts, by the first word of their letters' names, whose letters by themselves spell what looks Latin."""


def disguise(name: str) -> str:
    """Which letters of a name can be taken for others, as `Cyrillic letters`; empty if it is what it looks like.

    A name of another script is what it looks like as soon as one letter shows that: Правда has no double in Latin, and
    ТАСС has. So have letters in circles, double-struck or small capitals.
    """
    if name.isascii():
        return ""
    others = [c for c in name if c.isalpha() and not re.match(f"[{_LATIN}\u1e00-\u1eff]", c)]
    for script, letters in _ALIKE.items():
        mixed = _MIXED[script].search(name)
        if mixed or (others and set(others) & set(letters) and all(_ANY.match(c) for c in others)):
            return f"{script} letters"
    for letter in others:
        script = unicodedata.name(letter, "").split(" ")[0]
        if script in _WHOLLY:
            return f"{script.capitalize()} letters"
        if script == "LATIN" or unicodedata.normalize("NFKC", letter).isascii():
            return "unusual letters"
    return ""

"""Style declarations that keep an element from its readers' sight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_STYLE = 2_000
"""Characters of a rule that are looked at."""

_ZERO = r":\s*+(?:0++(?:\.\d*+)?|\.\d++)(?![\d.])"  # also 0.1px: nobody reads that
_NIL = r":\s*+(?:0++(?:\.0*+)?|\.0++)(?![\d.])"
_HIDING = re.compile(
    rf"display:\s*none|visibility:\s*(?:hidden|collapse)|font-size{_ZERO}\s*(?:px|pt|$)|font-size{_NIL}"
    rf"|(?:opacity|max-height|max-width|zoom|scale|height|width|font){_NIL}"
    r"|opacity:\s*0?\.0\d|(?:height|width|font-size):\s*1px|-webkit-text-fill-color:\s*transparent"
    r"|(?:text-indent|left|top|right|bottom|inset):\s*-\d{3,}|transform:.*translate\w*\([^)]*-\d{3,}(?!\d*%)"
    r"|clip:\s*rect\(\s*[01]|transform:.*scale[xy]?\(\s*0?\.?0*\)"
    r"|clip-path:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|filter:.*opacity\(\s*0+%?\s*\)"
    r"|color:\s*(?:transparent|rgba?\([^)]*[,/]\s*0(?:\.0+)?%?\s*\)|hsla?\([^)]*[,/]\s*0(?:\.0+)?%?\s*\)"
    r"|#[0-9a-f]{3}0\b|#[0-9a-f]{6}00\b)"
)
_FAR = re.compile(r"-\d{3}")
_NOTHING = re.compile(r":\s*(?:[0.]|1px)")
_SMALL = re.compile(r"(?:height|width|size|font|zoom)\s*:\s*(?:[0.]|1px)")
_COLOUR = re.compile(r"color(?<![\w-]color)\s*:\s*")
_PALE = re.compile(_COLOUR.pattern + "(?:rgb|hsl|#[0-9a-f]{3}0|#[0-9a-f]{6}00)")
_LIFTED = frozenset(
    "opacity visibility transform scale left top right bottom inset filter clip-path max-height height".split()
)
"""Properties that a fade or a movement begins with, and that a script or a scroll lifts."""

_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)


@dataclass(frozen=True, slots=True)
class Declared:
    """The value of a property, in lower case, and whether it is marked as important."""

    value: str
    important: bool = False


def declarations(style: str) -> dict[str, Declared]:
    """The declarations of a rule or a style attribute, the last of each property."""
    found: dict[str, Declared] = {}
    for part in _ESCAPE.sub(_unescaped, _COMMENT.sub("", style[:LONGEST_STYLE])).lower().split(";"):
        name, colon, value = part.partition(":")
        if colon and (name := name.strip()):
            plain, mark, rest = value.partition("!")
            found[name] = Declared(" ".join(plain.split()), bool(mark) and rest.strip() == "important")
    return found


def may_hide(style: str) -> bool:
    """Whether there is a sign, in lower case, of a declaration that hides; to find them all takes ten times as long."""
    return (
        ("none" in style and "display" in style)
        or ("visibility" in style and ("hidden" in style or "collapse" in style))
        or ("opacity" in style or "transparent" in style or "clip" in style or "scale" in style or "\\" in style)
        or _FAR.search(style) is not None
        or (_NOTHING.search(style) is not None and _SMALL.search(style) is not None)
        or ("color" in style and (_COLOUR if "background" in style else _PALE).search(style) is not None)
    )


def hiding_properties(declared: Mapping[str, Declared]) -> dict[str, bool]:
    """The properties by which declarations hide what they apply to, and whether each is important.

    Text is hidden by not being displayed, by size, place, clipping or scale, by transparency, or by the colour of its
    own ground. A negative margin hides nothing.
    """
    hiding = {name: each.important for name, each in declared.items() if _HIDING.match(f"{name}:{each.value}")}
    ground = declared.get("background-color") or declared.get("background")
    colour = declared.get("color")
    if colour and ground and _named(colour.value) == _named(ground.value):
        hiding["color"] = colour.important
    return hiding


def is_lifted(declared: Mapping[str, Declared]) -> bool:
    """Whether declarations hide only until what they begin is over: a fade-in, or something that slides into place."""
    moves = any(
        name.startswith(("transition", "animation")) and each.value != "none" for name, each in declared.items()
    )
    return moves and set(hiding_properties(declared)) <= _LIFTED


def hides(style: str) -> bool:
    """Whether a style attribute hides what it stands on."""
    declared = declarations(style) if may_hide(style.lower()) else {}
    return bool(hiding_properties(declared)) and not is_lifted(declared)


def _named(colour: str) -> str:
    """A colour as six digits, if it is a short form, white or black."""
    plain = "".join(colour.split())
    plain = {"white": "#fff", "black": "#000"}.get(plain, plain)
    return "#" + "".join(digit * 2 for digit in plain[1:]) if len(plain) == 4 and plain[0] == "#" else plain


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0xD800 else ""

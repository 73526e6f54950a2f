"""What a web page hides from its readers: text there may be meant for machines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_STYLE = 2_000
"""Characters of a rule that are looked at."""

MOST_RULES = 200
"""Hiding rules of a style sheet that are looked up in the page, beyond those of one class or id."""

_ZERO = r":\s*+(?:0++(?:\.\d*+)?|\.\d++)(?![\d.])"  # also 0.1px: nobody reads that
_NIL = r":\s*+(?:0++(?:\.0*+)?|\.0++)(?![\d.])"
_HIDING = re.compile(
    rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size{_ZERO}\s*(?:px|pt|;|$)|font-size{_NIL}"
    rf"|(?:opacity|max-height|max-width|zoom|scale){_NIL}|(?:^|;)\s*(?:height|width){_NIL}|font{_NIL}"
    r"|opacity\s*:\s*0?\.0\d|(?:^|;)\s*(?:height|width|font-size)\s*:\s*1px|text-fill-color\s*:\s*transparent"
    r"|(?:text-indent|left|top|right|bottom|inset)\s*:\s*-\d{3,}|transform\s*:[^;]*translate\w*\([^)]*-\d{3,}|clip\s*:\s*rect\(\s*[01]|transform\s*:[^;]*scale[xy]?\(\s*0?\.?0*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|filter\s*:[^;]*opacity\(\s*0+%?\s*\)"
    r"|(?:^|;)\s*color\s*:\s*(?:transparent|rgba?\([^)]*[,/]\s*0(?:\.0+)?%?\s*\)|hsla?\([^)]*[,/]\s*0(?:\.0+)?%?\s*\)|#[0-9a-f]{3}0\b|#[0-9a-f]{6}00\b)",
    re.I,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.I)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;]+)", re.I)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_BRACES = re.compile(r"([{}])")
_SIMPLE = re.compile(r"[.#][\w-]+$")
_ALWAYS = re.compile(r"@media\s+(?:screen|all)\s*$|@(?:supports|layer)\b", re.I)
_UNSCRIPTED = re.compile(r"\bno-?js\b|:(?!first|last|nth|not)", re.I)
_ELEMENTS = (
    "//*[@hidden or @aria-hidden='true' or @inert]|//script|//style|//template|//noscript|//iframe|//object|//svg"
    "|//input|//textarea|//select|//button|//dialog[not(@open)]|//title|//datalist|//canvas|//audio|//video|//map"
    "|//*[contains(@class, 'sr-only') or contains(@class, 'visually-hidden') or contains(@class, 'visuallyhidden')]"
    "|//*[contains(@class, 'screen-reader-text') or @popover]"
    "|//comment()|//processing-instruction()"
)


def cut_hidden(tree: HtmlElement) -> None:
    """Cut what readers cannot see: by element, by attribute, by its own style, or by a rule of a style sheet.

    Text is hidden by not being displayed, by size, place, clipping or scale, by transparency, or by the colour of
    its own ground. What only scripts or several rules together hide is not seen through.
    """
    names: set[str] = set()
    selectors: list[str] = []
    for selector in _hiding_selectors(" ".join(tree.xpath("//style/text()"))):
        if _SIMPLE.match(selector):
            names.add(selector)
        elif len(selectors) < MOST_RULES:
            selectors.append(selector)
    hiding = [
        node
        for node in tree.xpath("//*[@style or @class or @id]")
        if hides(node.get("style", ""))
        or (names and not names.isdisjoint([f"#{node.get('id')}", *(f".{name}" for name in node.classes)]))
    ]
    for selector in selectors:
        hiding += _selected(tree, selector)
    for node in [*tree.xpath(_ELEMENTS), *hiding]:
        if node.getparent() is not None and node.tag not in ("html", "body"):
            node.drop_tree()


def hides(style: str) -> bool:
    """Whether declarations hide what they apply to."""
    if not style:
        return False
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style[:LONGEST_STYLE]))
    if _HIDING.search(plain):
        return True
    colour, ground = _COLOUR.search(plain), _GROUND.search(plain)
    return bool(colour and ground and _named(colour[1]) == _named(ground[1]))


def _named(colour: str) -> str:
    """A colour as six digits, if it is a short form, white or black."""
    plain = "".join(colour.split()).lower()
    plain = {"white": "#fff", "black": "#000"}.get(plain, plain)
    return "#" + "".join(digit * 2 for digit in plain[1:]) if len(plain) == 4 and plain[0] == "#" else plain


def _hiding_selectors(style: str) -> Iterator[str]:
    """The selectors of the rules that hide always, not only in print, on small screens or until a script runs."""
    depth, always, words, selectors = 0, 0, "", ""
    for part in _BRACES.split(_COMMENT.sub("", style)):
        if part == "{":
            if depth == always and _ALWAYS.match(words.strip()):
                always += 1
            selectors = words
            depth += 1
        elif part == "}":
            if depth == always + 1 and hides(words):
                yield from (s.strip() for s in selectors.split(",") if s.strip() and not _UNSCRIPTED.search(s))
            depth = max(depth - 1, 0)
            always = min(always, depth)
            words = ""
        else:
            words = part


def _selected(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    import cssselect
    from lxml.cssselect import CSSSelector

    try:
        return list(CSSSelector(selector, translator="html")(tree))
    except cssselect.SelectorError:
        return []


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0xD800 else ""

"""A text that is kept as objects and lists of blocks, as editors of web pages keep it."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.extraction.field_names import folded

DEPTH = 8
"""How deep blocks nest, at most."""

_TEXTS = (
    *("rendered", "html", "bodyhtml", "text", "value", "content", "body", "bodytextsummary", "data", "children"),
    *("paragraphs", "blocks", "items", "document", "root"),
)
_INLINE = frozenset("text span link hyperlink a strong b em i bold italic mark linebreak break".split())
_ASIDE = frozenset(
    "image img picture video audio embed ad advertisement related relatedlinks gallery caption newsletter promo"
    " pullquote iframe tweet".split()
)


def prose(value: object, depth: int = DEPTH) -> str:
    """The words of a text that is a string, an object around one, or a list of paragraphs or of blocks.

    Blocks are set apart by a blank line, and the parts of one block are joined as they stand. Pictures, embeds and
    advertisements say nothing here.
    """
    if isinstance(value, str):
        return value if value.strip() else ""
    if depth and isinstance(value, Mapping):
        return _of_object(value, depth - 1)
    if depth and isinstance(value, list):
        between = "" if value and all(_is_inline(part) for part in value) else "\n\n"
        return between.join(filter(None, (prose(part, depth - 1) for part in value)))
    return ""


def _of_object(value: Mapping[str, object], depth: int) -> str:
    if _kind(value) in _ASIDE:
        return ""
    said = {folded(name): each for name, each in value.items()}
    return next((text for name in _TEXTS if (text := prose(said.get(name), depth))), "")


def _is_inline(part: object) -> bool:
    return isinstance(part, Mapping) and (_kind(part) in _INLINE or set(part) == {"text"})


def _kind(value: Mapping[str, object]) -> str:
    return folded(next((value[name] for name in ("type", "_type", "nodeType", "object") if name in value), ""))

r"""Text that Markdown shows as it is: only what CommonMark, GitHub or TeX's dollars would take for markup is escaped.

In prose that is next to nothing: `Mr. Smith (R-Ohio) said 3.5% [sic] - a record - cost $5.` stays as it is.
"""

from __future__ import annotations

import re

_MARKUP = "|".join(
    (
        r"\\(?=[!-/:-@\[-`{-~]|$)",  # it would escape what follows, or end the line
        r"`",  # code
        r"(?<! )[*~]|[*~](?! )",  # emphasis and deletions, but not between spaces
        r"(?<![^\W_])_|_(?![^\W_])",  # emphasis, but not within a word
        r"\](?=[(\[:])|\[(?=[\[^])|(?<=\^)\[",  # links, images, definitions, wiki links, footnotes
        r"<(?=[a-zA-Z/!?])",  # tags and addresses
        r"&(?=#?\w+;)",  # entities
        r":(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|@(?=\w)",  # what becomes a link by itself
        r"(?<=\S)\$(?!\d)",  # the end of a formula
        r"(?<!\S)#(?=#*$)",  # the end of a heading
        r"^(?:>|\[(?=[ xX]\])|#(?=#{0,5} )|[-+](?= |$)|-(?=[- ]+$))",  # block quotes, tasks, headings, lists, rules
    )
)
_ANYWHERE = re.compile(_MARKUP, re.IGNORECASE)
_IN_LINK = re.compile(rf"{_MARKUP}|[\[\]]", re.IGNORECASE)
_ORDINAL = re.compile(r"^([0-9]{1,9})(?=[.)](?: |$))")


def plain(text: str) -> str:
    """Text on one line, to stand by itself or between white space or punctuation other than `(`, `[` and `:`."""
    return _escaped(_ANYWHERE, text)


def in_link(text: str) -> str:
    """Text on one line, to stand in the brackets of a link."""
    return _escaped(_IN_LINK, text)


def _escaped(special: re.Pattern[str], text: str) -> str:
    line = " ".join(text.split())
    return _ORDINAL.sub(r"\1\\", special.sub(r"\\\g<0>", line))

"""Tokens of folded text."""

from __future__ import annotations

import re

IDEOGRAPHIC = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words, as a regex class's inside: there, every character is a token."""

TOKEN = re.compile(rf"[{IDEOGRAPHIC}]|[^\W_{IDEOGRAPHIC}]+(?:['.\-][^\W_{IDEOGRAPHIC}]+)*")
"""A token of folded text."""

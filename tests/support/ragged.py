"""Text as it really comes: ragged, repeated, in many scripts. Strategies for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "The minister spoke on Tuesday. ",
    "The minister spoke on Tuesday. ",  # repeated on purpose
    "Mr. Smith met Gov. Ron DeSantis in Washington, D.C., on Jan. 5. ",
    "The U.S. Senate voted 51-49. ",
    "“We are ready,” she said. “We are not.” ",
    "‘Fine.’ He left! ",
    "It rose 3.5% to $4.2 billion (about £3.1bn). ",
    "We won 🎉🎉 today. 👨‍👩‍👧 ",
    "外交部发言人说。“我们反对。”他补充道：“不会。” ",
    "日本語の文章です。次の文です！",
    "قال الوزير إنه مستعد. ",
    "Wait… what?! No. ",
    "e.g. this; And that. ",
    "\r\n",
    "\r",
    "\n\n",
    "\u2028",
    "\xa0",
    "\t ",
    "x" * 700,
    "word " * 200,
    ". . . ",
    "((",
    "”",
    "cafe\u0301 ",
    "3. ",
    "No. 10 ",
)

ragged = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=30).map("".join)
"""Pieces of news prose in any order, with anything at all between them."""

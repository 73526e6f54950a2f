"""Notes of Obsidian and what its clipper saves: the address is no publisher, and marks are no words."""

from __future__ import annotations

from datetime import date

import pytest
from page import read

CLIPPED = """---
title: "The bridge"
source: "https://news.example/bridge"
author:
  - "[[Ann Smith]]"
published: 2023-06-05
created: 2025-01-02
tags:
  - "clippings"
---
The council of [[Aford]] chose the [[Bridges#Stone|stone bridge]] on Monday. ==It will cost ten million.==[^1] %%check%%

> [!quote] It will stand for a hundred years, said the mayor.

![[bridge.png]]

[^1]: From the minutes
"""


def test_a_clipped_page_is_read_as_its_reader_sees_it() -> None:
    found = read(CLIPPED, "markdown")
    assert found.text == (
        "The council of Aford chose the stone bridge on Monday. It will cost ten million.\n\n"
        "It will stand for a hundred years, said the mayor."
    )
    assert (found.title, found.author, found.publisher) == ("The bridge", "Ann Smith", None)
    assert (found.url, found.published) == ("https://news.example/bridge", date(2023, 6, 5))


@pytest.mark.parametrize(
    "text", ["Is a == b in this line? Yes, and b == c too.", "The list [1] and the link [a](b) stay."]
)
def test_other_marks_stay(text: str) -> None:
    assert read(text, "markdown").text == text.replace("[a](b)", "a")


@pytest.mark.parametrize(
    ("note", "seen"),
    [
        ("The [[People/Ann Smith|mayor]] spoke in [[Aford]].", "The mayor spoke in Aford."),
        ("As said in [[#Later on]], it rained.", "As said in Later on, it rained."),
        ("It was ==**very** important== to all.", "It was very important to all."),
        ("The vote ^[by hand] was close.[^2]\n\n[^2]: Minutes", "The vote was close."),
        ("One.\n\n%%\nnot for `readers`\nat all\n%%\n\nTwo.", "One.\n\nTwo."),
        ("![[bridge.png|300]] The bridge ![[Other#Part]] stands.", "The bridge stands."),
        ("> [!warning]- Mind the gap\n> The stairs are steep.", "Mind the gap\n\nThe stairs are steep."),
        ("> [!quote]\n> It will stand.\n>> [!note]\n>> So they say.", "It will stand.\n\nSo they say."),
        ("- [ ] ask the mayor\n- [x] ask the council", "ask the mayor\n\nask the council"),
        ("It stands there. ^a1b2", "It stands there."),
        ("Write `==so==` and `%%so%%`.", "Write ==so== and %%so%%."),
        ("Before.\n\n```\n[[a]] ==b==\n```\n\nAfter.", "Before.\n\n[[a]] ==b==\n\nAfter."),
        ("Before.\n\n```dataview\nTABLE x FROM y\n```\n\nAfter.", "Before.\n\nAfter."),
    ],
)
def test_marks_are_read_as_they_are_shown(note: str, seen: str) -> None:
    assert read(note, "markdown").text == seen

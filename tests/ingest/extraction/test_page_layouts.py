"""Forty pages in ten layouts, each read as it is: every paragraph, no line of another, title, author and day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from layouts import LAYOUTS, STORIES, Story
from page import read


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title.split(" ")[0])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_page_is_read_as_it_is(layout: Callable[[Story], str], story: Story) -> None:
    found = read(layout(story), "html")
    assert found.text.split("\n") == [story.standfirst, *story.paragraphs]
    assert (found.title, found.author, str(found.published)) == (story.title, story.author, story.published)
    assert found.notices == ()

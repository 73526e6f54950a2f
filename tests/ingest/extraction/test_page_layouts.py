"""Eighty pages in twenty layouts, each read as it is: every paragraph, no line of another, title, author and day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from layouts import GERMAN_STORIES, LAYOUTS, STORIES, Story, german, shell
from page import read


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title.split(" ")[0])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_page_is_read_as_it_is(layout: Callable[[Story], str], story: Story) -> None:
    is_read_as_it_is(layout, story)


@pytest.mark.parametrize("story", GERMAN_STORIES, ids=lambda story: story.title.split(" ")[0])
def test_a_german_page_is_read_as_it_is(story: Story) -> None:
    is_read_as_it_is(german, story)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title.split(" ")[0])
def test_what_a_script_draws_is_read_from_the_page_s_data(story: Story) -> None:
    found = read(shell(story), "html")
    assert found.text.split("\n") == [story.standfirst, *story.paragraphs]
    assert (found.title, found.author, str(found.published)) == (story.title, story.author, story.published)
    assert found.notices == ("a script draws this page's article, which was read from the page's data",)


def is_read_as_it_is(layout: Callable[[Story], str], story: Story) -> None:
    found = read(layout(story), "html")
    assert found.text.split("\n") == [story.standfirst, *story.paragraphs]
    assert (found.title, found.author, str(found.published)) == (story.title, story.author, story.published)
    assert found.notices == ()

"""Who wrote a page: named by a preview, a link, a line, a label; never the house, its section or a photographer."""

from __future__ import annotations

import json

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

BODY = paragraphs(FIRST, SECOND, THIRD)
LABELLED = '<meta name="twitter:label{0}" content="{1}"><meta name="twitter:data{0}" content="{2}">'
TEASER = '<div class="teaser"><a href="/author/bob-jones">Bob Jones</a></div>'


def author(head: str = "", byline: str = "", after: str = "") -> str | None:
    site = '<meta property="og:site_name" content="Elmford Courier"><meta property="article:section" content="Bridges">'
    body = f"<article><h1>The bridge</h1>{byline}{BODY}</article>{after}"
    return read(page(body, site + head), "html").author


def linked(*authors: dict[str, str]) -> str:
    said = {"@type": "NewsArticle", "headline": "The bridge", "author": list(authors)}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        LABELLED.format(1, "Written by", "Ann Smith"),
        LABELLED.format(1, "Est. reading time", "3 minutes") + LABELLED.format(2, "Verfasst von", "Ann Smith"),
        '<meta property="twitter:misc:Written by" content="Ann Smith">',
        '<meta name="author" content="a.smith@courier.example">' + LABELLED.format(1, "Écrit par", "Ann Smith"),
        '<meta name="author" content="(Image: Ray Stone)"><meta name="byl" content="Ann Smith">',
    ],
)
def test_what_a_page_says_of_itself(head: str) -> None:
    assert author(head) == "Ann Smith"


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<ul><li><a href="https://courier.example/author/ann/">Ann Smith</a></li></ul>', "Ann Smith"),
        ('<p class="meta">von <a href="/autoren/name/ann-smith">Dr. Ann Smith</a></p>', "Dr. Ann Smith"),
        ('<p><a href="/people/ann">Ann Smith</a> and <a href="/people/bob">Bob Jones</a></p>', "Ann Smith, Bob Jones"),
        ('<ul><li>Von: <a href="/ann">Ann SMITH</a>, <a href="/bob">Bob Jones</a></li></ul>', "Ann SMITH, Bob Jones"),
        ("<ul><li><strong>Autorin/Autor</strong> Ann Smith</li></ul>", "Ann Smith"),
        ("<dl><dt>Author:</dt><dd>Ann Smith</dd></dl>", "Ann Smith"),
        ("<dl><dt>Author:</dt><!-- staff --><dd>Ann Smith</dd></dl>", "Ann Smith"),
    ],
)
def test_what_it_shows_beside_the_headline(byline: str, expected: str) -> None:
    assert author(byline=byline) == expected
    assert author(linked({"@type": "Organization", "name": "Reed News Agency"}), byline) == expected


@pytest.mark.parametrize(
    ("head", "byline", "after"),
    [
        ('<meta name="author" content="Elmford Courier">', "", ""),
        ('<meta name="author" content="ELMFORD COURIER Online">', "", ""),
        ('<meta name="author" content="Elmford Courier, Elmford">', "", ""),
        ('<meta name="author" content="Bridges">', "", ""),
        ('<meta name="author" content="News">', "", ""),
        (LABELLED.format(1, "Est. reading time", "3 minutes"), "", ""),
        ("", TEASER, TEASER),
        ("", '<p>By <a href="/vote">our vote of the week</a>, which ended on Monday evening</p>', ""),
        ("", '<p><a href="/authors">All our authors</a></p>', ""),
        ("", "<p><b>Author</b></p><p>The mayor of Aford and the council of the county of Reed wrote a letter.</p>", ""),
    ],
)  # fmt: skip
def test_who_is_nobody(head: str, byline: str, after: str) -> None:
    assert author(head, byline, after) is None


def test_an_organisation_that_nobody_stands_for() -> None:
    assert author(linked({"@type": "Organization", "name": "Reed News Agency"})) == "Reed News Agency"
    both = linked({"@type": "Organization", "name": "Reed News Agency"}, {"@type": "Person", "name": "Ann Smith"})
    assert author(both) == "Ann Smith"

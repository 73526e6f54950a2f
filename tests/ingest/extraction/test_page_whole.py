"""A page is read whole, and as its own: what hides nothing, several containers, standfirsts, and what stands beside."""

from __future__ import annotations

import json
from datetime import date
from pathlib import PurePath

import pytest
from page import FIRST, SECOND, THIRD, page, paragraphs, read

from ingest.extraction.extractors import extract
from ingest.extraction.raw_article import Malformed, Unusable

BODY = paragraphs(FIRST, SECOND, THIRD)
WHOLE = [FIRST, SECOND, THIRD]
STANDFIRST = "How a town of nine thousand people came by a bridge that it had never asked for."
TEASER = "The bakers of Orford have put up the price of bread again, and they say that flour is to blame."


def lines(body: str, head: str = "") -> list[str]:
    return read(page(body, head), "html").text.split("\n")


@pytest.mark.parametrize(
    ("head", "attributes"),
    [
        ("<noscript><style>.story{display:none}</style></noscript>", 'class="story"'),
        ("<style media=print>.story{display:none}</style>", 'class="story"'),
        ("<style>.story{margin-top:-400px}</style>", 'class="story"'),
        ("", 'style="margin-left: -120px"'),
        ("", 'aria-hidden="true"'),
        ("", "inert"),
        ("<style>.story{display:none} .story{display:block}</style>", 'class="story"'),
        ("<style>main .story{display:flex} .story{display:none}</style>", 'class="story"'),
        ("<style>.story{display:block!important} main .story{display:none}</style>", 'class="story"'),
        ("<style>.story{opacity:0;transition:opacity 2s} .done .story{opacity:1}</style>", 'class="story"'),
        ("<style>.story{transform:translateX(-900px);animation:slide 1s}</style>", 'class="story"'),
    ],
)
def test_what_hides_nothing_from_sight_hides_nothing(head: str, attributes: str) -> None:
    body = f"<main><h1>The bridge</h1><div {attributes}>{BODY}</div></main><aside><p>{TEASER}</p></aside>"
    assert lines(body, head) == WHOLE


@pytest.mark.parametrize(
    "hiding", ["hidden", 'style="display:none"', 'class="veiled"', 'style="font-size:0"', 'style="height:0"']
)
def test_a_part_that_is_hidden_is_no_part_of_the_article(hiding: str) -> None:
    body = f"<main><h1>The bridge</h1>{BODY}<div {hiding}><p>{TEASER}</p></div></main>"
    assert lines(body, "<style>.veiled{visibility:hidden}</style>") == WHOLE


def test_hiding_that_takes_most_of_the_article_is_said() -> None:
    many = paragraphs(*(f"{SECOND} That was number {n}." for n in range(20)))
    style = "<style>.ready .entry-content{display:none}</style>"
    body = f'<div class="ready"><h1>The bridge</h1><div class="entry-content">{many}</div></div><p>{TEASER}</p>'
    found = read(page(body, style), "html")
    assert "That was number 19." in found.text
    assert any("hidden from its readers until" in note for note in found.notices)
    closed = read(page(f"<h1>The bridge</h1><p>{TEASER}</p><div hidden>{many}</div>"), "html")
    assert "number 19" not in closed.text
    assert any("left out" in note for note in closed.notices)


def test_a_page_that_shows_less_than_its_data_hold_is_told_of() -> None:
    script = linked(**{"@type": "NewsArticle", "articleBody": " ".join([FIRST, SECOND, THIRD] * 3)})
    (note,) = read(page(f"<article><h1>The bridge</h1>{BODY}</article>", script), "html").notices
    assert note == "only 60 of the 180 words that its data hold were found in this page"


def test_what_the_page_s_data_call_its_article_is_read_where_it_stands_and_nothing_else() -> None:
    told = [f"{SECOND} That was number {n} of those who spoke that evening." for n in range(6)]
    beside = [f"{TEASER} It is the {n}th time that they do so this year, and nobody knows why." for n in range(20)]
    script = linked(**{"@type": "NewsArticle", "articleBody": " ".join(told)})
    body = f"<h1>The bridge</h1><ul class='a'>{''.join(f'<li>{line}</li>' for line in told)}</ul>"
    assert lines(f"{body}<div class='b'>{paragraphs(*beside)}</div>", script) == told


def test_bodies_in_several_containers_are_one_article() -> None:
    told = [f"{SECOND} That was number {n} of those who spoke that evening." for n in range(12)]
    blocks = "".join(
        f'<div class="wrap"><div class="article__content">{paragraphs(*told[at : at + 4])}</div>'
        "<div>Advertisement</div></div>"
        for at in (0, 4, 8)
    )
    assert lines(f"<main><article><h1>The bridge</h1>{blocks}</article></main>") == told


@pytest.mark.parametrize(
    "markup",
    [
        f'<p class="standfirst">{STANDFIRST}</p>',
        f"<div>{STANDFIRST}</div>",
        f'<h2 class="dek">{STANDFIRST[:-1]}</h2>',
        f"<h2>{STANDFIRST[:-1]}</h2>",
    ],
)
def test_the_standfirst_is_read(markup: str) -> None:
    body = f"<article><header><h1>The bridge</h1>{markup}</header><div class='entry-content'>{BODY}</div></article>"
    found = lines(body, f'<meta property="og:description" content="{STANDFIRST[:-1]}">')
    assert found[0].rstrip(".") == STANDFIRST[:-1]
    assert found[1:] == WHOLE


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<span class="dropcap" aria-hidden="true">N</span><span class="sr-only">N</span>obody came', "Nobody came"),
        ('<span aria-hidden="true">N</span>obody came', "Nobody came"),
        ('<span class="drop">N</span>obody came', "Nobody came"),
        ("They met <button>Ann Smith</button> there and", "They met Ann Smith there and"),
        ('They met <a href="/x">Ann Smith of Aford</a> there and', "They met Ann Smith of Aford there and"),
    ],
)
def test_no_letter_and_no_word_of_a_sentence_is_lost(markup: str, expected: str) -> None:
    rest = "saw the old bridge for the last time on that evening, the mayor of Aford said."
    assert f"{expected} {rest}" in lines(
        f"<article><h1>The bridge</h1>{paragraphs(f'{markup} {rest}')}{BODY}</article>"
    )


def test_headings_stand_on_lines_of_their_own() -> None:
    gap = '<span class="br"></span>'
    body = f"{FIRST}{gap}{gap}<span class='strong'>The vote</span>{gap}{SECOND}<br><b>The cost</b><br><br>{THIRD}"
    assert lines(f"<article><h1>The bridge</h1><div class='text'>{body}</div></article>") == [
        FIRST, "The vote", SECOND, "The cost", THIRD,
    ]  # fmt: skip


CARD = f'<div class="c"><h3><a href="/b">Bread dearer again</a></h3><p class="dek">{TEASER}</p></div>'


@pytest.mark.parametrize(
    "beside",
    [
        f"<section><h2>More from the Courier</h2><div>{CARD}{CARD.replace('bakers', 'millers')}</div></section>",
        '<div><strong>You might also like</strong><ul><li><a href="/b">Bread dearer again</a></li></ul></div>',
        '<p>Read more: <a href="/b">The bakers of Orford have put up the price of bread</a></p>',
        '<p><a href="/b">The bakers of Orford have put up the price of bread</a></p>',
        f'<div class="newsletter-signup"><p>{TEASER}</p><p>Get our letter every morning at six.</p></div>',
        f"<figure><img src=x><figcaption>{TEASER}</figcaption></figure>",
        f'<div class="image-description">{TEASER}</div>',
        f'<div role="dialog" aria-modal="true"><h2>Cookies</h2><p>{TEASER}</p></div>',
        "<div>Advertisement</div>",
        "<p>Photo: Ann Smith</p>",
        "<p>Sign up for our morning newsletter and never miss a ferry.</p>",
        "<p>Subscribe and save a third in your first year.</p>",
        "<p>Follow the Courier on Google News for more from the harbour.</p>",
        "<p>We may earn a small commission if you buy through links on this page.</p>",
        "<p>Were you on the quay that night? Write to us at desk@courier.example</p>",
        "<p>How did you like this article?</p>",
        "<p>A crane lifts the first beam Back to video</p>",
        "<p>4 min read</p>",
        "<p>This is a breaking story, more to follow</p>",
        "<p>Follow our live updates from the harbour below.</p>",
        "<p>This article was first published in the Orford Review.</p>",
        "<p>Get the news of the quay every day, in your inbox.</p>",
        f"<aside class='pullquote'>{SECOND[0].swapcase() + SECOND[1:-1]}</aside>",
        f"<div class='gdpr-wall'><h2>Before you go on</h2>{paragraphs(*[TEASER] * 30)}</div>",
        "<p>Link copied to clipboard</p>",
        "<p>Externen Inhalt anzeigen</p>",
        "<p>hasPremium:</p><p>false</p>",
        '<p><a href="/b">WHY BREAD IS DEARER AGAIN THIS WINTER?</a></p>',
        f"<div class='article-ai-summary'><h3>In short</h3><ul><li>{TEASER}</li></ul></div>",
        f"<section class='ai__box ai__box--bullets'><p>A machine wrote this:</p><p>{TEASER}</p></section>",
        "<div><div><p>Read more</p></div><div><a href='/t'>Trade</a> <a href='/b'>Bread is dearer again</a>"
        f"{paragraphs(TEASER)}</div></div>",
        "<p>With files from the Orford Press and Bo Berg</p>",
        "<p>With reporting by Bo Berg in Aford</p>",
        "<p>Quelle: orford.example, obs</p>",
        "<p>Redaktion: Ann Smith, Bo Berg</p>",
        "<p>Übersetzung und Bearbeitung: Cy Dahl</p>",
    ],
)
def test_what_stands_beside_an_article_is_not_its_own(beside: str) -> None:
    more = [f"{SECOND} That was number {n} of those who spoke that evening." for n in range(4)]
    body = f"<article><h1>The bridge</h1>{paragraphs(FIRST, *more[:2])}{beside}{paragraphs(*more[2:])}</article>"
    assert lines(body) == [FIRST, *more]


@pytest.mark.parametrize(
    "told",
    [
        "The agency will earn a commission of four per cent on every flat that the town sells.",
        "First published in 1923, the map shows a ford where the bridge is to stand.",
        "Readers who subscribe to the parish newsletter had been told of it in March.",
        "The council asked to follow the advice of its engineers on Twitter traffic and much else.",
        "The mayor said that witnesses should write to the harbour office at harbour@orford.example.",
        "With reports from both banks still coming in, the ferry stayed at its quay.",
        "Source: a spring below the town, as the old map has it, that never ran dry.",
        "Redaktion: Und was sagt die Bürgermeisterin zu dieser Brücke?",
        "On 3 May 2022 at 10:15 the first beam was laid.",
    ],
)
def test_an_article_may_tell_of_letters_and_commissions(told: str) -> None:
    more = [f"{SECOND} That was number {n} of those who spoke that evening." for n in range(3)]
    assert lines(f"<article><h1>The bridge</h1>{paragraphs(FIRST, *more[:1], told, *more[1:])}</article>") == [
        FIRST, more[0], told, *more[1:],
    ]  # fmt: skip


def test_a_chronicle_keeps_its_times_and_an_article_not_that_of_its_appearance() -> None:
    above, times = "<p>2.5.2022 | 15.54 Uhr</p>", ["3. Mai 2022, 10:15 Uhr", "4. Mai 2022, 11:30 Uhr"]
    told = [FIRST, times[0], SECOND, times[1], THIRD]
    assert lines(f"<article><h1>The bridge</h1>{above}{paragraphs(*told)}</article>") == told


@pytest.mark.parametrize(
    "said",
    ["(opens in new tab)", "External link opens in a new window", "(öffnet im neuen Fenster)", "(nouvelle fenêtre)"],
)
def test_what_a_link_says_to_screen_readers_is_no_word_of_a_sentence(said: str) -> None:
    linked = FIRST.replace("Aford", f'<a href="/a">Aford<span class="vh">{said}</span></a>')
    shown = f"The sign on the door says <span>{said}</span> since Monday, and nobody knows why."
    assert lines(f"<article><h1>The bridge</h1>{paragraphs(linked, SECOND, THIRD, shown)}</article>") == [
        FIRST, SECOND, THIRD, shown.replace("<span>", "").replace("</span>", ""),
    ]  # fmt: skip


def test_what_an_author_is_does_not_end_the_article() -> None:
    head = '<meta name="author" content="Ann Smith and Bo Berg">'
    about = "<p>Ann Smith is our harbour reporter.</p><p>Bo Berg covers bridges, roads and rivers.</p>"
    quoted = "Ann Smith is “not convinced” by her own figures, she told the council."
    body = f"<article><h1>The bridge</h1>{paragraphs(FIRST, SECOND, THIRD, quoted)}{about}</article>"
    assert read(page(body, head), "html").text.split("\n") == [FIRST, SECOND, THIRD, quoted]


def test_another_article_on_the_page_is_another_s() -> None:
    other = f"<article><h2>Bread dearer again</h2>{paragraphs(TEASER)}</article>"
    assert lines(f"<main><article><h1>The bridge</h1>{BODY}</article>{other}</main>") == WHOLE


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Reporting by Ann Smith in Orford and Bo Berg; editing by Cy Dahl", "Ann Smith, Bo Berg"),
        ("Text: Ann van den Berg", "Ann van den Berg"),
        ("Words by Ann Smith", "Ann Smith"),
        ("Additional reporting by Ann Smith", None),
        ("Editing by Ann Smith", None),
        ("Reporting by our newsroom", None),
        ("Text: as the council passed it", None),
    ],
)
def test_a_credit_below_the_text_names_the_author_where_nothing_else_does(line: str, author: str | None) -> None:
    body = f"<article><h1>The bridge</h1>{paragraphs(FIRST, SECOND, THIRD, line)}</article>"
    assert read(page(body), "html").author == author
    assert read(page(body, '<meta name="author" content="Dee Fox">'), "html").author == "Dee Fox"


def test_an_article_on_one_line_of_the_page_s_data_is_read_where_a_script_draws_it() -> None:
    told = f"{FIRST} {SECOND} {THIRD}"
    for text, is_read in ((f"{told} {told.replace('the', 'a')}", True), (FIRST, False)):
        linked = json.dumps({"@type": "NewsArticle", "headline": "The bridge", "articleBody": text})
        markup = page("<div id=app></div>", f'<script type="application/ld+json">{linked}</script>')
        if is_read:
            assert read(markup, "html").text == text
        else:
            with pytest.raises(Unusable):
                read(markup, "html")


def test_a_consent_alone_is_no_article() -> None:
    with pytest.raises(Unusable):
        read(page(f'<h1>The bridge</h1><div role="dialog"><p>{TEASER}</p><p>{SECOND}</p></div>'), "html")


def test_a_time_without_words_ends_nothing() -> None:
    byline = "<p class=byline>By Ann Smith <time datetime=2024-06-01></time></p>"
    body = f"<article><h1>The bridge</h1>{byline}{BODY}</article>"
    found = read(page(body), "html")
    assert (found.published, found.text.split("\n")) == (date(2024, 6, 1), WHOLE)


def test_an_unforeseen_error_is_that_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise RuntimeError(text)

    from ingest.extraction import extractors

    monkeypatch.setitem(extractors._READERS, "html", broken)
    with pytest.raises(Malformed, match="unforeseen RuntimeError"):
        list(extract(page(BODY).encode(), "html", PurePath("x")))


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<meta property="article:published_time" content="2 hours ago"><meta name="dc.date" content="2024-06-01">',
            "",
        ),
        ('<meta name="parsely-pub-date" content="2024-06-01T08:00:00Z">', ""),
        (linked(**{"@graph": [{"@type": "WebPage", "name": "The bridge", "datePublished": "2024-06-01"}]}), ""),
        (linked(**{"@type": "NewsArticle", "datePublished": "2024-06-01"}).replace("}", ",}"), ""),
        (linked(**{"@type": "NewsArticle", "headline": "a-b", "datePublished": "2024-06-01"}).replace("-b", "\n"), ""),
        (linked(**{"@type": "NewsArticle", "datePublished": "2024-06-01"}).replace("{", "<!-- {"), ""),
        ("", '<p><time itemprop="datePublished" datetime="2024-06-01">1.6.</time></p>'),
    ],
)
def test_a_day_is_read_wherever_it_is_said(head: str, body: str) -> None:
    article = '<div itemscope itemtype="https://schema.org/NewsArticle">'
    assert read(page(f"{article}<h1>The bridge</h1>{BODY}{body}</div>", head), "html").published == date(2024, 6, 1)


def test_no_day_is_guessed() -> None:
    head = '<meta property="article:modified_time" content="2024-06-01"><meta name="date" content="yesterday">'
    found = read(page(f"<article><h1>The bridge</h1>{BODY}</article>", head), "html")
    assert found.published is None
    assert any("yesterday" in note for note in found.notices)


def test_names_are_spelt_as_they_are_read() -> None:
    said = {
        "@type": "NewsArticle", "headline": "Mayor&#8217;s &quot;bridge&quot; &ndash; <em>again</em>",
        "author": {"name": "Zo&euml; Hall"}, "publisher": {"name": "Hall &amp; Sons"},
    }  # fmt: skip
    found = read(page(f'<article><h1>Mayor’s "bridge" – again</h1>{BODY}</article>', linked(**said)), "html")
    assert (found.title, found.author, found.publisher) == ('Mayor’s "bridge" – again', "Zoë Hall", "Hall & Sons")
    assert found.text.split("\n") == WHOLE


PARSELY = '<meta name="parsely-author" content="Ann Hall">'
NAMED = {"@id": "#a", "name": "Ann Hall"}


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Courier">', None),
        ('<meta name="author" content="ann@courier.example">', None),
        (f'<meta name="author" content="https://x.example/ann">{PARSELY}', "Ann Hall"),
        (linked(**{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, NAMED]}), "Ann Hall"),
        (linked(**{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Courier"}}), None),
    ],
)  # fmt: skip
def test_an_author_is_somebody(head: str, author: str | None) -> None:
    site = '<meta property="og:site_name" content="Courier">'
    assert read(page(f"<h1>The bridge</h1>{BODY}", site + head), "html").author == author


def test_an_address_is_no_publisher() -> None:
    said = linked(**{"@graph": [{"@type": "WebSite", "name": "Courier"}]})
    head = '<meta name="publisher" content="https://social.example/courier">'
    assert read(page(f"<h1>The bridge</h1>{BODY}", head + said), "html").publisher == "Courier"

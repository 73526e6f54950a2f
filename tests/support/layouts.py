"""Some eighty news pages: four stories, each set in twenty layouts as systems that publish build them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """An article as its page must be read."""

    title: str
    author: str
    published: str
    standfirst: str
    paragraphs: tuple[str, ...]


STORIES = tuple(
    Story(
        f"{town} {deed} after {years} years",
        author,
        f"2023-0{month}-1{month}",
        f"The council of {town} found the money at last, and {years} years of waiting end with it.",
        (
            f"The council of {town} voted on Tuesday night to let the work begin, by {years} votes to four.",
            f"{author} had followed the matter since the day on which the old roof of the hall fell in.",
            "Nobody in the room spoke against the plan, though the treasurer had called it too dear a month before.",
            f"“We have waited for {years} years,” said the mayor of {town}, “and we shall not wait for another.”",
            "The builders will come in the first week of spring, once the river has gone down and the road is dry.",
            f"What the people of {town} will pay for it, the council is to say when the accounts are closed.",
        ),
    )
    for town, deed, years, author, month in (
        ("Larkmere", "mends its town hall", 12, "Ida Brand", 2),
        ("Nether Ash", "opens a new library", 20, "Owen Tate", 3),
        ("Coldhaven", "rebuilds its harbour wall", 15, "Mara Lindqvist", 4),
        ("Sutton Vale", "buys back its mill", 31, "Piet Haas", 5),
    )
)

GERMAN_STORIES = tuple(
    Story(
        f"{town} bekommt nach {years} Jahren {deed}",
        author,
        f"2023-0{month}-1{month}",
        f"Der Rat von {town} hat das Geld endlich gefunden, und {years} Jahre des Wartens gehen zu Ende.",
        (
            f"Der Rat von {town} hat am Dienstagabend beschlossen, dass die Arbeiten im Frühjahr beginnen sollen.",
            f"{author} hatte die Sache seit dem Tag verfolgt, an dem das alte Dach der Halle eingestürzt war.",
            "Niemand im Saal sprach gegen den Plan, obwohl ihn der Kämmerer vor einem Monat zu teuer genannt hatte.",
            f"„Wir haben {years} Jahre gewartet“, sagte die Bürgermeisterin, „und wir warten nicht noch einmal.“",
            "Die Bauleute kommen, sobald der Fluss gefallen und die Straße in das Tal wieder trocken ist.",
            f"Was die Leute in {town} dafür bezahlen, will der Rat nach dem Abschluss der Rechnungen mitteilen.",
        ),
    )
    for town, deed, years, author, month in (
        ("Ahrenfeld", "ein neues Rathaus", 12, "Ida Brand", 2),
        ("Niederesch", "eine Bücherei", 20, "Owen Tate", 3),
        ("Kaltenhafen", "eine Hafenmauer", 15, "Mara Lindqvist", 4),
        ("Suttrop", "seine Mühle zurück", 31, "Piet Haas", 5),
    )
)
GERMAN_TEASER = "Wieder sind Schafe auf der Autobahn bei Orfeld gesehen worden, und die Polizei bittet um Vorsicht"
TEASER = "Sheep were seen on the motorway near Orford again, and the police asked drivers to slow down."
CAPTION = "The river as it was seen from the tower by our photographer last winter."
LETTER = "Our letter comes every morning before breakfast, and it costs our readers nothing."


def _p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _linked(story: Story, **more: object) -> str:
    said = {"@type": "NewsArticle", "headline": story.title, "datePublished": story.published} | more
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def _page(head: str, body: str) -> str:
    menu = '<header><nav><a href="/">Home</a> <a href="/s">Sport</a></nav></header>'
    return (
        f"<!doctype html><html><head>{head}</head><body>{menu}{body}<footer>All rights reserved</footer></body></html>"
    )


def blog(story: Story) -> str:
    """A blog: entry-content, a graph of JSON-LD whose author stands elsewhere in it."""
    graph = [
        {"@type": "Article", "headline": story.title, "datePublished": story.published, "author": {"@id": "#a"}},
        {"@type": "Person", "@id": "#a", "name": story.author},
    ]
    body = f'<h2 class="dek">{story.standfirst}</h2><div class="entry-content">{_p(*story.paragraphs)}</div>'
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    return _page(head, f'<main><article class="post"><h1>{story.title}</h1>{body}</article></main>')


def chunked(story: Story) -> str:
    """A magazine: several bodies with advertising between them."""
    ad = '<div class="ad"><div>Advertisement</div></div>'
    parts = ad.join(f'<div class="article__content">{_p(*story.paragraphs[at : at + 2])}</div>' for at in (0, 2, 4))
    return _page(
        _linked(story, author={"name": story.author}),
        f"<article><header><h1>{story.title}</h1><div>{story.standfirst}</div></header>{parts}</article>",
    )


def microdata(story: Story) -> str:
    """A local paper: microdata, no meta elements, a caption."""
    about = (
        f'<span itemprop="author" itemscope><b itemprop="name">{story.author}</b></span>'
        f'<meta itemprop="datePublished" content="{story.published}">'
    )
    figure = f"<figure><img src=x><figcaption>{CAPTION}</figcaption></figure>"
    body = f'<p itemprop="description">{story.standfirst}</p><div itemprop="articleBody">{figure}'
    body += _p(*story.paragraphs) + "</div>"
    return _page(
        f"<title>{story.title}</title>",
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{story.title}</h1>{about}{body}</div>',
    )


def parsely(story: Story) -> str:
    """A regional paper: parsely's meta elements, and a box of what else is read."""
    head = "".join(
        f'<meta name="parsely-{name}" content="{value}">'
        for name, value in (("title", story.title), ("author", story.author), ("pub-date", story.published))
    )
    cards = "".join(f'<div><h3><a href="/{n}">Sheep on road {n}</a></h3><p>{TEASER}</p></div>' for n in range(2))
    more = f"<section><h2>More from the county</h2>{cards}</section>"
    body = f"<p class='standfirst'>{story.standfirst}</p>{_p(*story.paragraphs[:3])}{more}{_p(*story.paragraphs[3:])}"
    return _page(head, f"<article><h1>{story.title}</h1>{body}</article>")


def faded(story: Story) -> str:
    """A page that fades in, and hides its body for browsers without scripts."""
    style = (
        "<style>.story{opacity:0;transition:opacity 1s}</style><noscript><style>.story{display:none}</style></noscript>"
    )
    day = f'<meta property="article:published_time" content="{story.published}">'
    head = f'{style}{day}<meta name="author" content="{story.author}">'
    body = f'<main aria-hidden="true"><h1>{story.title}</h1><div class="story">'
    body += _p(story.standfirst, *story.paragraphs) + "</div></main>"
    return _page(head, body + f'<div role="dialog" aria-modal="true"><h2>Cookies</h2><p>{TEASER}</p></div>')


def dropped(story: Story) -> str:
    """A long read: a drop cap, and words in links."""
    first, *others = story.paragraphs
    capital = (
        f'<span class="dropcap" aria-hidden="true">{first[0]}</span><span class="sr-only">{first[0]}</span>{first[1:]}'
    )
    others = [text.replace("the ", '<a href="/t">the</a> ', 1) for text in others]
    body = f'<p class="intro">{story.standfirst}</p><div class="body">{_p(capital, *others)}</div>'
    return _page(_linked(story, author=[story.author]), f"<main><article><h1>{story.title}</h1>{body}</article></main>")


def broken(story: Story) -> str:
    """A page whose lines are breaks, and whose date is first said so that nobody can read it."""
    text = "<br><br>".join((story.standfirst, *story.paragraphs))
    head = (
        f'<title>{story.title}</title><meta property="article:published_time" content="last week">'
        f'<meta name="dc.date" content="{story.published}"><meta name="dc.creator" content="{story.author}">'
    )
    return _page(head, f'<div class="content"><h1>{story.title}</h1><div class="text">{text}</div></div>')


def boxed(story: Story) -> str:
    """A portal: boxes to subscribe, a line that only leads elsewhere, an embedded post."""
    box = f'<div class="newsletter-box"><p>{LETTER}</p></div>'
    leads = '<p>Read also: <a href="/x">Sheep were seen on the motorway again</a></p>'
    post = f'<blockquote class="twitter-tweet"><p>{TEASER}</p></blockquote>'
    first, last = story.paragraphs[:3], story.paragraphs[3:]
    body = f'<p class="lead">{story.standfirst}</p>{_p(*first)}{box}{leads}{post}{_p(*last)}'
    return _page(_linked(story, author={"name": story.author}), f"<article><h1>{story.title}</h1>{body}</article>")


def second(story: Story) -> str:
    """A page that goes on with another article beneath the first."""
    other = f"<article><h2>Sheep on the motorway</h2>{_p(TEASER, LETTER)}</article>"
    body = f"<article><h1>{story.title}</h1>{_p(story.standfirst, *story.paragraphs)}</article>{other}"
    return _page(_linked(story, author={"name": story.author}), f"<main>{body}</main>")


def tabled(story: Story) -> str:
    """An old page: a table places its article, a meta element dates it."""
    author = f'<meta name="author" content="{story.author}">'
    head = f'<meta name="date" content="{story.published}">{author}<title>{story.title}</title>'
    cell = f"<h1>{story.title}</h1>{_p(story.standfirst, *story.paragraphs)}"
    return _page(head, f'<table><tr><td><a href="/">Menu</a></td><td>{cell}</td></tr></table>')


def amp(story: Story) -> str:
    """A page for telephones: elements of AMP, whose menu and advertisements hold words."""
    head = _linked(story, author={"@type": "Person", "name": story.author}) + "<style amp-custom>p{margin:0}</style>"
    menu = f"<amp-sidebar><ul><li>Home</li><li>{LETTER}</li></ul></amp-sidebar>"
    ad = f"<amp-ad><div placeholder>{TEASER}</div></amp-ad>"
    picture = f"<figure><amp-img src=x></amp-img><figcaption>{CAPTION}</figcaption></figure>"
    body = f"{picture}{_p(story.standfirst, *story.paragraphs[:3])}{ad}{_p(*story.paragraphs[3:])}"
    return _page(head, f'{menu}<article class="amp-wp-article"><h1>{story.title}</h1><div>{body}</div></article>')


def shell(story: Story) -> str:
    """An application: a script draws the article, which the page's data hold."""
    text = "\n\n".join((story.standfirst, *story.paragraphs))
    linked = _linked(story, author={"name": story.author}, articleBody=text)
    return _page(linked, '<div id="root"><p>Please allow scripts, or this page will stay as empty as it is.</p></div>')


def live(story: Story) -> str:
    """A live page: entries with the time of each above it, the newest first."""
    entries = "".join(
        f'<section class="entry"><time datetime="{story.published}T1{n}:05">1{n}.05</time><p>{text}</p></section>'
        for n, text in enumerate(story.paragraphs)
    )
    body = f'<p class="standfirst">{story.standfirst}</p><div class="liveblog">{entries}</div>'
    linked = _linked(story, **{"@type": "LiveBlogPosting", "author": {"name": story.author}})
    return _page(linked, f"<main><article><h1>{story.title}</h1>{body}</article></main>")


def gallery(story: Story) -> str:
    """A page with pictures: a gallery, and captions between its paragraphs."""
    picture = f'<li><img src=x><p class="caption">{CAPTION}</p></li>'
    figure = f'<div class="image"><img src=x><div class="image__caption">{CAPTION}</div></div>'
    body = f"{_p(story.standfirst, *story.paragraphs[:2])}{figure}{_p(*story.paragraphs[2:])}"
    body += f'<ul class="photo-gallery">{picture * 3}</ul>'
    return _page(_linked(story, author=story.author), f"<article><h1>{story.title}</h1>{body}</article>")


def furnished(story: Story) -> str:
    """A feature: a list, a quotation that is set apart, and a sentence that is pulled out of it."""
    first, second, third, quoted, *others = story.paragraphs
    pulled = f'<aside class="pullquote"><p>{quoted}</p></aside>'
    items = f"<ul><li>{second}</li><li>{third}</li></ul>"
    body = f"{_p(first)}{pulled}{items}<blockquote>{_p(quoted)}</blockquote>{_p(*others)}"
    about = f'<p class="dek">{story.standfirst}</p><p class="byline">By {story.author}</p>'
    return _page(_linked(story), f"<article><h1>{story.title}</h1>{about}<div>{body}</div></article>")


def endless(story: Story) -> str:
    """A page to which the next article is added as its reader comes to its end."""
    others = [f"{TEASER} It was sheep number {number}." for number in range(9)]
    other = f"<article><h1>Sheep on the motorway</h1>{_p(*others)}</article>"
    meta = f'<meta name="author" content="{story.author}">' + _linked(story)
    body = f"<article><h1>{story.title}</h1>{_p(story.standfirst, *story.paragraphs)}</article>"
    return _page(meta, f'<div class="feed">{body}{other}</div>')


def consented(story: Story) -> str:
    """A page behind a question about cookies, which is longer than the article."""
    asked = " ".join(f"Partner {n} keeps what you read for {n} months and shows you what it sells." for n in range(60))
    wall = f'<div id="cookie-consent"><h2>We value your privacy</h2><p>{asked}</p><button>Accept</button></div>'
    head = _linked(story, author={"name": story.author})
    body = f'<article><h1>{story.title}</h1><p class="lede">{story.standfirst}</p>{_p(*story.paragraphs)}</article>'
    return _page(head, f"{wall}<main>{body}</main>")


def divided(story: Story) -> str:
    """A page without paragraphs: each is a division, and the author a link."""
    texts = "".join(f'<div class="text"><span>{text}</span></div>' for text in (story.standfirst, *story.paragraphs))
    byline = f'<div>By <a href="/authors/{story.title[:3].lower()}">{story.author}</a></div>'
    day = (
        f'<meta itemprop="datePublished" content="{story.published}"><meta property="og:title" content="{story.title}">'
    )
    return _page(day, f'<main><h1>{story.title}</h1>{byline}<div class="story">{texts}</div></main>')


def interrupted(story: Story) -> str:
    """A page that breaks off after each paragraph for something else."""
    breaks = (
        "<p>Advertisement</p>",
        f'<div class="related"><h3><a href="/1">Sheep again</a></h3><p>{TEASER}</p></div>',
        '<p><strong>Read more:</strong> <a href="/2">Sheep were seen near Orford once before</a></p>',
        f'<div class="newsletter-signup"><p>{LETTER}</p><form><input><button>Sign up</button></form></div>',
        f"<aside><h2>Most read</h2><p>{TEASER}</p></aside>",
        f'<blockquote class="instagram-media"><p>{CAPTION}</p></blockquote>',
    )
    body = "".join(f"<p>{text}</p>{other}" for text, other in zip(story.paragraphs, breaks, strict=True))
    label = f'<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{story.author}">'
    return _page(
        label + _linked(story),
        f'<article><h1>{story.title}</h1><p class="summary">{story.standfirst}</p>{body}</article>',
    )


def german(story: Story) -> str:
    """A German paper: its labels, its boxes, its way to write a day."""
    year, month, day = story.published.split("-")
    months = " Januar Februar März April Mai".split(" ")
    about = f'<p class="autor">Von {story.author}</p><p class="datum">{int(day)}. {months[int(month)]} {year}</p>'
    box = f'<div class="teaser-box"><h3>Lesen Sie auch</h3><p><a href="/1">{GERMAN_TEASER}</a></p></div>'
    first, last = story.paragraphs[:3], story.paragraphs[3:]
    body = f'<p class="vorspann">{story.standfirst}</p>{about}{_p(*first)}{box}<p>Anzeige</p>{_p(*last)}'
    return _page(f"<title>{story.title}</title>", f"<article><h1>{story.title}</h1>{body}</article>")


LAYOUTS: tuple[Callable[[Story], str], ...] = (
    blog, chunked, microdata, parsely, faded, dropped, broken, boxed, second, tabled,
    amp, live, gallery, furnished, endless, consented, divided, interrupted,
)  # fmt: skip

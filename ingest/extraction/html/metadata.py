"""What a web page says of its article: JSON-LD, OpenGraph and other meta elements, microdata, its byline."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.extraction.html.byline import bylines
from ingest.extraction.html.hidden import Vouched
from ingest.extraction.html.json_ld import JsonLd, is_organization
from ingest.extraction.html.microdata import Microdata
from ingest.extraction.publication_date import parse_day
from ingest.extraction.raw_article import canonical_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 5_000
"""Characters of a value that is no text; longer ones are cut."""

_SEPARATOR = re.compile(r"\s*\|\s*|\s+[-–—·»:]\s+")
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|(?:verfasst|geschrieben|veröffentlicht) von|(?:écrit|rédigé|publié) par|scritto da"
    r"|(?:escrito|publicado) por|geschreven door|(?:skrevet|skriven|skrivet) av|skrevet af|napisane przez|autore?",
    re.I,
)
_PAPER = frozenset("nachrichten news newspaper online zeitung magazine magazin".split())
"""Words beside a house's name that make it nobody's."""
_CREDIT = re.compile(r"\(|(?:image|photo|foto|bild|picture)s?\s*:", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+|www\.\S+|@\w+")
_DATES = (
    "article:published_time", "article:published:time", "article:published", "og:article:published_time",
    "og:published_time", "og:pubdate", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.date",
    "dcterms.issued", "date.created", "publish-date", "publishdate", "publish_date", "publication_date",
    "publicationdate", "published_time", "pubdate", "pub_date", "date",
)  # fmt: skip
_TITLES = ("og:title", "parsely-title", "twitter:title", "dc.title", "headline")
_AUTHORS = (
    "author", "article:author", "article:author_name", "parsely-author", "articleauthor", "cxenseparse:author",
    "sailthru.author", "dc.creator", "dcterms.creator", "byl", "creator",
)  # fmt: skip


class PageData:
    """What a page says of its article and of itself."""

    def __init__(self, tree: HtmlElement) -> None:
        """Read a page as it came, before anything is cut from it."""
        self._tree = tree
        self._held = list(tree.iter())  # lxml makes an element anew at every walk unless somebody holds it
        self._elements: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for node in tree.iter("meta", "script", "title", "h1", "link", "time"):  # at once, for each walk is as long
            self._elements[node.tag].append(node)
        self._microdata = Microdata(tree)
        self._meta: dict[str, list[str]] = {}
        for node in self._elements["meta"]:
            value = _plain(node.get("content", ""))
            for name in {node.get(each, "").strip().lower() for each in ("property", "name", "itemprop")} - {""}:
                if value:
                    self._meta.setdefault(name, []).append(value)
        self._headings = [_words(node) for node in self._elements["h1"][:1]]
        stated = [*self._said("og:title"), *self._headings]
        self._linked = JsonLd(self._elements["script"], frozenset(_folded(title) for title in stated))

    @cached_property
    def said(self) -> dict[str, object]:
        """What the page says of its article, the most deliberate place first, and what cannot be read last."""
        publisher, author = self._publisher(), self._author()
        places = {
            "title": self.titles[:1],
            "publisher": [publisher] if publisher else [],
            "author": [author] if author else [],
            "published": _readable(list(self._dates())),
            "url": self._addresses(),
        }
        return {name: values[0] for name, values in places.items() if values}

    @cached_property
    def titles(self) -> list[str]:
        """The titles that the page gives its article, each without its site's name, the one that counts first.

        What it is called to others (OpenGraph) is the title where the headline bears it out by some of its words, and
        where it is no copy of what stands in the window's bar for search engines. Else it is the headline of the
        page's data, and then the one that is shown. Where all others agree on a headline, of which OpenGraph's is no
        part, that is the title. Measured on 118 pages of news sites: 110 right, of the headline first 104, of what
        most places agree on 101.
        """
        article, sites = self._linked.article, self._sites
        headlines = [*_texts(article.get("headline")), *self._microdata.values("headline")][:1]
        plain = [_words(node) for node in self._elements["title"][:1]]
        shared = [title for name in _TITLES for title in self._said(name)]
        others = [*_texts(article.get("name")), *self._texts_of_page("name")]
        headings = {_folded(each) for each in (*self._headings, *headlines)}

        def without(titles: Sequence[str]) -> list[str]:
            return [title for each in titles if (title := _without_site(_plain(each), sites, headings))]

        shown, bar = without([*headlines, *self._headings]), without(plain)
        named = [title for title in without(shared[:1]) if not shown or any(_is_alike(title, each) for each in shown)]
        if headlines and set(map(_folded, named)) & set(map(_folded, bar)) - headings:
            named = []
        if self._agreed(headlines, shared):
            named = []
        titles = [*named, *shown[: len(headlines)], *without(shared), *without(self._headings), *bar, *without(others)]
        if not shared and not headlines:  # the bar may say more than a heading, which may be a section's
            titles = [*bar, *titles]
        return sorted(dict.fromkeys(titles), key=lambda title: _folded(title) in sites)

    def _agreed(self, headlines: Sequence[str], shared: Sequence[str]) -> bool:
        """Whether all but OpenGraph agree on a headline, and OpenGraph's is not that without a kicker."""
        agreed = set.intersection(*(set(map(_folded, titles)) for titles in (headlines, self._headings, shared[1:])))
        return any(_folded(shared[0]) not in title for title in agreed)

    @property
    def descriptions(self) -> list[str]:
        """What the page says in short of its article."""
        linked = [*_texts(self._linked.article.get("description")), *self._texts_of_page("description")]
        return [*linked, *self._said("og:description", "description", "twitter:description", "dc.description")]

    @property
    def is_closed(self) -> bool:
        """Whether the page says of its article that it is not free to read."""
        stated = str(self._linked.article.get("isAccessibleForFree")).lower()
        tier = self._said("article:content_tier")
        return stated in ("false", "http://schema.org/false") or tier[:1] in (["locked"], ["metered"])

    @property
    def vouched(self) -> Vouched:
        """What the page's data bear out of its article's text."""
        parts = self._linked.article.get("hasPart")
        named = [part.get("cssSelector") for part in _listed(parts) if isinstance(part, Mapping)]
        selectors = [each for value in named for each in _listed(value) if isinstance(each, str)]
        return Vouched(tuple(selectors[:20]), self.body)

    @cached_property
    def body(self) -> str:
        """The article's text as the page gives it to machines, in lines; empty if it does not."""
        text = next(iter(_strings(self._linked.article.get("articleBody"))), "")
        lines = html.unescape(_TAG.sub("\n", text)).splitlines()
        return "\n".join(words for line in lines if (words := " ".join(line.split())))

    def _texts_of_page(self, name: str) -> list[str]:
        return _texts(self._linked.page.get(name))

    def _said(self, *names: str) -> list[str]:
        return [value for name in names for value in self._meta.get(name, ())]

    def _dates(self) -> Iterator[str]:
        article, page = self._linked.article, self._linked.page
        yield from _strings(article.get("datePublished"))
        yield from self._said("article:published_time")
        yield from self._microdata.values("datePublished")
        yield from self._said(*_DATES)
        yield from _strings(page.get("datePublished"))
        yield from _strings(article.get("dateCreated"))
        marked = (node.get("datetime") for node in self._elements["time"] if node.get("pubdate") is not None)
        yield from [day for day in marked if day is not None][:1]

    def _addresses(self) -> list[str]:
        links = (node.get("href") for node in self._elements["link"] if "canonical" in node.get("rel", "").split())
        canonical = [url for url in links if url is not None]
        linked = [*_strings(self._linked.article.get("url")), *_strings(self._linked.page.get("url"))]
        stated = [*canonical[:1], *self._said("og:url"), *linked, *self._said("twitter:url", "parsely-link")]
        return sorted(stated, key=lambda url: canonical_url(url) is None)

    def _publisher(self) -> str | None:
        linked = [self._linked.article.get("publisher"), self._linked.page.get("publisher")]
        named = [name for value in linked for name in _names(self._linked.resolved(value))]
        stated = [*named, *self._said("og:site_name", "publisher", "dc.publisher"), *_names(self._linked.site)]
        return next((name for name in map(_plain, stated) if not _ADDRESS.fullmatch(name)), None)

    def _author(self) -> str | None:
        """The first that is a name of somebody, and neither an address nor the house's own, its section or a credit."""
        for names in self._authors():
            own = [name for name in map(_plain, names) if self._is_somebody(name)]
            if own:
                return ", ".join(dict.fromkeys(own))
        return None

    def _authors(self) -> Iterator[list[str]]:
        """Who is named as author, the most deliberate place first.

        An organisation gives way to who is named in the byline: an agency's people, or an agency that a house names.
        """
        linked = self._linked.resolved(self._linked.article.get("author") or self._linked.page.get("author"))
        yield _names([each for each in _listed(linked) if not is_organization(each)])
        yield self._microdata.values("author")
        yield from (self._said(name) for name in _AUTHORS)
        yield self._written_by()
        yield bylines(self._tree)
        yield _names(linked)

    def _written_by(self) -> list[str]:
        """What stands beside `Written by` in the labelled values that a page offers for previews."""
        labels = {f"twitter:data{label[-1]}": self._said(label) for label in ("twitter:label1", "twitter:label2")}
        named = [name for name, said in labels.items() if any(_WRITTEN_BY.fullmatch(each) for each in said)]
        return self._said(*named, *(name for name in self._meta if name.startswith("twitter:misc:written")))

    def _is_somebody(self, name: str) -> bool:
        """Whether a name may be an author's, and is no address, credit, section or house, which others name `News`."""
        if _ADDRESS.search(name) or _CREDIT.match(name):
            return False
        own = _folded(name).partition(",")[0]
        return self._nobody.isdisjoint(
            (_letters(own), _letters(" ".join(word for word in own.split() if word not in _PAPER)))
        )

    @cached_property
    def _nobody(self) -> set[str]:
        """The letters of what is named as author and is none: the page's section, its house, or no letters at all."""
        sections = [*self._said("article:section"), *_strings(self._linked.article.get("articleSection"))]
        return {*map(_letters, sections), *map(_letters, self._sites), ""}

    @cached_property
    def _sites(self) -> set[str]:
        """The names of the page's site, folded."""
        linked = [self._linked.article.get("publisher"), self._linked.page.get("publisher"), self._linked.site]
        named = [name for value in linked for name in _names(self._linked.resolved(value))]
        stated = self._said("og:site_name", "application-name", "publisher", "apple-mobile-web-app-title")
        hosts = [urlsplit(url).hostname or "" for url in self._addresses()[:1] if canonical_url(url)]
        return {_folded(name) for name in (*named, *stated, *hosts, *(host.removeprefix("www.") for host in hosts))} - {
            ""
        }


def _readable(dates: Sequence[str]) -> list[str]:
    """Dates, those that can be read before the others; a doubtful one stays, to be told of."""
    return sorted(dates, key=lambda stated: parse_day(stated).value is None)


def _is_alike(title: str, other: str) -> bool:
    """Whether two titles share what two of one article do: a quarter of the shorter one's words, and two at least."""
    words, others = set(_WORD.findall(_folded(title))), set(_WORD.findall(_folded(other)))
    shared = len(words & others)
    return shared >= min(2, len(words), len(others)) and 4 * shared >= min(len(words), len(others))


def _without_site(title: str, sites: set[str], headings: set[str]) -> str:
    """A title without the name of its site: what is left is the page's headline, or the rest is the site's name.

    A title that is a headline as a whole is no headline with something after it.
    """
    for match in reversed(list(_SEPARATOR.finditer(title))):
        before, after = title[: match.start()].strip(), title[match.end() :].strip()
        is_rest = _folded(before) in headings and _folded(title) not in headings
        if before and after and (_folded(after) in sites or is_rest):
            return before
        if before and after and _folded(before) in sites:
            return after
    return title


def _names(value: object) -> list[str]:
    """The names of what is given as a name, as an object with one, or as a list of such."""
    given = [each.get("name") if isinstance(each, Mapping) else each for each in _listed(value)[:20]]
    return [name for each in given for name in _strings(each)]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _strings(value: object) -> list[str]:
    """The strings of a value: itself, those of a list, or what an object gives as `@value`."""
    given = [each.get("@value") if isinstance(each, Mapping) else each for each in _listed(value)]
    return [each for each in given if isinstance(each, str) and each.strip()]


def _texts(value: object) -> list[str]:
    return [plain for each in _strings(value) if (plain := _plain(each))]


def _plain(text: object) -> str:
    """A value as its readers would see it: one line, without elements, and with the characters that HTML spells out."""
    plain = html.unescape(html.unescape(str(text)[:LONGEST]))
    return " ".join(_TAG.sub("", plain).split())


def _words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def _letters(text: str) -> str:
    return "".join(_WORD.findall(_folded(text)))


def _folded(text: object) -> str:
    return " ".join(_plain(text).casefold().split())

"""What stands on a page beside its article: other articles' teasers, captions, boxes to subscribe, embedded posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.extraction.html.blocks import lines_of, prose_words
from ingest.extraction.html.headline import called, headline_of, words_of
from ingest.extraction.html.page_lines import squashed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BOX = 0.3
"""The part of a page's prose that a box beside the article has at most."""

LABEL = 80
"""Characters that what stands above other articles stays below."""

TOLD = 60
"""Words of prose from which an article is one by itself, and another below it the next."""

CARD = 60
"""Words of one teaser at most: a headline that is a link, and what it leads to in short."""

HEADLINE = 4
"""Words of a link that is a headline at least."""

_BOXES = frozenset(
    "newsletter newsletters subscribe subscription signup promo advert advertisement advertorial sponsored related"
    " recommended recommendations recirculation teasers share sharing social breadcrumb breadcrumbs tags taglist"
    " keywords caption captions credit credits copyright comments disqus bio authorbox trending popular mostread"
    " survey poll consent gdpr cookie cookies".split()
)
_CONSENTS = frozenset("consent gdpr".split())
_PULLED = frozenset("pullquote pullquotes pull".split())
_PICTURES = frozenset("image img photo picture video gallery foto media".split())
_ABOUT_PICTURES = frozenset("description desc text title info legend source author".split())
_EMBEDDED = frozenset(
    "twitter-tweet instagram-media tiktok-embed fb-post bluesky-embed reddit-embed-bq reddit-card".split()
)
_BY_MACHINE = re.compile(
    r"(?:(?<![a-zA-Z])ai(?=[A-Z_-])|(?<=[a-z])Ai(?=[A-Z]))\S*(?i:summar|panel|bullet|takeaway|highlight|recap|generated)"
)
"""What a machine made of the article: its readers are told so, and those of a quotation would not be."""

_SIGNS = _BOXES | _PULLED | _PICTURES | {"ai"} | {word for name in _EMBEDDED for word in name.split("-")}
"""Words of which what stands beside an article has one in its names."""

_CUE = re.compile(
    r"\W*(?:more\s+(?:from|on|stories|news|about|like)\b|read\s+(?:more|also|next)\b|also\s+read\b|see\s+also\b|related\b"
    r"|you\s+(?:might|may)\s+(?:also\s+)?(?:like|enjoy)\b|recommended\b|most\s+(?:read|popular|viewed)\b|trending\b"
    r"|don[’']t\s+miss\b|up\s+next\b|editors?[’']?s?\s+(?:picks?|choice)\b|top\s+stories\b|latest\s+(?:news|stories)\b"
    r"|lesen\s+sie\s+auch\b|mehr\s+(?:zum\s+thema|aus|zu|von|lesen)\b|auch\s+interessant\b|das\s+könnte\s+(?:sie|dich)\b"
    r"|meistgelesen\b|weitere\s+(?:artikel|themen|nachrichten)\b|à\s+lire\s+aussi\b|lire\s+aussi\b|sur\s+le\s+même\s+sujet\b"
    r"|lee\s+también\b|te\s+puede\s+interesar\b|más\s+(?:sobre|noticias|información)\b|(?:noticias?\s+)?relacionad[oa]s?\b|leggi\s+anche\b"
    r"|leia\s+(?:também|mais)\b|lees\s+(?:ook|meer)\b|les\s+også\b|læs\s+også\b|läs\s+(?:också|mer)\b|czytaj\s+(?:też|także|więcej)\b"
    r"|čtěte\s+(?:také|více)\b|ilginizi\s+çekebilir\b|читайте\s+также\b)",
    re.I,
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABELS = (*_HEADINGS, "p", "div", "span", "strong")
_DIALOGS = ("dialog", "alertdialog")


def cut_furniture(tree: HtmlElement, title: object) -> None:
    """Cut what readers see beside an article and know not to be its words.

    Told by what the page calls it, by what stands above it (`More from`), and by its build: cards whose headlines are
    links. Nothing that holds the headline, or more than BOX of the page's prose, is cut, but a dialog: a consent may be
    longer than an article, and so may the next one on a page without an end.
    """
    headline = headline_of(tree, title)
    kept = frozenset((headline, *headline.iterancestors())) if headline is not None else frozenset()
    total = prose_words(lines_of(tree))
    dialogs = [node for node in tree.iter("*") if node.get("role") in _DIALOGS or node.get("aria-modal") == "true"]
    whole = frozenset((*dialogs, *_next_articles(tree, headline)))
    for node in [*dialogs, *_furniture(tree, headline)]:
        limit = 1.0 if node in whole or called(node) & _CONSENTS else BOX
        is_beside = node.getparent() is not None and node not in kept and node.tag not in ("html", "body", "main")
        if is_beside and _holds_at_most(node, limit * total):
            node.drop_tree()
    for label in [node for node in tree.iter(*_HEADINGS) if _CUE.match(words_of(node))]:
        if (parent := label.getparent()) is not None and not prose_words(lines_of(parent)):
            label.drop_tree()  # what it stood above is gone


def _furniture(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[HtmlElement]:
    yield from tree.iter("figcaption")
    for figure in tree.iter("figure"):
        if not any(below is not figure for below in figure.iter("blockquote", "table", "pre")):
            yield figure
    whole = cache(lambda: squashed(tree.text_content()))  # few pages have pull quotes
    for node in tree.iter("*"):
        names = called(node)
        if not _SIGNS.isdisjoint(names) and (
            _is_beside(names, node.get("class", "")) or (not _PULLED.isdisjoint(names) and _is_repeated(node, whole))
        ):
            yield node
    yield from _other_articles(tree, headline)
    yield from _lists_of_cards(tree)
    for node in tree.iter(*_LABELS):
        is_another_s = len(node) and node[0].tag in _LABELS and not (node.text or "").strip()
        if is_another_s or len(words := words_of(node, LABEL)) >= LABEL or not _CUE.match(words):
            continue
        if (box := _beneath(node)) is not None:
            yield box


def _is_beside(names: frozenset[str], classes: str) -> bool:
    """Whether names are a box's, an embedded post's, a machine's summary's, or of what is told about a picture."""
    pictured = not _PICTURES.isdisjoint(names) and not _ABOUT_PICTURES.isdisjoint(names)
    return (
        pictured
        or _BY_MACHINE.search(classes) is not None
        or not _BOXES.isdisjoint(names)
        or not _EMBEDDED.isdisjoint(classes.split())
    )


def _holds_at_most(node: HtmlElement, most: float) -> bool:
    """Whether an element holds so many words of prose at most, for which all of its words are counted first."""
    return len("\n".join(node.itertext()).split()) <= most or prose_words(lines_of(node)) <= most


def _other_articles(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[HtmlElement]:
    """Articles with headlines of their own, where the page's headline stands in another."""
    own = next(headline.iterancestors("article"), None) if headline is not None else None
    if own is not None:
        for article in tree.iter("article"):
            is_beside = own not in article.iterancestors() and article not in (own, *own.iterancestors())
            if is_beside and next(article.iter("h1", "h2", "h3"), None) is not None:
                yield article


def _next_articles(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[HtmlElement]:
    """Articles under headlines of the first rank, where the page's headline stands in one that tells enough."""
    others = [article for article in _other_articles(tree, headline) if next(article.iter("h1"), None) is not None]
    own = next(headline.iterancestors("article"), None) if others and headline is not None else None
    if own is not None and prose_words(lines_of(own)) >= TOLD:
        yield from others


def _is_repeated(node: HtmlElement, whole: Callable[[], str]) -> bool:
    """Whether the words of an element stand elsewhere on the page too, of which `whole` gives letters and figures."""
    words = squashed(node.text_content())
    return bool(words) and whole().count(words) > 1


def _lists_of_cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that hold two cards at least, and little else."""
    cards: dict[HtmlElement, int] = {}
    for heading in tree.iter(*_HEADINGS):
        if _is_link(heading):
            card = _card(heading)
            parent = card.getparent()
            if parent is not None:
                cards[parent] = cards.get(parent, 0) + len(card.text_content().split())
                if len(card.text_content().split()) <= CARD and next(card.iterancestors("article"), None) is not None:
                    yield card
    for parent, words in cards.items():
        if 2 * words > len(parent.text_content().split()):
            yield parent


def _card(heading: HtmlElement) -> HtmlElement:
    """The largest element around a heading that has the words of a teaser at most, and no other heading."""
    card = heading
    for above in heading.iterancestors("div", "li", "section", "article", "a"):
        if len(above.text_content().split()) > CARD or sum(1 for _ in above.iter(*_HEADINGS)) > 1:
            break
        card = above
    return card


def _is_link(node: HtmlElement) -> bool:
    """Whether all the words of an element are a link."""
    words = len(" ".join(node.text_content().split()))
    if words and next(node.iterancestors("a"), None) is not None:
        return True
    return bool(words) and sum(len(" ".join(a.text_content().split())) for a in node.iter("a")) >= 0.9 * words


def _is_teaser(box: HtmlElement, cue: HtmlElement) -> bool:
    """Whether a label and a link below it begin a box of few words, of which one link is a headline."""
    words, label = " ".join(box.text_content().split()), " ".join(cue.text_content().split())
    if box.tag in ("p", "li") or len(words.split()) > CARD or not words.startswith(label):
        return False
    links = [link for a in box.iter("a") if (link := " ".join(a.text_content().split()))]
    begins = any(map(words[len(label) :].lstrip().startswith, links))
    return begins and any(len(link.split()) >= HEADLINE for link in links)


def _beneath(cue: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds a label and the links that it is about, if it holds little else."""
    words = len(cue.text_content())
    for box in (cue, *cue.iterancestors("p", "div", "section", "aside", "ul", "li")):
        text = len(" ".join(box.text_content().split()))
        linked = sum(len(" ".join(a.text_content().split())) for a in box.iter("a"))
        if linked and (2 * linked >= text - words or _is_teaser(box, cue)):
            return box
        if text > 20 * words and text > 1_500:
            return None
    return None

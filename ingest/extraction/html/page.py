"""A web page to its article's text, without what its readers cannot see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.text.plurals import counted
from assistant.text.sentences import ends, sentences
from ingest.extraction.html.article_body import body_of
from ingest.extraction.html.blocks import is_prose, lines_of, unfold
from ingest.extraction.html.byline import credited, is_byline, without_biographies
from ingest.extraction.html.dateline import cut_day, take_day
from ingest.extraction.html.garbage_collection import uncollected
from ingest.extraction.html.hidden import Vouched, cut_hidden, cut_unread
from ingest.extraction.html.inline_markup import keep_words, struck_note, without_struck
from ingest.extraction.html.metadata import PageData
from ingest.extraction.html.page_furniture import cut_furniture
from ingest.extraction.html.page_lines import squashed
from ingest.extraction.html.paywall import is_cut_off
from ingest.extraction.markdown import Read, without_title
from ingest.extraction.raw_article import Unusable

if TYPE_CHECKING:
    import lxml.etree
    from lxml.html import HtmlElement

SENTENCE = 6
"""Words of the longest sentence, at least, that make a page an article rather than a menu."""

SHORT = 60
"""Characters of an article without a sentence that English would know as one."""

FEWEST = 2
"""Lines of prose in a page's data, at least, that are an article rather than a summary."""

FEWEST_SENTENCES = 5
"""Sentences of such an article that is given as one line."""

BEGINNING = 60
"""Letters and figures that tell that a line of a page's data stands in the page."""

LARGEST = 50_000
"""Elements of a page; reading more can take minutes."""

MOST_ATTRIBUTES = 500
"""Attributes of an element; libxml2 holds each against all before it."""

UNCROWDED = 3
"""How often a page is searched for elements with more attributes: without some, a quotation mark may make others."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})""",
    re.I,
)
_CROWDED = re.compile(
    rf"""(<[a-z][^\s/><]*+)(?=[\s/])((?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+){{{MOST_ATTRIBUTES},}}+)""",
    re.I,
)
"""An element with that many attributes, as HTML reads them; a comparison in a script (`a<b`) may look like one."""

_BETWEEN = re.compile(r"""/(?!script(?:>|\Z))|(?<!/script)>|[\s"'=]""", re.I)
"""What sets attributes apart, but not what ends a script."""

_BLANK = re.compile(r"\r?\n[^\S\n]*\r?\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page names in its first two kilobytes."""
    match = _DECLARED.search(data[:2048])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


@uncollected()
def from_html(text: str) -> Read:
    """Read the article of a web page, without what its readers cannot see.

    trafilatura finds the article among menus and links; hidden nodes are cut out before, since it keeps them.
    Metadata is JSON-LD's, else OpenGraph's and other meta elements'; a day that is shown to readers alone counts if
    no doubt is left that it is the article's. Raises Unusable.
    """
    tree = _parsed(text)
    data = PageData(tree)
    said = data.said
    notes = _without_unread(tree, data.vouched)
    title = said.get("title")
    if said.get("published"):
        cut_day(tree, title, said["published"])
    elif day := take_day(tree, title):
        said["published"] = day
    cut_furniture(tree, title)
    keep_words(tree)
    unfold(tree)
    lines = body_of(tree, data.titles, data.descriptions, data.body)
    own = [line.text for line in lines if not is_byline(line.text, said.get("author"))]
    body = "\n".join(without_biographies(own, said.get("author"))) or "\n".join(_paragraphs(tree))
    if _is_drawn(body, data):
        body = data.body
        notes.append("a script draws this page's article, which was read from the page's data")
    body = without_title(body, title)
    if not said.get("author") and (names := credited(body.split("\n"))):
        said["author"] = ", ".join(names)
    if not _tells(body):
        raise Unusable("no article was found in this page")
    if is_cut_off(tree, body, data.is_closed):
        words = len(body.split())
        notes.insert(0, f"only {words} words were found in this page, and there are signs of a paywall")
    elif 2 * len(body.split()) < (stated := len(data.body.split())):
        notes.insert(
            0, f"only {len(body.split()):,} of the {stated:,} words that its data hold were found in this page"
        )
    return body, said, tuple(notes)


def _is_drawn(body: str, data: PageData) -> bool:
    """Whether an article that is free to read stands in its page's data alone, for a script to show."""
    if data.is_closed or len(data.body) <= len(body):
        return False
    lines = [line for line in data.body.splitlines() if is_prose(line)]
    found = squashed(body)
    if any(squashed(line)[:BEGINNING] in found for line in lines):
        return False
    told = [line[start:end] for line in lines for start, end in sentences(line) if is_prose(line[start:end])]
    is_whole = len(lines) >= FEWEST or len(told) >= FEWEST_SENTENCES
    return is_whole and not any(squashed(each) in found for each in told)


def from_fragment(text: str) -> tuple[str, tuple[str, ...]]:
    """Read the text of an article that is given as HTML by itself, and notes. A blank line begins a paragraph.

    Raises Unusable.
    """
    tree = _parsed(f"<div>{_BLANK.sub('<br>', text)}</div>")
    notes = _without_unread(tree)
    for caption in list(tree.iter("figcaption")):
        caption.clear(keep_tail=True)  # what stands before and after it stays on lines of its own
    keep_words(tree)
    return "\n".join(lines_of(tree)), tuple(notes)


def _parsed(text: str) -> HtmlElement:
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.document_fromstring(_uncrowded(text).encode(), parser=_parser())
    except (lxml.etree.LxmlError, ValueError):
        raise Unusable("holds no text") from None
    if text.count("<") > LARGEST and sum(1 for _ in tree.iter()) > LARGEST:
        raise Unusable(f"has more than {LARGEST:,} elements, which no article needs")
    return tree


def _parser() -> lxml.etree.HTMLParser:
    """A parser that makes the same of every element: lxml.html looks each one's class up again at every step."""
    import lxml.etree
    import lxml.html

    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=False)
    parser.set_element_class_lookup(
        lxml.etree.ElementDefaultClassLookup(
            element=lxml.html.HtmlElement,
            comment=lxml.html.HtmlComment,
            pi=lxml.html.HtmlProcessingInstruction,
            entity=lxml.html.HtmlEntity,
        )
    )
    return parser


def _uncrowded(text: str) -> str:
    """A page whose crowded elements have one attribute each; what looks like one in a script changes nothing else.

    Raises Unusable if there are more of them once those are gone.
    """
    for _ in range(UNCROWDED):
        if not _CROWDED.search(text):
            return text
        text = _CROWDED.sub(lambda found: f"{found[1]} {_BETWEEN.sub('_', found[2])}", text)
    raise Unusable(f"has elements with more than {MOST_ATTRIBUTES} attributes, which no article needs")


def _without_unread(tree: HtmlElement, vouched: Vouched | None = None) -> list[str]:
    """Take out what readers cannot see, or see struck out; notes of what is not hidden by its page alone."""
    stated, ruled = cut_unread(tree)
    controls = _without_controls(tree)  # before elements are dropped, for lxml cannot move what holds some
    hidden = cut_hidden(tree, stated, ruled, vouched or Vouched())
    struck = without_struck(tree)
    notes = {
        f"{counted(controls, 'control character')} removed": controls,
        struck_note(struck): struck,
        hidden: len(hidden),
    }
    return [note for note, count in notes.items() if count]


def _tells(text: str) -> bool:
    """Whether there is a sentence in it."""
    return any(
        len(line[start:end].split()) >= SENTENCE and ends(line[start:end])
        for line in text.splitlines()
        for start, end in sentences(line)
    ) or (not text.isascii() and len(text) >= SHORT)


def _paragraphs(tree: HtmlElement) -> list[str]:
    """The paragraphs of a page too small for trafilatura."""
    return [words for node in tree.iter("p") if (words := " ".join(node.text_content().split()))]


def _without_controls(tree: HtmlElement) -> int:
    """Take out control characters, at which trafilatura gives a page up; how many there were."""
    removed = 0
    if not _CONTROL.search(str(tree.xpath("string()"))):
        return removed
    for node in tree.iter():
        for name in ("text", "tail"):
            if (words := getattr(node, name)) and _CONTROL.search(words):
                words, count = _CONTROL.subn("", words)
                setattr(node, name, words)
                removed += count
    return removed

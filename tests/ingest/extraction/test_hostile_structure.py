"""Files that are built to be slow: what is read of them takes time that grows with them, and no faster."""

from __future__ import annotations

import contextlib
import io
import random
import time
from collections.abc import Iterator
from pathlib import PurePath

import docx
import lxml.html
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.cssselect import CSSSelector
from page import FIRST, SECOND, THIRD, page, paragraphs

from ingest.extraction.extractors import extract
from ingest.extraction.html.selector_matching import LONGEST_SELECTOR, SelectorMatcher
from ingest.extraction.raw_article import RawArticle, Unusable

STORY = paragraphs(FIRST, SECOND, THIRD)
SECONDS = 6.0
"""Far more than any of these takes, and far less than any took when its time grew with the square."""

BUILT = {
    "spaces before the name of a block": ("markdown", f"{FIRST}\n" + " " * 500_000 + f"x\n\n{SECOND}"),
    "links that do not end": ("markdown", f"{FIRST}\n" + "![[" * 10_000 + f"\n\n{SECOND}"),
    "footnotes that do not end": ("markdown", f"{FIRST}\n" + "[^" * 20_000 + f"\n\n{SECOND}"),
    "an inline footnote that does not end": ("markdown", f"{FIRST}\n" + "^[" * 20_000 + f"\n\n{SECOND}"),
    "a fence on the last line": ("markdown", f"{FIRST}\n\n{SECOND}\n\n" + "`" * 30_000),
    "an indent before what is no task": ("markdown", f"{FIRST}\n\n>" + " " * 60_000 + f"x\n\n{SECOND}"),
    "elements within elements in Markdown": ("markdown", f"{FIRST}\n\n" + "a <b>" * 60_000 + f"\n\n{SECOND}"),
    "tags that end in no block of Markdown": ("markdown", f"{FIRST}\n\n" + "<div\n\n" * 20_000 + SECOND),
    "white space where a text may be cut off": ("json", f'{{"text": "{FIRST}{" " * 150_000}x {SECOND}"}}'),
    "brackets where a text may be cut off": ("json", f'{{"text": "{FIRST}[{" " * 150_000}x {SECOND}"}}'),
    "a rule a thousand times": (
        "html",
        page(STORY, f"<style>{'p{display:none}p{display:block}' * 20_000}</style>"),
    ),
    "siblings of siblings": (
        "html",
        page(STORY + "<p>a</p>" * 2_000, f"<style>{'p ~ p ~ p ~ p + i,' * 10}p ~ p ~ b{{display:none}}</style><i><b>"),
    ),
    "thousands of pull quotes": ("html", page(STORY + '<div class="pullquote">Words.</div>' * 15_000)),
    "elements whose names begin others": ("html", page(STORY) + "<a" * 200_000),
    "a selector that does not end": ("html", page(STORY, f"<style>p{'[' * 200_000}{{display:none}}</style>")),
}


@pytest.mark.parametrize("built", BUILT)
def test_what_is_built_to_be_slow_is_read_like_anything_else(built: str) -> None:
    kind, text = BUILT[built]
    started = time.process_time()
    ((_, found),) = extract(text.encode(), kind, PurePath("file"))
    assert time.process_time() - started < SECONDS
    assert isinstance(found, RawArticle)
    assert FIRST in found.text
    assert SECOND in found.text


def test_an_element_with_a_hundred_thousand_attributes_is_read_as_if_it_had_one() -> None:
    crowded = f"<p {' '.join(f'a{number}={number}' for number in range(100_000))}>"
    for tag in (crowded, crowded.replace("=", " = "), crowded.replace("=1 ", "='>' "), crowded.replace("=2", '=="')):
        started = time.process_time()
        assert FIRST in _read(tag + STORY).text
        assert time.process_time() - started < SECONDS
    spoken = f"<div data-props='{THIRD * 500}' class='{'a ' * 5_000}'>"
    assert FIRST in _read(spoken + STORY).text


def test_attributes_that_stand_within_others_are_counted_too() -> None:
    many = " ".join(f"a{number}" for number in range(100_000))
    for tag in (
        f'<p x="<a {many}" y>',
        f'<p x="<a {many[:4_000]}" y>said "{many}>',
        f'<textarea><a b="</textarea><p {many}" c>',
    ):
        started = time.process_time()
        with contextlib.suppress(Unusable):
            _read(tag + STORY)
        assert time.process_time() - started < SECONDS


def test_a_comparison_in_a_script_begins_no_element_with_attributes() -> None:
    counting = "".join(f'if(a<b[{number}]){{say("it\'s " + c / {number}, d)}}' for number in range(2_000))
    found = _read(f"<script>{counting}</script>{STORY}<script>{counting}</script>")
    assert (FIRST in found.text, THIRD in found.text, "say" in found.text) == (True, True, False)


def _read(body: str) -> RawArticle:
    ((_, found),) = extract(page(body).encode(), "html", PurePath("file"))
    assert isinstance(found, RawArticle)
    return found


def test_a_note_cannot_ask_for_its_code_again_and_again() -> None:
    note = f"{FIRST}\n\n```\n{SECOND}\n```\n" + "\ue0000\ue001" * 1_000
    ((_, found),) = extract(note.encode(), "markdown", PurePath("file"))
    assert isinstance(found, RawArticle)
    assert found.text.count(SECOND) == 1


def test_front_matter_that_is_longer_than_any_counts_as_text() -> None:
    head = "\n".join(f"key{number}: value" for number in range(3_000))
    ((_, found),) = extract(f"---\n{head}\n---\n{FIRST}".encode(), "markdown", PurePath("file"))
    assert isinstance(found, RawArticle)
    assert FIRST in found.text
    assert any("front matter is malformed" in notice for notice in found.notices)


def test_a_table_that_claims_a_million_columns_is_refused() -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "1000000")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(span)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(Unusable, match="wider than any article's"):
        list(extract(stream.getvalue(), "docx", PurePath("file")))


def _elements(choose: random.Random, depth: int) -> Iterator[str]:
    for _ in range(choose.randint(1, 4) if depth else 0):
        tag = choose.choice(("div", "span", "section"))
        inner = "".join(_elements(choose, depth - 1))
        names = f'class="{choose.choice("abc")} {choose.choice("cd")}" id="{choose.choice("xyz")}"'
        yield f"<{tag} {names}>{inner}<!--c--></{tag}>"


def _selector(choose: random.Random) -> str:
    parts = ("div", "span", "*", ".a", "div.c", "#x", "section:first-child", ":not(.a)", "span:nth-child(2)", "[class]")
    parts += (
        '[class="a c"]',
        "div[id=x]",
        ".b[class~=d]",
        "[class|=a]",
        "[class^=b]",
        "[class$=c]",
        "[class*=' ']",
        "[id*='']",
    )
    parts += ("[id=X]", "[id=X i]", "[lang]", "[lang=en]")
    wanted = choose.choice(parts)
    for _ in range(choose.randint(0, 4)):
        wanted += choose.choice((" ", " > ", " + ", " ~ ")) + choose.choice(parts)
    return wanted


def test_selectors_select_what_xpath_does() -> None:
    choose = random.Random(8)
    held = 0
    for _ in range(20):
        tree = lxml.html.document_fromstring("".join(_elements(choose, 5)) or "<p>a</p>")
        matcher = SelectorMatcher(tree)
        for selector in (_selector(choose) for _ in range(40)):
            wanted = frozenset(CSSSelector(selector, translator="html")(tree))
            assert matcher.selected(selector) == wanted, selector
            held += bool(wanted)
    assert held > 200
    assert not matcher.selected("p[")
    assert not matcher.selected("*" + " *" * LONGEST_SELECTOR)

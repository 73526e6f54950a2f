"""Articles as JSON and as documents: their fields, whatever their names and values, and their addresses."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import FIRST, SECOND

from ingest.extraction.extractors import from_row
from ingest.extraction.json_articles import from_object
from ingest.extraction.raw_article import Questions, RawArticle, Unusable, canonical_url
from ingest.sources.documents import as_found


def test_every_designed_field_of_a_json_article() -> None:
    found = from_object(
        {
            "id": "rt-1",
            "title": "The bridge",
            "source": "Courier",
            "author": "Ann Smith",
            "published_at": "2023-06-05",
            "url": "https://news.example/bridge",
            "text": f"{FIRST}\n\n{SECOND}",
        }
    )
    assert found == RawArticle(
        text=f"{FIRST}\n\n{SECOND}",
        title="The bridge",
        id="rt-1",
        publisher="Courier",
        author="Ann Smith",
        published=date(2023, 6, 5),
        url="https://news.example/bridge",
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"publisher": "Own", "source": "Other"}, {"publisher": "Own"}),
        ({"publisher": "", "source": "Other"}, {"publisher": "Other"}),
        ({"source": {"id": "c", "name": "Courier"}}, {"publisher": "Courier"}),
        ({"id": 17}, {"id": "17"}),
        ({"author": ["Ann", "Bob"]}, {"author": "Ann, Bob"}),
        ({"author": None, "title": None}, {"author": None, "title": FIRST}),
        ({"title": " The\n bridge\u202e "}, {"title": "The bridge"}),
        ({"date": "2022-01-27"}, {"published": date(2022, 1, 27)}),
        ({"published": "2022-01-27T10:00:00Z"}, {"published": date(2022, 1, 27)}),
        ({"publishedAt": "2022-01-27T10:00:00Z"}, {"published": date(2022, 1, 27)}),
        ({"datePublished": "2022-01-27"}, {"published": date(2022, 1, 27)}),
        ({"title": {"a": [1, {"b": 2}]}, "author": 5.5}, {"title": FIRST, "author": "5.5"}),
    ],
)
def test_fields_are_read_as_they_come(given: dict[str, object], expected: dict[str, object]) -> None:
    found = from_object({"text": FIRST, **given})
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize("stated", ["0000-01-01", "01/02/2022", "soon"])
def test_a_date_that_is_none_is_said_and_never_invented(stated: str) -> None:
    found = from_object({"text": FIRST, "date": stated})
    assert found.published is None
    assert "counts as unknown" in found.notices[0]


def test_a_lone_surrogate_and_a_nul_are_taken_out_and_said() -> None:
    ((_, found),) = from_row(b'{"text": "One \\ud800sentence\\u0000 stands here.", "title": "A\\udfffB"}')
    assert isinstance(found, RawArticle)
    assert found.text == "One sentence stands here."
    assert found.title == "AB"
    assert set(found.notices) == {"1 lone surrogate removed", "1 control character removed"}


def test_a_question_is_told_from_an_article() -> None:
    with pytest.raises(Questions):
        list(from_row(b'{"question": "Who?"}'))
    ((_, found),) = from_row(b'{"question": "Who?", "text": "An interview."}')
    assert isinstance(found, RawArticle)
    assert found.text == "An interview."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["id", "text", "title", "publisher", "source", "author", "published", "date", "url", "question"]
)


@given(st.dictionaries(names, json_values))
def test_any_json_object_is_an_article_or_has_a_reason(value: dict[str, object]) -> None:
    try:
        found = from_object(value)
    except Unusable as error:
        assert str(error)
    else:
        article = found.article("otherwise", None, None)
        assert article.id
        assert article.title
        assert article.text == article.text.strip() != ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/a?b=c", "https://news.example/a?b=c"),
        ("HTTPS://News.Example", "https://news.example/"),
        ("https://user:password@news.example:443/a#top", "https://news.example/a"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//news.example/a", None),
        ("https://news.example/a b", None),
        ("https://[broken", None),
        ("https://news.example:99999/", None),
        ("not an address", None),
    ],
)
def test_addresses_are_those_of_the_web(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


def test_ids_and_addresses_that_are_too_long_stay_apart() -> None:
    one, other = (from_object({"text": FIRST, "id": "x" * 5_000 + end}).id for end in "ab")
    assert one != other
    assert one is not None
    assert len(one) <= 500
    found = from_object({"text": FIRST, "url": "https://news.example/" + "a" * 3_000})
    assert found.url is None
    assert "2,000 characters" in found.notices[0]


def test_another_address_is_left_out_and_said() -> None:
    found = from_object({"text": FIRST, "url": "javascript:alert(1)"})
    assert found.url is None
    assert "left out" in found.notices[0]


def test_llama_index_documents_are_read_as_articles() -> None:
    from llama_index.core import Document

    metadata = {
        "title": "The bridge",
        "source": "https://news.example/bridge",
        "publisher": "Courier",
        "Author": "Ann Smith",
        "publish_date": "2022-01-27",
    }
    found = as_found(Document(text=FIRST, metadata=metadata))
    assert found == RawArticle(
        text=FIRST,
        title="The bridge",
        id=None,
        publisher="Courier",
        author="Ann Smith",
        published=date(2022, 1, 27),
        url="https://news.example/bridge",
    )
    assert as_found(Document(text=FIRST, id_="mine", metadata={"source": "Courier"})).id == "mine"
    assert as_found(Document(text=FIRST)).id is None


def test_mappings_are_documents_too() -> None:
    assert as_found({"id": "1", "text": FIRST}).id == "1"
    with pytest.raises(TypeError, match="not int"):
        as_found(5)


def test_reading_documents_does_not_import_llama_index() -> None:
    program = (
        "import ingest, ingest.sources.documents, sys; print(any(m.startswith('llama_index') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

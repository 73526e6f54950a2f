"""Exports of services and of people's own tools: the list inside, their names, and what is no article in them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path, PurePath

import pytest
from editors_desk import Desk, desk
from page import FIRST, SECOND

from ingest.extraction.extractors import extract, from_row
from ingest.extraction.json_articles import from_object
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable

__all__ = ["desk"]

DAY = date(2023, 6, 5)


def parts(value: object) -> list[RawArticle | Unusable]:
    return [part for _, part in extract(json.dumps(value).encode(), "json", PurePath("export.json"))]


def one(value: object) -> RawArticle:
    (part,) = parts(value)
    assert isinstance(part, RawArticle), part
    return part


NEWSAPI = {
    "status": "ok",
    "totalResults": 1,
    "articles": [
        {
            "source": {"id": None, "name": "Aford Courier"},
            "author": "Ann Smith",
            "title": "The bridge",
            "description": "A vote.",
            "url": "https://news.example/bridge",
            "publishedAt": "2023-06-05T09:00:00Z",
            "content": FIRST,
        }
    ],
}
GUARDIAN = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "news/2023/jun/05/bridge",
                "webTitle": "The bridge",
                "webUrl": "https://news.example/bridge",
                "webPublicationDate": "2023-06-05T09:00:00Z",
                "fields": {"byline": "Ann Smith", "body": f"<p>{FIRST}</p>", "publication": "Aford Courier"},
            }
        ],
    }
}
NYT = {
    "status": "OK",
    "response": {
        "docs": [
            {
                "_id": "nyt://article/1",
                "web_url": "https://news.example/bridge",
                "headline": {"main": "The bridge", "kicker": None},
                "byline": {"original": "By Ann Smith", "person": []},
                "lead_paragraph": FIRST,
                "pub_date": "2023-06-05T09:00:00+0000",
                "source": "Aford Courier",
            }
        ],
        "meta": {"hits": 1},
    },
}
MEDIASTACK = {
    "pagination": {"limit": 25},
    "data": [
        {
            "author": "Ann Smith",
            "title": "The bridge",
            "description": FIRST,
            "url": "https://news.example/bridge",
            "source": "Aford Courier",
            "published_at": "2023-06-05T09:00:00+00:00",
        }
    ],
}
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Aford Courier",
    "description": "The news of Aford and its harbour, every day.",
    "items": [
        {
            "id": "https://news.example/bridge",
            "title": "The bridge",
            "content_html": f"<p>{FIRST}</p>",
            "date_published": "2023-06-05T09:00:00Z",
            "authors": [{"name": "Ann Smith"}],
        }
    ],
}
RSS2JSON = {
    "status": "ok",
    "feed": {"title": "Aford Courier", "description": "All the news"},
    "items": [
        {
            "title": "The bridge",
            "pubDate": "2023-06-05 09:00:00",
            "link": "https://news.example/bridge",
            "guid": "https://news.example/?p=5",
            "author": "Ann Smith",
            "description": "<p>A vote.</p>",
            "content": f"<p>{FIRST}</p>",
        }
    ],
}
EVENT_REGISTRY = {
    "articles": {
        "page": 1,
        "results": [
            {
                "uri": "7654321098",
                "url": "https://news.example/bridge",
                "title": "The bridge",
                "body": FIRST,
                "dateTimePub": "2023-06-05T09:00:00Z",
                "date": "2023-06-05",
                "source": {"uri": "courier.example", "title": "Aford Courier"},
                "authors": [{"uri": "ann@courier.example", "name": "Ann Smith"}],
            }
        ],
    }
}
WORDPRESS = [
    {
        "id": 5,
        "date": "2023-06-05T09:00:00",
        "guid": {"rendered": "https://news.example/?p=5"},
        "link": "https://news.example/bridge",
        "title": {"rendered": "The bridge"},
        "content": {"rendered": f"<p>{FIRST}</p>\n", "protected": False},
        "excerpt": {"rendered": "<p>A vote […]</p>"},
        "author": 3,
        "_embedded": {"author": [{"id": 3, "name": "Ann Smith"}]},
        "site_name": "Aford Courier",
    }
]


@pytest.mark.parametrize("export", [NEWSAPI, GUARDIAN, NYT, MEDIASTACK, JSON_FEED, RSS2JSON, EVENT_REGISTRY, WORDPRESS])
def test_the_list_inside_a_services_answer_is_read_with_its_names(export: object) -> None:
    found = one(export)
    assert (found.text, found.title, found.published) == (FIRST, "The bridge", DAY)
    assert (found.publisher, found.url) == ("Aford Courier", "https://news.example/bridge")
    assert found.author == "Ann Smith"


def test_a_summary_that_stands_for_the_text_is_said() -> None:
    for export, is_whole in ((NEWSAPI, True), (GUARDIAN, True), (MEDIASTACK, False), (NYT, False)):
        assert any("only a summary" in notice for notice in one(export).notices) is not is_whole


@pytest.mark.parametrize(
    "wrapped",
    [
        {"hits": {"total": 1, "hits": [{"_id": "x", "_source": {"text": FIRST, "date": "2023-06-05"}}]}},
        {"data": [{"type": "article", "attributes": {"body": FIRST, "published_at": "2023-06-05"}}]},
        {"posts": [{"content": FIRST, "date": "2023-06-05", "comments": [{"text": SECOND}]}]},
        {"a1": {"text": FIRST, "date": "2023-06-05"}, "a2": {"text": FIRST, "date": "2023-06-05"}},
    ],
)
def test_other_envelopes_hold_articles_too(wrapped: object) -> None:
    for found in parts(wrapped):
        assert isinstance(found, RawArticle)
        assert (found.text, found.published) == (FIRST, DAY)


def test_an_article_with_comments_is_one_article() -> None:
    assert one({"text": FIRST, "comments": [{"text": SECOND}, {"text": SECOND}]}).text == FIRST


def test_an_answer_that_found_nothing_holds_no_articles() -> None:
    assert parts({"status": "ok", "totalResults": 0, "articles": []}) == []


def test_a_row_of_json_lines_may_be_a_whole_answer() -> None:
    (one,) = from_row(json.dumps(NEWSAPI).encode())
    assert one[0] == "[1]"


@pytest.mark.parametrize(
    "text",
    [
        [FIRST, SECOND],
        [{"type": "paragraph", "text": FIRST}, {"type": "image", "text": "A boat"}, {"type": "p", "html": SECOND}],
        {"blocks": [{"type": "paragraph", "data": {"text": FIRST}}, {"type": "paragraph", "data": {"text": SECOND}}]},
        {"rendered": f"<p>{FIRST}</p><p>{SECOND}</p>"},
        {
            "type": "doc",
            "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": FIRST[:20]}, {"text": FIRST[20:]}]},
                {"type": "paragraph", "content": [{"type": "text", "text": SECOND}]},
            ],
        },
        [{"_type": "block", "children": [{"_type": "span", "text": each}]} for each in (FIRST, SECOND)],
    ],
)
def test_a_text_may_be_a_list_of_blocks(text: object) -> None:
    assert from_object({"content": text}).text.split() == f"{FIRST} {SECOND}".split()


@pytest.mark.parametrize(
    "row",
    [
        {"pubDate": "Mon, 05 Jun 2023 09:00:00 GMT", "source_name": "Courier"},
        {"date_publish": "2023-06-05 09:00:00", "site_name": "Courier"},
        {"timestamp": 1_685_955_600, "publication": "Courier"},
        {"published_date": "2023-06-05", "source": {"uri": "c.example", "title": "Courier"}},
        {"published": "no day", "date": "2023-06-05", "source": "https://c.example/a", "sitename": "Courier"},
        {"date": "2023-06-05", "source": "https://c.example/a", "hostname": "c.example", "source-hostname": "Courier"},
    ],
)
def test_day_and_publisher_are_read_under_the_names_of_many_tools(row: dict[str, object]) -> None:
    found = from_object({"text": FIRST, **row})
    assert (found.published, found.publisher) == (DAY, "Courier")


def test_a_source_that_is_an_address_is_the_articles_and_no_publisher() -> None:
    found = from_object({"text": FIRST, "source": "https://news.example/a", "publisher": "news.example"})
    assert (found.publisher, found.url) == (None, "https://news.example/a")


def test_a_key_that_looks_like_what_is_missing_is_named() -> None:
    found = from_object({"text": FIRST, "crawl_day": "2023-06-05", "source_domain": "c.example", "colour": "red"})
    assert (found.published, found.publisher) == (None, None)
    said = " ".join(found.notices)
    assert "'crawl_day' looks like its day" in said
    assert "'source_domain' looks like its publisher" in said
    assert "colour" not in said
    with pytest.raises(Malformed, match="'story_markup' looks like its text"):
        from_object({"title": "The bridge", "story_markup": FIRST})
    assert from_object({"text": FIRST, "date": "2023-06-05", "source": "C", "crawl_day": "2023-06-06"}).notices == ()


@pytest.mark.parametrize(
    "text", ["[Removed]", "ONLY AVAILABLE IN PAID PLANS", "null", "[+2210 chars]", "Content not available", "N/A"]
)
def test_a_placeholder_is_no_article(text: str) -> None:
    (part,) = parts([{"title": "The bridge", "content": text}])
    assert isinstance(part, Unusable)
    assert not isinstance(part, Malformed)


@pytest.mark.parametrize("mark", ["… [+2210 chars]", "... [+2,210 characters]", " [+88 chars]", " [...]", " [&#8230;]"])
def test_a_text_that_was_cut_off_keeps_whole_sentences_and_says_so(mark: str) -> None:
    found = from_object({"text": f"{FIRST} Nobody had expected that vo{mark}"})
    assert found.text == FIRST
    assert "cut off by its source" in found.notices[0]


def test_a_sentence_that_names_a_placeholder_is_prose() -> None:
    text = "The word [Removed] stood on every page of the report, and nobody could say who had put it there."
    assert from_object({"text": text}).text == text


def test_two_exports_that_count_from_one_are_not_the_same_articles(desk: Desk) -> None:
    for name, towns in (("herald.json", ("Aford", "Beham")), ("ledger.json", ("Cester", "Dover"))):
        rows = [{"id": n, "text": f"The council of {town} met on Monday."} for n, town in enumerate(towns, 1)]
        desk.write(name, json.dumps(rows))
    desk.write("courier.csv", "id,text\n1,The council of Elby met on Monday.\n")
    report = desk.index()
    assert (report.added, report.skipped) == (5, ())
    assert {Path(id).name for id in desk.articles()} == {
        "herald.json#1", "herald.json#2", "ledger.json#1", "ledger.json#2", "courier.csv#1",
    }  # fmt: skip
    assert desk.index().unchanged == 5
    desk.write("herald.json", json.dumps([{"id": 1, "text": "The council of Aford met on Tuesday."}]))
    assert (desk.index().updated, len(desk.articles())) == (1, 5)


def test_a_small_number_beside_an_address_leaves_the_address_its_place(desk: Desk) -> None:
    desk.rows("a.jsonl", {"id": 7, "url": "https://news.example/7", "text": FIRST})
    desk.index()
    assert list(desk.articles()) == ["https://news.example/7"]

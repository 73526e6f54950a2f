"""Only what was checked becomes a link."""

import pytest

from assistant.rendering.answer_markdown import linkable


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a_(b)?q=1#x",
        "http://news.example:8080/",
        "https://[2001:db8::1]/a",
        "https://news.example/%E2%9C%93",
    ],
)
def test_web_addresses_are_links(url: str) -> None:
    assert linkable(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://news.example/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://news.example/",
        "//news.example/",
        "https://",
        "https:///path",
        "https://a b.example/",
        "https://news.example/\x1b[31m",
        "https://news.example:99999999/",
        "https://[::1",
        'https://news.example"onmouseover=x/',
        "https://" + "a" * 70 + "é.example/",
    ],
)
def test_nothing_else_is(url: str | None) -> None:
    assert linkable(url) is None


def test_a_host_that_looks_like_another_shows_what_it_is() -> None:
    assert linkable("https://аррӏе.com/") == "https://xn--80ak6aa92e.com/"


def test_credentials_are_left_out() -> None:
    assert linkable("https://user:secret@news.example/a") == "https://news.example/a"

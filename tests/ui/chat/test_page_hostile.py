"""Hostile text everywhere it can come from: shown letter for letter, never run, never fetched, never a link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import FAKE, ROOT, chatting, serving
from playwright.sync_api import Browser, expect

from assistant.inference import Embedder
from ui.chat.view_model import Data

pytestmark = pytest.mark.browser

EVIL = "https://evil.example"
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    f"<img src={EVIL}/a.png>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    f"<iframe src={EVIL}></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>press</a>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    f"<link rel=stylesheet href={EVIL}/a.css>",
    f"<style>@import '{EVIL}/b.css'; body{{display:none}}</style>",
    f"<base href={EVIL}/>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    f"<form action={EVIL}><button>send</button></form>",
    f"<object data={EVIL}></object>",
    f"<embed src={EVIL}>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "'\"><script>alert(1)</script>",
    "`-alert(1)-`",
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "</textarea><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    f"![a picture]({EVIL}/c.png)",
    f"[1]: {EVIL}/d",
    f"[press]({EVIL}/e) ![y]({EVIL}/f.png)",
    "[press](javascript:alert(1))",
    ":red[loud] :material/home: :smile:",
    r"$$\href{javascript:alert(1)}{x}$$",
    f"<{EVIL}/g>",
    "# A heading\n\n| a | b |\n|---|---|",
    "\u202egnp.exe\u202c",
    "\u200b\u200f<scr\u200bipt>alert(1)</scr\u200bipt>",
]
LINKS = ["javascript:alert(1)", "vbscript:x", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd"]
OPENED = """() => {
    const all = [];
    const walk = (root) => root.querySelectorAll('*').forEach((node) => {
        all.push(node);
        if (node.shadowRoot) walk(node.shadowRoot);
    });
    walk(document);
    return {
        scripts: all.filter((node) => node.tagName === 'SCRIPT').length,
        links: all.filter((node) => node.href !== undefined && node.tagName === 'A').map((node) => node.href),
        foreign: all.filter((node) => /evil[.]example/.test(node.src || node.data || node.action || '')).length,
        frames: all.filter((node) => ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FORM'].includes(node.tagName))
            .map((node) => node.outerHTML.slice(0, 200)),
    };
}"""


@pytest.fixture(scope="module")
def hostile_archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """An article for each payload, which stands in title, publisher, author, address and text."""
    from assistant.archive import Archive
    from ingest import Indexer

    path = tmp_path_factory.mktemp("hostile") / "archive"
    rows = [
        {
            "id": f"hostile-{number}",
            "title": f"Payload {number} {payload}",
            "publisher": f"Publisher {payload}",
            "author": f"Author {payload}",
            "published": "2024-01-01",
            "url": LINKS[number % len(LINKS)] if number % 3 else f"{EVIL}/{number}?{payload}",
            "text": f"The payload number{number:04} says {payload} in this sentence.\n\nIt goes on {payload}",
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    with Archive.open(
        path, embedder=embedder.fingerprint, dimension=embedder.dimension, embedder_name=embedder.name, create=True
    ) as archive:
        report = Indexer(archive, embedder).run(documents=rows)
    assert report.added == len(PAYLOADS), report.failed
    return path


LABELS = [":material/delete: Gone", ' ["Open", "Remove"]', "[a](https://evil.example)", "**b** $x$ :red[c]"]
"""Titles that a table's button could take for an icon, for a menu, for a link or for a style."""


@pytest.fixture
def labelled(tmp_path: Path) -> Iterator[str]:
    """The page over articles with these titles."""
    import ingest

    texts = ("The barrier was raised on Monday.", "A choir sang.", "Nobody was hurt at sea.", "Rain fell all week.")
    files = [tmp_path / f"{number}.json" for number in range(len(LABELS))]
    for file, title, text in zip(files, LABELS, texts, strict=True):
        file.write_text(json.dumps({"title": title, "text": text}))
    assert ingest.index(files, archive=tmp_path / "archive").added == len(LABELS)
    with serving(tmp_path / "archive") as served:
        yield served


@pytest.fixture(scope="module")
def address(hostile_archive: Path, browser: Browser) -> Iterator[str]:
    with serving(hostile_archive, FAKE) as served:
        yield served


def test_no_payload_runs_or_fetches_or_links_anywhere(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        expect(chat.field).to_be_visible()
        scripts = chat.page.evaluate(OPENED)["scripts"]
        for start in range(0, len(PAYLOADS), 4):
            numbers = range(start, min(start + 4, len(PAYLOADS)))
            question = "written " + " ".join(f"number{number:04}" for number in numbers) + " " + PAYLOADS[start]
            chat.ask(question.replace("\n", " "))
            turn = chat.answered(start // 4 + 1)
            expect(turn.locator(".quote")).to_have_count(len(numbers))
        for number in range(4):
            chat.turns.nth(number).locator(".card .title").first.click()
            expect(chat.page.locator(".reader mark.current").first).to_be_visible()
        found = chat.page.evaluate(OPENED)
        assert found["scripts"] == scripts
        assert found["foreign"] == 0
        assert found["frames"] == []
        assert all(re.match(r"https?://(evil\.example|127\.0\.0\.1)", link) for link in found["links"])


def test_payloads_are_shown_letter_for_letter(browser: Browser, address: str) -> None:
    with chatting(browser, address) as chat:
        for at, number in enumerate((0, 10, 30, 34)):
            chat.ask(f"number{number:04}")
            turn = chat.answered(at + 1)
            expect(turn.locator(".card .publisher").first).to_have_text(f"Publisher {PAYLOADS[number]}")
            expect(turn.locator(".card mark").first).to_contain_text(PAYLOADS[number])


def test_titles_are_buttons_and_no_icons_or_menus(browser: Browser, labelled: str) -> None:
    with chatting(browser, labelled, "/library") as chat:
        cells = chat.page.get_by_test_id("stDataFrame").locator("canvas td[aria-colindex='2']")
        expect(cells).to_have_count(len(LABELS))
        assert {cell.strip(" \u200b") for cell in cells.all_text_contents()} == {title.strip() for title in LABELS}
        chat.page.get_by_test_id("stDataFrame").click(position={"x": 150, "y": 52})
        expect(chat.page.locator(".reader .headline")).to_be_visible()


def test_the_library_shows_them_as_text(browser: Browser, address: str) -> None:
    with chatting(browser, address, "/library") as chat:
        expect(chat.page.get_by_test_id("stDataFrame")).to_be_visible()
        chat.page.get_by_role("tab", name="By date").click()
        expect(chat.page.get_by_role("heading", name="Articles by publisher")).to_be_visible()
        chat.page.get_by_role("tab", name="Add").click()
        chat.page.locator("input[type=file]").set_input_files(
            {
                "name": "<img src=x onerror=alert(1)>![x](https:..evil.example).txt",
                "mimeType": "text/plain",
                "buffer": b"",
            }
        )
        chat.page.get_by_role("button", name="Add 1 file").click()
        said = re.compile(r"0 added.*onerror=alert\(1\)", re.DOTALL)  # what the table of files shows goes with it
        outcome = chat.page.get_by_role("tabpanel", name="Add articles").get_by_text(said)
        expect(outcome).to_be_visible()
        expect(outcome).to_contain_text("![x](https:..evil.example).txt")
        assert chat.page.evaluate(OPENED)["foreign"] == 0


def test_a_look_alike_host_is_shown_for_what_it_is() -> None:
    from assistant.articles import Article
    from ui.chat.formatting import heading

    shown: Data = heading(Article("1", "Text.", url="https://аpple.com@evil.example:8443/a"))
    assert shown["host"] == "evil.example"
    assert heading(Article("1", "Text.", url="https://аpple.com/"))["host"] == "xn--pple-43d.com"
    for link in [*LINKS, "//evil.example", "https://", "http:///x", "JAVASCRIPT:alert(1)", " https://a b", "ftp://a"]:
        assert heading(Article("1", "Text.", url=link))["link"] == "", link


def test_no_text_is_ever_handed_to_markdown_or_html() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui" / "chat").rglob("*.py"))
    assert "unsafe_allow" not in code
    assert not re.search(r"st\.(markdown|html|write|caption|info|warning|error|success|toast|metric)\(", code)
    scripts = sorted((ROOT / "ui" / "chat" / "component").glob("*.js"))
    assert len(scripts) > 1
    script = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)

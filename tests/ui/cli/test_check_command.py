"""Saved answers checked against an archive that has moved on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command_line import BRIDGE, Pullquote, news, pullquote
from contract_schemas import CHECK
from editors_desk import Desk, desk

from assistant.articles import Article, Quote
from assistant.errors import UsageError
from assistant.quote_checks import quote_checks

__all__ = ["desk", "news", "pullquote"]

TEXT = "The quay was shut on Monday after cracks were seen in its wall. Nobody was hurt, the port said."


def saved(article: Article, start: int = 0, end: int | None = None) -> dict[str, Any]:
    """An answer with one quote, as it is saved: by default the first sentence."""
    end = end or article.text.index(".") + 1
    quote = Quote(1, article, 1, start, end, article.text[start:end])
    saved: dict[str, Any] = json.loads(json.dumps({"question": "Why?", "quotes": [quote.to_dict()]}))
    return saved


def outcome(desk: Desk, answer: dict[str, Any]) -> tuple[str, str | None]:
    with desk.archive.snapshot() as snapshot:
        (check,) = quote_checks(answer, snapshot)
    return check.outcome, check.now


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (TEXT, ("stands", None)),
        (f"New lead. {TEXT}", ("stands in a newer version", None)),
        (
            TEXT.replace("Monday", "Tuesday"),
            ("changed", "The quay was shut on Tuesday after cracks were seen in its wall."),
        ),
        ("The port of Lima plans a park where ships lay. Trees come first, then a lawn.", ("superseded", None)),
    ],
)
def test_an_edited_article(desk: Desk, later: str, told: tuple[str, str | None]) -> None:
    desk.write("a.txt", TEXT)
    desk.index()
    answer = saved(next(iter(desk.articles().values())))
    desk.write("a.txt", later)
    desk.index()
    assert outcome(desk, answer) == told


def test_an_article_that_was_removed_or_erased_or_never_there(desk: Desk) -> None:
    desk.write("a.txt", TEXT)
    desk.index()
    article = next(iter(desk.articles().values()))
    with desk.archive.writer() as writer:
        writer.remove([article.id])
    assert outcome(desk, saved(article)) == ("removed", None)
    with desk.archive.writer() as writer:
        writer.purge([article.id])
    assert outcome(desk, saved(article)) == ("erased", None)
    assert outcome(desk, saved(Article("elsewhere", TEXT))) == ("unknown", None)


def test_words_that_never_stood_there_are_told_from_those_that_did(desk: Desk) -> None:
    desk.write("a.txt", TEXT)
    desk.index()
    answer = saved(next(iter(desk.articles().values())))
    answer["quotes"][0]["text"] = answer["quotes"][0]["text"].replace("Monday", "Friday")
    assert outcome(desk, answer) == ("misquoted", None)


@pytest.mark.parametrize("answer", [{}, {"quotes": [{}]}, {"quotes": [1]}, {"quotes": [{"number": "x"}]}])
def test_what_is_no_answer_is_refused(desk: Desk, answer: dict[str, Any]) -> None:
    with desk.archive.snapshot() as snapshot, pytest.raises(UsageError):
        quote_checks(answer, snapshot)


def test_the_command(pullquote: Pullquote, news: Path, archive_dir: Path, tmp_path: Path) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), *archive)
    file = tmp_path / "answer.json"
    file.write_text(pullquote("ask", "What did the bridge over the Alder cost?", "--json", *archive).out, "utf-8")
    stands = pullquote("check", str(file), *archive)
    assert (stands.status, stands.err) == (0, "")
    assert "[1] stands, " in " ".join(stands.out.split())
    (news / "bridge.txt").write_text(BRIDGE.replace("412", "512"), "utf-8")
    pullquote("index", str(news), *archive)
    changed = pullquote("check", str(file), str(file), *archive)
    assert changed.status == 1
    assert "changed (version 2; quoted 1)" in " ".join(changed.out.split())
    assert changed.out.count("[-412-] {+512+}") == 2
    done = pullquote("check", str(file), *archive, "--json")
    assert done.status == 1
    jsonschema.validate(json.loads(done.out), CHECK)
    assert [row["stands"] for row in json.loads(done.out)["answers"]] == [False]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"quotes": 1}', '{"quotes": [{}]}', "[" * 100_000])
def test_a_file_that_holds_no_answer_is_named(
    pullquote: Pullquote, news: Path, archive_dir: Path, tmp_path: Path, content: str
) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), *archive)
    (tmp_path / "no.json").write_text(content, "utf-8")
    for file in (tmp_path / "no.json", tmp_path / "absent.json"):
        done = pullquote("check", str(file), *archive)
        assert (done.status, done.out) == (2, "")
        assert file.name in done.err
        assert "Traceback" not in done.err

"""The command among others in a shell: completion, pipes, files that come back, and paths that are something else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Pullquote, pullquote

from assistant.articles import Article
from ingest import index, opened

__all__ = ["pullquote"]

QUESTION = "Which height did Barshim and Tamberi clear?"
HOSTILE = [
    {
        "id": "1",
        "text": "A line.\nFive &amp; six <b>words</b> of &lt;markup&gt; and words stay.\n\nMore.",
        "title": "# *One* <i>",
    },
    {"id": "https://news.example/b?x=1", "text": "Text with — dashes, “quotes” and 日本語.", "published": "2024-02-29"},
    {
        "text": "No id, and a very long line. " * 40,
        "publisher": "Ünïted Press",
        "author": "A. B.",
        "url": "https://a.example",
    },
]


def completed(shell: str, line: str) -> set[str]:
    """What the command offers to a shell for the last word of a line."""
    words = line.split(" ")
    asked = {
        "_PULLQUOTE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli"], env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    return {part for part in done.stdout.replace('"', " ").replace(":", " ").split() if part.isalpha()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_are_completed(shell: str) -> None:
    assert {"articles", "archive", "ask"} <= completed(shell, "pullquote a")


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_script_for_bash_completes_in_a_real_bash(tmp_path: Path) -> None:
    command = tmp_path / "pullquote"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m ui.cli "$@"\n', "utf-8")
    command.chmod(0o755)
    script = (
        'eval "$(_PULLQUOTE_COMPLETE=source_bash pullquote)"; COMP_WORDS=(pullquote articles ex); COMP_CWORD=2;'
        ' "$(complete -p pullquote | sed "s/.*-F \\([^ ]*\\) .*/\\1/")" pullquote; echo "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["export"]


def test_into_a_pipe_an_article_is_a_line(
    pullquote: Pullquote, seeds_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    done = pullquote("articles", "list", "--archive", str(seeds_archive))
    lines = done.out.splitlines()
    assert len(lines) == 12 and done.err == ""
    assert all(len(line.split("\t")) == 4 for line in lines)
    some = pullquote("articles", "list", "--limit", "2", "--archive", str(seeds_archive))
    assert (some.out.splitlines(), some.err) == (lines[:2], "2 of 12 articles\n")


def test_into_a_pipe_nothing_is_wrapped_unless_columns_say_so(
    pullquote: Pullquote, seeds_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    answer = json.loads(pullquote("ask", QUESTION, "--json", "--archive", str(seeds_archive)).out)
    out = pullquote("ask", QUESTION, "--archive", str(seeds_archive)).out
    for quote in answer["quotes"]:
        assert any(quote["text"] in line for line in out.splitlines())
    monkeypatch.setenv("COLUMNS", "50")
    narrow = pullquote("ask", QUESTION, "--archive", str(seeds_archive)).out
    assert max(len(line) for line in narrow.splitlines() if "://" not in line and "/" not in line) <= 50


def stored(archive: Path) -> dict[str, Article]:
    with opened(archive) as (store, _), store.snapshot() as snapshot:
        return {listing.id: snapshot.article(listing.id) for listing in snapshot.articles()}


def test_what_is_exported_comes_back_whole(pullquote: Pullquote, tmp_path: Path, archive_dir: Path) -> None:
    literal = tmp_path / "literal.txt"
    literal.write_text(
        "Fish &amp; Chips\n\nThe shop is called Fish &amp; Chips, with <b>that</b> in its sign.", "utf-8"
    )
    index([literal], documents=HOSTILE, archive=archive_dir)
    assert any("&amp; Chips, with <b>that</b>" in article.text for article in stored(archive_dir).values())
    exported = tmp_path / "all.jsonl"
    assert pullquote("articles", "export", "--to", str(exported), "--archive", str(archive_dir)).status == 0
    assert exported.read_bytes().isascii() and len(exported.read_text().splitlines()) == 4
    again = tmp_path / "again"
    assert not index([exported], archive=again).failed
    assert stored(again) == stored(archive_dir)
    report = index([exported], archive=again)
    assert (report.unchanged, report.added, report.updated) == (4, 0, 0)


def test_a_row_with_a_sha256_of_its_own_making_is_cleaned_like_any(tmp_path: Path, archive_dir: Path) -> None:
    text = "A line with a \x1b[31mcolour and a \u202ereversed end."
    row = {**Article("x", text).to_dict(), "title": "T"}
    (tmp_path / "made.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    index([tmp_path / "made.jsonl"], archive=archive_dir)
    (article,) = stored(archive_dir).values()
    assert "\x1b" not in article.text and "\u202e" not in article.text


def test_some_articles_are_exported_as_markdown(pullquote: Pullquote, archive_dir: Path) -> None:
    index(documents=HOSTILE, archive=archive_dir)
    out = pullquote(
        "articles", "export", "--format", "markdown", "--mentions", "words stay", "--archive", str(archive_dir)
    ).out
    assert out.startswith("# \\# \\*One\\* \\<i>\n\npublisher unknown, ") and out.count("\n---\n") == 1


def test_a_file_that_is_there_is_not_written_over(pullquote: Pullquote, seeds_archive: Path, tmp_path: Path) -> None:
    done = pullquote("articles", "export", "--to", str(tmp_path), "--archive", str(seeds_archive))
    assert done.status == 2 and "is a folder" in done.err
    (tmp_path / "a.jsonl").write_text("kept", "utf-8")
    done = pullquote("articles", "export", "--to", str(tmp_path / "a.jsonl"), "--archive", str(seeds_archive))
    assert done.status == 2 and "is there already" in done.err
    assert (tmp_path / "a.jsonl").read_text("utf-8") == "kept"


def test_status_says_what_there_is(pullquote: Pullquote, seeds_archive: Path) -> None:
    out = dict(line.split(None, 1) for line in pullquote("status", "--archive", str(seeds_archive)).out.splitlines())
    assert out["days"] == "2019-08-20 to 2024-01-27, 10 days"
    assert (out["publishers"], out["removed"], out["undated"]) == ("10", "0", "2")
    assert "12 added" in out["last"] and out["size"].endswith(" MB") and "MiniLM" in out["reranker"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "Who won?", "--archive", "{file}"), "{file} is a file, not an archive"),
        (("index", "{folder}", "--archive", "{file}"), "{file} is a file, not an archive"),
        (("status", "--archive", "{file}/news"), "{file} is a file, so there can be no archive in {file}/news"),
        (("archive", "restore", "{folder}", "--archive", "{folder}/new"), "{folder} is a folder, not a backup"),
        (("eval", "{folder}"), "{folder} is a folder, not a file of questions"),
    ],
)
def test_a_wrong_path_is_named_for_what_it_is(
    pullquote: Pullquote, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "news.txt"
    file.write_text("The bridge opened on Monday.", "utf-8")
    places = {"file": str(file), "folder": str(tmp_path)}
    done = pullquote(*(each.format(**places) for each in arguments))
    assert done.status == 2 and f"pullquote: {said.format(**places)}\n" in done.err

"""The command where people stumble: options before it, folders that are not there, help and lines cut short."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import BRIDGE, Pullquote, news, pullquote

from assistant.archive.database.sqlite_errors import words
from ui.cli.options import in_order

__all__ = ["news", "pullquote"]


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        ("--archive A status", "status --archive A"),
        ("--json --archive=A ask Who won", "ask Who won --json --archive=A"),
        ("articles --archive A list", "articles list --archive A"),
        ("--archive A articles --json show x", "articles show x --archive A --json"),
        ("ask Who --archive A", "ask Who --archive A"),
        ("--archive A ask -- --json", "ask --archive A -- --json"),
        ("--archive", "--archive"),
        ("--bogus status", "--bogus status"),
    ],
)
def test_an_option_before_the_command_counts_as_after_it(given: str, ordered: str) -> None:
    assert in_order(given.split()) == ordered.split()


def test_the_archive_named_before_the_command_is_the_one_used(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    assert pullquote("--archive", str(archive_dir), "index", str(news)).status == 0
    for command in (("status",), ("articles", "list")):
        assert str(news) in pullquote("--archive", str(archive_dir), *command).out or command == ("status",)
        assert pullquote("--archive", str(archive_dir), *command).status == 0
    assert len(pullquote("articles", "--archive", str(archive_dir), "list").out.splitlines()) == 1


@pytest.mark.parametrize("command", ["archive", "articles", "sources", ""])
def test_no_description_of_a_command_is_cut(pullquote: Pullquote, command: str) -> None:
    assert "..." not in pullquote(*filter(None, [command]), "--help").out.partition("Commands:")[2]


@pytest.mark.parametrize("command", [(), ("archive",)])
def test_a_command_that_only_holds_others_shows_its_help(pullquote: Pullquote, command: tuple[str, ...]) -> None:
    done = pullquote(*command)
    assert done == pullquote(*command, "--help")
    assert (done.status, done.err) == (0, "")
    assert "\nCommands:\n" in done.out


def test_a_backup_into_a_folder_that_is_not_there_names_that_folder(
    pullquote: Pullquote, news: Path, archive_dir: Path, tmp_path: Path
) -> None:
    pullquote("index", str(news), "--archive", str(archive_dir))
    done = pullquote("archive", "backup", str(tmp_path / "no" / "b.zip"), "--archive", str(archive_dir))
    assert done.status == 2
    assert done.err.splitlines() == [
        f"pullquote: there is no folder {tmp_path}/no",
        "  Make it, or name a file in another folder",
    ]


def test_a_backup_that_may_not_be_written_names_its_folder(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    pullquote("index", str(news), "--archive", str(archive_dir))
    done = pullquote("archive", "backup", "/proc/b.zip", "--archive", str(archive_dir))
    assert done.status == 2
    assert (
        "/proc" in done.err and "Errno" not in done.err and "archive /proc" not in done.err.replace("the archive", "")
    )


def test_what_the_system_says_is_said_in_words() -> None:
    assert words(PermissionError(13, "Permission denied", "/var/news")) == "permission denied: /var/news"
    assert words(OSError(28, os.strerror(28))) == "no space left on device"


def test_a_restore_that_fails_leaves_no_folder(pullquote: Pullquote, news: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "new", tmp_path / "a" / "b" / "new"):
        done = pullquote("archive", "restore", str(news / "bridge.txt"), "--archive", str(target))
        assert done.status == 2
        assert not target.exists()
    assert not (tmp_path / "a").exists()
    (tmp_path / "kept").mkdir()
    pullquote("archive", "restore", str(news / "bridge.txt"), "--archive", str(tmp_path / "kept"))
    assert (tmp_path / "kept").is_dir()


def test_an_article_is_shown_without_blanks_at_the_ends_of_lines(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    (news / "long.txt").write_text("\n\n".join([f"{BRIDGE} {BRIDGE} {BRIDGE}"] * 3), "utf-8")
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), *archive)
    shown = pullquote("articles", "show", str(news / "long.txt"), *archive).out
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
    assert shown.count("\n\n") == 3
    listed = pullquote("articles", "list", *archive).out
    assert not [line for line in listed.splitlines() if line != line.rstrip()]


def test_one_day_is_written_once(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), "--published", "2024-06-02", *archive)
    asked = " ".join(pullquote("ask", "What did the bridge over the Alder cost?", *archive).out.split())
    assert "Searched: 1 article, 2 June 2024. In the" in asked


@pytest.mark.parametrize(
    ("command", "usage", "argument"),
    [
        ("index", "[OPTIONS] PATH|URL…", "  PATH|URL…  Article"),
        ("sources add", "[OPTIONS] PATH|URL…", "  PATH|URL…  Folders"),
        ("articles edit", "[OPTIONS] ID", "  ID  The"),
        ("ask", "[OPTIONS] QUESTION", "  QUESTION  The"),
        ("eval", "[OPTIONS] QUESTIONS.jsonl", "  QUESTIONS.jsonl  One"),
        ("articles show", "[OPTIONS] ID", "  ID  The"),
        ("articles remove", "[OPTIONS] ID…", "  ID…  Articles'"),
        ("articles restore", "[OPTIONS] ID…", "  ID…  Articles'"),
        ("archive backup", "[OPTIONS] FILE", "  FILE  The"),
        ("archive restore", "[OPTIONS] FILE", "  FILE  The"),
        ("chat", "[OPTIONS]", "--port N"),
        ("articles list", "[OPTIONS]", "--limit N"),
    ],
)
def test_help_names_arguments_as_they_are_typed(pullquote: Pullquote, command: str, usage: str, argument: str) -> None:
    text = pullquote(*command.split(), "--help").out
    assert text.startswith(f"Usage: pullquote {command} {usage}\n")
    assert argument in text
    assert "{" not in text and " <" not in text

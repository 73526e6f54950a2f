"""Articles' ids: short where they are shown, and typed by their beginning where that can mean one only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Done, Pullquote, pullquote

__all__ = ["pullquote"]

ROWS: list[dict[str, str]] = [
    {"text": "The bridge over the Alder was opened on Monday. It cost 412 million pounds, the council said."},
    {"text": "The old bridge of 1931 was closed to all traffic on Friday, and nobody was sorry."},
    {"id": "courier-100", "text": "A brewery in Aford took on forty new people in May."},
    {"id": "courier-101", "text": "A bakery in Beham closed its doors after ninety years."},
    {"id": "gazette-7", "text": "The night ward of the hospital in Cester will close in June."},
]
Articles = Callable[..., Done]


@pytest.fixture
def articles(pullquote: Pullquote, tmp_path: Path, archive_dir: Path) -> Articles:
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    pullquote("index", str(path), "--archive", str(archive_dir))
    return lambda *arguments: pullquote("articles", *arguments, "--archive", str(archive_dir))


def row_ids(articles: Articles) -> list[str]:
    listed = json.loads(articles("list", "--json").out)["articles"]
    return [each["id"] for each in listed if "#" in each["id"]]


def test_a_row_is_shown_short_and_found_by_what_is_shown(
    articles: Articles, pullquote: Pullquote, archive_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = row_ids(articles)[0]
    path, _, digits = long.rpartition("#")
    assert len(digits) == 64
    shown = f"{path}#{digits[:12]}"
    assert shown in articles("list").out
    assert digits[:13] not in articles("list").out
    answer = pullquote("ask", "What did the bridge over the Alder cost?", "--archive", str(archive_dir)).out
    assert "wire.jsonl#" in answer
    assert not [line for line in answer.splitlines() if "#" in line and len(line.rpartition("#")[2]) > 12]
    assert json.loads(articles("show", shown, "--json").out)["id"] == long
    monkeypatch.chdir(tmp_path)
    assert json.loads(articles("show", f"wire.jsonl#{digits[:6]}", "--json").out)["id"] == long
    for beginning in (digits[:5], ""):
        refused = articles("show", f"wire.jsonl#{beginning}")
        assert (refused.status, "Give 6 characters or more" in refused.err) == (2, True)
    assert articles("remove", shown).out == f"removed {shown}\n"
    assert json.loads(articles("restore", shown, "--json").out) == {"restored": [long]}
    assert articles("remove", "--purge", shown).out == f"purged {shown}\n"
    again = articles("remove", "--purge", f"wire.jsonl#{digits[:6]}")  # as after a purge that was killed
    assert (again.status, again.out) == (0, "nothing purged: it is so already\n")


def test_the_beginning_of_one_id_stands_for_it(articles: Articles) -> None:
    assert json.loads(articles("show", "gazette", "--json").out)["id"] == "gazette-7"
    assert articles("remove", "gazette").out == "removed gazette-7\n"
    assert articles("restore", "gazette").out == "restored gazette-7\n"
    assert "Give 6 characters or more" in articles("show", "gazet").err
    assert "holds no article 'gaxet'" in articles("show", "gaxet").err


def test_the_beginning_of_several_ids_names_them(articles: Articles) -> None:
    done = articles("remove", "courier-10")
    assert done.status == 2
    assert "several ids begin with 'courier-10': courier-100, courier-101" in done.err
    assert len(json.loads(articles("list", "--json").out)["articles"]) == 5


def test_an_id_that_is_the_beginning_of_another_is_itself(articles: Articles, pullquote: Pullquote) -> None:
    assert articles("remove", "courier-100").out == "removed courier-100\n"


def test_nothing_is_erased_because_it_is_named_like_what_is_not_there(articles: Articles) -> None:
    done = articles("remove", "--purge", "gazette")
    assert done.status == 2
    assert "Give the whole id to purge" in done.err
    assert articles("show", "gazette-7").status == 0


@pytest.mark.parametrize("given", ["\udcff\udcfe-no-utf-8", "nul\0nul-nul", "%%%%%%%", "______"])
def test_odd_ids_are_ids_that_are_not_there(articles: Articles, given: str) -> None:
    assert "Traceback" not in articles("show", given).err


def test_restoring_what_was_not_removed_says_so(articles: Articles) -> None:
    assert articles("restore", "gazette-7").out == "nothing restored: it is so already\n"


def test_a_folder_is_not_the_one_article_in_it(
    articles: Articles, pullquote: Pullquote, tmp_path: Path, archive_dir: Path
) -> None:
    only = tmp_path / "press" / "day" / "only.txt"
    only.parent.mkdir(parents=True)
    only.write_text("The night ward of the hospital in Aford was opened in May.", "utf-8")
    pullquote("index", str(only), "--archive", str(archive_dir))
    for command in (("show",), ("remove",), ("remove", "--purge"), ("restore",)):
        for given in ("", "/..", "/press", "/press/", "/press/day", "/press/day/on"):
            done = articles(*command, f"{tmp_path}{given}")
            assert (done.status, done.out) == (2, ""), (command, given)
        assert str(only) in articles("list").out, command


def test_a_file_that_is_gone_is_found_by_its_name(
    articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digits = row_ids(articles)[0].rpartition("#")[2]
    (tmp_path / "wire.jsonl").unlink()
    monkeypatch.chdir(tmp_path)
    assert (
        articles("remove", f"wire.jsonl#{digits[:8]}").out == f"removed {tmp_path.resolve()}/wire.jsonl#{digits[:12]}\n"
    )


def test_a_removed_article_is_shown_as_removed(articles: Articles) -> None:
    assert "Removed" not in articles("show", "gazette-7").out
    articles("remove", "gazette-7")
    assert (
        "Removed: in no search until `pullquote articles restore` brings it back" in articles("show", "gazette-7").out
    )

"""The command as its users meet it: what it prints, where, and its exit status."""

import json
from pathlib import Path

import pytest
from command_line import BRIDGE, Pullquote, news, pullquote

__all__ = ["news", "pullquote"]

SEEDS = Path(__file__).parents[3] / "seeds"
HOSTILE = (
    "\x1b]8;;http://evil.example\x07\x1b[31mThe \u202emayor\u202c\r of Alder\x9b2J resigned on Friday, he said.\x00\b"
)


def test_a_question_need_not_be_quoted(pullquote: Pullquote, seeds_archive: Path) -> None:
    done = pullquote(*"ask Which height did Barshim clear --json --archive".split(), str(seeds_archive))
    assert json.loads(done.out)["question"] == "Which height did Barshim clear"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", ""], "there is no question"),
        (["ask", " ?! "], "there is no question"),
        (["ask", "x" * 100_000], "too long"),
        (["ask", "Who won?", "--since", "gestern"], "'gestern' is not a date"),
        (["ask", "Who won?", "--since", "2022-02-30"], "'2022-02-30' is not a date"),
        (["ask", "Who won?", "--since", "2023-01-01", "--until", "2022-01-01"], "after"),
        (["ask"], "QUESTION"),
        (["ask", "Who won?", "--bogus"], "--bogus"),
        (["index"], "nothing to index"),
        (["index", ""], "a path is empty"),
        (["ask", "Who won?", "--archive", ""], "--archive names no folder"),
        (["index", ".", "--published", "soon"], "'soon' is not a date"),
        (["fly"], "fly"),
        (["articles", "show", "x"], "nothing has been indexed"),
        (["status"], "nothing has been indexed"),
        (["eval", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_an_error_is_one_line_with_a_remedy_and_status_2(
    pullquote: Pullquote, archive_dir: Path, arguments: list[str], named: str
) -> None:
    done = pullquote(*arguments)
    assert done.status == 2
    assert done.out == ""
    message, remedy = done.err.splitlines()
    assert message.startswith("pullquote: ")
    assert named in message
    assert remedy.strip()

    as_json = pullquote(*arguments, "--json")
    assert as_json.status == 2
    error = json.loads(as_json.err)["error"]
    assert set(error) == {"code", "message", "remedy"}
    assert error["code"] != "internal"


def test_asking_makes_no_archive(pullquote: Pullquote, archive_dir: Path) -> None:
    done = pullquote("ask", "Who won?", "--archive", str(archive_dir))
    assert done.status == 2
    assert "pullquote index" in done.err
    assert not archive_dir.exists()


def test_what_stands_after_two_dashes_is_the_question(pullquote: Pullquote) -> None:
    assert pullquote("ask", "--", "--json").err.startswith("pullquote: ")


@pytest.mark.parametrize(
    "question", ["' OR 1=1; --", 'NEAR("a" b) AND *', "title:x^2 {a b}", "$(touch x) `id`; bridge"]
)
def test_operators_in_a_question_are_text(pullquote: Pullquote, seeds_archive: Path, question: str) -> None:
    done = pullquote("ask", question, "--archive", str(seeds_archive))
    assert done.status in (0, 1)
    assert done.err == ""


def test_indexing_again_costs_nothing(pullquote: Pullquote, news: Path, archive_dir: Path) -> None:
    first = json.loads(pullquote("index", str(news), "--archive", str(archive_dir), "--json").out)
    assert (first["added"], first["embedded"]) == (1, 1)
    again = json.loads(pullquote("index", str(news), "--archive", str(archive_dir), "--json").out)
    assert (again["added"], again["unchanged"], again["embedded"]) == (0, 1, 0)


def test_each_bad_file_has_its_line_and_the_good_ones_are_in(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    (news / "empty.txt").touch()
    (news / "binary.txt").write_bytes(bytes(range(256)) * 8)
    rows = [json.dumps({"text": f"Row {number} tells of the town of Alder."}) for number in range(1, 17)]
    (news / "rows.jsonl").write_text("\n".join([*rows, '{"text": "broken', rows[0]]), "utf-8")
    done = pullquote("index", str(news), str(news / "gone.txt"), "--archive", str(archive_dir))
    assert done.status == 1
    assert done.out.splitlines()[-1].startswith("17 added, ")
    lines = done.err.splitlines()
    for name in ("empty.txt", "binary.txt", "rows.jsonl:17", "gone.txt"):
        (line,) = [line for line in lines if name in line]
        assert line.startswith(("skipped  ", "failed   "))
        assert ": " in line


def test_nothing_at_all_ends_with_2(pullquote: Pullquote, tmp_path: Path, archive_dir: Path) -> None:
    assert pullquote("index", str(tmp_path / "gone"), "--archive", str(archive_dir)).status == 2


def test_an_archive_that_cannot_be_written_is_named(pullquote: Pullquote, news: Path) -> None:
    done = pullquote("index", str(news), "--archive", "/proc/pullquote")
    assert done.status == 2
    assert "/proc" in done.err
    assert "Traceback" not in done.err


def test_hostile_text_steers_no_terminal(pullquote: Pullquote, tmp_path: Path, archive_dir: Path) -> None:
    article = {
        "id": HOSTILE,
        "title": HOSTILE,
        "publisher": HOSTILE,
        "author": HOSTILE,
        "url": "javascript:x",
        "text": HOSTILE,
    }
    path = tmp_path / "a\x1b[2J\n\u202e.json"
    path.write_text(json.dumps(article), "utf-8")
    archive = ("--archive", str(archive_dir))
    results = [pullquote("index", str(path), *archive), pullquote("index", str(path) + "gone\x07", *archive)]
    results.append(pullquote("articles", *archive))
    (listed,) = json.loads(pullquote("articles", "--json", *archive).out)["articles"]
    results += [
        pullquote("articles", "show", listed["id"], *archive),
        pullquote("articles", "show", "x\x1b]0;t\x07", *archive),
    ]
    results += [pullquote("ask", question, *archive) for question in ("Who resigned on Friday?", f"Who? {HOSTILE}")]
    for shown in results:
        for text in (shown.out, shown.err):
            assert not [
                c for c in text if (ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u202c"
            ]


def test_articles_are_listed_shown_removed_restored_and_purged(
    pullquote: Pullquote, news: Path, archive_dir: Path
) -> None:
    archive = ("--archive", str(archive_dir))
    pullquote("index", str(news), "--publisher", "The Alder Post", "--published", "2022-06-16", *archive)
    id = str((news / "bridge.txt").resolve())

    listed = pullquote("articles", *archive)
    assert id in listed.out
    assert "2022-06-16" in listed.out
    assert "The Alder Post" in listed.out
    assert BRIDGE.split(". ")[0] in " ".join(pullquote("articles", "show", id, *archive).out.split())

    assert pullquote("articles", "remove", id, *archive).status == 0
    assert json.loads(pullquote("articles", "list", "--json", *archive).out)["articles"] == []
    pullquote("index", str(news), *archive)
    assert json.loads(pullquote("articles", "list", "--json", *archive).out)["articles"] == []
    assert id in pullquote("articles", "list", "--removed", *archive).out

    assert pullquote("articles", "restore", id, *archive).status == 0
    assert id in pullquote("articles", "list", *archive).out
    assert pullquote("articles", "remove", "--purge", id, *archive).status == 0
    assert pullquote("articles", "show", id, *archive).status == 2


def test_a_backup_is_an_archive_elsewhere(pullquote: Pullquote, news: Path, archive_dir: Path, tmp_path: Path) -> None:
    pullquote("index", str(news), "--archive", str(archive_dir))
    backup, elsewhere = tmp_path / "backup.db", tmp_path / "elsewhere"
    assert pullquote("archive", "backup", str(backup), "--archive", str(archive_dir)).status == 0
    assert pullquote("archive", "restore", str(backup), "--archive", str(elsewhere)).status == 0
    question = ("ask", "What did the bridge cost?", "--json", "--archive")
    here, there = (json.loads(pullquote(*question, str(path)).out) for path in (archive_dir, elsewhere))
    assert here["quotes"] == there["quotes"] != []
    assert pullquote("archive", "restore", str(backup), "--archive", str(elsewhere)).status == 2


def test_status_tells_what_is_there(pullquote: Pullquote, seeds_archive: Path) -> None:
    done = pullquote("status", "--archive", str(seeds_archive))
    assert done.status == 0
    assert "articles    12\n" in done.out
    assert "healthy     yes\n" in done.out
    assert "model       none; the sources' own sentences answer\n" in done.out


def test_the_version_is_that_of_the_package(pullquote: Pullquote) -> None:
    assert pullquote("--version").out == "pullquote 0.1.0\n"


def test_help_fits_80_columns_and_names_every_command(pullquote: Pullquote) -> None:
    done = pullquote("--help")
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= 80
    for command in ("index", "ask", "chat", "articles", "status", "eval", "archive"):
        assert f"  {command} " in done.out
        assert pullquote(command, "--help").status == 0
    assert pullquote().out == done.out

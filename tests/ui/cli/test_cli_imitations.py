"""What an article says of itself on the terminal can be taken neither for our markers nor for another publisher."""

import json
from pathlib import Path

from command_line import Pullquote, pullquote

__all__ = ["pullquote"]

ROW = {
    "title": "Bridge\n> **[1]** Reuters",
    "publisher": "R\u0435uters",
    "published": "2022-06-01",
    "text": "The bridge over the Alder cost 412 million pounds [1], the council said on Monday [2].",
}


def test_its_numbers_and_its_publisher_are_set_apart(pullquote: Pullquote, tmp_path: Path) -> None:
    rows, archive = tmp_path / "a.jsonl", str(tmp_path / "archive")
    rows.write_text(json.dumps(ROW), "utf-8")
    assert pullquote("index", str(rows), "--archive", archive).status == 0
    shown = " ".join(pullquote("ask", "What did the bridge over the Alder cost?", "--archive", archive).out.split())
    assert "pounds \\[1], the" in shown and "Monday \\[2]. [1]" in shown
    assert "R\u0435uters (Cyrillic letters), 1 June 2022" in shown and "**\\[1]** Reuters" in shown
    listed = pullquote("articles", "list", "--archive", archive).out
    assert "(Cyrillic letters)" in listed and len(listed.splitlines()) == 1


def test_a_publisher_given_with_the_command_is_one_line(pullquote: Pullquote, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ROW["text"], "utf-8")
    archive = str(tmp_path / "archive")
    assert pullquote("index", str(tmp_path / "a.txt"), "--publisher", "Post\n[2] BBC", "--archive", archive).status == 0
    listed = json.loads(pullquote("articles", "list", "--json", "--archive", archive).out)
    assert [each["publisher"] for each in listed["articles"]] == ["Post [2] BBC"]

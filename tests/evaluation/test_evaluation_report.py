"""What an evaluation says of itself: figures with their meaning, articles that are missing, and where the page lies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Pullquote, pullquote

from assistant.evaluation.curves import HEIGHT, WIDTH, chart
from assistant.evaluation.scores import MEANINGS, MEASURES, MODEL_MEASURES

__all__ = ["pullquote"]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"question": "Which height did Barshim clear?", "gold": ["seeds:shared-gold"]}), "utf-8")
    return path


def test_an_archive_without_any_marked_article_is_an_error(
    pullquote: Pullquote, seeds_archive: Path, questions: Path
) -> None:
    questions.write_text('{"question": "Who opened it?", "gold": ["a", "b"]}\n{"question": "Who?", "gold": ["c"]}\n')
    done = pullquote("eval", str(questions), "--archive", str(seeds_archive))
    assert (done.status, done.out) == (2, "")
    assert f"none of the 3 marked articles is in {seeds_archive}" in done.err
    assert f"`pullquote index {questions.parent}`" in done.err


def test_every_figure_has_its_meaning(pullquote: Pullquote) -> None:
    assert set(MEANINGS) == {"questions", *MEASURES, *MODEL_MEASURES, "caught_near_misses"}
    said = pullquote("eval", "--help").out
    assert max(map(len, said.splitlines())) <= 80
    for name in ("answer_recall", "false_not_found", "caught_unanswerable", "mrr@10"):
        assert re.search(rf"(?m)^ *{name} +{re.escape(MEANINGS[name])}$", said)


def test_a_report_says_where_it_is_and_what_its_figures_are(
    pullquote: Pullquote, seeds_archive: Path, questions: Path
) -> None:
    report = questions.parent / "report.html"
    done = pullquote("eval", str(questions), "--report", str(report), "--archive", str(seeds_archive))
    assert done.status == 0
    assert f"report written to {report}\n" in done.err
    page = report.read_text("utf-8")
    assert "<td>the expected words are shown</td>" in page


@pytest.mark.parametrize(
    ("name", "said"), [("report.md", "no name of a web page"), ("no/r.html", "there is no folder")]
)
def test_a_report_that_could_not_be_written_is_refused_before_asking(
    pullquote: Pullquote, seeds_archive: Path, questions: Path, name: str, said: str
) -> None:
    report = questions.parent / name
    done = pullquote("eval", str(questions), "--report", str(report), "--archive", str(seeds_archive))
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not report.exists()


def test_the_labels_of_a_chart_are_round_and_within_it() -> None:
    drawn = chart("Found", "first k articles", "share", [("found", [(1.0, 0.5), (10.0, 1.0)])], 10)
    labels = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)"[^>]*>([^<]*)<', drawn)
    assert [words for *_, words in labels][:11] == "0 0.25 0.5 0.75 1 0 2 4 6 8 10".split()
    for x, y, anchor, words in labels:
        width = 7 * len(words)
        left = float(x) - {"end": width, "middle": width / 2, "start": 0}[anchor]
        assert left >= 14 and left + width <= WIDTH and 10 <= float(y) <= HEIGHT

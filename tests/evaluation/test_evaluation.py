"""Questions with known answers to figures and a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import QuestionError
from assistant.evaluation import EvaluationProgress, EvaluationQuestion, evaluate, read_questions
from assistant.evaluation.answer_match import states
from assistant.evaluation.html_report import render
from assistant.evaluation.scores import interval
from assistant.inference import Embedder, Reranker
from assistant.settings import Settings
from ingest import index

ARTICLES = [
    {"id": "bridge", "title": "Bridge <script>alert(1)</script>", "text": "The harbour bridge cost £412 million. " * 4},
    {
        "id": "otters",
        "url": "https://news.example/otters",
        "title": "Otters",
        "text": "Wardens counted six otters. " * 4,
    },
]
QUESTIONS = [
    EvaluationQuestion("How much did the harbour bridge cost?", "£412 million", ("bridge",)),
    EvaluationQuestion("How many otters did wardens count?", "6", ("https://news.example/otters",)),
    EvaluationQuestion("Who is Zorblax Quimby of Patagonia?", unanswerable=True),
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reranker: Reranker) -> Assistant:
    folder = tmp_path_factory.mktemp("evaluated")
    rows = folder / "articles.jsonl"
    rows.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    index([rows], archive=folder / "archive")
    return Assistant(Settings(archive=folder / "archive"), embedder=embedder, reranker=reranker)


def test_an_evaluation_scores_what_was_found_said_and_not_found(assistant: Assistant) -> None:
    seen: list[EvaluationProgress] = []
    report = evaluate(QUESTIONS, assistant, seen.append, near_misses=True)
    figures = report.to_dict()
    assert figures["questions"] == 3 and figures["hits@1"] == figures["mrr@10"] == figures["answer_recall"] == 1
    assert figures["quotes_verbatim"] == 1 and figures["false_not_found"] == 0 and figures["caught_unanswerable"] == 1
    assert len(report.near_misses) == 2 and figures["caught_near_misses"] == 1
    assert seen[-1] == EvaluationProgress(6, 6)
    assert evaluate(QUESTIONS, assistant).outcomes[0].closeness == report.outcomes[0].closeness


def test_without_marked_articles_it_counts_how_often_the_known_answer_is_shown(
    assistant: Assistant, tmp_path: Path
) -> None:
    rows = [
        {"question": QUESTIONS[0].question, "answer": "£412 million"},
        {"question": QUESTIONS[1].question, "answer": "seventy"},
        {"question": QUESTIONS[1].question},
        {"question": QUESTIONS[2].question, "answer": None},
        {"question": QUESTIONS[0].question, "answer": None, "gold": ["bridge"]},
    ]
    file = tmp_path / "own.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    questions = read_questions(file)
    assert [each.unanswerable for each in questions] == [False, False, False, True, False]
    figures = evaluate(questions, assistant).to_dict()
    assert (figures["answer_recall"], figures["caught_unanswerable"], figures["false_not_found"]) == (0.5, 1, 0)
    assert figures["hits@1"] == 1


def test_the_page_shows_failures_and_trusts_nothing(assistant: Assistant) -> None:
    wrong = EvaluationQuestion("How much did the harbour bridge cost <img src=x>?", "£1", ("otters",))
    page = render(evaluate([wrong], assistant))
    assert "<script" not in page and "<img" not in page and "http" not in page.replace("http-equiv", "")
    assert "&lt;img src=x&gt;" in page and "default-src 'none'" in page and "gold at rank" in page


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("It took six months.", "6 months", True),
        ("The café’s owner", "cafe", True),
        ("It cost $1,000,000.", "$1000000", True),
        ("The likely winner", "like", False),
        ("It fell 25%", "5%", False),
        ("anything", "", False),
    ],
)
def test_an_answer_is_recognised(text: str, answer: str, expected: bool) -> None:
    assert states(text, answer) == expected


def test_intervals_hold_the_mean_and_never_change() -> None:
    sample = [1.0] * 80 + [0.0] * 20
    low, high = interval(sample)
    assert low < 0.8 < high and 0.12 < high - low < 0.2 and interval(sample) == (low, high)


def test_questions_are_read(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Text.", encoding="utf-8")
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '\ufeff{"question": "Who?", "gold": ["story.txt", "id-1"], "as_of": "2024-05-01", "id": 7}\n\n', "utf-8"
    )
    (question,) = read_questions(path)
    assert question.gold == (str((tmp_path / "story.txt").resolve()), "id-1") and not question.unanswerable
    path.write_text('{"question": "Who?", "gold": []}', "utf-8")
    assert read_questions(path)[0].unanswerable


@pytest.mark.parametrize("line", ["{", "[]", '{"question": ""}', '{"question": "Who?", "as_of": "soon"}'])
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"question": "Who?"}}\n{line}\n', "utf-8")
    with pytest.raises(QuestionError, match="line 2"):
        read_questions(path)


@pytest.mark.parametrize(
    "row", ['{"question": ' + "[" * 100_000, '{"question": "' + "x" * 5_000 + '"}', '{"question": "?"}']
)
def test_a_row_that_cannot_be_asked_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Who won?"}\n' + row)
    with pytest.raises(QuestionError, match="line 2"):
        read_questions(path)


def test_a_line_ends_at_a_line_feed_alone(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Who\u2028won\x85it?"}\r\n', encoding="utf-8", newline="")
    assert [row.question for row in read_questions(path)] == ["Who\u2028won\x85it?"]


@pytest.mark.parametrize("entry", ["\u6f22" * 200, "\0", "\ud800", "x" * 5_000, ""])
def test_a_gold_entry_that_no_file_can_be_called_is_an_id(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"question": "Who won?", "gold": [entry]}))
    assert read_questions(path)[0].gold == (entry,)

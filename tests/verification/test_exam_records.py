"""Results of exams on disk: for whom they count, for how long, and that a damaged file counts for nobody."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bridge_story import model_at

from assistant.errors import SettingsError
from assistant.inference.language_model import Capabilities, CapabilityStore, LanguageModel
from assistant.inference.usage import Usage
from assistant.verification.judge.exam import ExamResult
from assistant.verification.judge.exam_records import LASTS, ExamRecords, JudgeStatus

URL = "http://127.0.0.1:9/v1"
PASSED = ExamResult(True, 100, 97, 40, 38, {"who": (9, 9)}, "m-2026", Usage("m", "h", requests=140, cost=0.1))
FAILED = ExamResult(False, 50, 31, 20, 20, {"who": (3, 9)}, "m-2026", Usage("m", "h", requests=70))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "exams.json"


@pytest.fixture
def records(path: Path) -> ExamRecords:
    return ExamRecords(path)


def altered(path: Path, **fields: object) -> None:
    """Change the one record that there is."""
    ((key, row),) = json.loads(path.read_text()).items()
    path.write_text(json.dumps({key: {**row, **fields}}))


@pytest.mark.parametrize(("result", "standing"), [(PASSED, "passed"), (FAILED, "failed")])
def test_a_result_is_kept_for_its_model_at_its_host(records: ExamRecords, result: ExamResult, standing: str) -> None:
    assert records.standing(model_at(URL)) == ("due", None)
    kept = records.keep(model_at(URL), result)
    assert records.standing(model_at(URL)) == (standing, kept)
    assert kept.replied_as == "m-2026"
    assert records.standing(model_at(URL, "another"))[0] == "due"
    assert records.standing(model_at("http://elsewhere.example/v1"))[0] == "due"


def test_the_file_is_for_its_owner_only(records: ExamRecords, path: Path) -> None:
    records.keep(model_at(URL), PASSED)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("field", ["form", "prompt", "exam"])
def test_another_form_prompt_or_exam_is_another_exam(records: ExamRecords, path: Path, field: str) -> None:
    records.keep(model_at(URL), PASSED)
    altered(path, **{field: "another"})
    assert records.standing(model_at(URL))[0] == "due"


def test_a_format_that_is_learnt_later_is_another_form(records: ExamRecords, tmp_path: Path) -> None:
    store = CapabilityStore(tmp_path / "capabilities.json")
    model = LanguageModel("m", url=URL, capabilities=store)
    records.keep(model, PASSED)
    store.learn(URL, "m", Capabilities("json_object"))
    assert records.standing(model)[0] == "due"


@pytest.mark.parametrize(
    ("age", "standing"),
    [
        (LASTS - timedelta(minutes=5), "passed"),
        (LASTS + timedelta(minutes=5), "due"),
        (timedelta(days=-2), "due"),
    ],
)
def test_it_counts_for_thirty_days(records: ExamRecords, path: Path, age: timedelta, standing: str) -> None:
    records.keep(model_at(URL), PASSED)
    altered(path, at=(datetime.now(UTC) - age).isoformat())
    assert records.standing(model_at(URL))[0] == standing


DAMAGED = ["", "{", "[]", "null", '{"h m": {}}', '{"h m": 1}', "\x00" * 50]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_counts_as_empty_and_is_replaced(records: ExamRecords, path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    assert records.standing(model_at(URL))[0] == "due"
    records.keep(model_at(URL), PASSED)
    assert records.standing(model_at(URL))[0] == "passed"


@pytest.mark.parametrize(
    "fields", [{"passed": "no"}, {"passed": 1}, {"at": "yesterday"}, {"at": 5}, {"at": "2026-01-01T00:00:00"}]
)
def test_a_record_of_the_wrong_kind_passes_nobody(records: ExamRecords, path: Path, fields: dict[str, object]) -> None:
    records.keep(model_at(URL), PASSED)
    altered(path, **fields)
    assert records.standing(model_at(URL))[0] == "due"


def test_what_is_forgotten_is_due_and_nothing_else(records: ExamRecords) -> None:
    records.keep(model_at(URL), PASSED)
    records.keep(model_at(URL, "another"), FAILED)
    records.forget(model_at(URL))
    assert records.standing(model_at(URL)) == ("due", None)
    assert records.standing(model_at(URL, "another"))[0] == "failed"


PROGRAM = """
import sys
from pathlib import Path
from test_exam_records import PASSED, URL
from bridge_story import model_at
from assistant.verification.judge.exam_records import ExamRecords
for number in range(20):
    ExamRecords(Path(sys.argv[1])).keep(model_at(URL, f"{sys.argv[2]}-{number}"), PASSED)
"""


def test_two_processes_lose_nothing_of_each_other(records: ExamRecords, path: Path) -> None:
    root, here = Path(__file__).parents[2], Path(__file__).parent
    places = [str(root), str(here), str(root / "tests" / "support")]
    program = f"import sys; sys.path[:0] = {places!r}\n{PROGRAM}"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], stderr=subprocess.PIPE) for name in "ab"
    ]
    for process in processes:
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    standings = {records.standing(model_at(URL, f"{name}-{number}"))[0] for name in "ab" for number in range(20)}
    assert standings == {"passed"}


def test_where_nothing_can_be_kept_that_is_said_before_the_exam(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(SettingsError, match="results of the exam cannot be kept"):
        ExamRecords(tmp_path / "state" / "exams.json").check()


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("passed", "m at h, passed the exam on "),
        ("failed", "so no model writes"),
        ("due", "m at h, has not sat the exam; `pullquote judge m` puts it"),
        ("off", "m at h, not examined (PULLQUOTE_EXAM=off)"),
    ],
)
def test_a_standing_is_said_in_words(records: ExamRecords, standing: str, words: str) -> None:
    record = records.keep(model_at(URL), PASSED if standing != "failed" else FAILED)
    status = JudgeStatus("m", "h", standing, record)  # type: ignore[arg-type]
    assert words in status.words
    assert (status.to_dict()["caught"] is None) is (standing in {"due", "off"})

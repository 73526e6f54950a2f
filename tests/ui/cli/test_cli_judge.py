"""`pullquote judge`, and who starts an exam: people at a terminal, and nobody else."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import jsonschema
import pytest
from command_line import Pullquote, pullquote
from contract_schemas import ASK, ERROR, JUDGE, STATUS
from examined_model import (
    KEY,
    QUESTION,
    SENTENCE,
    WORDS,
    commanded,
    environment,
    in_a_pipe,
    model,
    on_a_terminal,
    right,
    started,
)
from faulty_server import Behaviour, FaultyServer, drips, fails, judges

from assistant import ask

__all__ = ["commanded", "pullquote"]

pytestmark = pytest.mark.timeout(240)

EXAM_DUE = "small has not sat the exam for checking sentences, so the sources' own sentences answer."


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture(scope="module")
def good(seeds_archive: Path) -> Behaviour:
    """A model that writes well and judges without a mistake."""
    return model(seeds_archive)


def standing(commanded: Pullquote, settings: dict[str, str], archive: Path) -> object:
    """How the judge stands, as `status --json` has it."""
    status = json.loads(commanded(settings, "status", "--json", "--archive", str(archive)).out)
    jsonschema.validate(status, STATUS)
    return status["judge"]


def test_a_judge_that_passes_may_judge_and_its_model_write(
    commanded: Pullquote, good: Behaviour, seeds_archive: Path, state: Path
) -> None:
    archive = ("--archive", str(seeds_archive))
    with FaultyServer(good) as server:
        settings = environment(server, state)
        done = commanded(settings, "judge")
        assert done.status == 0
        assert "small-2026 passed: it caught 100 of 100 planted errors and accepted 40 of 40 true" in done.out
        assert done.out.startswith("kind") and "whose number" in done.out
        assert done.err.startswith("The exam for checking sentences: up to 140 requests to small at 127.0.0.1")
        assert len(server.requests) == 140

        text = " ".join(commanded(settings, "status", *archive).out.split())
        assert "judge small at 127.0.0.1" in text and "passed the exam on" in text
        judge = standing(commanded, settings, seeds_archive)
        assert isinstance(judge, dict) and (judge["standing"], judge["caught"]) == ("passed", 100)

        asked = commanded(settings, "ask", QUESTION, *archive)
        assert asked.out.startswith(f"{SENTENCE} [1]\n")
        assert "Written by small at 127.0.0.1" in " ".join(asked.out.split())
        assert "checked by itself" in " ".join(asked.out.split())
        assert asked.err.startswith("small writes from the passages found.")
        answer = json.loads(commanded(settings, "ask", QUESTION, *archive, "--json").out)
        jsonschema.validate(answer, ASK)
        assert answer["statements"][0] == {"text": SENTENCE, "quotes": [1], "kind": "written", "checked_by": "small"}
        assert answer["usage"]["judge"]["requests"] == 1


def test_a_judge_that_fails_ends_with_1_and_the_answers_say_so(
    commanded: Pullquote, seeds_archive: Path, state: Path
) -> None:
    with FaultyServer(judges(lambda sentence: True, model="small-2026")) as server:
        settings = environment(server, state)
        done = commanded(settings, "judge", "--json")
        assert done.status == 1 and done.err == ""
        result = json.loads(done.out)
        jsonschema.validate(result, JUDGE)
        assert not result["passed"] and len(server.requests) < 20
        asked = commanded(settings, "ask", QUESTION, "--archive", str(seeds_archive))
        failed = f"small caught {result['caught']} of {result['planted']} planted errors"
        assert failed in " ".join(asked.out.split()) and "so no model writes" in " ".join(asked.out.split())
        assert asked.out.startswith("│ ") and WORDS in asked.out and asked.err == ""
        assert len(server.requests) < 20


@pytest.mark.parametrize("json_wanted", [False, True])
def test_a_server_that_fails_ends_it_with_2_and_one_line(
    commanded: Pullquote, seeds_archive: Path, state: Path, json_wanted: bool
) -> None:
    with FaultyServer(fails(401)) as server:
        settings = environment(server, state)
        done = commanded(settings, "judge", "small", *(["--json"] if json_wanted else []))
        assert (done.status, done.out) == (2, "")
        if json_wanted:
            jsonschema.validate(json.loads(done.err), ERROR)
        else:
            assert "pullquote: the exam of small was broken off: 127.0.0.1" in done.err
            assert done.err.endswith("rejected the key\n  Set OPENAI_API_KEY to a valid key\n")
        judge = standing(commanded, settings, seeds_archive)
        assert isinstance(judge, dict) and (judge["standing"], judge["caught"]) == ("due", None)


def test_without_a_model_it_says_what_to_set(commanded: Pullquote, state: Path) -> None:
    done = commanded({"PATH": "/usr/bin:/bin", "XDG_STATE_HOME": str(state)}, "judge")
    assert done.status == 2
    assert done.err == (
        "pullquote: no language model is named\n  Set OPENAI_API_KEY or OPENAI_BASE_URL, and name a model\n"
    )


def test_where_no_result_could_be_kept_nothing_is_asked(commanded: Pullquote, state: Path) -> None:
    state.write_text("a file where the folder should be")
    with FaultyServer(judges(right)) as server:
        done = commanded(environment(server, state), "judge")
        assert done.status == 2 and "results of the exam cannot be kept" in done.err
        assert server.requests == []


def test_ctrl_c_ends_it_at_once_and_keeps_nothing(commanded: Pullquote, seeds_archive: Path, state: Path) -> None:
    with FaultyServer(drips(0.05)) as server:
        settings = environment(server, state)
        process = started(settings, "judge")
        deadline = time.monotonic() + 120
        while not server.requests and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=120)
        assert process.returncode == 130 and "Traceback" not in error
        judge = standing(commanded, settings, seeds_archive)
        assert isinstance(judge, dict) and judge["standing"] == "due"


def test_a_judge_elsewhere_gets_its_own_key_and_its_errors_name_its_own_settings(
    commanded: Pullquote, good: Behaviour, state: Path
) -> None:
    with FaultyServer(good) as writer, FaultyServer(fails(401)) as server:
        settings = environment(writer, state, PULLQUOTE_JUDGE_BASE_URL=server.url, PULLQUOTE_JUDGE="careful")
        done = commanded(settings, "judge")
        assert "the exam of careful was broken off" in done.err
        assert "Set PULLQUOTE_JUDGE_API_KEY to a valid key" in done.err and "OPENAI" not in done.err
        assert KEY not in str([request.headers for request in server.requests])
        done = commanded({**settings, "PULLQUOTE_JUDGE_API_KEY": "sk-of-the-judge"}, "judge")
        assert server.requests[-1].headers["Authorization"] == "Bearer sk-of-the-judge"
        assert "sk-of" not in done.err and writer.requests == []


@pytest.mark.parametrize(
    ("settings", "remedy"),
    [
        ({"PULLQUOTE_JUDGE_BASE_URL": "localhost"}, "PULLQUOTE_JUDGE_BASE_URL is no URL"),
        ({"PULLQUOTE_JUDGE_BASE_URL": "https://api.openai.com/v1"}, "Set PULLQUOTE_JUDGE_API_KEY"),
        ({"PULLQUOTE_JUDGE_API_KEY": "sk–dash"}, "PULLQUOTE_JUDGE_API_KEY holds characters"),
        ({"PULLQUOTE_JUDGE_BASE_URL": "http://no-such-host.invalid/v1"}, "PULLQUOTE_JUDGE_BASE_URL"),
    ],
)
def test_what_is_wrong_with_the_judges_settings_names_them(
    commanded: Pullquote, state: Path, settings: dict[str, str], remedy: str
) -> None:
    with FaultyServer(fails(500)) as server:
        done = commanded(environment(server, state, **settings), "judge")
        assert done.status == 2 and remedy in done.err
        assert server.requests == []


# Who starts an exam


def test_on_a_terminal_the_exam_follows_the_first_answer_and_then_the_model_writes(
    good: Behaviour, seeds_archive: Path, state: Path
) -> None:
    with FaultyServer(good) as server:
        status, shown = on_a_terminal(environment(server, state), "ask", QUESTION, "--archive", str(seeds_archive))
    text = " ".join(shown.split())
    steps = [
        WORDS,
        EXAM_DUE,
        "The exam for checking sentences: up to 140 requests",
        "small-2026 passed: it caught 100 of 100",
        "A model answers now.",
        f"{SENTENCE} [1]",
        "Written by small at 127.0.0.1",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places), shown
    assert status == 0


def test_on_a_terminal_a_failed_exam_leaves_the_first_answer(seeds_archive: Path, state: Path) -> None:
    with FaultyServer(model(seeds_archive, lambda sentence: True)) as server:
        status, shown = on_a_terminal(environment(server, state), "ask", QUESTION, "--archive", str(seeds_archive))
    assert status == 0 and "small-2026 failed: it caught" in " ".join(shown.split()) and "No model writes." in shown
    assert shown.count(WORDS) == 1 and SENTENCE not in shown


def test_on_a_terminal_an_exam_that_breaks_off_leaves_the_first_answer(seeds_archive: Path, state: Path) -> None:
    with FaultyServer(fails(401)) as server:
        status, shown = on_a_terminal(environment(server, state), "ask", QUESTION, "--archive", str(seeds_archive))
    text = " ".join(shown.split())
    assert status == 0 and WORDS in text and "Traceback" not in shown
    assert "The exam of small was broken off: 127.0.0.1" in text
    assert "rejected the key. Set OPENAI_API_KEY to a valid key." in text


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_in_a_pipe_nothing_is_examined_and_nothing_leaves(
    good: Behaviour, seeds_archive: Path, state: Path, options: list[str]
) -> None:
    with FaultyServer(good) as server:
        done = in_a_pipe(environment(server, state), "ask", QUESTION, "--archive", str(seeds_archive), *options)
        assert server.requests == []
    assert done.status == 0 and done.err == ""
    assert EXAM_DUE in " ".join(done.out.split()) and "`pullquote judge small` puts it." in done.out
    assert options or "Nothing left this machine." in " ".join(done.out.split())


def test_neither_ask_nor_eval_examines(
    commanded: Pullquote,
    good: Behaviour,
    seeds_archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    state: Path,
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps({"question": QUESTION, "answer": "since 1993"}))
    with FaultyServer(good) as server:
        for name, value in environment(server, state).items():
            monkeypatch.setenv(name, value)
        answer = ask(QUESTION, archive=seeds_archive)
        assert answer.exam_due == "small" and any("`pullquote judge small`" in notice for notice in answer.notices)
        done = commanded(environment(server, state), "eval", str(questions), "--archive", str(seeds_archive))
        assert done.status == 0
        assert server.requests == []


def test_where_the_exam_is_off_every_answer_says_so(
    commanded: Pullquote, good: Behaviour, seeds_archive: Path, state: Path
) -> None:
    archive = ("--archive", str(seeds_archive))
    with FaultyServer(good) as server:
        settings = environment(server, state, PULLQUOTE_EXAM="off")
        done = commanded(settings, "ask", QUESTION, *archive)
        assert done.out.startswith(f"{SENTENCE} [1]") and "Checked by small, not examined." in done.out
        answer = json.loads(commanded(settings, "ask", QUESTION, *archive, "--json").out)
        assert "Checked by small, not examined." in answer["notices"]
        judge = standing(commanded, settings, seeds_archive)
        assert isinstance(judge, dict) and (judge["standing"], judge["caught"]) == ("off", None)


def test_a_model_that_was_exchanged_after_its_exam_is_due_again(
    commanded: Pullquote, good: Behaviour, seeds_archive: Path, state: Path
) -> None:
    archive = ("--archive", str(seeds_archive))
    with FaultyServer(good) as server:
        settings = environment(server, state)
        assert commanded(settings, "judge").status == 0

        def exchanged(exchange):  # type: ignore[no-untyped-def]
            exchange.model = "small-2027"
            if exchange.received.judges:
                judges(right, model="small-2027")(exchange)
            else:
                good(exchange)

        server._server.behaviours[:] = [exchanged]
        done = commanded(settings, "ask", QUESTION, *archive)
        text = " ".join(done.out.split())
        assert SENTENCE not in text and "could not be checked" in text
        assert "small-2027 replies for small now, and small-2026 sat the exam" in text
        assert EXAM_DUE in " ".join(commanded(settings, "ask", QUESTION, *archive).out.split())

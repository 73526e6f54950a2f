"""The command with a language model: who reads what, who wrote, and never a word too much about privacy."""

from pathlib import Path

import pytest
from command_line import Pullquote, pullquote
from examined_model import KEY, QUESTION, SENTENCE, WORDS, commanded, environment, model
from faulty_server import FaultyServer, fails

__all__ = ["commanded", "pullquote"]

ASK = ("ask", QUESTION, "--archive")


def settings(server: FaultyServer, state: Path, **more: str) -> dict[str, str]:
    """A model that need not sit its exam."""
    return environment(server, state, PULLQUOTE_EXAM="off", **more)


def test_the_host_is_named_before_and_the_model_after(
    commanded: Pullquote, seeds_archive: Path, tmp_path: Path
) -> None:
    with FaultyServer(model(seeds_archive)) as server:
        done = commanded(settings(server, tmp_path), *ASK, str(seeds_archive))
    assert done.status == 0
    assert done.err.startswith("small writes from the passages found. They stay on this machine. `--model quotes`")
    assert done.out.startswith(f"{SENTENCE} [1]\n\n[1] ") and WORDS in " ".join(done.out.split())
    assert "Runway and Track (Pullquote Seeds), 3 August 2021" in done.out
    assert "Written by small at 127.0.0.1" in " ".join(done.out.split())
    assert "left this machine" not in done.out


def test_a_judge_elsewhere_is_named_too(commanded: Pullquote, seeds_archive: Path, tmp_path: Path) -> None:
    with FaultyServer(model(seeds_archive)) as server, FaultyServer(model(seeds_archive)) as other:
        more = {"PULLQUOTE_JUDGE_BASE_URL": other.url, "PULLQUOTE_JUDGE": "careful"}
        done = commanded(settings(server, tmp_path, **more), *ASK, str(seeds_archive))
        assert [request.judges for request in server.requests] == [False]
        assert [request.judges for request in other.requests] == [True]
    assert f"What is written of them goes to careful at {other.host}." in done.err
    assert f"checked by careful at {other.host}" in " ".join(done.out.split())


def test_when_the_model_fails_nobody_says_that_nothing_left_the_machine(
    commanded: Pullquote, seeds_archive: Path, tmp_path: Path
) -> None:
    with FaultyServer(fails(500)) as server:
        done = commanded(settings(server, tmp_path), *ASK, str(seeds_archive))
    assert done.status == 0
    assert "No model wrote this answer" in done.out
    assert "left this machine" not in done.out


def test_quotes_keep_the_passages_here(commanded: Pullquote, seeds_archive: Path, tmp_path: Path) -> None:
    with FaultyServer(fails(500)) as server:
        done = commanded(settings(server, tmp_path), *ASK, str(seeds_archive), "--model", "quotes")
        assert server.requests == []
    assert done.err == ""
    assert "Nothing left this machine." in done.out.replace("\n", " ")


@pytest.mark.parametrize("accepted", [True, False])
def test_the_key_is_shown_and_kept_nowhere(
    commanded: Pullquote, seeds_archive: Path, tmp_path: Path, accepted: bool
) -> None:
    trace = tmp_path / "trace.json"
    with FaultyServer(model(seeds_archive, lambda sentence: accepted)) as server:
        done = commanded(settings(server, tmp_path), *ASK, str(seeds_archive), "--trace", str(trace))
    assert WORDS in trace.read_text("utf-8") and SENTENCE in trace.read_text("utf-8")
    assert (SENTENCE in done.out) is accepted
    assert trace.stat().st_mode & 0o077 == 0
    for text in (done.out, done.err, trace.read_text("utf-8")):
        assert KEY not in text

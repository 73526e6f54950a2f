"""The server of the page: where it listens, what it lets out, and what it says when the port is taken."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import psutil
import pytest
from browser import ROOT, free_port, serving, wait_for
from visitor import Visitor

from ui.chat.first_paint import OPENING, PATHS
from ui.chat.launch import CONFIG, PortTaken, overrides, serve


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Even if the user's own files and environment open it to the network."""
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "config.toml").write_text('[server]\naddress = "0.0.0.0"\nmaxUploadSize = 900\n')
    with serving(home / "archive", HOME=str(home), STREAMLIT_SERVER_ADDRESS="0.0.0.0") as served:
        yield served


def test_it_listens_on_loopback_only(address: str) -> None:
    port = int(address.rpartition(":")[2])
    listening = [
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    ]
    assert listening == ["127.0.0.1"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which libraries a process has loaded")
def test_the_page_that_asks_loads_neither_pandas_nor_arrow(seeds_archive: Path) -> None:
    """They cost the first question a second or more, and a hundred megabytes."""
    with serving(seeds_archive) as served:
        visitor = Visitor(served)
        visitor.ask("How many vessels were waiting when the Suez Canal was blocked?")
        assert visitor.stage == "done" and visitor.statements
        port = int(served.rpartition(":")[2])
        listening = (each for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN)
        process = psutil.Process(next(each.pid for each in listening if each.laddr.port == port))
        loaded = {each.path for each in process.memory_maps()}
        visitor.close()
    assert any("onnxruntime" in path for path in loaded)
    assert not [path for path in loaded if "/pandas/" in path or "/pyarrow/" in path]


def test_the_first_question_imports_nothing_that_was_not_imported_while_the_server_started(seeds_archive: Path) -> None:
    code = f"""
import sys
from ui.chat import warm_up
warm_up.imports().join()
from assistant.assistant import Assistant
from assistant.settings import Settings
with Assistant(Settings.load(archive={str(seeds_archive)!r})) as assistant:
    warm_up.models(assistant).join()
    known = set(sys.modules)
    assert assistant.ask("How many vessels were waiting when the Suez Canal was blocked?").statements
    assert not set(sys.modules) - known, set(sys.modules) - known
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_every_key_of_the_configuration_wins_over_a_users_own() -> None:
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    given = overrides(8502)
    assert given["server.port"] == 8502 and given["server.address"] == "127.0.0.1"
    assert given["server.maxUploadSize"] == 5 and given["browser.gatherUsageStats"] is False
    assert given["client.showErrorDetails"] == "none"
    assert len(given) == 1 + sum(len(values) for section, values in config.items() if section != "theme")


def test_a_port_that_is_taken_is_named_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"port {port} is in use already") as error:
            serve(None, port)
        assert "--port" in error.value.remedy


def test_it_serves_from_any_folder_and_ends_when_interrupted(tmp_path: Path) -> None:
    port = free_port()
    code = f"from pathlib import Path; from ui.chat.launch import serve; serve(Path('archive'), {port})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.readline().decode()
    assert f"http://127.0.0.1:{port}" in said
    wait_for(f"http://127.0.0.1:{port}", process)
    visitor = Visitor(f"http://127.0.0.1:{port}")  # who has the page open does not keep it from ending
    process.terminate()
    process.stderr.close()
    assert process.wait(60) in (0, -15, 143)
    visitor.close()


def test_the_command_says_that_it_starts_and_ends_at_once_in_the_middle_of_its_work(seeds_archive: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "chat", "--archive", str(seeds_archive), "--port", str(port)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "Pullquote is starting …\n"
    assert f"http://127.0.0.1:{port}" in process.stderr.readline()
    wait_for(f"http://127.0.0.1:{port}", process)
    visitor = Visitor(f"http://127.0.0.1:{port}")  # for whom questions are now looked for
    process.send_signal(signal.SIGINT)
    assert process.stderr.read() == ""
    assert process.wait(60) == 128 + signal.SIGINT
    process.stderr.close()
    visitor.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_that_it_opens_before_any_script_has_run(address: str, path: str) -> None:
    with urllib.request.urlopen(address + path) as response:
        page = response.read().decode()
        assert response.headers["x-frame-options"] == "SAMEORIGIN"
    assert f"{OPENING}</p></div>" in page
    assert "<title>Pullquote</title>" in page

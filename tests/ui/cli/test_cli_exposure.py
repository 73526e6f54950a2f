"""An archive's folder that others of this machine can reach into is said, once, by those who see to archives."""

import sys
from pathlib import Path

import pytest
from command_line import Pullquote, pullquote

__all__ = ["pullquote"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its permissions elsewhere")
@pytest.mark.parametrize(("mode", "verb"), [(0o777, "change"), (0o755, "read"), (0o700, "")])
def test_a_folder_that_others_can_read_is_said_once(pullquote: Pullquote, tmp_path: Path, mode: int, verb: str) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    archive.chmod(mode)
    (tmp_path / "bridge.txt").write_text("The bridge over the Alder was opened on Monday.", "utf-8")
    for command in (("index", str(tmp_path / "bridge.txt")), ("status",)):
        done = pullquote(*command, "--archive", str(archive))
        assert (done.out + done.err).count("other users of this machine") == bool(verb)
        assert (done.status == 0 and f"can {verb}" in done.out + done.err) or not verb

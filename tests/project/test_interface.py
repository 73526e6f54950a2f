"""Names, signatures, JSON, exit statuses and settings do not change without the CHANGELOG saying so."""

import json
import re
from pathlib import Path

import pytest
from public_interface import STORED, digest, public_interface

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
WHAT_TO_DO = "say in CHANGELOG.md what changes for those who rely on it, and run `make interface`"


@pytest.mark.parametrize("part", ["assistant", "ingest", "json", "commands", "settings", "mcp"])
def test_what_programs_rely_on_is_what_was_written_down(part: str) -> None:
    stored = json.loads(STORED.read_text("utf-8"))
    assert json.loads(json.dumps(public_interface()))[part] == stored[part], WHAT_TO_DO


def test_the_changelog_names_the_interface_that_was_written_down() -> None:
    named = re.search(r"^- Interface `([0-9a-f]{12})`: \S", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert named, "the changelog names no interface"
    assert named[1] == digest(json.loads(STORED.read_text("utf-8"))), WHAT_TO_DO


def test_a_digest_tells_interfaces_apart() -> None:
    interface = json.loads(STORED.read_text("utf-8"))
    assert interface["commands"]["pullquote ask"]["exit"].startswith("Exit status: 0 answered, 1 not found, 2 error")
    changed = {**interface, "settings": interface["settings"][1:]}
    assert digest(changed) != digest(interface)

"""Where an archive can lie, and where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import opened

from assistant.errors import ArchiveError


@pytest.mark.parametrize("name", ["\udcff", "nul\0", "loop/archive"])
def test_a_folder_that_no_archive_can_lie_in_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for create in (False, True):
        with pytest.raises(ArchiveError) as refused, opened(tmp_path / name, create=create):
            pass
        assert refused.value.remedy

"""`ask()` for programmers: what is wrong is named together with what to do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant import ArchiveMissing, UsageError, aask, ask


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("publisher", "did you mean `publishers`?"),
        ("asof", "did you mean `as_of`?"),
        ("zzz", "there are: as_of, history, "),
    ],
)
def test_an_option_that_there_is_none_of_names_the_one_that_is_meant(option: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"has no option `{option}`") as raised:
        ask("Who?", **{option: "x"})
    assert said in str(raised.value)
    with pytest.raises(UsageError, match="no option"):
        asyncio.run(aask("Who?", **{option: "x"}))


def test_what_is_raised_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing) as raised:
        ask("Who?", archive=tmp_path / "none")
    assert str(raised.value) == f"nothing has been indexed in {tmp_path}/none (run `pullquote index PATH…` first)"
    assert str(UsageError("wrong")) == "wrong"

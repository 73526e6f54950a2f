"""How much room an installation takes, by what it is for: `make size`. Bytecode, which Python adds, is left out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
HEAVY = 10.0
"""Megabytes from which on a dependency is named with all that only it brings."""


def closure(needs: Iterable[str]) -> set[str]:
    """The names of all packages that these requirements bring here, themselves included."""
    waiting, seen = [Requirement(need) for need in needs], set[tuple[str, frozenset[str]]]()
    while waiting:
        need = waiting.pop()
        key = (need.name.lower().replace("_", "-"), frozenset(need.extras))
        if key in seen:
            continue
        seen.add(key)
        for line in distribution(need.name).requires or []:
            further = Requirement(line)
            if not further.marker or any(further.marker.evaluate({"extra": name}) for name in ("", *need.extras)):
                waiting.append(further)
    return {name for name, _ in seen}


def megabytes(names: Iterable[str]) -> float:
    """The size on disk of what packages installed."""
    return sum(_bytes(name) for name in names) / 1e6


def _bytes(name: str) -> int:
    paths = (Path(str(file.locate())) for file in distribution(name).files or ())
    return sum(path.stat().st_size for path in paths if path.suffix != ".pyc" and path.is_file())


def report() -> Iterable[str]:
    """A line for the whole, for each heavy dependency, and for each extra."""
    needs: list[str] = PROJECT["dependencies"]
    whole = closure(needs)
    yield f"{megabytes(whole):7.0f} MB  pullquote, {len(whole)} packages"
    alone = {need: whole - closure(other for other in needs if other != need) for need in needs}
    for need, brought in sorted(alone.items(), key=lambda pair: -megabytes(pair[1])):
        if (size := megabytes(brought)) >= HEAVY:
            largest = sorted(brought, key=_bytes, reverse=True)[:4]
            yield f"{size:7.0f} MB    only for {Requirement(need).name} ({', '.join(largest)})"
    for extra, further in PROJECT["optional-dependencies"].items():
        try:
            yield f"{megabytes(closure(further) - whole):7.0f} MB  [{extra}]"
        except PackageNotFoundError as error:
            yield f"      ? MB  [{extra}]: {error.name} is not installed"


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201

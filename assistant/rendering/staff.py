"""Who wrote an answer and who checked it, where the passages went, what it took: in one line, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answers import Answer
from assistant.settings import QUOTES


def staff(answer: Answer) -> str:
    """`Written by gpt-x at api.example.com, checked by gpt-y at …. 4.1 s, $0.0021.` for an answer that asked a model."""
    judged = answer.usage.get("judge")
    judged = judged if isinstance(judged, Mapping) else {}
    wrote = "In the sources' own words" if answer.written_by == QUOTES else f"Written by {answer.written_by}"
    parts = [f"{wrote}{_at(answer.usage)}"]
    if answer.checked_by:
        parts.append(f"checked by {'it' if answer.checked_by == answer.written_by else answer.checked_by}{_at(judged, answer.usage)}")
    seconds = answer.timings.get("total")
    took = [*([f"{seconds:.1f} s"] if seconds else []), *([cost] if (cost := price(answer)) else [])]
    return " ".join(f"{', '.join(each)}." for each in (parts, took) if each)


def price(answer: Answer) -> str:
    """What the answer cost with all that was judged of it, `$0.0021`; empty where that is not known."""
    judged = answer.usage.get("judge")
    costs = [answer.usage.get("cost"), *([judged.get("cost")] if isinstance(judged, Mapping) else [])]
    known = [cost for cost in costs if isinstance(cost, int | float)]
    return f"${sum(known):.4f}" if known and len(known) == len(costs) else ""


def _at(usage: Mapping[str, object], beside: Mapping[str, object] | None = None) -> str:
    """` at HOST`; empty where it is the one that was named before."""
    host = usage.get("host")
    return f" at {host}" if host and (beside is None or host != beside.get("host")) else ""

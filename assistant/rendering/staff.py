"""Who wrote an answer and who checked it, where the passages went, what it took: in one line, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.rendering.rendered import Rendered
from assistant.settings import QUOTES


def staff(answer: Rendered) -> str:
    """`Written by gpt-x at api.example.com, checked by gpt-y. 4.1 s, $0.0021.` for an answer that asked a model."""
    judged = _judged(answer)
    wrote = "In the sources' own words" if answer.written_by == QUOTES else f"Written by {answer.written_by}"
    people = [f"{wrote}{_at(answer.usage) if answer.written_by != QUOTES else ''}"]
    if answer.checked_by:
        itself = answer.checked_by == answer.written_by and judged.get("host") == answer.usage.get("host")
        people.append("checked by itself" if itself else f"checked by {answer.checked_by}{_at(judged)}")
    seconds = answer.timings.get("total")
    took = [*([f"{seconds:.1f} s"] if seconds else []), *filter(None, [price(answer)])]
    return " ".join(f"{', '.join(each)}." for each in (people, took) if each)


def price(answer: Rendered) -> str:
    """What the answer cost with all that was judged of it, `$0.0021`; empty where that is not known."""
    judged = _judged(answer)
    costs = [answer.usage.get("cost"), *([judged.get("cost")] if judged else [])]
    known = [cost for cost in costs if isinstance(cost, int | float)]
    return f"${sum(known):.4f}" if known and len(known) == len(costs) else ""


def _judged(answer: Rendered) -> Mapping[str, object]:
    judged = answer.usage.get("judge")
    return judged if isinstance(judged, Mapping) else {}


def _at(usage: Mapping[str, object]) -> str:
    """` at HOST`; empty if nothing went anywhere."""
    return f" at {usage['host']}" if usage.get("host") else ""

"""What verification finds: spans of articles, failures, and the verdict on a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.drafts import Failure, Rule
from assistant.quotation.spans import Span

__all__ = ["Failure", "Rule", "Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be shown of a draft, and the spans of articles that bear it out.

    `quoted`: the text is the spans' own words, because the draft was, or because it failed a rule and they
    replace it. `written`: the draft's own text, which broke no rule.
    """

    text: str
    kind: Literal["quoted", "written"]
    spans: tuple[Span, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def dropped(self) -> bool:
        """Whether nothing may be shown, since no quote is left."""
        return not self.spans

"""What rendering needs of an answer; `assistant.answers.Answer` has it.

Rendering knows answers by this shape and not by their class, since an Answer can render itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.articles import Quote
from assistant.search_scope import Filters, Searched


class RenderedStatement(Protocol):
    """A sentence with the numbers of its quotes."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def quotes(self) -> Sequence[int]:
        """The numbers of its quotes."""


class Rendered(Protocol):
    """An answer, or the reason why there is none; each member as in `assistant.answers.Answer`."""

    @property
    def question(self) -> str: ...  # noqa: D102

    @property
    def reason(self) -> str | None: ...  # noqa: D102

    @property
    def written_by(self) -> str: ...  # noqa: D102

    @property
    def checked_by(self) -> str | None: ...  # noqa: D102

    @property
    def above(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def prose(self) -> Sequence[RenderedStatement]: ...  # noqa: D102

    @property
    def also(self) -> Sequence[RenderedStatement]: ...  # noqa: D102

    @property
    def quotes(self) -> Sequence[Quote]: ...  # noqa: D102

    @property
    def missing(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def searched(self) -> Searched: ...  # noqa: D102

    @property
    def filters(self) -> Filters: ...  # noqa: D102

    @property
    def notices(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def usage(self) -> Mapping[str, object]: ...  # noqa: D102

    @property
    def timings(self) -> Mapping[str, float]: ...  # noqa: D102

"""Sources that an archive remembers: pointed at once, kept in step by every `index` that names none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.archive import Archive, Source
from assistant.errors import UsageError
from ingest.extraction.raw_article import canonical_url
from ingest.sources.skip_reasons import is_address


def located(given: str | os.PathLike[str]) -> str:
    """A source's location as it is remembered: an address without credentials, or a resolved path.

    Raises UsageError if nothing is there, or the address is none of the web.
    """
    place = os.fspath(given).strip()
    if is_address(place):
        if url := canonical_url(place):
            return url
        raise UsageError(f"{place!r} is no address of http or https", "name a page or a feed of the web")
    try:
        return str(Path(place).expanduser().resolve(strict=True))
    except (OSError, ValueError, RuntimeError):
        raise UsageError(f"there is no file or folder {place!r}", "name one that is there, or an address") from None


def remember(
    archive: Archive, places: Sequence[str], publisher: str | None = None, published: date | None = None
) -> list[Source]:
    """Remember sources, or give those that are remembered other flags; none unless all are there. Raises UsageError."""
    sources = [Source(located(place), (publisher or "").strip() or None, published) for place in places if place]
    with archive.writer() as writer:
        for source in sources:
            writer.remember(source)
    return sources


def forget(archive: Archive, places: Sequence[str]) -> list[str]:
    """Forget sources, by path or address as they were given or as they are listed; their articles stay.

    Raises UsageError, forgetting none, if one is not remembered.
    """
    with archive.writer() as writer:
        known = {source.location for source in writer.sources()}
        found = [_known(place, known) for place in places]
        for location in found:
            writer.forget(location)
    return found


def _known(place: str, known: set[str]) -> str:
    forms = (place, canonical_url(place), str(Path(place).expanduser().absolute()), os.path.realpath(place))
    location = next((form for form in forms if form in known), None)
    if location is None:
        raise UsageError(f"{place!r} is not remembered", "see `pullquote sources list`")
    return location

"""What is to be done with an article that was found, given what the archive holds."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from assistant.archive import ArchiveWriter, Stored, metadata_sha256
from assistant.articles import Article
from assistant.text.day_format import has_come
from ingest.sources.skip_reasons import is_address

Deed = Literal["add", "update", "keep", "copy", "refuse"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do; `reason` says why an article is refused or doubtful, `original` whose copy it is.

    `article` is what to store where an editor corrected what the source says, `fate` what has become of it already.
    """

    deed: Deed
    reason: str = ""
    original: str = ""
    article: Article | None = None
    fate: Literal["", "moved", "restored"] = ""


@dataclass(frozen=True, slots=True)
class _Met:
    """An article of this run, as far as another may be taken for its copy or for a version of it."""

    id: str
    sha256: bytes
    title: str
    published: date | None
    location: str


class Planner:
    """Decides by identity and text, in the words of the design: copy, move, update, tombstone.

    It knows what this run has met already, since articles are stored in batches, after they are planned. Equal
    text is a copy unless title and day both differ: then two articles share what is hardly an article of either,
    such as a notice of their page. Of two files that give one identity different texts, the later wins.
    """

    def __init__(self, writer: ArchiveWriter) -> None:
        self._writer = writer
        self._met: dict[str, _Met] = {}
        self._texts: dict[bytes, list[_Met]] = {}

    def meet(self, article: Article | Stored, location: str) -> None:
        """Note an article that was found."""
        met = _Met(article.id, bytes.fromhex(article.sha256), article.title, article.published, location)
        self._met[article.id] = met
        self._texts.setdefault(met.sha256, []).append(met)

    def has_met(self, id: str) -> bool:
        """Whether an article of this identity was found in this run."""
        return id in self._met

    def is_original(self, id: str, sha256: str) -> bool:
        """Whether an article is still stored with that text, and still where it was."""
        stored = self._writer.stored(id)
        return stored is not None and not stored.removed and stored.sha256 == sha256 and _is_there(stored.location)

    def plan(self, article: Article, location: str, *, known: bool = False) -> Plan:
        """Decide; identities that moved or came back are set right in the archive at once.

        `known` says that the file was read before as it is now: then it can hold nothing newer than what another
        file has brought since, whatever the clock said when they were written.
        """
        if (met := self._met.get(article.id)) and met.sha256 == bytes.fromhex(article.sha256):
            return Plan("copy", original=article.id)
        if met and met.location == location:
            return Plan("refuse", f"another text in the same place has the id {article.id!r} too: ids must be unique")
        if met and not _is_later(article, location, met, known):
            return Plan("refuse", f"older than the text of the same id in {met.location or 'a document'}")
        if met:
            replaced = f"replaces an older text of the same id in {met.location or 'a document'}"
            plan = Plan("update", replaced, article=self._corrected(article, article.id))
        else:
            plan = self._against_archive(article, location, known)
        if plan.deed not in ("refuse", "copy"):
            self.meet(article, location)
        return plan

    def _against_archive(self, article: Article, location: str, known: bool) -> Plan:
        same = self._writer.same_text(article.sha256)
        fate: Literal["", "moved", "restored"] = ""
        stored = self._writer.stored(article.id)
        if stored is None and (stored := self._moved(article, location, same)):
            fate = "moved"
        if stored is None:
            return self._new(article, same)
        if stored.removed:
            if not self._came_back(stored):
                return Plan("refuse", _kept_out(stored))
            stored, fate = replace(stored, removed=False), "restored"
        article = self._corrected(article, stored.id)
        if stored.sha256 != article.sha256 and not _is_later(article, location, stored, known):
            return Plan("refuse", f"older than the text of the same id in {stored.location}")
        changed = stored.sha256 != article.sha256 or stored.metadata_sha256 != metadata_sha256(article)
        if not changed and stored.location != location:
            if _is_there(stored.location):
                return Plan("copy", original=stored.id)
            self._writer.locate(stored.id, location)
            fate = fate or "moved"
        return Plan("update" if changed else "keep", article=article, fate=fate)

    def _corrected(self, article: Article, id: str) -> Article:
        """An article with what an editor says of it in the place of what its source says."""
        return corrected(article, self._writer.corrections(id))

    def _moved(self, article: Article, location: str, same: list[Stored]) -> Stored | None:
        """The article with the same text whose old path is gone, under its new identity."""
        for stored in same:
            if stored.id in self._met or _is_another(article, stored):
                continue
            gone = not stored.removed and stored.location != location and not _is_there(stored.location)
            if gone or (stored.removed and self._came_back(stored)):
                self._writer.move(stored.id, article.id, location)
                return replace(stored, id=article.id, location=location, removed=False)
        return None

    def _new(self, article: Article, same: list[Stored]) -> Plan:
        live: list[_Met | Stored] = list(self._texts.get(bytes.fromhex(article.sha256), ()))
        live += [stored for stored in same if not stored.removed]
        for other in live:
            if not _is_another(article, other):
                return Plan("copy", original=other.id)
        for stored in same:
            if stored.removed and not _is_another(article, stored):
                return Plan("refuse", f"its text was removed as {stored.id!r}")
        shared = f"has the same text as {live[0].id!r}, but another title and day: it may be a notice" if live else ""
        return Plan("add", shared)

    def _came_back(self, stored: Stored) -> bool:
        """Undo the removal of an article that only vanished, and was neither taken out by hand nor purged."""
        mark = vanished_mark(stored.id)
        if not stored.version or self._writer.seen(mark) != "vanished":
            return False
        self._writer.mark_seen(mark, "")
        self._writer.restore([stored.id])
        return True


def vanished_mark(id: str) -> str:
    """Where the archive notes that pruning removed an article."""
    return f"vanished:{id}"


def corrected(article: Article, said: Mapping[str, str | None]) -> Article:
    """An article with other metadata: title, publisher, published (ISO 8601) and author, as far as they are said."""
    if not said:
        return article
    day = said.get("published")
    return replace(
        article,
        title=said.get("title") or article.title,
        publisher=said.get("publisher", article.publisher),
        author=said.get("author", article.author),
        published=(date.fromisoformat(day) if day else None) if "published" in said else article.published,
    )


def _is_another(article: Article, other: _Met | Stored) -> bool:
    days_differ = article.published and other.published and article.published != other.published
    return bool(days_differ) and article.title != other.title


def _is_later(article: Article, location: str, other: _Met | Stored, known: bool) -> bool:
    """Whether an article's text replaces another of its id: by its day, else by when the files were written."""
    if location == other.location or not (location and other.location):
        return True
    days = [each for each in (article.published, other.published) if each and has_come(each)]
    if len(set(days)) == 2:
        return days[0] > days[1]
    if known and _is_there(other.location):
        return False
    return _written(location) > _written(other.location)


def _written(location: str) -> tuple[bool, int]:
    """When a file was written; one that claims the future was written by a wrong clock, and comes before all others."""
    if is_address(location):  # which was fetched now, or found as it was
        return True, time.time_ns()
    try:
        written = Path(location).stat().st_mtime_ns
    except OSError:
        return False, 0
    return written <= time.time_ns(), written


def _kept_out(stored: Stored) -> str:
    if not stored.version:
        return "was erased for good, and stays out"
    return f"was removed (`pullquote articles restore` {stored.id!r} brings it back)"


def _is_there(location: str) -> bool:
    """Whether an article may still be where it was: a page is, until it is looked for and found to be gone."""
    return not location or is_address(location) or os.path.lexists(location)

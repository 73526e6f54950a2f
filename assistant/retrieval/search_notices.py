"""What a reader should know of what was searched, and of what was not."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answers import ArticleCount
from assistant.rendering.scope_phrases import confined
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters, Searched
from assistant.text.day_format import day, days
from assistant.text.plurals import counted

NEAREST_ONLY = "These are the nearest passages that were found; they may not answer the question."


def left_out(snapshot: Searchable, filters: Filters, searched: Searched) -> list[str]:
    """What a range of days left out for want of a date, and from when the articles are if it left out all."""
    said = []
    if not searched.articles and (filters.since or filters.until or filters.as_of):
        whole = snapshot.extent(Filters(filters.publishers))
        if whole.first and whole.last:
            said.append(f"The articles that have a date are of {days(whole.first, whole.last)}.")
    if count := snapshot.undated(filters):
        left = f"{counted(count, 'article')} without a date {'was' if count == 1 else 'were'} left out"
        said.append(f"{left}: only what has one can be of the days asked for.")
    return said


def not_taken_as_date(words: str, last: date | None) -> list[str]:
    """What to say of words like `this week` where the archive ends long before today."""
    if not words or not last:
        return []
    newest = f"“{words}” was not taken as a date, for the newest article is of {day(last)}."
    return [f"{newest} To ask as of an earlier day, say which under “as of”."]


def not_read(words: str) -> list[str]:
    """What to say of a period that could not be read, as `before the invasion`."""
    return [f"“{words}” was not read as a period; days can be given as “since” and “until”."] if words else []


def foreign(elsewhere: bool) -> list[str]:
    """What to say to a question in another language than the models'."""
    said = "The local models are English: a question in another language finds only articles that share its words."
    return [said] if elsewhere else []


def nothing_by(name: str) -> str:
    """What to say of one among several that nothing was found of."""
    return f"Nothing by {name} was found."


def counted_articles(count: int, mentions: Sequence[str], filters: Filters) -> ArticleCount:
    """How many articles there are, or mention something, and the command that lists them all."""
    words, when = " and ".join(f"“{each}”" for each in mentions), confined(filters)
    articles = " ".join(filter(None, [counted(count, "article") if count else "No article", when if mentions else ""]))
    if mentions:
        said = f"{articles} {'mention' if count > 1 else 'mentions'} {words}"
    else:
        said = f"{articles} {'were' if count > 1 else 'was'} {when}" if when else f"{articles} in the archive"
    listed = f"; all of them: {listing_command(mentions, filters)}" if count else "."
    notice = ArticleCount(said + listed)
    notice.said, notice.mentions, notice.filters = f"{said}.", tuple(mentions), filters
    return notice


def listing_command(mentions: Sequence[str], filters: Filters) -> str:
    """The command that lists the articles counted."""
    options = [("--mentions", words) for words in mentions]
    options += [("--publisher", name) for name in filters.publishers[:1]]
    options += [("--since", day.isoformat()) for day in (filters.since,) if day]
    options += [("--until", day.isoformat()) for day in (filters.until or filters.as_of,) if day]
    return " ".join(["pullquote articles list", *(f"{option} {shlex.quote(value)}" for option, value in options)])


def widened(understood: Filters, given: Filters) -> str:
    """What to say where nothing was found within what the question confined the search to."""
    publishers = () if given.publishers else understood.publishers
    since, until = (None, None) if given.since or given.until else (understood.since, understood.until)
    asked = confined(Filters(publishers, since, until))
    return f"Nothing close was found that was {asked}, as the question asks; the search went on without that."


def overruled(pairs: Iterable[tuple[Filters, Filters]]) -> list[str]:
    """What to say where the question names a publisher or days that a filter leaves out."""
    return [
        f"The question asks for what was {confined(asked)}, a filter for what was {confined(given)}: "
        "the filter was followed."
        for asked, given in pairs
    ]

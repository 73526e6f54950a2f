"""An answer as Markdown, to keep or to send: statements, then block quotes with full references."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from assistant.articles import UNNAMED, Article, Quote
from assistant.rendering.days_meant import when
from assistant.rendering.escaped_markdown import in_link, plain
from assistant.rendering.provenance import provenance
from assistant.rendering.refusal import not_found
from assistant.rendering.rendered import Rendered
from assistant.rendering.staff import staff
from assistant.text import bylines
from assistant.text.day_format import day
from assistant.text.source_brackets import apart

_ENCODED = str.maketrans({character: f"%{ord(character):02X}" for character in "()<>[]\\"})
"""What a renderer may take for the end of an address, or for an image within it."""


def render(answer: Rendered) -> str:
    """Write the answer as Markdown; nothing in it but our own references is a link."""
    lines = [f"# {plain(answer.question)}", ""]
    for notice in answer.above:
        lines += [f"**{plain(notice)}**", ""]
    if answer.prose:
        lines += [" ".join(f"{plain(apart(s.text))} {_markers(s.quotes)}" for s in answer.prose), ""]
        lines += [f"Nothing found on: {plain('; '.join(answer.missing))}.", ""] if answer.missing else []
        lines += ["Also in the sources:", ""] if answer.also else []
        lines += [f"- {plain(apart(s.text))} {_markers(s.quotes)}" for s in answer.also]
        lines += [""] if answer.also else []
    else:
        lines += [f"*{plain(not_found(answer))}*", ""]
    for quote in answer.quotes:
        lines += [f"> {plain(apart(quote.text))}", ">", f"> **[{quote.number}]** {_reference(quote)}"]
        if said := when(quote):
            lines += [">", f"> {plain(said)}"]
        if also := bylines.others(quote.article.also_published_by):
            lines += [">", f"> {plain(also)}"]
        lines += [">", f"> {plain(f'{quote.article.id}, {provenance(quote.article)}.')}"]
        if quote.article.correction:
            lines += [">", f"> The article says of itself: {plain(apart(quote.article.correction))}"]
        lines.append("")
    lines += [f"- {plain(notice)}" for notice in answer.notices]
    who = staff(answer) if answer.usage else "In the sources' own words."
    lines += ["", f"{plain(who)} Every quote stands word for word in the article named.", ""]
    return "\n".join(lines)


def linkable(url: str | None) -> str | None:
    """The URL if it is an http or https one with a host, else None: nothing else becomes a link.

    A host of other letters than ASCII is given in its xn-- form, so that none passes for another, and user names
    and passwords are left out.
    """
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError is one
        return None
    if not all(c.isalnum() or c in "-._:" for c in host):
        return None
    return urlunsplit(parts._replace(netloc=(f"[{host}]" if ":" in host else host) + port))


def _markers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _reference(quote: Quote) -> str:
    article = quote.article
    speaker = (
        [f"{plain(quote.speaker)}, in:"] if quote.speaker else [f"Speaker {UNNAMED}, in:"] if quote.speaking else []
    )
    return " ".join(
        [*speaker, f"{plain(bylines.publisher(article.publisher))}, {day(article.published)}.", _title(article)]
    )


def _title(article: Article) -> str:
    title, url = bylines.title(article.title or article.id), linkable(article.url)
    return f"[{in_link(title)}](<{url.translate(_ENCODED)}>)" if url else f"“{plain(title)}”"

"""Downloads of press databases: one plain text file that holds many documents, read one by one.

A file in which a database's marks stand is never one article. Four forms are known: LexisNexis ("1 of 20 DOCUMENTS"),
Nexis Uni ("End of Document"), Factiva (with codes, or as text that ends in "Document LEDG000020240211…") and ProQuest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.extraction.markdown import Read
from ingest.extraction.publication_date import parse_day
from ingest.extraction.raw_article import Unusable

_LEXIS = re.compile(r"(?m)^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$")
_NEXIS = re.compile(r"(?m)^[ \t]*End of Document[ \t]*$")
_FACTIVA = re.compile(r"(?m)^(?:AN)?[ \t]*Document [A-Z][A-Z0-9]{2,10}\d{8}[a-z0-9]+[ \t]*$")
_PROQUEST = re.compile(r"(?m)^ProQuest document ID:")
_DATABASES = {
    "LexisNexis": ("DOCUMENT", _LEXIS),
    "Nexis": ("End of Document", _NEXIS),
    "Factiva": ("Document ", _FACTIVA),
    "ProQuest": ("ProQuest document ID:", _PROQUEST),
}
"""Each database's mark, and words of it that are looked for first, for few texts hold them."""

_RULE = re.compile(r"(?m)^_{20,}[ \t]*$")

_LABEL = re.compile(r"(?P<name>[A-Z][A-Za-z-]*(?: [A-Za-z/-]+){0,3}):[ \t]*(?P<value>.*)", re.S)
_LEXIS_LABELS = frozenset(
    "byline section length dateline highlight source edition series body load-date language graphic publication-type"
    " subject organization company geographic person notes url acc-no document-type journal-code type city state"
    " country industry ticker category correction correction-date copyright column distribution classification".split()
)
_NEXIS_ENDS = re.compile(r"(?m)^(?:Load-Date:.*|Graphic|Classification|Notes|Correction|Correction-Date:.*)[ \t]*$")
_CODE = re.compile(
    r"(?m)^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|VOL|ART)"
    r"(?:[ \t]+|[ \t]*\n)"
)
_WORDS = re.compile(r"\d[\d,.]* words")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: GMT)?", re.I)
_RIGHTS = re.compile(r"(?:Copyright|\(c\)|©|All Rights Reserved)", re.I)
_PROQUEST_LABELS = frozenset(
    "title|author|publication|publication title|publication date|publication year|publication info|publication subject"
    "|source type|source|pages|volume|issue|place of publication|publisher|country of publication|issn|first page|links"
    "|language of publication|language|document type|document url|proquest document id|copyright|last updated|database"
    "|full text|abstract|subject|location|people|company / organization|section|classification|identifier / keyword"
    "|column".split("|")
)


def database_of(text: str) -> str:
    """The press database whose marks stand in a text; empty if it holds one document like any other."""
    return next((name for name, (word, mark) in _DATABASES.items() if word in text and mark.search(text)), "")


def documents_of(text: str) -> list[Read | Unusable]:
    """The documents of a download, each read or with the reason why it is not; none if the text is no download."""
    database = database_of(text)
    return [_read(database, piece) for piece in _PIECES[database](text)] if database else []


def _read(database: str, piece: str) -> Read | Unusable:
    read = _READERS[database](piece)
    if read is None:
        return Unusable(f"a document of {database} in a form that is not read; export it as plain text, with full text")
    return read


def _after(mark: re.Pattern[str]) -> Callable[[str], list[str]]:
    return lambda text: [piece for piece in mark.split(text)[1:] if piece.strip()]


def _before(mark: re.Pattern[str]) -> Callable[[str], list[str]]:
    return lambda text: [piece for piece in mark.split(text) if piece.strip()]


def _between_rules(text: str) -> list[str]:
    return [piece for piece in _RULE.split(text) if _PROQUEST.search(piece)] or [text]


def _lexis(piece: str) -> Read | None:
    """Publisher, day and title, each a block of lines; labels; the body; labels again."""
    said: dict[str, object] = {}
    body: list[str] = []
    for block in _blocks(piece):
        line = " ".join(block.split())
        label = _LABEL.match(block)
        if label and label["name"].lower() in _LEXIS_LABELS:
            said.setdefault(label["name"].lower(), " ".join(label["value"].split()))
            if label["name"].lower() == "body" and label["value"].strip():
                body.append(label["value"])
        elif _RIGHTS.match(line):
            continue
        elif "length" in said or "section" in said or "byline" in said:
            if "load-date" not in said:
                body.append(block)
        elif "publisher" not in said:
            said["publisher"] = line
        elif "published" not in said and parse_day(line).value:
            said["published"] = line
        elif "title" not in said:
            said["title"] = line
        else:
            body.append(block)
    return _document(said, body)


def _nexis(piece: str) -> Read | None:
    """Title, publisher and day on lines of their own; labels; a line `Body`; the body; labels."""
    head, mark, rest = _partition(piece, r"(?m)^[ \t]*Body[ \t]*$")
    if not mark:
        return None
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    day = next((at for at, line in enumerate(lines) if parse_day(line).value), 0)
    if day < 2:
        return None
    said: dict[str, object] = {"title": " ".join(lines[: day - 1]), "publisher": lines[day - 1]}
    said |= {"published": lines[day], "byline": _labelled(lines).get("byline")}
    return _document(said, [_NEXIS_ENDS.split(rest)[0]])


def _factiva(piece: str) -> Read | None:
    coded = dict(_coded(piece))
    if "HD" not in coded:
        return _factiva_text(piece)
    said = {"title": coded["HD"], "byline": coded.get("BY"), "publisher": coded.get("SN"), "published": coded.get("PD")}
    return _document(said, [coded.get("LP", ""), coded.get("TD", "")])


def _factiva_text(piece: str) -> Read | None:
    """Title and author; `412 words`; day, time, publisher, code, page and language; rights; the body."""
    lines = [line.strip() for line in piece.splitlines()]
    words = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line)), 0)
    head, rest = [line for line in lines[:words] if line], lines[words + 1 :]
    if not head or not rest or not parse_day(rest[0]).value:
        return None
    named = [line for line in rest[1:] if line and not _TIME.fullmatch(line)]
    rights = next((at for at, line in enumerate(rest) if _RIGHTS.match(line)), -1)
    if not named or rights < 0:
        return None
    by = head.pop() if len(head) > 1 and head[-1].lower().startswith("by ") else None
    said = {"title": " ".join(head[:2]), "byline": by, "published": rest[0], "publisher": named[0]}
    return _document(said, ["\n".join(rest[rights + 1 :])])


def _proquest(piece: str) -> Read | None:
    said: dict[str, str] = {}
    name = ""
    for line in piece.splitlines():
        label = _LABEL.match(line)
        if label and label["name"].lower() in _PROQUEST_LABELS:
            name = label["name"].lower()
            said.setdefault(name, label["value"])
        elif name:
            said[name] += f"\n{line}"
    fields = {"title": said.get("title"), "author": said.get("author"), "published": said.get("publication date")}
    fields["publisher"] = (said.get("publication title") or said.get("publication") or "").partition(";")[0]
    return _document(fields, [said.get("full text", "")])


def _document(said: Mapping[str, object], body: Sequence[str]) -> Read | None:
    """A document that has a title or a publisher, and a text."""
    text = "\n\n".join(part.strip("\n") for part in body if part.strip())
    named = {name: " ".join(str(value).split()) for name, value in said.items() if value}
    return (text, named, ()) if text and (named.get("title") or named.get("publisher")) else None


def _blocks(text: str) -> Iterator[str]:
    return (block for block in re.split(r"\n[ \t]*\n", text) if block.strip())


def _coded(piece: str) -> Iterator[tuple[str, str]]:
    parts = _CODE.split(piece)
    return ((code, value.strip("\n")) for code, value in zip(parts[1::2], parts[2::2], strict=True))


def _labelled(lines: Sequence[str]) -> dict[str, str]:
    return {label["name"].lower(): label["value"] for line in lines if (label := _LABEL.fullmatch(line))}


def _partition(text: str, pattern: str) -> tuple[str, str, str]:
    found = re.search(pattern, text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


_PIECES: Mapping[str, Callable[[str], list[str]]] = {
    "LexisNexis": _after(_LEXIS),
    "Nexis": _before(_NEXIS),
    "Factiva": _before(_FACTIVA),
    "ProQuest": _between_rules,
}
_READERS: Mapping[str, Callable[[str], Read | None]] = {
    "LexisNexis": _lexis,
    "Nexis": _nexis,
    "Factiva": _factiva,
    "ProQuest": _proquest,
}

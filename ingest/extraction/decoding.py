"""Bytes to text, or the reason why they are none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from assistant.text.plurals import counted

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"{\\rtf", "a rich text document"),
    (b"\x80\x04\x95", "a Python pickle"),
)
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x0e\x0f\x7f"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRAY = re.compile(rb"(?:%b)+|((?:(?!%b)[\x80-\xff])+)" % (_SEQUENCE.pattern, _SEQUENCE.pattern))
_PASTED = re.compile(rb"[\x80-\xff]|[\xc0-\xfe][\x85\x91-\x97]|[\x91-\x97][\xc0-\xfe]")
"""Windows-1252 among UTF-8: a byte by itself, or a letter beside a quotation mark, a dash or an ellipsis."""

_QUOTATION = re.compile(rb"\xe2\x80[\x90-\xaf]")
"""A quotation mark or dash in UTF-8, which western text does not hold in another encoding."""

_ASCII = bytes([*range(32, 92), *range(93, 127)]) + rb"\u0041"
"""What stands for itself wherever a declaration in ASCII can be true."""

_LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1", "us-ascii", "ascii"}


class NotText(ValueError):
    """The bytes are not text; the message says what they are."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and what is doubtful about that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes by their byte order mark, else as UTF-8, else as declared, else by what they look like.

    `declared` is the name that a page or a server gives. Mostly valid UTF-8 stays UTF-8: what looks pasted
    into it from Windows-1252 is read so, other broken bytes become U+FFFD, and notes say how many. A guess is named in
    a note too. Raises NotText for binary data.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise NotText(f"{kind}, not text")
    if wide := _wide(data):
        return wide
    _refuse_binary(data)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _declared(data, declared) or _guessed(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd") - (data.count("\ufffd".encode(encoding)) if "\ufffd" in text else 0)
    return Decoded(text, encoding, (_damage(broken, encoding),) if broken > 0 else ())


def _refuse_binary(data: bytes) -> None:
    head = data[:65_536]
    controls = len(head) - len(head.translate(None, _CONTROL))
    zeros = head.count(0)
    if (controls > len(head) // 20 and controls - zeros > len(head) // 50) or zeros > len(head) * 0.6:
        raise NotText("binary data, not text")


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte of western text is zero."""
    head = data[:65_536]
    if len(data) % 2 or len(data) < 16 or head.count(0) < len(head) // 5:
        return None
    encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if sum(c.isprintable() or c in "\t\r\n" for c in text[:10_000]) < len(text[:10_000]) * 0.98:
        return None
    return Decoded(text, encoding, (f"read as {encoding}, guessed from its zero bytes",))


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, told by its valid sequences, and in western text by one quotation mark."""
    valid = len(_SEQUENCE.findall(data))
    rest = _SEQUENCE.sub(b"", data)
    broken = sum(byte >= 0x80 for byte in rest)
    western = broken * 5 < len(data) and _QUOTATION.search(data)
    return _mended(data) if valid > 4 * broken or western else None


def _mended(data: bytes) -> Decoded:
    """UTF-8 with what was pasted into it from Windows-1252."""
    pasted = 0

    def read(found: re.Match[bytes]) -> bytes:
        nonlocal pasted
        characters = found[1].decode("cp1252", "ignore") if found[1] and _PASTED.fullmatch(found[1]) else ""
        pasted += len(characters)
        return characters.encode() or found[0]

    data = _STRAY.sub(read, data)
    text = data.decode("utf-8", "replace")
    notes = [f"{counted(pasted, 'byte')} among UTF-8 read as cp1252"] if pasted else []
    if broken := text.count("\ufffd") - data.count("\ufffd".encode()):
        notes.append(_damage(broken, "UTF-8"))
    return Decoded(text, "utf-8", tuple(notes))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    name = declared.strip().lower()
    try:  # browsers, too, read Latin-1 as Windows-1252, which adds quotation marks and dashes
        encoding = codecs.lookup("cp1252" if name in _LATIN else name).name
        if encoding != "utf-8" and _ASCII.decode(encoding) == _ASCII.decode():
            return Decoded(data.decode(encoding), encoding)
    except (LookupError, ValueError):
        return None
    return None


def _guessed(data: bytes) -> Decoded:
    """Windows-1252 if nearly all is ASCII, as western text is; else what charset-normalizer finds likeliest."""
    high = sum(byte >= 0x80 for byte in data[:65_536])
    if high * 5 < len(data[:65_536]):
        try:
            return Decoded(data.decode("cp1252"), "cp1252", ("read as cp1252, a guess: no encoding is declared",))
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536] if len(data) > 65_536 else data).best()
    if best is None:
        raise NotText("neither UTF-8 nor any other encoding that could be recognised")
    text = data.decode(best.encoding, "replace")
    notes = [f"read as {best.encoding}, a guess: no encoding is declared"]
    if broken := text.count("\ufffd"):
        notes.append(_damage(broken, best.encoding))
    return Decoded(text, best.encoding, tuple(notes))


def _damage(broken: int, encoding: str) -> str:
    return f"{counted(broken, 'place')} {'is' if broken == 1 else 'are'} not valid {encoding} and became U+FFFD"

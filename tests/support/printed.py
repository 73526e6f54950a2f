"""PDF files as printers make them: columns, parted words, running heads; made with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = ("Times-Roman", 10)


def set_in_lines(paragraphs: Sequence[str], width: float) -> list[str | None]:
    """Paragraphs as lines of a width, long words parted where a line is full; None ends a paragraph."""
    lines: list[str | None] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if stringWidth(f"{line} {word}".strip(), *FONT) <= width:
                line = f"{line} {word}".strip()
                continue
            cut = next((k for k in range(len(word) - 3, 2, -1) if _fits(line, word[:k], width)), 0)
            if cut and len(word) > 7 and word.isalpha():
                lines.append(f"{line} {word[:cut]}-".strip())
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        lines += [line, None]
    return lines


def _fits(line: str, word: str, width: float) -> bool:
    return stringWidth(f"{line} {word}-".strip(), *FONT) <= width


def printed(
    paragraphs: Sequence[str], columns: int, *, across: bool = False, title: str = "", password: str | None = None
) -> bytes:
    """A PDF; `across` draws its rows over all columns rather than column by column."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    canvas.setTitle(title or "untitled")
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    lines = set_in_lines(paragraphs, width)
    rows = 54
    for page, start in enumerate(range(0, len(lines), rows * columns), 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 812, "AFORD COURIER")
        canvas.drawRightString(535, 812, "5 June 2023")
        canvas.drawCentredString(300, 28, f"Page {page}")
        canvas.setFont(*FONT)
        part = lines[start : start + rows * columns]
        places = [(n // rows, n % rows, line) for n, line in enumerate(part)]
        for column, row, line in sorted(places, key=lambda place: place[1]) if across else places:
            if line:
                canvas.drawString(60 + column * (width + 20), 770 - 12.5 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def in_runs(lines: Sequence[Sequence[str]]) -> bytes:
    """A PDF whose lines are drawn in runs, as browsers draw words in bold and links; letters are joined."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(*FONT)
    for row, runs in enumerate(lines):
        x = 60.0
        for run in runs:
            canvas.drawString(x, 770 - 12.5 * row, run)
            x += stringWidth(run, *FONT)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(pages: int = 2) -> bytes:
    """A PDF of pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        canvas.setFillGray(0.9)
        canvas.rect(0, 0, *A4, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()

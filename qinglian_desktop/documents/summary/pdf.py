"""The summary as PDF, set as GB/T 9704-2012 sets an official document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.application.document_ports import SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.pdf import pdf_canvas
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet
from qinglian_desktop.documents.paper.text import Line, set_text
from qinglian_desktop.domain.summary import Kind, Paragraph, spaced, summary_title

_LEFT, _TOP = 28 * MM, 37 * MM
_WIDTH, _HEIGHT = 156 * MM, 225 * MM
_LINES, _SIGNS = 22, 28
_PITCH = _HEIGHT / _LINES
_BODY = _WIDTH / _SIGNS
"""28 signs in 156 mm; 三号 proper (16 pt) would leave room for 27."""
_TITLE = 22.0
_FOOT = 14.0
_BELOW = 7 * MM
_ROLES = {
    Kind.TITLE: Role.TITLE,
    Kind.HEAD: Role.LABEL,
    Kind.SUBHEAD: Role.REMARK,
    Kind.TEXT: Role.BODY,
}


def write_pdf(text: SummaryText, target: Path, fonts: Fonts) -> None:
    """Write the pages of a summary."""
    canvas = pdf_canvas(target, A4, summary_title(text.paragraphs), text.unit_name, fonts)
    for sheet in summary_sheets(text.paragraphs, fonts):
        sheet.put_on(canvas)
        canvas.showPage()
    canvas.save()


def summary_sheets(paragraphs: Sequence[Paragraph], fonts: Fonts) -> list[Sheet]:
    """The pages, numbered outside: odd ones right, even ones left."""
    sheets = [Sheet()]
    used = 0
    for paragraph, blank_follows in spaced(paragraphs):
        lines = _lines(paragraph, fonts)
        is_head = paragraph.kind is not Kind.TEXT
        # A head does not stand alone at the foot of a page.
        if is_head and used + len(lines) >= _LINES:
            sheets.append(Sheet())
            used = 0
        for line in lines:
            if used == _LINES:
                sheets.append(Sheet())
                used = 0
            _write(sheets[-1], paragraph.kind, line, used, fonts)
            used += 1
        used += blank_follows
    for number, sheet in enumerate(sheets, 1):
        _say_number(sheet, number, fonts)
    return sheets


def _lines(paragraph: Paragraph, fonts: Fonts) -> list[Line]:
    typeface = fonts[_ROLES[paragraph.kind]]
    if paragraph.kind is Kind.TITLE:
        lines = set_text(typeface, _TITLE, paragraph.text, _WIDTH)
        # Lines of about one length, instead of a last one of two signs.
        even = typeface.width(paragraph.text, _TITLE) / len(lines) + _TITLE
        return set_text(typeface, _TITLE, paragraph.text, min(even, _WIDTH))
    return set_text(typeface, _BODY, paragraph.text, _WIDTH, indent=2 * _BODY)


def _write(sheet: Sheet, kind: Kind, line: Line, place: int, fonts: Fonts) -> None:
    top = A4[1] - _TOP - place * _PITCH
    size = _TITLE if kind is Kind.TITLE else _BODY
    left = _LEFT + (_WIDTH - line.width) / 2 if kind is Kind.TITLE else _LEFT
    sheet.write(left, top, _PITCH, line, fonts[_ROLES[kind]], size)


def _say_number(sheet: Sheet, number: int, fonts: Fonts) -> None:
    """— 1 —, 7 mm below the text and one sign in from its outer edge."""
    y = A4[1] - _TOP - _HEIGHT - _BELOW - _FOOT / 2
    words = f"— {number} —"
    if number % 2:
        sheet.say(_LEFT + _WIDTH - _FOOT, y, words, fonts[Role.NUMBER], _FOOT, "right")
    else:
        sheet.say(_LEFT + _FOOT, y, words, fonts[Role.NUMBER], _FOOT)

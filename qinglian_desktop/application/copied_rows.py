"""A table on the clipboard: as text, and as HTML, from which Excel, WPS and Word make cells."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.projection import CellValue, cell_text

_TEXT = """ style='mso-number-format:"\\@"'"""
"""Keeps a long number and what begins like a formula text, in Excel and WPS."""
_BREAK = '<br style="mso-data-placement:same-cell">'


@dataclass(frozen=True, slots=True)
class CopiedRows:
    """Headings and rows, each in the two ways in which programs take them; ``count`` of rows."""

    text: str
    html: str
    count: int


def copied(headings: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> CopiedRows:
    """Rows below their headings."""
    lines = [headings, *rows]
    text = "\n".join("\t".join(_quoted(cell_text(each)) for each in line) for line in lines)
    head = "".join(f"<th>{_escaped(each)}</th>" for each in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    table = f'<table border="1" cellspacing="0"><tr>{head}</tr>{body}</table>'
    return CopiedRows(text, table, len(rows))


def _quoted(text: str) -> str:
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(content: CellValue) -> str:
    kept = _TEXT if isinstance(content, str) else ""
    return f"<td{kept}>{_escaped(cell_text(content))}</td>"


def _escaped(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return html.escape(lines, quote=False).replace("\n", _BREAK)

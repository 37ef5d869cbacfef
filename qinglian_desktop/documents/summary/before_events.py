"""What goes out before an event: documents and sheets to sign in one PDF, or a sheet as Word."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from qinglian_desktop.application.document_ports import SignIn, SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.pdf import pdf_canvas
from qinglian_desktop.documents.paper.sheet import A4
from qinglian_desktop.documents.paper.sign_in import sign_in_pages
from qinglian_desktop.documents.summary.pdf import summary_sheets
from qinglian_desktop.domain.summary import summary_title


def papers_as_pdf(parts: Sequence[SummaryText | SignIn], fonts: Fonts) -> bytes:
    """The parts after each other, each with pages counted for itself."""
    kept = BytesIO()
    title = "、".join(_title(each) for each in parts)
    canvas = pdf_canvas(kept, A4, title, parts[0].unit_name, fonts)
    for part in parts:
        if isinstance(part, SummaryText):
            sheets = summary_sheets(part.paragraphs, fonts, part.signature)
        else:
            sheets = sign_in_pages(part.sheet, part.unit_name, fonts)
        for sheet in sheets:
            sheet.put_on(canvas)
            canvas.showPage()
    canvas.save()
    return kept.getvalue()


def write_sign_in(sign_in: SignIn, target: Path) -> None:
    """The sheet to sign as a Word table, whose head Word repeats."""
    from qinglian_desktop.documents.word.sign_in_table import write_sign_in_table

    write_sign_in_table(sign_in.sheet, sign_in.unit_name, sign_in.at, target)


def _title(part: SummaryText | SignIn) -> str:
    return summary_title(part.paragraphs) if isinstance(part, SummaryText) else part.sheet.title

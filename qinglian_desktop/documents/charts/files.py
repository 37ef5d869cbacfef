"""Flow charts as files; fonts and libraries are loaded with the first."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.chart_ports import ChartDocument, ChartPaper, ChartPicture
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.domain.drawing import Drawing

if TYPE_CHECKING:
    from qinglian_desktop.documents.paper.fonts import Typeface


class ChartDocuments:
    """``document_ports.ChartFiles``: with the program's own fonts, on each PC the same lines."""

    def __init__(self, fonts_folder: Path) -> None:
        self._fonts = Fonts(fonts_folder, ())
        self._face: Typeface | None = None

    def width(self, text: str) -> float:
        """How wide a text is in em."""
        if self._face is None:
            self._face = self._fonts[Role.BODY]
        return sum(map(self._face.advances.__getitem__, text))

    def write(self, paper: ChartPaper, kind: ChartDocument, target: Path) -> None:
        """Write all pages as one document, to exactly this path."""
        match kind:
            case ChartDocument.PDF:
                self._write_pdf(paper, target)
            case ChartDocument.WORD:
                from qinglian_desktop.documents.word.charts import write_word_chart

                write_word_chart(paper, self._fonts, paper.unit_name, paper.at, target)

    def pdf(self, paper: ChartPaper) -> bytes:
        """All pages as a PDF that is no file."""
        made = BytesIO()
        self._write_pdf(paper, made)
        return made.getvalue()

    def picture(
        self, page: Drawing, title: str, kind: ChartPicture, *, is_outlined: bool = False
    ) -> bytes:
        """One page as a picture."""
        match kind:
            case ChartPicture.SVG:
                from qinglian_desktop.documents.charts.svg import svg_text

                return svg_text(page, title, self._fonts, is_outlined=is_outlined).encode()
            case ChartPicture.PNG:
                from qinglian_desktop.documents.paper.raster import png_bytes

                return png_bytes(page, self._fonts)

    def _write_pdf(self, paper: ChartPaper, target: Path | BytesIO) -> None:
        from qinglian_desktop.documents.paper.pdf import pdf_canvas
        from qinglian_desktop.documents.paper.sheet import drawn_sheet

        first = paper.pages[0]
        size = (first.width, first.height)
        canvas = pdf_canvas(target, size, paper.title, paper.unit_name, self._fonts)
        for page in paper.pages:
            canvas.setPageSize((page.width, page.height))
            drawn_sheet(page, self._fonts).put_on(canvas)
            canvas.showPage()
        canvas.save()

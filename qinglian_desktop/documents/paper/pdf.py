"""Records, lists, pictures and lenses as PDF; fonts and library are loaded at the first print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.errors import Cancelled, ProgramBug
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import LensPaper
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.return_content import ReturnContent

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from qinglian_desktop.documents.paper.sheet import Sheet


class PaperPdf:
    """``ports.PaperFiles`` by reportlab: equal input on one machine gives equal bytes.

    ``fonts_folder`` holds the fonts that come with the program; ``pc_fonts`` are folders
    whose office fonts are preferred to them.
    """

    def __init__(self, fonts_folder: Path, pc_fonts: Iterable[Path] | None = None) -> None:
        self._fonts = Fonts(fonts_folder, pc_fonts)
        # Drawings are measured in the fonts that every PC has.
        self._drawn_in = Fonts(fonts_folder, ())

    def records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        source: PaperSource,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """One form a record, in its ledger's paper form, in one file; void ones are marked.

        Each is followed by its charts, on paper of their own size.
        Raises Cancelled, leaving no file, when ``progress`` answers False.
        """
        from qinglian_desktop.documents.paper.form import FormPrinter
        from qinglian_desktop.documents.paper.sheet import A4, drawn_sheet, stamp_void

        printer = FormPrinter(ledger, source, self._fonts)
        title = printer.title(records[0]) if len(records) == 1 else printer.usual_title
        canvas = pdf_canvas(target, A4, title, source.unit_name, self._fonts)
        for done, record in enumerate(records, 1):
            if record.state is State.DRAFT:
                raise ProgramBug(f"a draft of {ledger.key} was to be printed")
            pages = [(sheet, A4) for sheet in printer.sheets(record)]
            pages += [
                (drawn_sheet(drawing, self._drawn_in), (drawing.width, drawing.height))
                for chart in source.charts(ledger, record)
                for drawing in chart.pages
            ]
            for sheet, size in pages:
                canvas.setPageSize(size)
                sheet.put_on(canvas)
                if record.state is State.VOID:
                    stamp_void(canvas, self._fonts, size)
                canvas.showPage()
            if not progress(done, len(records)):
                raise Cancelled
        canvas.save()

    def blank(self, ledger: Ledger, word: str, source: PaperSource, target: PaperTarget) -> None:
        """The form of this kind, the usual one without a word, to be filled by hand."""
        from qinglian_desktop.documents.paper.blank import blank_form
        from qinglian_desktop.documents.paper.sheet import A4

        printer, empty = blank_form(ledger, word, source, self._fonts)
        title = printer.title(empty)
        canvas = pdf_canvas(target, A4, title, source.unit_name, self._fonts)
        for sheet in printer.sheets(empty):
            sheet.put_on(canvas)
            canvas.showPage()
        canvas.save()

    def listing(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        source: PaperSource,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """The records as a table, repeated heads, page numbers; ``subtitle`` says which.

        Raises Cancelled, leaving no file, when ``progress`` answers False.
        """
        from qinglian_desktop.documents.paper.listing import PAGE, ListPrinter

        sheets = ListPrinter(ledger, source, self._fonts).sheets(records, subtitle, progress)
        canvas = pdf_canvas(target, PAGE, paper_list(ledger).title, source.unit_name, self._fonts)
        for sheet in sheets:
            sheet.put_on(canvas)
            canvas.showPage()
        canvas.save()

    def lacking(self, text: str) -> str:
        """The signs of a text that no font has, each once; no font is opened for it."""
        signs = dict.fromkeys(tidy(text).replace("\n", ""))
        return "".join(sign for sign in signs if not self._fonts.have(sign))

    def pictures(
        self, title: str, subtitle: str, drawings: Sequence[Drawing], unit_name: str
    ) -> bytes:
        """Drawings below each other on A4, none cut in two; ``subtitle`` says of when they are."""
        from qinglian_desktop.documents.paper.picture_pdf import picture_pages
        from qinglian_desktop.documents.paper.sheet import A4

        pages = picture_pages(title, subtitle, drawings, unit_name, self._fonts)
        return self._bytes_of(pages, A4, title, unit_name)

    def lens(self, paper: LensPaper, unit_name: str, made: date) -> bytes:
        """A lens as a table on A4, its heads repeated on every page."""
        from qinglian_desktop.documents.paper.lens_pages import LensPrinter

        printer = LensPrinter(paper, unit_name, made, self._fonts)
        return self._bytes_of(printer.sheets(), printer.page, paper.title, unit_name)

    def return_for_seal(self, content: ReturnContent) -> bytes:
        """Cover, 汇总 and 更正说明 of a monthly return, as the workbook prints them."""
        from qinglian_desktop.documents.paper.return_pages import ReturnPrinter
        from qinglian_desktop.documents.paper.sheet import A4

        kept = BytesIO()
        title = content.file_name.removesuffix(".xlsx")
        canvas = pdf_canvas(kept, A4, title, content.unit_name, self._fonts)
        for sheet, size in ReturnPrinter(content, self._fonts).pages():
            canvas.setPageSize(size)
            sheet.put_on(canvas)
            canvas.showPage()
        canvas.save()
        return kept.getvalue()

    def _bytes_of(
        self, sheets: Sequence[Sheet], page: tuple[float, float], title: str, unit_name: str
    ) -> bytes:
        kept = BytesIO()
        canvas = pdf_canvas(kept, page, title, unit_name, self._fonts)
        for sheet in sheets:
            sheet.put_on(canvas)
            canvas.showPage()
        canvas.save()
        return kept.getvalue()


def pdf_canvas(
    target: PaperTarget, page: tuple[float, float], title: str, author: str, fonts: Fonts
) -> Canvas:
    """A canvas for pages of this size, whose bytes depend on what is drawn alone."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        str(target) if isinstance(target, Path) else target,
        pagesize=page,
        pageCompression=1,
        invariant=1,
        # Else every page names Helvetica, which is not embedded.
        initialFontName=fonts[Role.BODY].name,
        lang="zh-CN",
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("清廉台账")
    return canvas

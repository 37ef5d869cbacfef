"""Records and lists as Word documents: the forms of the PDF, to be edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.documents.paper.blank import blank_form
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.word.charts import chart_section, chart_text
from qinglian_desktop.documents.word.forms import FormWriter, blank_ends, form_document
from qinglian_desktop.documents.word.lists import ListWriter
from qinglian_desktop.documents.word.looks import TINY
from qinglian_desktop.documents.word.paragraphs import WordParagraph
from qinglian_desktop.documents.word.parts_of_file import FileParts
from qinglian_desktop.documents.word.word_files import write_document
from qinglian_desktop.domain.errors import Cancelled, ProgramBug
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.domain.record import Record, State


class PaperWord:
    """``ports.RecordFiles`` by docx: equal input on one machine at one time gives equal bytes.

    Words are measured in the fonts of ``fonts_folder`` and ``pc_fonts``, as for the PDF, so that
    both divide their lines alike; the document names fonts and brings none.
    """

    def __init__(
        self, fonts_folder: Path, clock: Clock, pc_fonts: Iterable[Path] | None = None
    ) -> None:
        self._clock = clock
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
        """One form a record, each on pages of its own; void ones are marked.

        Raises Cancelled, leaving no file, when ``progress`` answers False.
        """
        document = form_document()
        printer = FormPrinter(ledger, source, self._fonts)
        parts = FileParts(document)
        writer = FormWriter(printer, source, self._fonts, parts)
        text: list[str] = []
        for done, record in enumerate(records, 1):
            if record.state is State.DRAFT:
                raise ProgramBug(f"a draft of {ledger.key} was to be written")
            charts = source.charts(ledger, record)
            is_alone, is_last = len(records) == 1 and not charts, done == len(records)
            text.append(writer.written(record, is_alone=is_alone, is_last=is_last and not charts))
            for chart in charts:
                text += chart_text(chart, self._drawn_in, parts)
                pages = chart_section(chart, blank_ends(parts, record))
                ends_text = is_last and chart is charts[-1]
                text.append(pages if ends_text else WordParagraph("", TINY).xml(section=pages))
            if not progress(done, len(records)):
                raise Cancelled
        reader = writer.reader
        title = reader.title(records[0]) if len(records) == 1 else reader.usual_title
        _fill(document, text)
        write_document(document, title, source.unit_name, self._clock(), target)

    def blank(self, ledger: Ledger, word: str, source: PaperSource, target: PaperTarget) -> None:
        """The form of this kind, the usual one without a word, to be filled by hand."""
        document = form_document()
        printer, empty = blank_form(ledger, word, source, self._fonts)
        writer = FormWriter(printer, source, self._fonts, FileParts(document))
        _fill(document, [writer.written(empty, is_alone=True, is_last=True)])
        title = printer.title(empty)
        write_document(document, title, source.unit_name, self._clock(), target)

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
        writer = ListWriter(ledger, source, self._fonts)
        document = writer.new_document()
        text = writer.written(records, subtitle, FileParts(document), progress)
        _fill(document, [text])
        title = paper_list(ledger).title
        write_document(document, title, source.unit_name, self._clock(), target)


def _fill(document: WordDocument, text: Iterable[str]) -> None:
    """Put this text in the place of the empty one."""
    (body,) = document.element.xpath("/w:document/w:body")
    body.clear()
    spaces = nsdecls("w", "r", "wp", "a", "pic")
    for each in text:
        body.extend(list(parse_xml(f"<w:body {spaces}>{each}</w:body>")))

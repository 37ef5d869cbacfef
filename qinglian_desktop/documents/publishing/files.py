"""Sets for the public as files; fonts and libraries are loaded with the first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.public_ports import PublicForm, PublicPaper
from qinglian_desktop.documents.paper.fonts import Fonts


class PublicDocuments:
    """Implements ``public_ports.PublicFiles``; fonts as those of lists and of charts."""

    def __init__(self, fonts_folder: Path, pc_fonts: Iterable[Path] | None = None) -> None:
        self._fonts = Fonts(fonts_folder, pc_fonts)
        # Drawings are measured in the fonts that every PC has.
        self._drawn_in = Fonts(fonts_folder, ())

    def write(
        self,
        paper: PublicPaper,
        form: PublicForm,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """Write all of it to exactly this path."""
        match form:
            case PublicForm.PDF:
                from qinglian_desktop.documents.publishing.set_pdf import write_set_pdf

                write_set_pdf(paper, self._fonts, self._drawn_in, target, progress)
            case PublicForm.EXCEL:
                from qinglian_desktop.documents.publishing.set_workbook import write_set_workbook

                write_set_workbook(paper, self._drawn_in, target, progress)
            case PublicForm.WORD:
                from qinglian_desktop.documents.publishing.set_word import write_set_word

                write_set_word(paper, self._fonts, self._drawn_in, target, progress)

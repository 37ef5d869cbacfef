"""The summary as a document: Word, PDF or plain text. Libraries are loaded when one is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import assert_never

from qinglian_desktop.application.document_ports import FontUsed, SignIn, SummaryForm, SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.summary.signing import SIGNS, signature_lines
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, spaced

_FROM_THE_EDGE = (Kind.TITLE, Kind.ADDRESS)


class SummaryDocuments:
    """``ports.SummaryFiles``.

    ``fonts_folder`` holds the fonts that come with the program; ``pc_fonts`` are folders
    whose office fonts are preferred to them.
    """

    def __init__(self, fonts_folder: Path, pc_fonts: Iterable[Path] | None = None) -> None:
        self._folder = fonts_folder
        self._pc_fonts = pc_fonts

    def write(self, text: SummaryText, form: SummaryForm, target: Path) -> tuple[FontUsed, ...]:
        """Write the document to exactly this path, whatever its name ends with."""
        match form:
            case SummaryForm.WORD:
                from qinglian_desktop.documents.summary.word import write_word

                return write_word(text, target)
            case SummaryForm.PDF:
                from qinglian_desktop.documents.summary.pdf import write_pdf

                return write_pdf(text, target, self._fonts())
            case SummaryForm.TEXT:
                # The mark and the line ends are for the editors of older Windows.
                target.write_text(plain_text(text), encoding="utf-8-sig", newline="\r\n")
                return ()
            case _:
                assert_never(form)

    def pages(self, parts: Sequence[SummaryText | SignIn]) -> bytes:
        """Documents and sheets to sign after each other in one PDF."""
        from qinglian_desktop.documents.summary.before_events import papers_as_pdf

        return papers_as_pdf(parts, self._fonts())

    def write_sign_in(self, sign_in: SignIn, target: Path) -> None:
        """Write a sheet to sign as Word, to exactly this path."""
        from qinglian_desktop.documents.summary.before_events import write_sign_in

        write_sign_in(sign_in, target)

    def _fonts(self) -> Fonts:
        return Fonts(self._folder, self._pc_fonts)


def plain_text(text: SummaryText) -> str:
    """One line a paragraph, each but the title begun by two ideographic spaces; then who signs."""
    lines = (
        ("" if each.kind in _FROM_THE_EDGE else "\u3000\u3000")
        + each.text
        + "\n" * (1 + blank_follows)
        for each, blank_follows in spaced(text.paragraphs)
    )
    return "".join((*lines, "\n\n", *(f"{line}\n" for line in _signature(text.signature))))


def _signature(signature: Signature) -> Iterable[str]:
    """Set in a line of 28 signs, a digit taking half of one."""
    for words, right in signature_lines(signature, _wide):
        before = max(SIGNS - right - _wide(words), 0.0)
        yield "\u3000" * int(before) + " " * (before % 1 > 0) + words


def _wide(words: str) -> float:
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)

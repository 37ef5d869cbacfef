"""From where records are brought in: a file that is chosen, or what was copied"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at

KINDS = "表格 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt);;所有文件 (*)"

_IMPORTS = "imports"


def ask_for_file(over: QWidget, ledger: Ledger) -> Path | None:
    """The file that the user chooses; None if none is wanted after all."""
    title, start = f"选要导入{ledger.label}的表格", str(begins_at(_IMPORTS))
    chosen, _ = QFileDialog.getOpenFileName(over, title, start, KINDS)
    if not chosen:
        return None
    begin_there(_IMPORTS, Path(chosen))
    return Path(chosen)


def begin_reading(work: ImportWork, place: ToImport) -> None:
    """Read the file that the place names, or what was copied."""
    file = place.file
    if place.is_pasted:
        html, text, file = clipboard_table()
        if file is None:
            work.paste(html, text)
    if file is not None:
        work.read(file)


def clipboard_table() -> tuple[str, str, Path | None]:
    """What the clipboard holds as HTML and as text; or the file that was copied instead."""
    mime = QGuiApplication.clipboard().mimeData()
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return mime.html(), mime.text(), files[0] if files else None

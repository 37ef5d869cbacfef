"""How a form comes onto the page: chosen, dropped or kept; its password; why it does not come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.filling import OpenedForm
from qinglian_desktop.domain.errors import NeedsPassword
from qinglian_desktop.domain.filling.seen_form import FormKind
from qinglian_desktop.ui.dialogs.unlocking import UnlockLine
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.session import Session

_FOLDER = "forms"
_KINDS = "上级的表 ({})".format(" ".join(f"*{kind.value}" for kind in FormKind))


class FormOpening(QWidget):
    """``begun`` comes before a form is opened, ``opened`` carries an OpenedForm."""

    begun = Signal()
    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path = Path()
        self._problem = Notice(session.theme)
        self._unlock = UnlockLine(session.theme, lambda word: self._open_with(self._path, word))
        self.setLayout(column(self._problem, self._unlock, spacing=session.theme.px(4)))

    def choose(self) -> None:
        """Ask for a file, and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "选择上级发来的表", str(begins_at(_FOLDER)), _KINDS
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Open a form that somebody sent."""
        begin_there(_FOLDER, path)
        self._open_with(path, "")

    def open_kept(self, name: str) -> None:
        """Open one that the book keeps."""
        self._open(lambda: self._session.desk.filling.open_kept(name))

    def say_forgotten(self, name: str) -> None:
        """A form is kept no more; its file can be opened again."""
        said = f"“{name}”不再保留。填好的文件都在；再要用，打开上级发来的表，重新指定。"
        self._problem.say(said)

    def _open_with(self, path: Path, password: str) -> None:
        """Open it, asking for its password where it is encrypted."""
        self._path = path
        self._open(lambda: self._session.desk.filling.open_file(path, password))

    def _open(self, opening: Callable[[], OpenedForm]) -> None:
        self._problem.hide()
        self._unlock.hide()
        self.begun.emit()
        self._session.read(
            self, lambda _: opening(), self.opened.emit, self._on_unopened, latest="form"
        )

    def _on_unopened(self, error: BaseException) -> None:
        if isinstance(error, NeedsPassword):
            self._unlock.ask(error)
        else:
            self._problem.tell(error)


def dropped_form(data: QMimeData) -> Path | None:
    """The one form that is dropped; None for anything else."""
    paths = [Path(each.toLocalFile()) for each in data.urls() if each.isLocalFile()]
    ends = {kind.value for kind in FormKind}
    is_form = len(paths) == 1 and paths[0].suffix.lower() in ends
    return paths[0] if is_form else None

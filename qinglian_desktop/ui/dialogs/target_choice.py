"""Where a file goes: the sticks that are plugged in, or a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget

from qinglian_desktop.ui.doorway.recent_books import documents_folder, friendly
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.sticks import Stick, find_sticks
from qinglian_desktop.ui.session import Session


class TargetChoice(QWidget):
    """One stick is chosen by itself; of several the user chooses one.

    ``question`` heads the choice of a folder; ``find`` looks for sticks, beside the window: a
    share that is gone keeps it waiting. ``shown`` comes whenever other places are shown.
    """

    shown = Signal()

    def __init__(
        self, session: Session, question: str, find: Callable[[], list[Stick]] = find_sticks
    ) -> None:
        super().__init__()
        self._session = session
        self._question = question
        self._find = find
        self._sticks: list[Stick] = []
        self._folder: Path | None = None
        self._group = RadioGroup(self)
        self._lines = column(spacing=session.theme.px(2))
        self._none = label("", "muted", wrap=True)
        refresh = button("刷新", self.refresh, "quiet", "refresh", session.theme)
        refresh.setObjectName("refresh_sticks")
        other = button("另选文件夹…", self.choose_folder, "quiet", "folder-open", session.theme)
        other.setObjectName("other_folder")
        self.setLayout(
            column(
                row(label("写到哪里", "head"), 1, refresh),
                self._none,
                self._lines,
                row(other, 1),
                spacing=session.theme.px(4),
            )
        )

    @property
    def chosen(self) -> Path | None:
        """The stick or folder that is marked; None where there is nothing to write to yet."""
        place = self._group.checkedId()
        if place == len(self._sticks):
            return self._folder
        return self._sticks[place].folder if 0 <= place < len(self._sticks) else None

    @property
    def count(self) -> int:
        """How many places there are to choose from."""
        return len(self._sticks) + (self._folder is not None)

    @property
    def sticks(self) -> tuple[Path, ...]:
        """The sticks that were found."""
        return tuple(stick.folder for stick in self._sticks)

    def refresh(self) -> None:
        """Look for sticks again; what was marked stays marked while it is there."""
        self._none.setText("正在找U盘…")
        self._session.read(self, lambda _: self._find(), self._on_found, latest="sticks")

    def choose_folder(self) -> Path | None:
        """Ask for a folder and mark it; None if the user gave up."""
        chosen = QFileDialog.getExistingDirectory(
            self, self._question, str(self._folder or documents_folder())
        )
        if not chosen:
            return None
        self.take(Path(chosen))
        return Path(chosen)

    def take(self, folder: Path) -> None:
        """Mark a folder, a stick's own or any other."""
        if not self.is_stick(folder):
            self._folder = folder
        self._show(folder)

    def is_stick(self, folder: Path) -> bool:
        """Whether it is one of the sticks that were found."""
        return any(stick.folder == folder for stick in self._sticks)

    def is_on_stick(self, folder: Path) -> bool:
        """Whether it is one of them, or a folder on one."""
        return any(folder.is_relative_to(stick.folder) for stick in self._sticks)

    def name_of(self, folder: Path) -> str:
        """What people call it: the stick's name, or the folder."""
        names = {stick.folder: stick.name for stick in self._sticks}
        return names.get(folder) or friendly(folder)

    def _on_found(self, sticks: list[Stick]) -> None:
        marked = self.chosen
        self._sticks = sticks
        if self._folder is not None and self.is_stick(self._folder):
            # Taken before it was known for one.
            self._folder = None
        self._none.setText("没有发现U盘。插好后点“刷新”；或直接点下面的按钮选文件夹。")
        self._show(marked)

    def _show(self, marked: Path | None) -> None:
        clear(self._lines)
        for made in self._group.buttons():
            self._group.removeButton(made)
        places = [(stick.folder, stick.words) for stick in self._sticks]
        if self._folder is not None:
            places.append((self._folder, friendly(self._folder)))
        for number, (folder, words) in enumerate(places):
            made = QRadioButton(words)
            made.setToolTip(str(folder))
            made.setChecked(folder == marked)
            self._group.addButton(made, number)
            self._lines.addWidget(made)
        if self._group.checkedButton() is None and len(self._sticks) == 1:
            self._group.button(0).setChecked(True)
        self._none.setVisible(not places)
        self.shown.emit()

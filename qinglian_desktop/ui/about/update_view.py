"""从U盘更新: a newer installer is looked for, checked and taken over; the open book is backed up"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.installers import (
    Installer,
    InstallerKind,
    find_installers,
    newest_for,
    own_kind,
    own_platform,
    take_checked,
)
from qinglian_desktop.own_place import data_folder, portable_folder
from qinglian_desktop.this_build import this_build
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import open_file
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.sticks import find_sticks
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.look.under_way import UnderWay
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress

UNPACK = (
    "核对过了，没有问题。便携版请自己换：关闭本程序，把“{name}”解压到另一个文件夹，"
    "再把旧的“数据”文件夹整个移过去。"
)


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """What this PC has; a test says another."""

    version: str
    kind: InstallerKind
    of: str


def own_version() -> OwnVersion:
    """The version that runs, how this PC is updated, and its platform."""
    kind = own_kind(is_portable=portable_folder() is not None)
    return OwnVersion(this_build().version, kind, own_platform())


class UpdateView(FittingDialog):
    """``ready`` carries the path of an installer that was checked, to be started.

    ``back_up`` makes a backup of the open book; None where there is none that was written.
    """

    ready = Signal(object)

    def __init__(
        self,
        theme: Theme,
        operations: Operations,
        back_up: Callable[[Progress], object] | None,
        parent: QWidget,
        sticks: Callable[[], Iterable[Path]] = lambda: [each.folder for each in find_sticks()],
    ) -> None:
        super().__init__("从U盘更新", parent)
        self.setObjectName("update")
        self._operations = operations
        self._back_up = back_up
        self._sticks = sticks
        self._own = own_version()
        self._found: Installer | None = None
        self._update = button("更新", self.update_now, "primary")
        self._update.setObjectName("update_now")
        self._again = button("再找一次", self.look, "quiet", "refresh", theme)
        self._again.setObjectName("look_again")
        self._other = button("另选文件夹…", self._on_other_wanted, "quiet", "folder-open", theme)
        self._other.setObjectName("other_folder")
        self._close = button("关闭", self.reject)
        self._work = UnderWay(theme, self._update, self._again, self._other, self._close)
        self._work.stopped.connect(self._on_stopped)
        self.notice = self._work.notice
        self._words = label("", wrap=True)
        self._words.setObjectName("update_words")
        hint = label(
            "新版本的安装程序和它的校验文件放在U盘上，从这里打开：先核对，台账库先备份，"
            "再关闭本程序，由系统安装。台账库、备份和设置都留着。",
            "muted",
            wrap=True,
        )
        px = theme.px
        self.setLayout(
            column(
                hint,
                row(label(f"现在是 {self._own.version} 版", "head"), 1),
                self._words,
                self.notice,
                self._work.bar,
                row(self._again, self._other, 1, self._close, self._update),
                spacing=px(SPACE),
                margins=px(2 * SPACE),
            )
        )
        self.setFixedWidth(px(560))
        self.look()

    def look(self) -> None:
        """Look on the sticks, beside the window."""
        self._look_in(self._sticks)

    def update_now(self) -> None:
        """Check what was found, take it over, and back the book up; then it is ready."""
        found, back_up = self._found, self._back_up
        if found is None or self._work.is_going_on:
            return

        def work(progress: Progress) -> Path:
            taken = take_checked(found, data_folder(), progress)
            if back_up is not None:
                back_up(progress)
            return taken

        job = self._operations.read(self, work, self._on_taken, self._tell)
        self._work.follow(job, "正在核对安装程序、备份台账库…", can_cancel=True)
        self.fit()

    def reject(self) -> None:
        """Esc; not while the work goes on."""
        if not self._work.is_going_on:
            super().reject()

    def _look_in(self, places: Callable[[], Iterable[Path]]) -> None:
        self._show(None, "正在找…")
        own = self._own

        def work(_: Progress) -> Installer:
            return newest_for(find_installers(places()), own.version, own.kind, own.of)

        def found(installer: Installer) -> None:
            self._show(installer, f"找到了 {installer.words} 版：{installer.path.name}")
            self._update.setFocus()

        def failed(error: BaseException) -> None:
            self._show(None, "")
            self._tell(error)

        self._operations.read(self, work, found, failed, latest="installers")

    def _show(self, found: Installer | None, words: str) -> None:
        self._found = found
        self.notice.hide()
        self._update.setEnabled(found is not None)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.fit()

    def _on_other_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "选择安装程序所在的文件夹", str(documents_folder())
        )
        if chosen:
            self._look_in(lambda: [Path(chosen)])

    def _on_taken(self, taken: Path) -> None:
        if self._own.kind is InstallerKind.PORTABLE:
            self.notice.say(UNPACK.format(name=taken.name), "good")
            open_file(taken.parent)
            self.fit()
            return
        self.ready.emit(taken)
        self.accept()

    def _on_stopped(self) -> None:
        self.notice.say("已经停下，没有更新。", "plain")
        self.fit()

    def _tell(self, error: BaseException) -> None:
        self.notice.tell(error)
        self.fit()

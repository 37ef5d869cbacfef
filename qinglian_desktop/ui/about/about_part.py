"""关于: the version, where the program keeps what, a diagnosis, and a newer version"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.diagnosis import DIAGNOSIS_NAME, diagnosis, save_diagnosis
from qinglian_desktop.own_place import log_folder, program_folder
from qinglian_desktop.ui.about.own_places import OwnPlaces
from qinglian_desktop.ui.about.program_facts import diagnosis_facts, version_facts
from qinglian_desktop.ui.about.shown_text import ShownText
from qinglian_desktop.ui.about.update_view import UpdateView
from qinglian_desktop.ui.look.file_dialogs import ask_where, begin_there, begins_at
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row, rule
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book

_DIAGNOSIS = "diagnosis"
"""The purpose for which a folder is remembered."""
_LICENCES = ("清廉机关台账.txt", "部件清单.md")
"""In the folder 许可证 beside a frozen program, where each part's own lie, too."""


class AboutPart(QScrollArea):
    """``book`` is the open one, ``second`` where its other backups go, in words.

    ``update_ready`` carries the path of a checked installer, once the book is backed up.
    """

    update_ready = Signal(object)

    def __init__(
        self, theme: Theme, operations: Operations, book: Book | None = None, second: str = ""
    ) -> None:
        super().__init__()
        self._operations = operations
        self.setObjectName("about")
        self._theme = theme
        self._book = book
        self.notice = Notice(theme)
        update = button("从U盘更新…", self._on_update_wanted)
        update.setObjectName("update")
        licences = button("许可证…", self._on_licences_wanted)
        licences.setObjectName("licences")
        self._diagnose = button("导出诊断…", self.show_diagnosis)
        self._diagnose.setObjectName("diagnose")
        made = column(
            label("清廉机关台账", "title"),
            *(label(f"{name}：{said}", wrap=True) for name, said in version_facts()),
            row(update, licences, 1),
            rule(),
            label("东西放在哪里", "head"),
            OwnPlaces(theme, self.notice, book.folder if book else None, second),
            rule(),
            label("出了问题，要请人看", "head"),
            label(
                "诊断里有版本和日志，没有记录的内容；存之前能看到全文，由您自己交给维护的人。",
                "muted",
                wrap=True,
            ),
            row(self._diagnose, 1),
            spacing=theme.px(6),
            margins=theme.px(SPACE),
        )
        made.addWidget(self.notice)
        made.addStretch(1)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(made)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)

    def take_keys(self) -> None:
        """Give the keyboard to what is wanted most."""
        self._diagnose.setFocus()

    def show_diagnosis(self) -> None:
        """All of it, to be read; then it may be saved."""
        show_diagnosis_over(self, self._theme, self._book.folder if self._book else None)

    def _on_update_wanted(self) -> None:
        book = self._book
        back_up = book.back_up if book is not None and not book.read_only else None
        view = UpdateView(self._theme, self._operations, back_up, self.window())
        view.ready.connect(self.update_ready)
        view.open()

    def _on_licences_wanted(self) -> None:
        hint = "本程序和它里面各个部件的许可证。"
        ShownText(self._theme, "许可证", hint, licences_text(), self.window()).open()


def show_diagnosis_over(part: QWidget, theme: Theme, book: Path | None) -> ShownText:
    """The diagnosis over the window of a part of it."""
    text = diagnosis(diagnosis_facts(theme, book), log_folder())
    hint = "要存的就是下面这些，一个字不多。没有记录的内容，没有姓名、单位和文件名。"
    shown = ShownText(theme, "导出诊断", hint, text, part.window())

    def write(target: Path) -> None:
        begin_there(_DIAGNOSIS, target)
        try:
            save_diagnosis(text, target)
        except Exception as error:
            shown.notice.tell(error)
        else:
            shown.notice.say(f"存好了：{target.name}", "good")

    proposed = begins_at(_DIAGNOSIS) / f"{DIAGNOSIS_NAME}.txt"
    shown.offer_to_save(lambda: ask_where(shown, "诊断存到", proposed, "文本 (*.txt)", write))
    shown.open()
    return shown


def licences_text() -> str:
    """The program's own licence, and the table of its parts."""
    checkout = RESOURCES.parent
    files = [checkout / "LICENSE", checkout / "packaging" / "LICENCES.md"]
    if (beside := program_folder()) is not None:
        files = [beside / "许可证" / each for each in _LICENCES]
    return "\n\n".join(each.read_text("utf-8") for each in files if each.is_file())

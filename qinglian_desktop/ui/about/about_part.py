"""关于: the version, what the program stands on, where it keeps what, and a diagnosis"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.diagnosis import DIAGNOSIS_NAME, diagnosis, save_diagnosis
from qinglian_desktop.own_place import log_folder
from qinglian_desktop.ui.about.own_places import OwnPlaces
from qinglian_desktop.ui.about.program_facts import diagnosis_facts, version_facts
from qinglian_desktop.ui.about.shown_text import ShownText
from qinglian_desktop.ui.look.file_dialogs import ask_where, begin_there, begins_at
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row, rule
from qinglian_desktop.ui.look.theme import SPACE, Theme

_DIAGNOSIS = "diagnosis"
"""The purpose for which a folder is remembered."""
_LICENCES = ("LICENCES.md", "../packaging/LICENCES.md")
"""Where the list of parts lies, from the resources: among them, or in a checkout."""


class AboutPart(QScrollArea):
    """``book`` is the folder of the open book, ``second`` where its other backups go, in words."""

    def __init__(self, theme: Theme, book: Path | None = None, second: str = "") -> None:
        super().__init__()
        self.setObjectName("about")
        self._theme = theme
        self._book = book
        self.notice = Notice(theme)
        made = column(
            label("清廉机关台账", "title"),
            *(label(f"{name}：{said}", wrap=True) for name, said in version_facts()),
            rule(),
            label("东西放在哪里", "head"),
            OwnPlaces(theme, self.notice, book, second),
            rule(),
            label("出了问题，要请人看", "head"),
            label(
                "诊断里有版本和日志，没有记录的内容；存之前能看到全文，由您自己交给维护的人。",
                "muted",
                wrap=True,
            ),
            spacing=theme.px(6),
            margins=theme.px(SPACE),
        )
        diagnose = button("导出诊断…", self.show_diagnosis)
        diagnose.setObjectName("diagnose")
        licences = button("许可证…", self._on_licences_wanted)
        licences.setObjectName("licences")
        self._acts = row(diagnose, licences, 1)
        made.addLayout(self._acts)
        made.addWidget(self.notice)
        made.addStretch(1)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(made)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)
        self.setFocusProxy(diagnose)

    def show_diagnosis(self) -> None:
        """All of it, to be read; then it may be saved."""
        show_diagnosis_over(self, self._theme, self._book)

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


def licences_text(resources: Path = RESOURCES) -> str:
    """The program's own licence, and the table of its parts."""
    files = [resources / each for each in (*_LICENCES, "../LICENSE")]
    return "\n\n".join(each.read_text("utf-8") for each in files if each.is_file())

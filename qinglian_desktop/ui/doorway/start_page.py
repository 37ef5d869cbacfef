"""The first start: five big choices."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel

from qinglian_desktop.ui.doorway.doorway import CardPage
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import PushButton, button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme


class ChoiceButton(PushButton):
    """A wide button with a picture, a word and a sentence."""

    def __init__(self, theme: Theme, picture: str, word: str, sentence: str) -> None:
        super().__init__()
        self._theme = theme
        self._picture_name = picture
        self.setAccessibleName(word)
        self.setAccessibleDescription(sentence)
        self._picture = QLabel()
        self._word = label(word, "head")
        self._sentence = label(sentence, "muted", wrap=True)
        for each in (self._picture, self._word, self._sentence):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = column(self._word, self._sentence, spacing=theme.px(2))
        layout = row(self._picture, spacing=theme.px(2 * SPACE))
        layout.addLayout(words, 1)
        side = theme.px(2 * SPACE)
        layout.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self.setLayout(layout)
        theme.changed.connect(self._paint)
        self._paint()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _paint(self) -> None:
        size = self._theme.px(32)
        self._picture.setPixmap(
            icon(self._picture_name, self._theme.colours.accent, size).pixmap(size, size)
        )


NOT_A_BOOK = (
    "“{name}”不是台账库的文件夹，什么都没有改动。"
    "请选建库时的那个文件夹（默认叫“清廉台账库”），不是它里面或外面的一层。"
)


class StartPage(CardPage):
    """A signal for each choice, ``back_wanted`` and ``about_wanted``."""

    sample_wanted = Signal()
    new_wanted = Signal()
    existing_wanted = Signal()
    import_wanted = Signal()
    second_wanted = Signal()
    back_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "清廉机关台账", "台账库是一个加密的文件夹，只存在这台电脑上，不联网。"
        )
        self.notice = Notice(theme)
        for name, picture, word, sentence, wanted in (
            (
                "sample",
                "eye",
                "看示例",
                "装着一整年虚构的记录，随便试，不会弄坏什么。",
                self.sample_wanted,
            ),
            (
                "new_book",
                "plus",
                "新建台账库",
                "为本单位建一本空的，设一个密码，几分钟就好。",
                self.new_wanted,
            ),
            (
                "existing",
                "folder-open",
                "打开已有的",
                "台账库已经在这台电脑或U盘里，选它的文件夹。",
                self.existing_wanted,
            ),
            (
                "import",
                "import",
                "导入",
                "手里是“导出全部”写出的加密文件，从它建一本新的。",
                self.import_wanted,
            ),
            (
                "from_second",
                "restore",
                "从第二处恢复",
                "电脑坏了、台账库没有了，用U盘或共享文件夹里的备份恢复。",
                self.second_wanted,
            ),
        ):
            choice = ChoiceButton(theme, picture, word, sentence)
            choice.setObjectName(name)
            choice.clicked.connect(wanted)
            self.body.addWidget(choice)
            if name == "sample":
                self.setFocusProxy(choice)
        self.body.addWidget(self.notice)
        self.back = button("返回", self.back_wanted.emit, "link")
        about = button("关于", self.about_wanted.emit, "link")
        about.setObjectName("about_wanted")
        self.body.addLayout(row(about, 1, self.back))

    def refuse(self, folder: Path) -> None:
        """Say that there is no book in the folder that was chosen."""
        self.notice.say(NOT_A_BOOK.format(name=folder.name or folder), "bad")

"""F1: the page of help for what is in front, with the other pages in a list beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QWidget,
)

from qinglian_desktop import RESOURCES
from qinglian_desktop.ui.look.parts import button, column, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

FOLDER = RESOURCES / "help"
PAGES = {
    "workbench": "工作台",
    "eight_ones": "八个一",
    "talks": "谈心谈话",
    "risks": "廉政风险图",
    "family": "家风行动",
    "education": "警示教育",
    "meetings": "组织生活",
    "progress": "推进落实",
    "people": "花名册",
    "returns": "月报与总结",
    "summary": "总结",
    "settings": "设置",
    "keyboard": "键盘一览",
    "backups": "备份与恢复",
    "checking": "检查与修复",
    "moving": "换电脑和导出",
    "password": "忘记密码",
}
"""File names of the pages and their names in the list, in its order."""


class HelpView(QDialog):
    """Stands beside the window, which can be worked in meanwhile; Esc closes it."""

    def __init__(self, theme: Theme, page_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.setObjectName("help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._list = QListWidget()
        self._list.setObjectName("side")
        self._list.setAccessibleName("帮助的各页")
        self._list.addItems(list(PAGES.values()))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumWidth(theme.px(136))
        self._list.currentRowChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setObjectName("help_text")
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenExternalLinks(False)
        self._text.setOpenLinks(False)
        self._text.setSearchPaths([str(FOLDER)])
        self._text.anchorClicked.connect(self._on_link_clicked)
        split = QSplitter()
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setSizes([theme.px(150), theme.px(620)])
        split.setCollapsible(0, False)
        split.setCollapsible(1, False)
        close = button("关闭", self.close)
        foot = row(1, close)
        foot.setContentsMargins(*(4 * (theme.px(SPACE),)))
        body = column(split, foot, spacing=0)
        body.setStretch(0, 1)
        self.setLayout(body)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(820), room.width() - 60), min(theme.px(620), room.height() - 80))
        theme.changed.connect(self._on_theme_changed)
        self.show_page(page_key)

    @property
    def text(self) -> str:
        """The words of the page in front."""
        return self._text.toPlainText()

    def show_page(self, key: str) -> None:
        """Bring a page to the front; an unknown one is the keyboard's."""
        place = list(PAGES).index(key if key in PAGES else "keyboard")
        self._list.setCurrentRow(place)
        self._text.setFocus()

    def _show(self, place: int) -> None:
        key = list(PAGES)[max(place, 0)]
        self._text.setMarkdown(page_text(key))
        self._loosen()
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _loosen(self) -> None:
        """Lines one and a half apart, a picture no wider than the page."""
        document = self._text.document()
        document.setDocumentMargin(self._theme.px(2 * SPACE))
        spacing = QTextBlockFormat()
        spacing.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        widest = self._theme.px(600)
        for at in range(document.blockCount()):
            block = document.findBlockByNumber(at)
            if block.blockFormat().headingLevel() > 1:
                apart = QTextBlockFormat()
                apart.setTopMargin(self._theme.px(2 * SPACE))
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(apart)
            parts = block.begin()
            while not parts.atEnd():
                fragment = parts.fragment()
                if fragment.charFormat().isImageFormat():
                    picture = fragment.charFormat().toImageFormat()
                    if not picture.hasProperty(QTextFormat.Property.ImageWidth):
                        picture.setWidth(widest)
                        cursor.setPosition(fragment.position())
                        cursor.setPosition(
                            fragment.position() + fragment.length(),
                            QTextCursor.MoveMode.KeepAnchor,
                        )
                        cursor.setCharFormat(picture)
                parts += 1

    def _on_link_clicked(self, link: QUrl) -> None:
        self.show_page(link.fileName().removesuffix(".md"))

    def _on_theme_changed(self) -> None:
        bar = self._text.verticalScrollBar()
        before = bar.value()
        self._show(self._list.currentRow())
        bar.setValue(before)


def page_text(key: str) -> str:
    """A page in Markdown, with its picture under the title once there is one."""
    text = (FOLDER / f"{key}.md").read_text(encoding="utf-8")
    if not (FOLDER / "images" / f"{key}.png").exists():
        return text
    title, _, rest = text.partition("\n")
    return f"{title}\n\n![{PAGES[key]}](images/{key}.png)\n{rest}"

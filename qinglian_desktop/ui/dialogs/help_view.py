"""F1: the page of help for what is in front, with the other pages in a list beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from qinglian_desktop import RESOURCES
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

FOLDER = RESOURCES / "help"
PAGES = {
    "workbench": "工作台",
    "eight_ones": "八个一",
    "talks": "谈心谈话",
    "risks": "廉政风险图",
    "drawing": "画流程图",
    "maps": "看风险图",
    "publishing": "公开亮晒",
    "family": "家风行动",
    "education": "警示教育",
    "meetings": "组织生活",
    "progress": "推进落实",
    "people": "花名册",
    "importing": "从表格导入",
    "returns": "月报与总结",
    "verifying": "核对月报",
    "summary": "总结",
    "forms": "填上级的表",
    "collecting": "汇总各单位的月报",
    "settings": "设置",
    "about": "关于与更新",
    "keyboard": "键盘一览",
    "typing": "打不出汉字",
    "backups": "备份与恢复",
    "checking": "检查与修复",
    "moving": "换电脑和导出",
    "keepers": "几个人一起用",
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
        self._list.setMinimumWidth(theme.px(150))
        self._list.currentRowChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setObjectName("help_text")
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenExternalLinks(False)
        self._text.setOpenLinks(False)
        self._text.setSearchPaths([str(FOLDER)])
        self._text.anchorClicked.connect(self._on_link_clicked)
        self._search = QLineEdit()
        self._search.setObjectName("help_search")
        self._search.setPlaceholderText("在帮助里查找")
        self._search.setAccessibleName("在帮助里查找")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_searched)
        self._none = label("没有找到，换一个词试试。", "muted", wrap=True)
        self._none.hide()
        side = QWidget()
        beside = column(self._search, self._none, self._list)
        beside.setContentsMargins(theme.px(SPACE), theme.px(SPACE), 0, 0)
        side.setLayout(beside)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(self._text)
        split.setSizes([theme.px(170), theme.px(800)])
        split.setStretchFactor(1, 1)
        split.setCollapsible(0, False)
        split.setCollapsible(1, False)
        close = button("关闭", self.close)
        foot = row(1, close)
        foot.setContentsMargins(*(4 * (theme.px(SPACE),)))
        body = column(split, foot, spacing=0)
        body.setStretch(0, 1)
        self.setLayout(body)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(1010), room.width() - 60), min(theme.px(680), room.height() - 80))
        self._text.installEventFilter(self)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._on_theme_changed)
        # Its lines are as high as the style sheet says only once it was looked at.
        self._list.ensurePolished()
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
        self._mark(self._search.text().casefold().split())

    def _loosen(self) -> None:
        """Lines one and a third apart, a picture as wide as the page and no wider than it is."""
        document = self._text.document()
        document.setDocumentMargin(self._theme.px(2 * SPACE))
        spacing = QTextBlockFormat()
        spacing.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
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
                    self._fit_picture(fragment)
                parts += 1

    def _fit_picture(self, fragment: QTextFragment) -> None:
        document, shown = self._text.document(), fragment.charFormat().toImageFormat()
        full = QImage(str(FOLDER / shown.name()))
        if full.isNull():
            return
        room = self._text.viewport().width() - 2 * round(document.documentMargin())
        wide, sharp = min(max(room, 1), full.width()), self.devicePixelRatioF()
        # Qt would leave out lines of it; scaled smoothly, words in it can be read.
        fitted = full.scaledToWidth(
            min(round(wide * sharp), full.width()), Qt.TransformationMode.SmoothTransformation
        )
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(shown.name()), fitted
        )
        shown.setWidth(wide)
        shown.setHeight(wide * full.height() / full.width())
        cursor = QTextCursor(document)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(shown)
        # A share of the height of a picture is no room between lines.
        single = QTextBlockFormat()
        single.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        cursor.mergeBlockFormat(single)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A picture is fitted anew when the page was made wider or narrower."""
        if event.type() is QEvent.Type.Resize and watched is self._text:
            QTimer.singleShot(0, self, self._loosen)
        return super().eventFilter(watched, event)

    def _on_searched(self, words: str) -> None:
        """Only the pages in which all of the words stand; the first of them in front."""
        wanted = words.casefold().split()
        found = [
            all(each in f"{title}\n{page_text(key)}".casefold() for each in wanted)
            for key, title in PAGES.items()
        ]
        for place, is_there in enumerate(found):
            self._list.item(place).setHidden(not is_there)
        self._none.setVisible(not any(found))
        if any(found) and not found[self._list.currentRow()]:
            self._list.setCurrentRow(found.index(True))
        self._mark(wanted)

    def _mark(self, wanted: Sequence[str]) -> None:
        """Show where the searched words stand on the page, from the first of them on."""
        marks: list[QTextEdit.ExtraSelection] = []
        for word in wanted:
            at = self._text.document().find(word)
            while not at.isNull():
                marked = QTextEdit.ExtraSelection()
                marked.cursor = at  # pyright: ignore[reportAttributeAccessIssue]
                marked.format.setBackground(QColor(self._theme.colours.warn_soft))  # pyright: ignore[reportAttributeAccessIssue]
                marks.append(marked)
                at = self._text.document().find(word, at)
        self._text.setExtraSelections(marks)
        if marks:
            first = min((each.cursor for each in marks), key=QTextCursor.position)  # pyright: ignore[reportAttributeAccessIssue]
            first.clearSelection()
            self._text.setTextCursor(first)
            self._text.ensureCursorVisible()

    def _on_link_clicked(self, link: QUrl) -> None:
        self.show_page(link.fileName().removesuffix(".md"))

    def _on_theme_changed(self) -> None:
        bar = self._text.verticalScrollBar()
        before = bar.value()
        self._show(self._list.currentRow())
        bar.setValue(before)


def page_text(key: str) -> str:
    """A page in Markdown, with its picture under the title where it does not show it itself."""
    text = (FOLDER / f"{key}.md").read_text(encoding="utf-8")
    if f"(images/{key}.png)" in text or not (FOLDER / "images" / f"{key}.png").exists():
        return text
    title, _, rest = text.partition("\n")
    return f"{title}\n\n![{PAGES[key]}](images/{key}.png)\n{rest}"

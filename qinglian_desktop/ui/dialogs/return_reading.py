"""Another unit's return as it handed it in: its cover, 汇总, and each of its sheets, to be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.ui.dialogs.return_models import SheetModel, SummaryModel
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.notice import Notice, NoticeTone
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme

_WIDTHS = (52, 0, 84, 84, 96, 200)
_LEFT_OUT = frozenset(("填报单位（盖章）", "报告期"))
"""What stands in the title."""


class ReturnReading(QDialog):
    """Stands over the page; Esc closes it. ``warning`` says why it was not taken."""

    def __init__(
        self, theme: Theme, content: ReturnContent, parent: QWidget, warning: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("return_reading")
        title = f"{content.unit_name} {content.period.label}月报 第{content.revision}次"
        self.setWindowTitle(f"{content.period.label}月报 第{content.revision}次")
        self._theme = theme
        self._content = content
        self._model = SummaryModel(self, leads=False)
        self._model.show(content.summary)
        self.summary = self._table("summary", "汇总表")
        self.summary.setModel(self._model)
        self._sheet_model = SheetModel(self)
        self._sheet = self._table("sheet_rows", "台账明细")
        self._sheet.setModel(self._sheet_model)
        self._no_rows = label("", "muted")
        self._no_rows.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for each in (self.summary, self._sheet, self._no_rows):
            self._stack.addWidget(each)
        self.sheets = DropDown()
        self.sheets.setObjectName("sheet")
        self.sheets.setAccessibleName("看月报的哪一张表")
        self.sheets.setMinimumWidth(theme.px(260))
        self.sheets.addItem("汇总")
        self.sheets.addItems([f"{each.title}  {len(each.rows)}行" for each in content.sheets])
        self.sheets.activated.connect(self._show_sheet)
        self._build(title, warning)

    def show_line(self, ledger: str, measure: str) -> None:
        """Stand on a measure's line of 汇总."""
        keys = [(each.ledger, each.measure) for each in self._content.summary]
        if (ledger, measure) in keys:
            self._show_sheet(0)
            self.summary.selectRow(keys.index((ledger, measure)))
            self.summary.scrollTo(
                self.summary.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter
            )
            self.summary.setFocus()

    def _build(self, title: str, warning: str) -> None:
        px = self._theme.px
        notice = Notice(self._theme)
        if warning:
            tone: NoticeTone = "warn"
            notice.say(warning, tone)
        cover = FlowLayout(px(3 * SPACE), px(4))
        for name, words in self._content.cover:
            if words and name not in _LEFT_OUT:
                cover.addWidget(label(f"{name}：{words}", "muted"))
        facts = QWidget()
        facts.setLayout(cover)
        chooser = row(label("月报里的表", "muted"), self.sheets, 1)
        layout = column(
            label(title, "title", wrap=True),
            notice,
            facts,
            chooser,
            self._stack,
            row(1, button("关闭", self.close)),
            spacing=px(SPACE),
            margins=px(16),
        )
        layout.setStretch(4, 1)
        self.setLayout(layout)
        head, mode = self.summary.horizontalHeader(), QHeaderView.ResizeMode
        for place, width in enumerate(_WIDTHS):
            head.setSectionResizeMode(place, mode.Fixed if width else mode.Stretch)
            if width:
                head.resizeSection(place, px(width))
        room = self.screen().availableSize()
        self.resize(min(px(960), room.width() - 40), min(px(620), room.height() - 60))

    def _table(self, name: str, words: str) -> QTableView:
        made = QTableView()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setWordWrap(False)
        made.setShowGrid(False)
        made.setTabKeyNavigation(False)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.horizontalHeader().setHighlightSections(False)
        rows = made.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(self._theme.px(ROW_HEIGHT - 6))
        rows.setDefaultSectionSize(self._theme.px(ROW_HEIGHT - 6))
        return made

    def _show_sheet(self, place: int) -> None:
        self.sheets.setCurrentIndex(place)
        if place == 0:
            self._stack.setCurrentWidget(self.summary)
            return
        sheet = self._content.sheets[place - 1]
        self._sheet_model.show(sheet)
        self._no_rows.setText(f"{quoted(sheet.title)}这个月没有。")
        self._stack.setCurrentWidget(self._sheet if sheet.rows else self._no_rows)
        px = self._theme.px
        for side in range(self._sheet_model.columnCount()):
            width = min(self._sheet_model.width(side), 18) * px(15) + px(20)
            self._sheet.setColumnWidth(side, width)

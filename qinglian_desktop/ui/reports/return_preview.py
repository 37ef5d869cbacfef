"""The return as it will be written: its cover, the summary, and each sheet to choose."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.return_content import CoverWords, ReturnContent, SummaryLine
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.dialogs.return_models import (
    MEASURE,
    MONTH,
    NOTE,
    UNIT,
    SheetModel,
    SummaryModel,
    SummaryRole,
)
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.look.painting import draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.parts import DropDown, column, frame, label, row
from qinglian_desktop.ui.look.place_table import Index, LinkRole, PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme
from qinglian_desktop.ui.session import Session

_WIDTHS = (52, 0, 84, 64, 84, 176)
LEAST_ROWS = 5
ROOM_FOR_NOTES = 680
"""A page narrower than this leaves 备注 out, which the measure's tool tip still tells."""
_IN_ROW = 4
"""Lines of the cover that stand side by side."""


class ReturnPreview(QScrollArea):
    """``cover_edited`` comes when 审核人 or 填报人 was changed, ``cover_typed`` with each key."""

    cover_edited = Signal()
    cover_typed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._content: ReturnContent | None = None
        self._shown_cover = CoverWords()
        self._cover = QGridLayout()
        self._cover.setHorizontalSpacing(session.theme.px(2 * SPACE))
        self._cover.setVerticalSpacing(session.theme.px(6))
        self.auditor = self._line("审核人", "auditor")
        self.reporter = self._line("填报人", "reporter")
        self._values: dict[str, QWidget] = {"审核人": self.auditor, "填报人": self.reporter}
        self._model = SummaryModel(self)
        self.summary = PlaceTable()
        self._sheet_model = SheetModel(self)
        self._sheet = QTableView()
        self._no_rows = label("", "muted")
        self._no_rows.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._chooser = DropDown()
        self._chooser.setObjectName("sheet")
        self._chooser.setAccessibleName("看月报的哪一张表")
        self._chooser.setMaxVisibleItems(24)
        self._chooser.setMinimumWidth(session.theme.px(260))
        self._chooser.activated.connect(self._show_sheet)
        self._build()
        session.theme.changed.connect(self._arrange)

    @property
    def cover(self) -> CoverWords:
        """审核人 and 填报人 as they stand in their lines."""
        return CoverWords(self.auditor.text().strip(), self.reporter.text().strip())

    def set_cover(self, cover: CoverWords) -> None:
        """Show who audits and who reports."""
        self._shown_cover = cover
        self.auditor.setText(cover.auditor)
        self.reporter.setText(cover.reporter)

    def show_content(self, content: ReturnContent) -> None:
        """Show a return; the sheet in front stays in front."""
        self._content = content
        self._show_cover(content)
        self._model.show(content.summary)
        chosen = max(self._chooser.currentIndex(), 0)
        self._chooser.clear()
        self._chooser.addItem("汇总")
        self._chooser.addItems([f"{each.title}  {len(each.rows)}行" for each in content.sheets])
        self._show_sheet(min(chosen, len(content.sheets)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        self.summary.setColumnHidden(NOTE, room < self._session.theme.px(ROOM_FOR_NOTES))

    def _build(self) -> None:
        px = self._session.theme.px
        self.summary.setObjectName("summary")
        self.summary.setAccessibleName("汇总表，数字可以点开看背后的记录")
        self.summary.setModel(self._model)
        self.summary.setItemDelegate(_SummaryDelegate(self._session.theme, self.summary))
        self.summary.index_chosen.connect(self._on_figure_chosen)
        self._sheet.setModel(self._sheet_model)
        self._sheet.setAccessibleName("台账明细")
        self._sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._sheet.setShowGrid(False)
        self._sheet.setWordWrap(False)
        self._sheet.setTabKeyNavigation(False)
        self._sheet.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._sheet.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for table in (self.summary, self._sheet):
            table.verticalHeader().hide()
            table.horizontalHeader().setHighlightSections(False)
            table.horizontalHeader().setSectionsClickable(False)
        for each in (self.summary, self._sheet, self._no_rows):
            self._stack.addWidget(each)
        # In 大字 on a small screen the cover is scrolled away rather than squeezed.
        self._stack.setMinimumHeight(px(LEAST_ROWS * ROW_HEIGHT))
        chooser = row(label("月报里的表", "muted"), self._chooser, 1)
        layout = column(self._cover, chooser, self._stack, spacing=px(SPACE))
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setStretch(2, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(frame("card", layout))
        self._arrange()

    def _arrange(self) -> None:
        px = self._session.theme.px
        mode = QHeaderView.ResizeMode
        for table in (self.summary, self._sheet):
            table.verticalHeader().setMinimumSectionSize(px(ROW_HEIGHT - 6))
            table.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT - 6))
        head = self.summary.horizontalHeader()
        for place, width in enumerate(_WIDTHS):
            head.setSectionResizeMode(place, mode.Fixed if width else mode.Stretch)
            if width:
                head.resizeSection(place, px(width))

    def _line(self, name: str, key: str) -> PersonLine:
        made = PersonLine(self._session.desk.roster.members, lambda: None)
        made.untold.connect(self._session.said)
        made.picked.connect(lambda person: self._on_named(made, person))
        made.setObjectName(key)
        made.setAccessibleName(name)
        made.setPlaceholderText("可留空手签")
        made.setMaxLength(50)
        made.editingFinished.connect(self._on_cover_edited)
        made.textEdited.connect(lambda _: self.cover_typed.emit())
        return made

    def _show_cover(self, content: ReturnContent) -> None:
        for place, (name, words) in enumerate(content.cover):
            value = self._values.get(name)
            if value is None:
                value = self._values[name] = label("", wrap=True)
            if value.parent() is None:
                cell = QWidget()
                cell.setLayout(column(label(name, "muted"), value, spacing=2))
                # The unit's name may be long and takes the room of two.
                at = place + (place > 0)
                span = 2 if place == 0 else 1
                top = Qt.AlignmentFlag.AlignTop
                self._cover.addWidget(cell, at // _IN_ROW, at % _IN_ROW, 1, span, top)
            if isinstance(value, PersonLine):
                continue
            value.setText(words or "—")  # pyright: ignore[reportAttributeAccessIssue]
        for side in range(_IN_ROW):
            self._cover.setColumnStretch(side, 1)

    def _show_sheet(self, place: int) -> None:
        self._chooser.setCurrentIndex(place)
        if self._content is None or place == 0:
            self._stack.setCurrentWidget(self.summary)
            return
        sheet = self._content.sheets[place - 1]
        self._sheet_model.show(sheet)
        self._no_rows.setText(
            f"{self._content.period.label}{quoted(sheet.title)}没有要列的，月报里不另列这张表，"
            "只在汇总下面写明。"
        )
        self._stack.setCurrentWidget(self._sheet if sheet.rows else self._no_rows)
        px = self._session.theme.px
        for side in range(self._sheet_model.columnCount()):
            width = min(self._sheet_model.width(side), 18) * px(15) + px(20)
            self._sheet.setColumnWidth(side, width)

    def _on_named(self, line: PersonLine, person: Person) -> None:
        line.setText(person.name)
        self._on_cover_edited()
        if line.hasFocus():
            line.focusNextPrevChild(True)

    def _on_cover_edited(self) -> None:
        if self.cover != self._shown_cover:
            self._shown_cover = self.cover
            self.cover_edited.emit()

    def _on_figure_chosen(self, index: QModelIndex) -> None:
        line, content = index.data(SummaryRole), self._content
        if not isinstance(line, SummaryLine) or content is None:
            return
        desk, month = self._session.desk, content.period
        ledger = desk.catalogue[line.ledger]
        measure = next(each for each in ledger.measures if each.key == line.measure)
        in_month = index.column() == MONTH
        figure = desk.statistics.figure(ledger, measure, month if in_month else month.year_to_date)
        when = month.label if in_month else f"{month.year}年1月至{month.index}月"
        self._session.go(ToList(ledger.key, figure.records, f"{when}{measure.label}"))


class _SummaryDelegate(QStyledItemDelegate):
    """Numbers that lead to records in the accent colour; long words are cut with …."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, state = rect_of(option), flags_of(option)
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        leads = bool(index.data(LinkRole))
        lit = leads and state & QStyle.StateFlag.State_MouseOver
        painter.fillRect(area, QColor(c.accent_soft if lit else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        small = index.column() in (UNIT, NOTE)
        colour = c.accent if leads else c.ink if index.column() == MEASURE else c.muted
        draw_line(
            painter,
            area.adjusted(px(8), 0, -px(8), -1),
            str(index.data() or ""),
            theme.font("small" if small else "body", bold=leads and index.column() == MONTH),
            colour,
            Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)),
        )
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

"""Coverage: who of each focus class has no record yet in a period, and a way to begin one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qinglian_desktop.application.coverage_words import in_declared_order, nobody_words
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.field_types import PersonRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Coverage
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.lenses.coverage_model import CoverageModel, CoveredRole
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.painting import draw_badge, draw_focus, draw_line, flags_of, rect_of
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.place_table import Index, PlaceTable
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, SPACE, Theme
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session

_SPANS = (
    ("上半年", PeriodKind.HALF, 1),
    ("下半年", PeriodKind.HALF, 2),
    ("全年", PeriodKind.YEAR, 1),
    ("第一季度", PeriodKind.QUARTER, 1),
    ("第二季度", PeriodKind.QUARTER, 2),
    ("第三季度", PeriodKind.QUARTER, 3),
    ("第四季度", PeriodKind.QUARTER, 4),
)
_WIDTHS = (150, 260, 110, 0)


class CoverageView(LensView):
    """The people of each focus class, those without a record first."""

    shows_drafts = True

    def __init__(self, session: Session, ledger: Ledger, lens: Coverage) -> None:
        super().__init__(session, ledger, lens)
        self._lens = lens
        this_turn = Period.holding(session.desk.clock().date(), PeriodKind(lens.every.value))
        self._span = DropDown()
        self._span.setObjectName("span")
        self._span.setAccessibleName("期间")
        self._span.addItems([words for words, _, _ in _SPANS])
        turns = [(kind, index) for _, kind, index in _SPANS]
        self._span.setCurrentIndex(turns.index((this_turn.kind, this_turn.index)))
        self._years = YearChooser(session.theme, session.desk.clock().date())
        self._summary = label("", "head", wrap=True)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._summary.setObjectName("summary")
        self._left = label("", wrap=True)
        self._left.setObjectName("left")
        self._empty = label(self._how_to_begin(), "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._model = CoverageModel(ledger, lens, self)
        self._table = self._make_table()
        self._missing: list[Person] = []
        self._rest = button("", self._on_rest_wanted)
        self._rest.setObjectName("rest")
        head = row(self._years, self._span, self._summary, self._rest)
        head.setStretch(2, 1)
        self.setLayout(column(head, self._left, self._table, self._empty, spacing=SPACE))
        self._span.currentIndexChanged.connect(lambda _: self.read())
        self._years.year_changed.connect(lambda _: self.read())
        self._table.index_chosen.connect(lambda at: self._go(self._model.place(at)))
        session.theme.changed.connect(self._arrange)

    @property
    def period(self) -> Period:
        """The period chosen; at first the turn that it is."""
        _, kind, index = _SPANS[self._span.currentIndex()]
        return Period(kind, self._years.year, index)

    @property
    def table(self) -> PlaceTable:
        """The list of people."""
        return self._table

    def read(self) -> None:
        period = self.period
        found = self._session.desk.statistics.coverage(self._ledger, self._lens, period)
        shown = in_declared_order(self._session.desk.catalogue, self._lens, found)
        self._table.clearSpans()
        self._model.show(shown, period.label)
        for place in range(self._model.rowCount()):
            if self._model.index(place, 0).data(CoveredRole) is None:
                self._table.setSpan(place, 0, 1, self._model.columnCount())
        everyone, missing = shown.everyone, shown.missing
        self._summary.setText(shown.summary(period.label))
        self._summary.setVisible(bool(everyone))
        begun = {line.member.id for line in everyone if line.draft is not None}
        self._missing = [
            Person(line.member.name, at) for at, line in missing.items() if at not in begun
        ]
        self._rest.setText(f"给 {len(self._missing)} 人各备一张表")
        self._rest.setVisible(self._is_one_each and len(self._missing) > 1)
        self._left.setText(shown.missing_words())
        self._left.setVisible(bool(missing))
        self._table.setVisible(bool(everyone))
        self._empty.setVisible(not everyone)

    @property
    def _is_one_each(self) -> bool:
        """Whether a record is of one person, so that each can be begun for those who lack it."""
        is_one = isinstance(self._ledger.field(self._lens.people).type, PersonRef)
        return is_one and not self._session.desk.book.read_only

    def _on_rest_wanted(self) -> None:
        """A form for each, begun; none counts before somebody has filled and saved it."""
        records, ledger, key = self._session.desk.records, self._ledger, self._lens.people
        given = [{key: {"name": each.name, "id": each.id}} for each in self._missing]

        def work(_: Progress) -> int:
            begun = [Draft(ledger.key, records.start(ledger, each)) for each in given]
            return len([records.keep_draft(each) for each in begun])

        def done(many: int) -> None:
            noun = self._ledger.noun
            self._session.said.emit(f"备好了 {many} 张{noun}，点一个人接着填，保存以后才算数。")
            self.read()

        self._session.change(self, work, done)

    def _make_table(self) -> PlaceTable:
        table = PlaceTable()
        table.setObjectName("coverage")
        table.setAccessibleName(self._lens.label)
        table.setModel(self._model)
        table.setItemDelegate(_LineDelegate(self._session.theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.stand_in_lines()
        self._table = table
        self._arrange()
        return table

    def _arrange(self) -> None:
        widths = {place: width for place, width in enumerate(_WIDTHS) if width}
        self._table.set_widths(self._session.theme, widths)

    def _how_to_begin(self) -> str:
        why, how = nobody_words(self._session.desk.catalogue, self._lens)
        if not why:
            return ""
        return f"{why}，{how}" if self._lens.everyone else f"{why}。\n{how}"


class _LineDelegate(QStyledItemDelegate):
    """Paints a class's head row across, and a person's row with the state as a badge."""

    def __init__(self, theme: Theme, table: PlaceTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = rect_of(option)
        c, px, theme = self._theme.colours, self._theme.px, self._theme
        line = index.data(CoveredRole)
        inner = area.adjusted(px(8), 0, -px(8), -1)
        if not isinstance(line, Covered):
            painter.fillRect(area, QColor(c.ground))
            words, _, counts = str(index.data() or "").partition("　")
            painter.setFont(theme.font(bold=True))
            width = painter.fontMetrics().horizontalAdvance(words)
            draw_line(painter, inner, words, theme.font(bold=True), c.ink)
            rest = inner.adjusted(width + px(16), 0, 0, 0)
            draw_line(painter, rest, counts, theme.font("small"), c.muted)
            return
        state = flags_of(option)
        chosen = state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, QColor(c.accent_soft if chosen else c.paper))
        painter.setPen(QColor(c.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = str(index.data() or "")
        match index.column():
            case 1 if not line.records:
                draw_badge(painter, inner, text, theme, c.bad, c.bad_soft)
            case 1:
                words, _, last = text.partition("，")
                width = draw_badge(painter, inner, words, theme, c.good, c.good_soft)
                rest = inner.adjusted(width + px(8), 0, 0, 0)
                draw_line(painter, rest, last, theme.font("small"), c.muted)
            case 2:
                draw_line(painter, inner, f"{text} ›", theme.font(bold=not line.records), c.accent)
            case 3:
                draw_line(painter, inner, text, theme.font(), c.muted)
            case _:
                draw_line(painter, inner, text, theme.font(), c.ink)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, area, theme)

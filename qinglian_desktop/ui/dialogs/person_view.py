"""有关记录: everything that names one person, to look at, open and print."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qinglian_desktop.application.person_records import NamedIn
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.rules import remarks_on_namesakes
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

HEADINGS = ("日期", "台账", "编号", "内容", "记为")
_WIDTHS = (110, 150, 90, 0, 190)


class PersonView(FittingDialog):
    """A line for each record, the newest first; Enter or a double click opens it."""

    shown = Signal()

    def __init__(self, session: Session, person: Person, parent: QWidget) -> None:
        remark = remarks_on_namesakes(session.desk.roster.members().values()).get(person.id or 0)
        name = f"{person.name}（{remark}）" if remark else person.name
        super().__init__("有关记录", parent)
        self.setObjectName("person_view")
        self._session = session
        self._person = person
        self._found: list[NamedIn] = []
        px = session.theme.px
        self.heading = label(f"{name}的有关记录", "head", wrap=True)
        self._count = label("正在读取…", "muted")
        self._table = QTableWidget(0, len(HEADINGS))
        self._table.setObjectName("named_in")
        self._table.setAccessibleName(f"{name}的有关记录，最近的在最上面")
        self._table.setHorizontalHeaderLabels(HEADINGS)
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self._table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(_WIDTHS):
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(place, mode.Interactive if width else mode.Stretch)
            if width:
                head.resizeSection(place, px(width))
        self._table.activated.connect(lambda at: self._open(at.row()))
        self._print = button("打印", self._on_print, "", "print", session.theme)
        self._print.setObjectName("print_person")
        close = button("关闭", self.accept)
        self.setLayout(
            column(
                self.heading,
                self._count,
                self._table,
                row(1, self._print, close),
                margins=SPACE * 2,
            )
        )
        self.resize(px(900), px(520))
        session.read(self, lambda _: session.desk.person_records.of(self._person), self._show)

    def _show(self, found: list[NamedIn]) -> None:
        self._found = found
        none = f"还没有记录提到{self._person.name}。"
        self._count.setText(f"共 {len(found)} 条，双击或者回车打开" if found else none)
        self._table.setRowCount(len(found))
        for place, each in enumerate(found):
            cells = (
                each.record.occurred_on.isoformat(),
                each.ledger.label,
                each.record.number,
                each.title,
                each.roles,
            )
            for side, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self._table.setItem(place, side, item)
        # The names of the ledgers are short, and say where one looks.
        self._table.resizeColumnToContents(HEADINGS.index("台账"))
        self._print.setEnabled(bool(found))
        if found:
            self._table.setCurrentCell(0, 0)
        self._table.setFocus()
        self.shown.emit()

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._found):
            named = self._found[place]
            self.accept()
            self._session.go(ToRecord(named.ledger.key, named.record.id or 0))

    def _on_print(self) -> None:
        records, person = self._session.desk.person_records, self._person
        title = self.heading.text()
        named_in = [each.ledger for each in self._found]
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        PrintPreview(
            self._session,
            title,
            lambda progress: records.preview(person, progress),
            f"{title}.pdf",
            self,
            to_word=lambda target, progress: records.in_word(person, target, progress),
            much_of=named_in if len(named_in) > 1 else (),
        ).open()

"""修改经过: what happened to a record, and any version of it beside that of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qinglian_desktop.application.versions import Compared, KeptVersion
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Field, Flow
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_difference import what_changed
from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text
from qinglian_desktop.domain.record import Change, Record, title_of
from qinglian_desktop.ui.dialogs.version_view import VersionView
from qinglian_desktop.ui.half_typed import KeptReason
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

HEADINGS = ("时间", "谁", "做了什么", "项目", "原来", "现在")
_LONGEST = 60


class HistoryView(QDialog):
    """A table with one line for every field that changed, and below it a version beside today's.

    ``restored`` carries the Record as it became and the KeptVersion that it was restored to;
    ``form_wanted`` the Compared version that shall be put into the form.
    """

    restored = Signal(object, object)
    form_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        record: Record,
        parent: QWidget,
        *,
        why_not: str = "",
    ) -> None:
        """Where restoring is not to be offered now, ``why_not`` says so."""
        super().__init__(parent)
        self._session, self._ledger, self._record = session, ledger, record
        self._why_not = why_not
        self._keeping = session.desk.records.versions
        self._seen: Compared | None = None
        theme = session.theme
        called = f"{ledger.label} {record.number} {title_of(ledger, record.values)}"
        self.setWindowTitle("修改经过")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(1010), room.width() - 60), min(theme.px(660), room.height() - 80))
        self._versions: list[KeptVersion] = []
        self.table = self._table(self._keeping.all(ledger, record.id or 0))
        self.beside = VersionView(theme)
        self.beside.hide()
        heading = label(called, "head", wrap=True)
        heading.setObjectName("whose_history")
        self.said = Notice(theme)
        self.why = ReasonLine(theme)
        self._kept_why = KeptReason(session, self.why, self)
        close = button("关闭", self.accept)
        self.into_form = button("放进表里改", self._on_form_wanted)
        self.into_form.setObjectName("into_form")
        self.back = button("恢复成这个样子", self._on_back, "primary")
        self.back.setObjectName("restore_version")
        for each in (close, self.into_form, self.back):
            each.setAutoDefault(False)
        for each in (self.into_form, self.back):
            each.setVisible(not session.desk.book.read_only)
            each.setEnabled(False)
        self._split = split = QSplitter(Qt.Orientation.Vertical)
        for each in (self.table, self.beside):
            split.addWidget(each)
            split.setCollapsible(split.count() - 1, False)
        self.said.say("最近的改动在最上面。点一行，下面把那次改动以后的样子和现在对照着看。")
        foot = row(1, self.into_form, self.back, close)
        layout = column(heading, split, self.said, self.why, foot, margins=SPACE * 2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.finished.connect(self._kept_why.keep)

    def _table(self, versions: Sequence[KeptVersion]) -> QTableWidget:
        found = [(each, line) for each in versions for line in _lines(self._ledger, each.change)]
        self._versions = [version for version, _ in found]
        table = QTableWidget(len(found), len(HEADINGS))
        table.setHorizontalHeaderLabels(HEADINGS)
        table.setAccessibleName("每次改动")
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        for place, (_, line) in enumerate(found):
            for side, words in enumerate(line):
                table.setItem(place, side, QTableWidgetItem(words))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for side in range(4):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.ResizeToContents)
        for side in (4, 5):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.Stretch)
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Lines as high as they have to be in their width, and the chosen one in sight."""
        self.table.resizeRowsToContents()
        if (chosen := self.table.currentItem()) is not None:
            self.table.scrollToItem(chosen)

    def _on_chosen(self) -> None:
        """Show the version, and say what restoring it would change, or why it cannot be."""
        self.why.hide()
        rows = self.table.selectionModel().selectedRows()
        if not rows:
            return
        number = self._versions[rows[0].row()].number
        try:
            self._show(self._keeping.compare(self._ledger, self._record.id or 0, number))
        except DataProblems as problem:
            self._seen = None
            self.beside.hide()
            self.said.tell(problem)
            self._allow(restore=False, form=False)

    def _show(self, seen: Compared) -> None:
        self._seen = seen
        if self.beside.isHidden():
            self.beside.show()
            height = self._split.height()
            self._split.setSizes([height // 3, height - height // 3])
            QTimer.singleShot(0, self, self._settle)
        self.beside.show_compared(seen)
        is_other = any(each.differs for each in seen.lines)
        general = [each.message for each in seen.in_the_way if not each.field]
        may = not self._session.desk.book.read_only and not self._why_not and not general
        self._allow(restore=may and bool(seen.changes) and not seen.in_the_way, form=may)
        changes = seen.changes
        if not is_other:
            self.said.say("现在就是这个样子。")
            self._allow(restore=False, form=False)
        elif self._session.desk.book.read_only:
            self.said.say("这里只能看。标着“不同”的各项和现在不一样。")
        elif self._why_not or general:
            self.said.say(self._why_not or "".join(general), "warn")
        elif seen.in_the_way:
            wrong = "".join(each.message for each in seen.in_the_way)
            self.said.say(f"那时的样子现在存不进去：{wrong}可以放进表里改好再保存。", "warn")
        elif not changes:
            self.said.say("不同的各项由别的记录决定，恢复也不变。")
            self._allow(restore=False, form=False)
        else:
            some = "、".join(changes[:5]) + (f"等{len(changes)}项" if len(changes) > 5 else "")
            warned = "".join(each.message for each in seen.problems)
            more = f"请留意：{warned}" if warned else ""
            self.said.say(f"恢复会变的有：{some}。{more}", "warn" if more else "plain")

    def _allow(self, *, restore: bool, form: bool) -> None:
        self.back.setEnabled(restore)
        self.into_form.setEnabled(form)

    def _on_form_wanted(self) -> None:
        self.accept()
        if self._seen is not None:
            self.form_wanted.emit(self._seen)

    def _on_back(self, reason: str = "") -> None:
        seen = self._seen
        if seen is None:
            return
        self._allow(restore=False, form=False)

        def done(record: Record) -> None:
            self.accept()
            self.restored.emit(record, seen.version)

        def failed(problem: BaseException) -> None:
            self._allow(restore=True, form=True)
            question = f"更正 {self._ledger.key} {self._record.id}"
            if not self._kept_why.takes(question, problem, self._on_back):
                self.said.tell(problem)

        self._session.change(self, lambda _: self._restore(seen, reason), done, failed)

    def _restore(self, seen: Compared, reason: str) -> Record:
        return self._keeping.restore(
            self._ledger,
            seen.record.id or 0,
            seen.version.number,
            revision=seen.record.revision,
            reason=reason,
        )


def _lines(ledger: Ledger, change: Change) -> list[tuple[str, ...]]:
    when, who = f"{change.at:%Y-%m-%d %H:%M}", change.by
    what = change.action + (f"（{change.reason}）" if change.reason else "")
    before, after = change.before or {}, change.after or {}
    changed = [field for field in ledger.fields if before.get(field.key) != after.get(field.key)]
    if change.before is None or not changed:
        return [(when, who, what, "", "", "")]
    return [(when, who, what, each.label, *_words(before, after, each)) for each in changed]


def _words(
    before: Mapping[str, object], after: Mapping[str, object], field: Field
) -> tuple[str, str]:
    """What a field said and says; of a chart how large it was and is, and which steps changed."""
    plain = [each.get(field.key) for each in (before, after)]
    if isinstance(field.type, Flow):
        was, now = (_chart(each) for each in plain)
        if was is not None and now is not None:
            return chart_size(was), f"{chart_size(now)}。{what_changed(was, now)}"
    texts = ["" if each is None else plain_to_text(field.type, each) for each in plain]
    return texts[0][:_LONGEST] + _more(texts[0]), texts[1][:_LONGEST] + _more(texts[1])


def _chart(plain: object) -> FlowChart | None:
    try:
        chart = from_plain(Flow(), plain)
    except Unreadable:
        return None
    return chart if isinstance(chart, FlowChart) else None


def _more(text: str) -> str:
    return "…" if len(text) > _LONGEST else ""

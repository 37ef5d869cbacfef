"""工作台: what is due, this month's measures, the last backup and the last return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import SentReturn
from qinglian_desktop.application.statistics import FigureLine
from qinglian_desktop.application.workbench import Todo
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.figures_panel import FiguresPanel
from qinglian_desktop.ui.first_steps import FirstSteps
from qinglian_desktop.ui.parts import button, column, frame, label, row
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import SPACE
from qinglian_desktop.ui.todo_list import TodoList

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _News:
    """All that the page shows, read at one go on another thread."""

    month: Period
    unit_name: str
    has_unit: bool
    has_people: bool
    todos: list[Todo]
    figures: list[FigureLine]
    last_backup: datetime | None
    last_return: SentReturn | None


class WorkbenchPage(QWidget):
    """Painted at once; what it shows comes from another thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._is_stale = True
        self._asked = 0
        self._heading = label(self._today_words(), "title")
        self._heading.setObjectName("heading")
        self._count = label("正在读取…", "muted")
        self._count.setObjectName("todo_count")
        self._todos = TodoList(session)
        self._calm = label(
            "眼下没有待办的事。\n有到期的、缺的，会自动列在这里。", "muted", wrap=True
        )
        self._calm.setObjectName("calm")
        self._calm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._steps = FirstSteps(session)
        self._reading = label("正在读取…", "muted")
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._left = QStackedWidget()
        for each in (self._reading, self._todos, self._calm, self._steps):
            self._left.addWidget(each)
        self._figures = FiguresPanel(session)
        self._backup_words = label("", "muted", wrap=True)
        self._backup_words.setObjectName("backup_words")
        self._return_words = label("", "muted", wrap=True)
        self._return_words.setObjectName("return_words")
        self._back_up = button("立即备份", self.back_up, "", "backup", session.theme)
        self._back_up.setObjectName("back_up")
        self._back_up.setVisible(not session.desk.book.read_only)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        self.setLayout(self._lay_out())
        self._arrange()
        session.theme.changed.connect(self._arrange)
        session.records_changed.connect(lambda _: self._on_records_changed())

    @property
    def todos(self) -> TodoList:
        """The list on the left."""
        return self._todos

    def refresh(self) -> None:
        """Read anew, on another thread."""
        self._is_stale = False
        self._asked += 1
        asked, desk = self._asked, self._session.desk
        self._heading.setText(self._today_words())
        self._session.background.run(
            lambda _: _read(desk),
            lambda news: self._show(news) if asked == self._asked and isValid(self) else None,
            lambda error: self._session.tell(error, self) if isValid(self) else None,
        )

    def back_up(self) -> None:
        """Make a backup now, on another thread."""
        self._back_up.setEnabled(False)
        self._busy.show()
        self._backup_words.setText("正在备份…")
        self._session.background.run(
            lambda _: self._session.desk.book.back_up(),
            lambda _: self._on_backed_up() if isValid(self) else None,
            lambda error: self._on_backup_failed(error) if isValid(self) else None,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _lay_out(self) -> QVBoxLayout:
        todo_head = row(label("待办", "head"), self._count, 1)
        left = column(todo_head, self._left, spacing=SPACE)
        left.setStretch(1, 1)
        right = column(label("本月指标", "head"), self._figures, self._state_card(), spacing=SPACE)
        right.setStretch(1, 1)
        self._halves = row(spacing=SPACE * 2)
        self._halves.addLayout(left)
        self._halves.addLayout(right)
        page = column(self._heading, self._halves, spacing=SPACE)
        page.setStretch(1, 1)
        return page

    def _state_card(self) -> QFrame:
        backup = row(self._backup_words, self._back_up)
        backup.setStretch(0, 1)
        inner = column(backup, self._busy, self._return_words, spacing=SPACE // 2, margins=SPACE)
        return frame("card", inner)

    def _show(self, news: _News) -> None:
        self._heading.setText(
            " · ".join(each for each in (self._today_words(), news.unit_name) if each)
        )
        self._todos.show_todos(news.todos)
        self._figures.show_figures(news.month, news.figures)
        self._steps.show_done(has_unit=news.has_unit, has_people=news.has_people)
        begins = not (news.has_unit and news.has_people)
        shown = self._steps if begins else self._todos if news.todos else self._calm
        self._left.setCurrentWidget(shown)
        self._count.setText("" if begins or not news.todos else f"{len(news.todos)} 件")
        self._show_backup(news.last_backup)
        self._return_words.setText(_return_words(news.last_return))

    def _show_backup(self, last: datetime | None) -> None:
        words = "还没有做过备份" if last is None else f"上次备份：{last:%Y-%m-%d %H:%M}"
        self._backup_words.setText(words)

    def _today_words(self) -> str:
        now = self._session.desk.clock()
        return f"{now.year}年{now.month}月{now.day}日 星期{_WEEKDAYS[now.weekday()]}"

    def _arrange(self) -> None:
        px = self._session.theme.px
        # Five columns of large type need more than their usual share.
        left = 57 if self._session.theme.scale < 125 else 49
        self._halves.setStretch(0, left)
        self._halves.setStretch(1, 100 - left)
        self.layout().setContentsMargins(px(16), px(10), px(16), px(10))  # pyright: ignore[reportOptionalMemberAccess]

    def _on_backed_up(self) -> None:
        self._end_backup()
        self._session.said.emit("备份做好了，已放进台账库的备份文件夹。")
        # The header shows the last backup too.
        self._session.records_changed.emit("")

    def _on_backup_failed(self, error: BaseException) -> None:
        self._end_backup()
        self._session.tell(error, self)
        self.refresh()

    def _end_backup(self) -> None:
        self._back_up.setEnabled(True)
        self._busy.hide()
        self._show_backup(self._session.desk.workbench.last_backup())

    def _on_records_changed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True


def _read(desk: Desk) -> _News:
    month = Period.month_of(desk.clock().date())
    unit, roster = desk.catalogue.unit, desk.catalogue.roster
    sent = desk.returning.sent()
    return _News(
        month=month,
        unit_name=desk.returning.unit_name(),
        has_unit=unit is None or bool(desk.searching.first(Query(unit.key), 1)[1]),
        has_people=roster is None or bool(desk.searching.first(Query(roster.key), 1)[1]),
        todos=desk.workbench.todos(),
        figures=desk.statistics.figures(month),
        last_backup=desk.workbench.last_backup(),
        last_return=sent[0] if sent else None,
    )


def _return_words(sent: SentReturn | None) -> str:
    if sent is None:
        return "还没有报出过月报"
    month = Period.parse(sent.period).label
    return f"上次月报：{month}（第{sent.revision}次），{sent.at:%Y-%m-%d} 报出"

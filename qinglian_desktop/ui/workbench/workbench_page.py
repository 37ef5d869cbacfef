"""工作台: the year at a glance, what is due, this month's measures or the year's pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qinglian_desktop.application.workbench import DayNews
from qinglian_desktop.domain.rights import must_have_everything
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.fitting_line import FittingLine, spared_whole, spared_words
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.tab_circle import TabCircle, first_stop, give_keys
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.figures_panel import FiguresPanel
from qinglian_desktop.ui.workbench.first_steps import FirstSteps
from qinglian_desktop.ui.workbench.picture_column import PictureColumn
from qinglian_desktop.ui.workbench.todo_list import TodoList
from qinglian_desktop.ui.workbench.year_strip import YearStrip

_WEEKDAYS = "一二三四五六日"
_VIEWS = ("指标", "图")


@dataclass(frozen=True, slots=True)
class WorkbenchShown:
    """Whether the year's pictures are in front, and of which year."""

    has_pictures: bool
    year: int


class WorkbenchPage(Fresh, TabCircle, QWidget):
    """Painted at once; what it shows comes from another thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._waits_for_keys = False
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
        self._steps.setObjectName("canvas")
        # In large type they are higher than a low screen.
        steps = self._steps_room = QScrollArea()
        steps.setWidget(self._steps)
        steps.setWidgetResizable(True)
        self._reading = label("正在读取…", "muted")
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._left = QStackedWidget()
        for each in (self._reading, self._todos, self._calm, steps):
            self._left.addWidget(each)
        self._year = YearStrip(session)
        self._year.hide()
        self._figures = FiguresPanel(session)
        self._pictures = PictureColumn(session, before=self._figures)
        self._right = FrontStack()
        self._right.addWidget(self._figures)
        self._right.addWidget(self._pictures)
        self._years = YearChooser(session.theme, session.desk.clock().date())
        self._years.year_changed.connect(self._pictures.show_year)
        self._figures_head = label("本月指标", "head")
        self._print = button("打印图", self._pictures.print_pages, "quiet", "print", session.theme)
        self._print.setObjectName("print_pictures")
        self._switch = QButtonGroup(self)
        self._backup_words = label("", "muted")
        self._backup_words.setObjectName("backup_words")
        self._back_up = button("立即备份", self.back_up, "", "backup", session.theme)
        self._back_up.setObjectName("back_up")
        self._check = button("检查", self.check, "", "check-circle", session.theme)
        self._check.setObjectName("check")
        self._check.setToolTip("检查台账库有没有损坏的地方")
        self._backups = button("看备份…", session.go_to_backups, "quiet", "eye", session.theme)
        self._backups.setObjectName("look_at_backups")
        self._backups.setToolTip("关上台账库，看备份里有什么；看完一点就回来")
        if session.desk.book.copy is not None:
            self._check.hide()
            self._backups.hide()
        self._export = button("导出全部…", self.export_all, "quiet", "export", session.theme)
        self._export.setObjectName("export_all")
        keeper = session.desk.book.keeper
        rest_where_refused(self._export, lambda: must_have_everything(keeper, "导出全部"))
        self._merge = button("合并…", self.merge, "quiet", "merge", session.theme)
        self._merge.setObjectName("merge")
        self._merge.setToolTip("台账库复制到了两台电脑、两边都记过的，合并成一份")
        rest_where_refused(self._merge, lambda: must_have_everything(keeper, "合并"))
        if session.desk.book.read_only:
            self._back_up.hide()
            self._merge.hide()
        self._whole = self._lay_out()
        self.setLayout(self._whole)
        self.show_pictures(False)
        # What is due comes first to the keyboard, too.
        order = (
            self._todos,
            self._figures,
            self._print,
            *self._switch.buttons(),
            self._back_up,
            self._check,
            self._backups,
            self._export,
            self._merge,
        )
        for before, after in pairwise((*order, self._year)):
            QWidget.setTabOrder(before, after)
        self._arrange()
        session.theme.changed.connect(self._arrange)
        self.keep_fresh(session)
        session.backing_up.began.connect(self._on_backup_began)
        session.backing_up.ended.connect(self._on_backup_ended)
        if session.backing_up.job is not None:
            self._on_backup_began()
        session.checking_up.began.connect(self._on_check_began)
        session.checking_up.ended.connect(self._on_check_ended)
        self._check.setEnabled(session.checking_up.job is None)

    @property
    def todos(self) -> TodoList:
        """The list on the left."""
        return self._todos

    @property
    def pictures(self) -> PictureColumn:
        """The year's pictures, on the right behind the measures."""
        return self._pictures

    def show_pictures(self, wanted: bool = True) -> None:
        """The year's pictures on the right, or this month's measures again."""
        self._switch.buttons()[wanted].setChecked(True)
        self._right.setCurrentWidget(self._pictures if wanted else self._figures)
        self._figures_head.setVisible(not wanted)
        self._years.setVisible(wanted)
        self._print.setVisible(wanted)

    def shown(self) -> WorkbenchShown:
        """What is on its right."""
        return WorkbenchShown(self._right.currentWidget() is self._pictures, self._years.year)

    def show_again(self, shown: WorkbenchShown) -> None:
        """Show what another page of it did."""
        self._years.choose(shown.year)
        self.show_pictures(shown.has_pictures)

    def take_keys(self) -> None:
        """Give the keyboard to what is to be done; while that is read, as soon as it is there."""
        self._waits_for_keys = self._left.currentWidget() is self._reading
        waiting = self._reading if self._waits_for_keys else None
        give_keys(waiting or first_stop(self._left.currentWidget()) or first_stop(self))

    def read(self) -> None:
        """Read all of it, on another thread."""
        desk = self._session.desk
        self._heading.setText(self._today_words())
        self._session.read(self, lambda _: desk.workbench.of_day(), self._show, latest="news")

    def put_away(self) -> None:
        """Nothing is typed on it that would have to be kept."""

    def back_up(self) -> None:
        """Make a backup now; the foot of the window shows how far it is."""
        self._session.backing_up.start()

    def check(self) -> None:
        """Check the book in full; the foot of the window shows how far it is."""
        self._session.checking_up.start()

    def export_all(self) -> None:
        """Ask how all of the book shall go out."""
        from qinglian_desktop.ui.dialogs.export_all import ExportAll

        ExportAll(self._session, self.window()).open()

    def merge(self) -> None:
        """Ask for another copy of the book, to be made one with this."""
        from qinglian_desktop.ui.dialogs.merge_view import MergeView

        MergeView(self._session, self.window()).open()

    def _lay_out(self) -> QVBoxLayout:
        acts = (self._back_up, self._check, self._backups, self._export, self._merge)
        line = row(self._heading, 1, self._backup_words, *acts)
        words = [spared_words(each) for each in reversed(acts)]
        top = FittingLine(line, *words, spared_whole(line, self._backup_words))
        left_head = row(label("待办", "head"), self._count, 1)
        right_head = row(self._figures_head, self._years, 1, self._print)
        right_head.addLayout(self._views_switch())
        self._halves = QGridLayout()
        self._halves.setHorizontalSpacing(SPACE * 2)
        self._halves.setVerticalSpacing(SPACE)
        self._halves.addLayout(left_head, 0, 0)
        self._halves.addLayout(right_head, 0, 1)
        self._halves.addWidget(self._left, 1, 0)
        self._halves.addWidget(self._right, 1, 1)
        self._halves.setRowStretch(1, 1)
        page = column(top, self._year, self._halves, spacing=SPACE)
        page.setStretch(2, 1)
        return page

    def _views_switch(self) -> QHBoxLayout:
        for place, words in enumerate(_VIEWS):
            made: QPushButton = button(
                words, lambda at=place: self.show_pictures(bool(at)), "switch"
            )
            made.setObjectName(f"view_{place}")
            made.setCheckable(True)
            made.setProperty("last", "true" if words == _VIEWS[-1] else "false")
            self._switch.addButton(made, place)
        return row(*self._switch.buttons(), spacing=0)

    def _show(self, news: DayNews) -> None:
        # Asked now: who has the keyboard loses it with what was shown till now.
        takes_keys = self._waits_for_keys and self.isAncestorOf(self.window().focusWidget())
        self._todos.show_todos(news.todos)
        self._year.show_year(news.year)
        self._figures.show_figures(news.month, news.figures, news.year.kept)
        self._steps.show_done(has_unit=news.has_unit, has_people=news.has_people)
        begins = not (news.has_unit and news.has_people)
        shown = self._steps_room if begins else self._todos if news.todos else self._calm
        self._left.setCurrentWidget(shown)
        if takes_keys:
            self.take_keys()
        self._waits_for_keys = False
        self._year.setVisible(not begins)
        self._count.setText("" if begins or not news.todos else f"{len(news.todos)} 件")
        if self._session.backing_up.job is None:
            self._show_backup(news.last_backup)

    def _show_backup(self, last: datetime | None) -> None:
        """When it was is told by the header; here only when one looks closer, or there is none."""
        self._backup_words.setText("还没有做过备份" if last is None else "")
        self._back_up.setToolTip("" if last is None else f"上次备份：{last:%Y-%m-%d %H:%M}")

    def _today_words(self) -> str:
        now = self._session.desk.clock()
        return f"{now.year}年{now.month}月{now.day}日 星期{_WEEKDAYS[now.weekday()]}"

    def _arrange(self) -> None:
        px = self._session.theme.px
        # Five columns of large type need more than their usual share.
        left = 57 if self._session.theme.scale < 125 else 49
        self._halves.setColumnStretch(0, left)
        self._halves.setColumnStretch(1, 100 - left)
        self._whole.setContentsMargins(px(16), px(10), px(16), px(10))

    def _on_backup_began(self) -> None:
        self._back_up.setEnabled(False)
        self._backup_words.setText("正在备份…")

    def _on_backup_ended(self) -> None:
        self._back_up.setEnabled(True)
        self._show_backup(self._session.desk.workbench.last_backup())

    def _on_check_began(self) -> None:
        self._check.setEnabled(False)

    def _on_check_ended(self) -> None:
        self._check.setEnabled(True)

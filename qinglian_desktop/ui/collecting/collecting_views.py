"""The views of what was collected: states, figures, what does not add up, questions, files."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from qinglian_desktop.application.collected_tables import turnout_words
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.ui.collecting.collecting_news import CollectingNews
from qinglian_desktop.ui.collecting.figures_grid import FiguresGrid
from qinglian_desktop.ui.collecting.said_lines import file_lines, problem_lines, question_lines
from qinglian_desktop.ui.collecting.said_table import SaidTable
from qinglian_desktop.ui.collecting.state_grid import StateGrid
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

STATES, FIGURES, PROBLEMS, QUESTIONS, FILES, REMINDER = range(6)
_WORDS = ("报送情况", "汇总数", "对不上的", "想问一问的", "收的文件", "催报")
_COUNTED = (
    MonthState.HANDED_IN,
    MonthState.LATE,
    MonthState.GIVEN_BACK,
    MonthState.DOUBTFUL,
    MonthState.MISSING,
    MonthState.NOT_DUE,
)
_ALL_KINDS, _ALL_LEDGERS = "各类单位", "全部台账"
_LATEST_DUE = 28


class CollectingViews(QWidget):
    """``place_chosen`` carries a ListedUnit and a Period, ``line_chosen`` a SaidLine.

    ``total_chosen`` a BehindTotal, ``figure_chosen`` a UnitFigures and its CollectedMeasure;
    ``due_day_chosen`` a day, ``said`` a sentence for the status bar. ``turned`` comes when another
    view was wanted.
    """

    place_chosen = Signal(object, object)
    line_chosen = Signal(object)
    total_chosen = Signal(object)
    figure_chosen = Signal(object, object)
    due_day_chosen = Signal(int)
    said = Signal(str)
    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._news: CollectingNews | None = None
        self.states = StateGrid(theme)
        self.figures = FiguresGrid(theme)
        self.problems = SaidTable(
            theme, "problems", ("单位", "对不上的", "怎么办"), {0: 190, 2: 270}
        )
        self.questions = SaidTable(theme, "questions", ("单位", "想问一问的"), {0: 230})
        self.files = SaidTable(
            theme, "met_files", ("文件", "月份", "结果", "说明"), {0: 280, 1: 64, 2: 104}
        )
        self.reminder = QPlainTextEdit()
        self.stack = FrontStack()
        self.buttons = [self._switch(place, words) for place, words in enumerate(_WORDS)]
        self.buttons[-1].setProperty("last", "true")
        self.words = HintedLine()
        self.kinds = DropDown()
        self.ledgers = DropDown()
        self.due = DropDown()
        self.every_file = button("全部文件", self._fill, "switch")
        self.whole_year = button("全年", self._fill, "switch")
        self.of_month = button("本月", lambda: self._show_year(False), "switch")
        self.of_year = button("本年累计", lambda: self._show_year(True), "switch")
        self._spans = QWidget()
        self._counts = label("")
        self._hint = label("", "muted", wrap=True)
        self._build()
        self.go_to(STATES)

    @property
    def front(self) -> int:
        """Which view is in front."""
        return self.stack.currentIndex()

    def go_to(self, view: int) -> None:
        """Bring a view to the front."""
        self.stack.setCurrentIndex(view)
        for place, each in enumerate(self.buttons):
            each.setChecked(place == view)
        by_units = view in (STATES, FIGURES)
        self.words.setVisible(by_units)
        self.kinds.setVisible(by_units and self.kinds.count() > 2)
        self.ledgers.setVisible(view == FIGURES)
        self._spans.setVisible(view == FIGURES)
        self.due.setVisible(view in (STATES, REMINDER))
        for each in (self.every_file, self.whole_year):
            each.setVisible(view == FILES)
        self._tell_counts()

    def go_to_refused(self) -> None:
        """Bring the files to the front that were not taken."""
        self.every_file.setChecked(False)
        self._fill()
        self.go_to(FILES)

    def show_news(self, news: CollectingNews) -> None:
        """Show a month."""
        self._news = news
        month = news.month
        counts = {
            PROBLEMS: sum(not each.is_told for each in month.problems),
            QUESTIONS: len(month.questions),
            FILES: len(news.shown_files(is_every=False, of_year=False)),
        }
        for place, each in enumerate(self.buttons):
            count = counts.get(place, 0)
            each.setText(f"{_WORDS[place]} {count}" if count else _WORDS[place])
        _refill(self.kinds, [_ALL_KINDS, *news.kinds])
        labels = dict.fromkeys(each.ledger_label for each in month.figures.measures)
        _refill(self.ledgers, [_ALL_LEDGERS, *filter(None, labels)])
        self.due.setCurrentIndex(news.due_day - 1)
        self._fill()
        self.go_to(self.front)

    def _fill(self) -> None:
        news = self._news
        if news is None:
            return
        month = news.month
        wanted = tuple(each for each in month.year.units if self._is_wanted(each.unit))
        self.states.show_year(month.year, wanted, month.period.index)
        kind = self._kind
        totals = [each for each in month.figures.totals if kind in ("", each.kind)]
        totals.sort(key=lambda each: each.kind is not None)
        self.figures.show_figures(
            month.figures,
            tuple(totals),
            tuple(each for each in month.figures.units if self._is_wanted(each.unit)),
            of_year=self.of_year.isChecked(),
        )
        ledger = self.ledgers.currentText()
        self.figures.show_ledger("" if ledger == _ALL_LEDGERS else ledger)
        self.problems.show_lines(problem_lines(month.problems))
        self.questions.show_lines(question_lines(month.questions))
        is_every, of_year = self.every_file.isChecked(), self.whole_year.isChecked()
        files = news.shown_files(is_every=is_every, of_year=of_year)
        self.files.show_lines(file_lines(files))
        self.reminder.setPlainText(news.reminder)
        self._tell_counts()

    def _tell_counts(self) -> None:
        news = self._news
        if news is None:
            return
        month = news.month
        label_of = month.period.label
        match self.front:
            case view if view == STATES:
                counts = ((each, month.year.count(month.period.index, each)) for each in _COUNTED)
                said = "，".join(f"{each.value}{count}" for each, count in counts if count)
                words = f"{label_of}：{said}。" if said else ""
            case view if view == FIGURES:
                year = f"{month.period.year}年1月至{month.period.index}月累计"
                words = f"{year if self.of_year.isChecked() else label_of}，"
                words += f"{turnout_words(month)}。点合计看单位，点单位看月报"
            case view if view == PROBLEMS:
                words = f"{label_of}没有对不上的。" if not month.problems else ""
            case view if view == QUESTIONS:
                words = (
                    "和单位自己以前的月份比，变化大的，问一问就好；不给单位打分、排名。"
                    if month.questions
                    else f"{label_of}没有要问的。"
                )
            case view if view == FILES:
                is_any, others = bool(self.files.shown.lines), news.refused_elsewhere
                words = "" if is_any else f"{label_of}没有收的文件都处理完了。"
                if others and not self.whole_year.isChecked():
                    words += f"别的月份也有没有收的：{others}，点“全年”一起看。"
            case _:
                words = "" if news.reminder else f"{label_of}的都报了，不用催。"
        by_units = self.front in (STATES, FIGURES)
        for each, is_wanted in ((self._counts, by_units), (self._hint, not by_units)):
            each.setText(words)
            each.setVisible(is_wanted and bool(words))

    @property
    def _kind(self) -> str:
        return "" if self.kinds.currentIndex() <= 0 else self.kinds.currentText()

    def _is_wanted(self, unit: ListedUnit) -> bool:
        words = folded(self.words.text())
        said = folded(f"{unit.name} {unit.code}")
        return self._kind in ("", unit.kind) and words in said

    def _on_view_wanted(self, view: int) -> None:
        self.go_to(view)
        self.turned.emit()

    def _show_year(self, of_year: bool) -> None:
        self.of_month.setChecked(not of_year)
        self.of_year.setChecked(of_year)
        self._fill()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reminder.toPlainText())
        self.said.emit("提醒已复制，粘贴到工作群里就可以。")

    def _build(self) -> None:
        px = self._theme.px
        self.words.setObjectName("unit_words")
        self.words.setAccessibleName("找单位")
        self.words.set_hints("找单位：名称或编码", "找单位")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(px(200))
        self.words.textChanged.connect(lambda _: self._fill())
        for name, words, each in (
            ("unit_kind", "哪一类单位", self.kinds),
            ("figures_ledger", "哪一本台账", self.ledgers),
        ):
            each.setObjectName(name)
            each.setAccessibleName(words)
            each.setMinimumWidth(px(150))
            each.activated.connect(lambda _: self._fill())
        self.due.setObjectName("due_day")
        self.due.setAccessibleName("报送期限")
        self.due.addItems([f"每月{day}日前报上月" for day in range(1, _LATEST_DUE + 1)])
        self.due.activated.connect(lambda at: self.due_day_chosen.emit(at + 1))
        for name, each in (
            ("every_file", self.every_file),
            ("whole_year", self.whole_year),
            ("of_month", self.of_month),
            ("of_year", self.of_year),
        ):
            each.setObjectName(name)
            each.setCheckable(True)
            each.setProperty("last", "true" if each is not self.of_month else "")
        self.of_month.setChecked(True)
        self._spans.setLayout(row(self.of_month, self.of_year, spacing=0))
        self._counts.setObjectName("collecting_counts")
        filters = QWidget()
        line = FlowLayout(px(SPACE), px(4))
        for each in (
            self.words,
            self.kinds,
            self.ledgers,
            self._spans,
            self.every_file,
            self.whole_year,
            self.due,
            self._counts,
        ):
            line.addWidget(each)
        filters.setLayout(line)
        self.reminder.setReadOnly(True)
        self.reminder.setObjectName("reminder")
        self.reminder.setAccessibleName("未报单位的提醒")
        self.reminder.setTabChangesFocus(True)
        copy = button("复制", self._copy, "primary", "copy", self._theme)
        copy.setObjectName("copy_reminder")
        told = QWidget()
        told.setLayout(column(self.reminder, row(copy, 1), spacing=px(SPACE)))
        for each in (
            self.states,
            self.figures,
            self.problems,
            self.questions,
            self.files,
            told,
        ):
            self.stack.addWidget(each)
        self.states.place_chosen.connect(self.place_chosen)
        self.figures.total_chosen.connect(self.total_chosen)
        self.figures.figure_chosen.connect(self.figure_chosen)
        for each in (self.problems, self.questions, self.files):
            each.line_chosen.connect(self.line_chosen)
        layout = column(filters, self._hint, self.stack, spacing=px(6))
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _switch(self, place: int, words: str) -> QPushButton:
        made = button(words, lambda: self._on_view_wanted(place), "switch")
        made.setObjectName(f"view_{place}")
        made.setCheckable(True)
        return made


def _refill(drop: DropDown, words: list[str]) -> None:
    """Other words to choose from; the chosen one stays where it is still there."""
    if [drop.itemText(at) for at in range(drop.count())] != words:
        chosen = drop.currentText()
        drop.clear()
        drop.addItems(words)
        drop.setCurrentIndex(max(drop.findText(chosen), 0))

"""What was understood of a file, in words: sheet, heads, how many records; to be corrected"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.import_plan import HeadRows, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.sheet import FileSheet
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.keep_button import UNREAD
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import DropDown, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

_MOST_ROWS = 25
"""Rows among which the head is chosen by hand."""
_WORDS = 18
_MOST_TOLD = 2
"""Columns of which it is told one by one that another says the same."""
_DAY_ORDERS = ("请选择", "3月5日", "5月3日")
_DAY_FIRST = (None, False, True)
_COUNTS = ("没有表头", "1 行", "2 行", "3 行")


class UnderstoodLine(QWidget):
    """The numbers come when all records were looked at; ``today`` is a year that may be meant."""

    def __init__(self, work: ImportWork, theme: Theme, today: int) -> None:
        super().__init__()
        self._work = work
        self._today = today
        self._years: list[int | None] = [None]
        self._theme = theme
        self._is_showing = False
        self.numbers = label("", wrap=True)
        self.numbers.setObjectName("numbers")
        self._left_out = label("", "muted", wrap=True)
        self._left_out.setObjectName("left_out")
        self.sheets = self._drop_down("sheets", "工作表")
        self.first = self._drop_down("head_first", "表头从哪一行起")
        self.count = self._drop_down("head_count", "表头有几行")
        self.doubles = self._drop_down("doubles", "已有的记录怎样处理")
        self.day_order = self._drop_down("day_order", "3/5 这样的日期是几月几日")
        self.day_order.addItems(_DAY_ORDERS)
        self._day_part = self._with_words("3/5 这样的日期是", self.day_order)
        self.year = self._drop_down("year", "没写年份的日期是哪一年")
        self._year_part = self._with_words("没写年份的日期是", self.year)
        self.doubles.addItems([f"已有的{each.value}" for each in Treatment])
        self._sheet_part = self._with_words("工作表", self.sheets)
        self._doubles_part = self._with_words("台账里已经有的", self.doubles)
        chosen = FlowLayout(theme.px(2 * SPACE))
        for part in (
            self._sheet_part,
            self._with_words("表头从", self.first),
            self._with_words("共", self.count),
            self._day_part,
            self._year_part,
            self._doubles_part,
        ):
            chosen.addWidget(part)
        self.setLayout(column(self.numbers, self._left_out, chosen, spacing=theme.px(4)))
        self.sheets.activated.connect(self._on_sheet_chosen)
        self.first.activated.connect(self._on_head_chosen)
        self.count.activated.connect(self._on_head_chosen)
        self.doubles.activated.connect(self._on_treatment_chosen)
        self.day_order.activated.connect(self._on_day_order_chosen)
        self.year.activated.connect(self._on_year_chosen)
        work.understood.connect(self._show_understood)
        work.looked.connect(self._show_looked)

    @property
    def first_open(self) -> DropDown | None:
        """The first in which something is asked that no cell can tell."""
        asked = ((self._year_part, self.year), (self._day_part, self.day_order))
        open_ = (e for part, e in asked if part.isVisibleTo(self) and not e.currentIndex())
        return next(open_, None)

    def _show_years(self, found: Understanding) -> None:
        """Those over the rows, and the ones before: what is filled in in January was before."""
        years = {year - back for year in (*found.years.said, self._today) for back in (0, 1)}
        years |= {found.plan.year} if found.plan.year else set()
        self._years = [None, *sorted(years, reverse=True)]
        self.year.clear()
        self.year.addItems(["请选择", *(f"{year}年" for year in self._years[1:])])
        self.year.setCurrentIndex(self._years.index(found.plan.year))
        self._year_part.setVisible(found.asks_year)

    def _show_understood(self) -> None:
        found = self._work.found
        if found is None:
            return
        self.sheets.clear()
        self.sheets.addItems([each.name for each in found.file.sheets])
        self.sheets.setCurrentIndex(found.sheet_at)
        self._sheet_part.setVisible(len(found.file.sheets) > 1)
        self.first.clear()
        self.first.addItems(_row_words(found.sheet))
        self.first.setCurrentIndex(min(found.head.rows.first, self.first.count() - 1))
        self.count.clear()
        self.count.addItems(_COUNTS)
        self.count.setCurrentIndex(found.head.rows.count)
        self._doubles_part.hide()
        self._day_part.setVisible(found.asks_day_order)
        self.day_order.setCurrentIndex(_DAY_FIRST.index(found.plan.is_day_first))
        self._show_years(found)
        if self._work.is_part:
            shown = f"下面先显示“{found.file.name}”的前 {len(found.sheet.rows)} 行。"
            self.numbers.setText(f"{shown}{UNREAD}")
        else:
            count = len(found.body.records)
            self.numbers.setText(f"{_source(found)}读出 {count:,} 条记录，正在逐条核对…")
        self._left_out.setText(self._left_out_words(found))
        self._left_out.setVisible(bool(self._left_out.text()))

    def _show_looked(self) -> None:
        work, result, found = self._work, self._work.result, self._work.found
        if result is None or found is None:
            return
        ready, doubles = work.count, len(result.doubles)
        issues = sum(not each.is_warning for each in result.issues)
        parts = [f"{_source(found)}读出 {len(result.records):,} 条记录：可以导入 {ready:,} 条"]
        if result.unlike:
            marked = f"，标红的 {issues:,} 处要改" if issues else "，先填下面的空"
            parts.append(f"还不能导入 {result.unlike:,} 条{marked}")
        if doubles:
            parts.append(f"台账里或表格里已经有的 {doubles:,} 条")
        self.numbers.setText("，".join(parts) + "。")
        self._doubles_part.setVisible(bool(doubles))
        self.doubles.setCurrentIndex(list(Treatment).index(work.decided.otherwise))

    def _left_out_words(self, found: Understanding) -> str:
        parts: list[str] = []
        if self._work.is_known:
            parts.append("这份文件以前导入过。")
        if self._work.is_as_before:
            parts.append("上次导入这份文件时改过的，已经照样改好。")
        if found.titles:
            title = _short(found.titles[0])
            rest = f"等 {len(found.titles)} 行" if len(found.titles) > 1 else ""
            is_used = any(each.offer for each in found.lacking)
            what = "不是记录，说到的填在下面" if is_used else "不导入"
            parts.append(f"标题{quoted(title)}{rest}{what}。")
        why = Counter(each.why for each in found.body.left_out)
        if why and not self._work.is_part:
            said = "、".join(f"{word} {count} 行" for word, count in why.items())
            parts.append(f"{said}不是记录，不导入。")
        parts += found.told_of_sections()
        together = list(found.at_one_place())
        parts += together[:_MOST_TOLD]
        if (more := len(together) - _MOST_TOLD) > 0:
            parts.append(f"还有 {more} 列也是这样。")
        unsure = sum(bool(each.target) and not each.is_sure for each in found.columns)
        nowhere = sum(not each.target and not each.is_nobodys for each in found.columns)
        if unsure:
            parts.append(f"有 {unsure} 列拿不准记到哪一栏，标着问号。")
        if nowhere:
            parts.append(f"有 {nowhere} 列不导入。")
        if unsure or nowhere:
            parts.append("点列名下面的小框可以改。")
        return "".join(parts)

    def _on_sheet_chosen(self, at: int) -> None:
        plan = self._work.plan
        self._work.decide(replace(plan, sheet=at, head=None, targets={}, by_row={}))

    def _on_head_chosen(self, _: int) -> None:
        rows = HeadRows(max(self.first.currentIndex(), 0), max(self.count.currentIndex(), 0))
        self._work.decide(replace(self._work.plan, head=rows, targets={}, by_row={}))

    def _on_treatment_chosen(self, at: int) -> None:
        self._work.treat(None, list(Treatment)[at])

    def _on_day_order_chosen(self, at: int) -> None:
        self._work.decide(replace(self._work.plan, is_day_first=_DAY_FIRST[at]))

    def _on_year_chosen(self, at: int) -> None:
        self._work.decide(replace(self._work.plan, year=self._years[at]))

    def _drop_down(self, name: str, words: str) -> DropDown:
        made = DropDown()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        return made

    def _with_words(self, words: str, drop_down: DropDown) -> QWidget:
        made = QWidget()
        made.setLayout(row(label(words, "muted"), drop_down, spacing=self._theme.px(6)))
        return made


def _row_words(sheet: FileSheet) -> list[str]:
    """Each of the first rows, by its number and first words."""
    found: list[str] = []
    for at, cells in enumerate(sheet.rows[:_MOST_ROWS]):
        said = "、".join(filter(None, map(text_of_cell, cells)))
        found.append(f"第 {at + 1} 行：{_short(said)}" if said else f"第 {at + 1} 行")
    return found


def _source(found: Understanding) -> str:
    return f"“{found.file.name}”里" if found.file.name else "粘贴的表格里"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WORDS else f"{flat[:_WORDS]}…"

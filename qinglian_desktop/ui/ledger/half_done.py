"""Forms that are no records yet, in words: those left half done, and plans for a day to come"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.field_types import Day, Month
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.validation import day_typed
from qinglian_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class HalfDone:
    """Of one ledger."""

    session: Session
    ledger: Ledger

    def unfinished(self) -> list[Draft]:
        """Forms of new records that were left half done, the latest first; a plan is none."""
        return [each for each in self._new() if not each.is_plan]

    def plans(self) -> list[Draft]:
        """What is planned, in the order of its days."""
        plans = [each for each in self._new() if each.is_plan]
        return sorted(plans, key=lambda each: day_typed(self.ledger, each.typed) or date.max)

    def is_ahead(self, typed: Mapping[str, object]) -> bool:
        """Whether a new form's day has not come: it can be planned, and not be recorded."""
        kind = self.ledger.field(self.ledger.occurred).type
        is_day_ahead = isinstance(kind, Month) or (isinstance(kind, Day) and kind.may_be_future)
        if not self.ledger.is_of_events or is_day_ahead:
            return False
        day = day_typed(self.ledger, typed)
        return day is not None and day > self._today

    def plan_words(self, typed: Mapping[str, object]) -> str:
        """What a plan is, and what becomes of it."""
        day = day_typed(self.ledger, typed)
        if day is None or day == self._today:
            return "这是计划好的。办完以后改好、补齐再保存，就成为记录。"
        if day < self._today:
            return (
                f"计划的日子 {self.day_words(day)} 已经过了，还没有登记。办了的补齐再保存，就成为"
                "记录，录入时间照实记今天；没有办的改日子，或者删掉计划。"
            )
        when = self.day_words(day)
        return f"这是 {when} 的计划，改动都留在计划里。到了那天再保存成记录。"

    def day_words(self, day: date) -> str:
        """A day as one says it: 12月5日, and with its year where that is another."""
        year = "" if day.year == self._today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日"

    @property
    def _today(self) -> date:
        return self.session.desk.clock().date()

    def _new(self) -> list[Draft]:
        drafts = self.session.desk.records.drafts(self.ledger)
        return [each for each in drafts if each.record_id is None]


def resumed_words(draft: Draft) -> str:
    """With what one goes on."""
    at = f"{draft.at:%m月%d日 %H:%M}" if draft.at else "上次"
    return f"接着填 {at} 没有保存完的内容。"


def kept_words(opened: Opened) -> str:
    """That what is typed is kept, beside the title."""
    return "计划已自动保存" if opened.is_plan else "草稿已自动保存"


def left_words(opened: Opened) -> str:
    """What became of what is typed, once the form is closed."""
    kept = "计划已保存" if opened.is_plan else "没有保存完的内容已存为草稿"
    return f"{kept}，随时可以接着填。"


def discard_words(opened: Opened) -> tuple[str, str]:
    """How throwing away what is typed is called, and what it does."""
    if opened.is_plan:
        return "删掉计划", "这个计划会去掉，不能恢复。"
    if opened.record is None:
        return "清空重填", "没有保存的内容会去掉，重新开始填。"
    return "放弃修改", "没有保存的内容会去掉，回到保存时的样子。"

"""What should be looked at before a month is reported: items missing, forms left half done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import Place, ToDraft, ToLens, ToUnfinished
from qinglian_desktop.application.unfinished_todos import SINGLY
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.validation import day_typed


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing: what, more about it, and where it is mended."""

    words: str
    more: str
    place: Place


def warnings_of(desk: Desk, month: Period) -> Iterator[Warned]:
    """Everything that a return of the month would leave out."""
    for ledger in desk.catalogue:
        if not ledger.in_return:
            continue
        for lens in ledger.lenses:
            if isinstance(lens, MonthGrid):
                grid = desk.statistics.grid(ledger, lens, month.year)
                words = grid.missing(month.index)
                if words:
                    rest = "" if len(words) <= 3 else "等"
                    yield Warned(
                        f"{ledger.label}还差{len(words)}项",
                        f"{'、'.join(words[:3])}{rest}",
                        ToLens(ledger.key, lens),
                    )
        drafts = [(day_typed(ledger, each.typed), each) for each in desk.records.drafts(ledger)]
        here = [(day, each) for day, each in drafts if day is not None and month.contains(day)]
        many = sum(each.is_unfinished for _, each in here)
        if many > SINGLY:
            words = f"{ledger.label}有{many}份{month.index}月的草稿"
            yield Warned(words, "草稿不算记录，保存成记录以后才进月报。", ToUnfinished(ledger.key))
        for day, draft in here:
            is_told = draft.is_unfinished and many > SINGLY
            if draft.id is not None and not is_told:
                what = "计划" if draft.is_plan else "草稿"
                yield Warned(
                    f"{ledger.label}有一份{day.month}月{day.day}日的{what}",
                    f"{what}不算记录，保存成记录以后才进月报。",
                    ToDraft(ledger.key, draft.id),
                )

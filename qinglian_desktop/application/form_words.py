"""What is told of forms of somebody else: which place is meant, what moved, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.finding_again import FoundAgain
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.other_dates import other_dates
from qinglian_desktop.domain.filling.seen_form import FormKind, FormPlace, SeenForm
from qinglian_desktop.domain.period import Period

_SHOWN = 5
"""So many places are told one by one."""


class PlaceWords:
    """Says which place of a form is meant, in the words of the form."""

    def __init__(self, seen: SeenForm) -> None:
        self._seen = seen
        self._words = {each.name: TableWords(each) for each in seen.tables}

    def __call__(self, place: FormPlace) -> str:
        """月报 D5（谈心谈话 本月 数量）; of a Word document only the words."""
        words = self._words.get(place.table)
        cell = words.at(place.at) if words else None
        around = words.around(cell) if words and cell else None
        labels = (*around.beside, *around.above) if around else ()
        said = (around.own if around else "") or " ".join(dict.fromkeys(labels))
        if self._seen.kind is FormKind.WORD:
            return f"“{said}”" if said else "一处没有文字的空白"
        name = place.at if len(self._words) == 1 else f"{place.table} {place.at}"
        return f"{name}（{said}）" if said else name


def told_again(name: str, again: FoundAgain, before: SeenForm, now: SeenForm) -> tuple[str, ...]:
    """What is other in a form than when it was mapped, in sentences; none where nothing is."""
    was, there = PlaceWords(before), PlaceWords(now)
    told: list[str] = []
    if again.moved:
        old, new = again.moved[0]
        moved = f"{there(new)}原来在 {old.at}"
        more = f"等{len(again.moved)}格" if len(again.moved) > 1 else ""
        told.append(f"有几格换了位置，已经照文字找到：{moved}{more}。")
    if again.retimed:
        named = _listed(there(each) for each in again.retimed)
        told.append(f"表上写的时段变了，照现在写的时段填：{named}。")
    if again.reworded:
        named = _listed(f"{there(new)}原来是{was(old)}" for old, new in again.reworded)
        told.append(f"有几格旁边的文字改过，填的内容没有变，请核对：{named}。")
    if again.unfit:
        named = _listed(there(each) for each in again.unfit)
        told.append(f"{named}要的内容、单位或时段和原来不一样了，没有填，请重新指定。")
    if again.gone:
        told.append(f"找不到原来要填的{_listed(was(each) for each in again.gone)}，没有填。")
    if again.new:
        told.append(f"新增的{_listed(there(each) for each in again.new)}还没有指定填什么。")
    if told:
        told.insert(0, f"这张表和原来保存的“{name}”不完全一样。")
    return tuple(told)


def told_dates(seen: SeenForm, mapping: FormMapping, month: Period) -> tuple[str, ...]:
    """What stays in a form and says another month, in sentences."""
    where = PlaceWords(seen)
    return tuple(
        f"{where(place)}写着“{said}”，没有改；这次填的是{month.label}，请核对。"
        for place, said in other_dates(seen, mapping, month)
    )


def _listed(said: Iterator[str]) -> str:
    words: Sequence[str] = list(said)
    more = f"等{len(words)}格" if len(words) > _SHOWN else ""
    return "、".join(words[:_SHOWN]) + more

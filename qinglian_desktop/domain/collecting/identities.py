"""Whose the returns are: codes and names met twice, revisions, months out of order, other keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from qinglian_desktop.domain.collecting.collected import CollectedReturn, MetFile
from qinglian_desktop.domain.collecting.disagreements import Disagreement
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.comparing import alike, folded
from qinglian_desktop.domain.period import Period

_FEW = 5
"""Numbers that are told one by one."""
_NO_CODE = "请单位在花名册里填好单位编码，重新报送。"


def whose_returns(
    period: Period,
    listed: Sequence[ListedUnit],
    returns: Iterable[CollectedReturn],
    refused: Iterable[MetFile],
) -> Iterator[Disagreement]:
    """What is odd about the units of a month: not listed, other names, one code or name twice.

    ``returns`` are those of its year up to it: a unit may have had another code before.
    """
    by_code = {each.code: each for each in listed}
    of_year = list(returns)
    of_month = [each for each in of_year if each.period == period]
    last = {each.unit_code: each for each in sorted(of_month, key=lambda each: each.revision)}
    names: dict[str, dict[str, None]] = {}
    for each in of_month:
        names.setdefault(each.unit_code, {})[each.unit_name] = None
    for file in refused:
        if file.period == period.key and file.unit_code:
            names.setdefault(file.unit_code, {})[file.unit_name] = None
    for code, said in names.items():
        others = _different(said)
        if len(others) > 1:
            words = f"单位编码“{code}”有{len(others)}个单位在用：{'、'.join(others)}。"
            todo = "请问清编码是谁的，让另一个单位在花名册里改正编码，重新报送。"
            yield Disagreement(code, others[0], period, words, todo)
    for code, each in last.items():
        unit = by_code.get(code)
        if not code:
            words = f"“{each.unit_name}”的月报没有写单位编码。"
            yield _of(each, words, _NO_CODE)
        elif unit is None and listed:
            words = f"“{each.unit_name}”（编码{code}）不在单位名单里。"
            yield _of(each, words, "月报收下了。请核对编码，或者把它加进名单。")
        elif unit is not None and not alike(unit.name, each.unit_name):
            words = f"编码{code}在名单里是“{unit.name}”，月报上写的是“{each.unit_name}”。"
            yield _of(each, words, "单位改了名的，请改名单；编码填错的，请让单位改正后重新报送。")
    yield from _one_name(last.values())
    yield from _other_codes(last, [each for each in of_year if each.period != period])


def out_of_order(
    returned: CollectedReturn, year: Sequence[CollectedReturn], today: date
) -> Iterator[Disagreement]:
    """What is odd in the order of a unit's months and revisions; ``year`` are all of its year.

    ``returned`` is the one that counts.
    """
    period = returned.period
    if period.start > today:
        yield _of(
            returned, f"{period.label}还没有到，却已经报了。", "请核对报告期，让单位重新报送。"
        )
    elif returned.reported_on is not None and returned.reported_on > today:
        said = f"封面上的报出日期是{returned.reported_on}，这一天还没有到。"
        yield _of(returned, said, "请单位核对电脑的日期。")
    revisions = sorted({each.revision for each in year if each.period == period})
    gone = sorted(set(range(1, returned.revision)) - set(revisions))
    if gone:
        some = _numbers(gone) if len(gone) <= _FEW else f"{_numbers(gone[:_FEW])}等{len(gone)}"
        said = f"收到的是第{returned.revision}次，第{some}次没有收到。"
        todo = "以最后一次为准，不用补；想知道改了什么，请看它的更正说明。"
        yield _of(returned, said, todo, is_told=True)
    if len(revisions) > 1:
        before = [each for each in revisions if each != returned.revision]
        said = f"以第{returned.revision}次为准，以前收过第{_numbers(before)}次。"
        yield _of(returned, said, "不用办。", is_told=True)
    there = {each.period.index for each in year}
    skipped = [month for month in range(min(there), period.index) if month not in there]
    if skipped:
        said = f"{period.index}月报了，以前的{'、'.join(f'{each}月' for each in skipped)}没有收到。"
        yield _of(returned, said, "请催单位补报；本年累计没法逐月核对。")


def other_than_before(
    returned: CollectedReturn, before: Sequence[CollectedReturn]
) -> Iterator[Disagreement]:
    """Whether name or key are other than in the unit's returns ``before`` it, told once."""
    if not before:
        return
    last = max(before, key=_when)
    if not alike(last.unit_name, returned.unit_name):
        said = f"以前（{_revision(last)}）写的单位名称是“{last.unit_name}”。"
        todo = "单位改了名的，不用办；两个单位用了一个编码的，请让另一个改正编码，重新报送。"
        yield _of(returned, said, todo)
    signed = [each for each in before if each.key]
    if not signed:
        return
    since = _revision(last := max(signed, key=_when))
    if not returned.key:
        said = f"没有签名，可是{since}有签名。"
        yield _of(returned, said, "可能不是这个单位写的，请向单位核实。")
    elif returned.key != last.key:
        said = f"换了台账库：签名和{since}的不同。"
        yield _of(
            returned, said, "请打电话向单位核对签名码；确实换了电脑或者重新建了库的，不用办。"
        )


def same_figures(
    returns: Iterable[CollectedReturn],
) -> Iterator[tuple[CollectedReturn, CollectedReturn]]:
    """Returns of two units that tell the very same figures, not all of them nothing."""
    by_figures: dict[tuple[object, ...], list[CollectedReturn]] = {}
    for each in returns:
        if any(line.month for line in each.lines):
            figures = tuple((x.ledger, x.measure, x.month, x.year) for x in each.lines)
            by_figures.setdefault(figures, []).append(each)
    for alikes in by_figures.values():
        yield from pairwise(alikes)


def same_content(one: CollectedReturn, other: CollectedReturn) -> Disagreement:
    """That two units handed in the same records under their two names."""
    said = f"内容和“{one.unit_name}”的月报一样，各条记录都相同。"
    todo = "可能拿错了台账库，请两个单位都核对，不对的重新报送。"
    return _of(other, said, todo)


def _one_name(returns: Iterable[CollectedReturn]) -> Iterator[Disagreement]:
    by_name: dict[str, list[CollectedReturn]] = {}
    for each in returns:
        by_name.setdefault(folded(each.unit_name), []).append(each)
    for several in by_name.values():
        if len(several) > 1:
            codes = "、".join(each.unit_code or "没有写" for each in several)
            said = f"“{several[0].unit_name}”用了{len(several)}个单位编码：{codes}。"
            todo = "同一个单位的，请让它只用一个编码，重新报送；不是的，请它们写全名称。"
            yield _of(several[-1], said, todo)


def _other_codes(
    now: Mapping[str, CollectedReturn], before: Sequence[CollectedReturn]
) -> Iterator[Disagreement]:
    """Units that were called the same in a month before, under a code that nobody has now."""
    by_name = {folded(each.unit_name): each for each in sorted(before, key=_when)}
    for code, each in now.items():
        last = by_name.get(folded(each.unit_name))
        if last is not None and code and last.unit_code not in now:
            said = f"单位编码是{code}，以前（{_revision(last)}）是{last.unit_code or '没有写的'}。"
            todo = (
                "填错了的，请单位改正编码后重新报送；换了编码的，请改名单，"
                "本年累计请和换编码以前各月一起核对。"
            )
            yield _of(each, said, todo)


def _different(names: Iterable[str]) -> list[str]:
    """Names that are not written alike, each once."""
    return list({folded(each): each for each in names}.values())


def _numbers(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def _revision(returned: CollectedReturn) -> str:
    return f"{returned.period.label}第{returned.revision}次"


def _when(returned: CollectedReturn) -> tuple[date, int]:
    return returned.period.start, returned.revision


def _of(returned: CollectedReturn, said: str, todo: str, *, is_told: bool = False) -> Disagreement:
    return Disagreement(
        returned.unit_code, returned.unit_name, returned.period, said, todo, is_told=is_told
    )

"""What became of the files that one collection met, in a sentence or two, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.domain.collecting.collected import Fate, MetFile
from qinglian_desktop.domain.period import Period

_SAID = (
    (Fate.TAKEN, "收下{}份"),
    (Fate.KNOWN, "{}份以前收过"),
    (Fate.SUPERSEDED, "{}份有更新的一次"),
    (Fate.REFUSED, "{}份没有收"),
    (Fate.UNRELATED, "{}个表格不是月报"),
)

_MOST_NAMES = 5


def gathered_words(gathered: Gathered) -> str:
    """How many were taken, known, superseded and refused, and how many are no returns."""
    count = {fate: sum(each.fate is fate for each in gathered.files) for fate, _ in _SAID}
    said = [words.format(count[fate]) for fate, words in _SAID if count[fate]]
    if gathered.others:
        said.append(f"{gathered.others}个别的文件没有看")
    nothing = "还没有收下。" if gathered.stopped else "这里没有月报。"
    words = "，".join(said) + "。" if said else nothing
    refused = "没有收的和原因见“收的文件”。" if count[Fate.REFUSED] else ""
    return "\n".join(filter(None, (f"{words}{refused}", gathered.stopped)))


def doubted_words(month: Period, units: Sequence[str]) -> str:
    """Which units' returns do not add up, asked before all are answered as taken."""
    names = "、".join(units[:_MOST_NAMES]) + ("等" if len(units) > _MOST_NAMES else "")
    return (
        f"{month.label}收下的月报，有{len(units)}个单位对不上：{names}。\n"
        "要退回的请先退回，退回过的不会再写已接收。"
    )


def wants_password(file: MetFile) -> bool:
    """Whether it was not taken for want of a password."""
    return file.fate is Fate.REFUSED and any("打开密码" in words for words in file.why)


def is_all_well(gathered: Gathered) -> bool:
    """Whether nothing is left to do about what was met."""
    is_refused = any(each.fate is Fate.REFUSED for each in gathered.files)
    return bool(gathered.files) and not gathered.stopped and not is_refused

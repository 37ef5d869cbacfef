"""What became of the files that one collection met, in a sentence or two."""

from __future__ import annotations

from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.domain.collecting.collected import Fate, MetFile

_SAID = (
    (Fate.TAKEN, "收下{}份"),
    (Fate.KNOWN, "{}份以前收过"),
    (Fate.SUPERSEDED, "{}份有更新的一次"),
    (Fate.REFUSED, "{}份没有收"),
    (Fate.UNRELATED, "{}个表格不是月报"),
)


def gathered_words(gathered: Gathered) -> str:
    """How many were taken, known, superseded and refused, and how many are no returns."""
    count = {fate: sum(each.fate is fate for each in gathered.files) for fate, _ in _SAID}
    said = [words.format(count[fate]) for fate, words in _SAID if count[fate]]
    if gathered.others:
        said.append(f"{gathered.others}个别的文件没有看")
    words = "，".join(said) + "。" if said else "这里没有月报。"
    refused = "没有收的和原因见“收的文件”。" if count[Fate.REFUSED] else ""
    return "\n".join(filter(None, (f"{words}{refused}", gathered.stopped)))


def is_locked(file: MetFile) -> bool:
    """Whether it was not taken for want of a password."""
    return file.fate is Fate.REFUSED and any("打开密码" in words for words in file.why)


def is_all_well(gathered: Gathered) -> bool:
    """Whether nothing is left to do about what was met."""
    is_refused = any(each.fate is Fate.REFUSED for each in gathered.files)
    return bool(gathered.files) and not gathered.stopped and not is_refused

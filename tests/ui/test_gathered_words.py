"""What became of the files that a collection met, in words."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.domain.collecting.collected import Fate, MetFile
from qinglian_desktop.ui.collecting.gathered_words import gathered_words, is_all_well


def met(*fates: Fate) -> tuple[MetFile, ...]:
    return tuple(MetFile(f"{at}.xlsx", fate) for at, fate in enumerate(fates))


@pytest.mark.parametrize(
    ("gathered", "said", "is_well"),
    [
        (Gathered(met(Fate.TAKEN, Fate.TAKEN)), "收下2份。", True),
        (
            Gathered(met(Fate.TAKEN, Fate.KNOWN, Fate.SUPERSEDED, Fate.UNRELATED), others=3),
            "收下1份，1份以前收过，1份有更新的一次，1个表格不是月报，3个别的文件没有看。",
            True,
        ),
        (
            Gathered(met(Fate.REFUSED)),
            "1份没有收。没有收的和原因见“收的文件”。",
            False,
        ),
        (Gathered(()), "这里没有月报。", False),
        (Gathered((), stopped="已停下。"), "还没有收下。\n已停下。", False),
    ],
)
def test_every_fate_is_counted(gathered: Gathered, said: str, is_well: bool) -> None:
    assert gathered_words(gathered) == said
    assert is_all_well(gathered) is is_well

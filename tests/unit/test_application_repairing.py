"""Where a repaired book goes, and what is told of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.repairing import by_ledger, losses, place_beside
from qinglian_desktop.application.soundness import Finding, Repaired, Whole
from tests.invented import INVENTED, INVENTED_ROSTER

COPY = Copy(Path("x"), 3, datetime(2026, 3, 1, 8, 5), 1, Path("b"))


def test_it_goes_beside_the_damaged_one_under_a_name_that_nothing_has(tmp_path: Path) -> None:
    folder = tmp_path / "台账库"
    assert place_beside(folder) == tmp_path / "台账库-修复"
    (tmp_path / "台账库-修复").mkdir()
    (tmp_path / "台账库-修复2").touch()
    assert place_beside(folder) == tmp_path / "台账库-修复3"


def test_what_was_read_and_what_was_not_is_told_by_ledger() -> None:
    lost = (
        Finding("万事簿 2026-002 读不出来。", "everything", 2),
        Finding("万事簿 2026-003 读不出来。", "everything", 3),
        Finding("草稿里有读不出来的。"),
    )
    whole = Whole(COPY, {("everything", 2): (COPY, "万事簿 2026-002")})
    repaired = Repaired({"everything": 5, INVENTED_ROSTER.key: 4}, lost, whole)
    assert repaired.records == 9
    assert by_ledger(repaired, INVENTED) == [
        f"{INVENTED_ROSTER.label}：读出 4 条。",
        "万事簿：读出 5 条，2 处没有读出来。",
    ]
    assert losses(repaired) == [
        "下面这些没有读出来：",
        "  万事簿 2026-002 读不出来。2026年3月1日 08:05 的备份里有完好的。",
        "  万事簿 2026-003 读不出来。备份里没有完好的。",
        "  草稿里有读不出来的。",
        "备份也带过来了：打开新的台账库，在“从备份恢复”里打开那一份，可以一条条取回。",
    ]


def test_where_all_was_read_that_is_said() -> None:
    assert losses(Repaired({}, (), Whole())) == ["没有读不出来的。"]
    assert by_ledger(Repaired({}, (), Whole()), INVENTED) == []

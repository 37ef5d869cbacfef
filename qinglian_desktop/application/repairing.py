"""A damaged book, and the new one that is made of what can be read of it: where, and in words."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.checking_up import told
from qinglian_desktop.application.soundness import Repaired
from qinglian_desktop.domain.catalogue import Catalogue

REPAIRED = "-修复"
"""What the name of a repaired book has behind that of the damaged one."""


def place_beside(folder: Path) -> Path:
    """Where a repaired book goes: beside the damaged one, under a name that nothing has."""
    wanted = folder.with_name(f"{folder.name}{REPAIRED}")
    number = 2
    while wanted.exists():
        wanted = folder.with_name(f"{folder.name}{REPAIRED}{number}")
        number += 1
    return wanted


def by_ledger(repaired: Repaired, catalogue: Catalogue) -> list[str]:
    """Of each ledger that has records, how many were read and how many were not."""
    lost = [each.ledger for each in repaired.lost]
    lines: list[str] = []
    for ledger in catalogue:
        kept, gone = repaired.kept.get(ledger.key, 0), lost.count(ledger.key)
        if kept or gone:
            not_read = f"，{gone} 处没有读出来" if gone else ""
            lines.append(f"{ledger.label}：读出 {kept} 条{not_read}。")
    return lines


def losses(repaired: Repaired) -> list[str]:
    """What was not read, each with the backup that has it, and how to get it back."""
    if not repaired.lost:
        return ["没有读不出来的。"]
    return [
        "下面这些没有读出来：",
        *(f"  {told(each, repaired.whole)}" for each in repaired.lost),
        "备份也带过来了：打开新的台账库，在“从备份恢复”里打开那一份，可以一条条取回。",
    ]

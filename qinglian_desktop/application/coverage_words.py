"""What coverage says, in the window and on paper: classes in order, each person's state, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Choice, Rows
from qinglian_desktop.domain.lenses import Coverage

NAME, STATE, OFFICE = "姓名", "本期情况", "部门 职务"
"""The heads of its columns."""


@dataclass(frozen=True, slots=True)
class ShownCoverage:
    """The classes of a period in the order in which the roster declares them."""

    lens: Coverage
    classes: Mapping[str, Sequence[Covered]]

    @property
    def everyone(self) -> list[Covered]:
        """All lines; somebody of two classes stands in both."""
        return [line for lines in self.classes.values() for line in lines]

    @property
    def missing(self) -> dict[int, Covered]:
        """Those without a record, by id, each once."""
        return {line.member.id: line for line in self.everyone if not line.records}

    def summary(self, period_words: str) -> str:
        """2026年下半年：应谈话 12 人，已谈话 9 人，还差 3 人."""
        return f"{period_words}：{count_line(self.lens, self.everyone)}"

    def missing_words(self) -> str:
        """还没有谈话的：甲、乙; "" if nobody is missing."""
        names = "、".join(line.called for line in self.missing.values())
        return f"还没有{self.lens.verb}的：{names}" if names else ""


def in_declared_order(
    catalogue: Catalogue, lens: Coverage, found: Mapping[str, Sequence[Covered]]
) -> ShownCoverage:
    """What was found, its classes as the roster has them; words that it has no more come last."""
    order = _declared_classes(catalogue)
    groups = sorted(found, key=lambda each: order.index(each) if each in order else len(order))
    return ShownCoverage(lens, {group: found[group] for group in groups})


def count_line(lens: Coverage, lines: Sequence[Covered]) -> str:
    """应谈话 12 人，已谈话 9 人，还差 3 人 — each person once."""
    people = {line.member.id: bool(line.records) for line in lines}
    done, verb = sum(people.values()), lens.verb
    left = len(people) - done
    rest = f"还差 {left} 人" if left else "一个不差"
    return f"应{verb} {len(people)} 人，已{verb} {done} 人，{rest}"


def covered_words(lens: Coverage, line: Covered) -> str:
    """已谈话 2 次，最近 2026-10-03; 本期未谈话."""
    if not line.records:
        begun = "" if line.draft is None else "，表没有填完"
        return f"本期未{lens.verb}{begun}"
    last = f"，最近 {line.last:%Y-%m-%d}" if line.last else ""
    return f"已{lens.verb} {len(line.records)} 次{last}"


def office_words(line: Covered) -> str:
    """Department and post."""
    return " ".join(each for each in (line.member.department, line.member.post) if each)


def nobody_words(catalogue: Catalogue, lens: Coverage) -> tuple[str, str]:
    """Why nobody is listed, and how to begin."""
    ledger = catalogue.roster
    if ledger is None or ledger.roster is None:
        return "", ""
    if lens.everyone:
        return f"{ledger.label}里还没有{lens.everyone}", "登记以后这里就会列出来。"
    classes = ledger.field(ledger.roster.classes).label
    return (
        f"{ledger.label}里还没有人填“{classes}”",
        f"请打开{ledger.label}，给有关的人填上“{classes}”，这里就会列出谁还没有{lens.verb}。",
    )


def _declared_classes(catalogue: Catalogue) -> tuple[str, ...]:
    """The focus classes in the order in which the roster declares them."""
    ledger = catalogue.roster
    if ledger is None or ledger.roster is None:
        return ()
    classes = ledger.field(ledger.roster.classes).type
    words = (
        {each.key: each for each in classes.fields}[ledger.roster.class_word].type
        if isinstance(classes, Rows)
        else None
    )
    return words.options if isinstance(words, Choice) else ()

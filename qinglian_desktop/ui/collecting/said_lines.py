"""The lines of lists: what does not add up, what is asked, and the files that were met."""

from __future__ import annotations

from collections.abc import Iterable

from qinglian_desktop.domain.collecting.collected import MetFile
from qinglian_desktop.domain.collecting.disagreements import Disagreement
from qinglian_desktop.domain.collecting.jumps import Ask
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.collecting.said_table import SaidLine


def problem_lines(problems: Iterable[Disagreement]) -> list[SaidLine]:
    """Of which unit, what, and what to do; those with nothing to do come last."""
    return [
        SaidLine(
            (each.unit_name or "没有写单位", each.said, each.todo),
            each.unit_code,
            each.period.key,
            is_told=each.is_told,
        )
        for each in sorted(problems, key=lambda each: each.is_told)
    ]


def question_lines(questions: Iterable[Ask]) -> list[SaidLine]:
    """Of which unit, and the question."""
    return [
        SaidLine((each.unit_name, each.words), each.unit_code, each.period.key)
        for each in questions
    ]


def file_lines(files: Iterable[MetFile]) -> list[SaidLine]:
    """Which file, of which month, what became of it, and why."""
    return [
        SaidLine(
            (each.path, _month(each.period), each.fate.value, "".join(each.why)),
            each.unit_code,
            each.period,
        )
        for each in files
    ]


def _month(key: str) -> str:
    return f"{Period.parse(key).index}月" if key else "看不出"

"""Steps of what was copied: indented text, or the cells of a table; and what is told of them"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart_draft import OutlineRead
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.domain.flow.pasted_steps import read_pasted

_MOST = 3
"""Things told of a paste, each of a kind; of more only how many."""


def copied_steps(new_id: Callable[[], str]) -> OutlineRead | None:
    """The steps that were copied; None where it is no more than one line of words."""
    text = QGuiApplication.clipboard().text()
    if len([line for line in text.splitlines() if line.strip()]) < 2:
        return None
    return read_pasted(text, new_id)


def told_of_paste(read: OutlineRead) -> str:
    """What of it is not in the chart as it was copied, in words; "" where there is nothing."""
    said: list[str] = []
    if read.risks:
        numbers = step_numbers(read.chart)
        texts = {step.id: step.text for step in read.chart.every_step()}
        risks = [
            f"{quoted(texts[step]) if texts.get(step) else f'第{numbers[step]}步'}：{words}"
            for step, words in read.risks
        ]
        said.append(
            f"有 {len(risks)} 个风险点没有登记（{_first(risks, '个')}）。"
            "风险点不写在图里：选中那一步按 F7 登记。"
        )
    if read.title:
        said.append(f"没有用上标题{quoted(read.title)}：图的标题是职权的名称。")
    if read.note:
        said.append(f"没有用上说明{quoted(read.note)}。")
    if read.problems:
        places = [f"第{each.line}行：{each.message.rstrip('。')}" for each in read.problems]
        said.append(f"有几处请看一看：{_first(places, '处')}。")
    return "".join(said)


def _first(all_of_them: Sequence[str], counted: str) -> str:
    more = len(all_of_them) - _MOST
    return "；".join(all_of_them[:_MOST]) + (f"；还有 {more} {counted}" if more > 0 else "")

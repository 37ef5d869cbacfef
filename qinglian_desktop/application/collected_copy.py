"""What was collected of other units, as tables for whoever has no such program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qinglian_desktop.application.collection_ports import CollectionWork
from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.projection import CellValue

COLLECTED = "收到的月报"
_PLACE, _PLACE_WIDTHS = ("单位编码", "单位名称", "月份", "第几次"), (8, 14, 6, 5)


def collected_copy(work: CollectionWork) -> list[Table]:
    """The returns that were collected, and the figures that they say; nothing without any."""
    returns = work.collected.all(work.collected.months())
    if not returns:
        return []
    return [
        Table(
            COLLECTED,
            (*_PLACE, "报出日期", "什么时候收的", "谁收的", "文件", "回执", "原因"),
            (*_PLACE_WIDTHS, 8, 10, 6, 20, 6, 20),
            map(_row, returns),
        ),
        Table(
            "收到的数",
            (*_PLACE, "指标", "计量单位", "本月", "本年累计", "备注"),
            (*_PLACE_WIDTHS, 20, 6, 6, 6, 12),
            (line for each in returns for line in _lines(each)),
        ),
    ]


def _place(returned: CollectedReturn) -> Sequence[CellValue]:
    period = returned.period.label
    return (returned.unit_code, returned.unit_name, period, returned.revision)


def _row(returned: CollectedReturn) -> Sequence[CellValue]:
    answered = returned.answered
    verdict = "" if answered is None else "已接收" if answered.is_taken else "退回"
    return (
        *_place(returned),
        returned.reported_on,
        returned.taken_at.isoformat(" ", "minutes"),
        returned.taken_by,
        returned.file_name,
        verdict,
        "；".join(answered.reasons) if answered else "",
    )


def _lines(returned: CollectedReturn) -> Iterator[Sequence[CellValue]]:
    for line in returned.lines:
        yield (*_place(returned), line.label, line.unit, line.month, line.year, line.note)

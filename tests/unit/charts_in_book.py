"""Powers with their charts, and risks on the steps of these."""

from __future__ import annotations

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import StepLink

OUTLINE = "( 申请\n? 审核\n  [否] >第1步\n  [是]\n- 公示\n( 归档"


def power(desk: Desk, code: str = "GW-1") -> int:
    saved = desk.records.save(
        desk.catalogue["powers"],
        {
            "code": code,
            "name": f"职权{code}",
            "area": "慰问",
            "holder": "办公室",
            "day": "2026-01-05",
            "basis": "办法。",
        },
    )
    return saved.record.id or 0


def chart(desk: Desk, of: int, outline: object = OUTLINE, known: int | None = None) -> Record:
    flows = desk.catalogue["flows"]
    typed = {"power": {"id": of, "label": "职权"}, "day": "2026-01-06", "chart": outline}
    return desk.records.save(flows, typed, record_id=known).record


def risk(desk: Desk, of: int, step: object, stage: str = "自查", **more: object) -> int:
    typed = {
        "power": {"id": of, "label": "职权"},
        "department": "办公室",
        "step": step,
        "category": "业务流程",
        "risk": "审核不严",
        "manifestation": "只看有无。",
        "day": "2026-02-03",
        "method": "按可能性和危害程度定级",
        "likelihood": "高",
        "severity": "重",
        "level": "一级",
        "stage": stage,
        **more,
    }
    return desk.records.save(desk.catalogue["risks"], typed).record.id or 0


def step_of(desk: Desk, known: int) -> StepLink:
    record = desk.records.get(desk.catalogue["risks"], known)
    assert record is not None
    step = record.value("step")
    assert isinstance(step, StepLink)
    return step

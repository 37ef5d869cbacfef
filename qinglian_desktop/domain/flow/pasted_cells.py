"""A chart from cells copied out of a table, a row for each step: 序号|步骤|岗位|时限|…"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.chart_draft import (
    ChartDraft,
    DraftBranch,
    DraftStep,
    OutlineRead,
)

_COLUMNS = {
    "risk": ("风险", "防控"),
    "number": ("序号", "编号", "步骤号", "顺序"),
    "kind": ("类型", "类别"),
    "next": ("去向", "下一步", "转到", "分支", "条件", "流向"),
    "limit": ("时限", "期限", "时间"),
    "materials": ("材料", "资料"),
    "post": ("岗位", "责任", "承办", "办理人", "部门", "科室", "主体"),
    "stage": ("阶段",),
    "text": ("步骤", "环节", "流程", "内容", "程序", "事项"),
}
_KINDS = {kind.value: kind for kind in StepKind}
_WITHOUT_HEAD = ("text", "post", "limit", "materials")
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|\Z)')
_SPLIT = re.compile(r"[；;\n]")
_WAY = re.compile(
    r"(?:(.{1,12}?)\s*[:：→，,]?\s*)??"
    r"(?:退回|返回|转|到|去|→)?(?:到|至)?\s*(?:第?(\d{1,3})步?|(结束|下一步))"
)
_LONGEST_HEAD = 10
_HEADS_WITHIN = 3


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, str]


def read_cells(
    text: str, new_id: Callable[[], str], guess: Callable[[str, Sequence[str]], StepKind]
) -> OutlineRead:
    """The chart; ``guess`` says of what kind a step with such a text and branches is."""
    draft = ChartDraft(new_id)
    rows = _named(draft, _table(text))
    numbers = [row.cells.get("number", "") for row in rows]
    stage = ""
    for place, row in enumerate(rows):
        cells = row.cells
        if not cells.get("text") and draft.steps:
            _continue(draft, draft.steps[-1], cells)
            continue
        step = DraftStep(draft.new_id(), text=cells.get("text", ""))
        _continue(draft, step, cells)
        if (headed := cells.get("stage", "")) and headed != stage:
            step.stage = stage = headed
        draft.steps.append(step)
        if cells.get("number"):
            draft.name(row.line, cells["number"], step)
        if cells.get("next"):
            following = numbers[place + 1] if place + 1 < len(rows) else ""
            _ways(draft, row.line, step, cells["next"], following or str(place + 2))
        guessed = guess(step.text, [branch.label for branch in step.branches])
        step.kind = _KINDS.get(cells.get("kind", ""), guessed)
    return draft.finished()


def _table(text: str) -> list[tuple[int, list[str]]]:
    """Rows of cells with their line; a cell of several lines stands between quotation marks."""
    rows: list[tuple[int, list[str]]] = []
    line, cells = 1, list[str]()
    first = line
    for found in _CELL.finditer(text):
        inner, plain, end = found.groups()
        if inner is not None:
            meant = any(sign in inner for sign in '\t\n"')
            plain = inner.replace('""', '"') if meant else f'"{inner}"'
        cells.append(tidied(plain).strip())
        line += found[0].count("\n")
        if end != "\t":
            if any(cells):
                rows.append((first, cells))
            cells, first = [], line
    return rows


def _named(draft: ChartDraft, table: list[tuple[int, list[str]]]) -> list[_Row]:
    """The rows below the head, each cell by what its column is."""
    for place, (line, cells) in enumerate(table[:_HEADS_WITHIN]):
        heads = [_column(cell) for cell in cells]
        if "text" in heads and len(set(filter(None, heads))) > 1:
            draft.title = " ".join(cell for _, above in table[:place] for cell in above if cell)
            columns = [
                name if name and name not in heads[:number] else ""
                for number, name in enumerate(heads)
            ]
            unused = [c for c, name in zip(cells, columns, strict=True) if c and not name]
            if unused:
                names = "、".join(map(quoted, unused))
                draft.tell(line, f"没有用上这几列：{names}。")
            return [_Row(at, _by_column(columns, row)) for at, row in table[place + 1 :]]
    numbered = bool(table) and all(row[0].rstrip(".、．").isdigit() for _, row in table)
    columns = [*(["number"] if numbered else []), *_WITHOUT_HEAD]
    for line, row in table:
        if any(row[len(columns) :]):
            draft.tell(line, f"没有表头，第{len(columns)}列以后的没有用上。")
    return [_Row(at, _by_column(columns, row)) for at, row in table]


def _column(head: str) -> str:
    if len(head) > _LONGEST_HEAD:
        return ""
    return next(
        (name for name, words in _COLUMNS.items() if any(word in head for word in words)), ""
    )


def _by_column(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    cells = {name: cell for name, cell in zip(columns, row, strict=False) if name and cell}
    if "number" in cells:
        cells["number"] = cells["number"].rstrip(".、．")
    return cells


def _continue(draft: ChartDraft, step: DraftStep, cells: Mapping[str, str]) -> None:
    """What else a row says of a step; a row without a text goes on with the step above it."""
    step.post = _and(step.post, cells.get("post"))
    step.limit = _and(step.limit, cells.get("limit"))
    step.materials = _and(step.materials, cells.get("materials"))
    if cells.get("risk"):
        draft.add_risk(step, cells["risk"])


def _and(one: str, more: str | None) -> str:
    return "、".join(filter(None, (one, more)))


def _ways(draft: ChartDraft, line: int, step: DraftStep, said: str, following: str) -> None:
    """Where a step goes on: 5, 退回第2步, or 是→5；否→2."""
    parts = [part.strip() for part in _SPLIT.split(said) if part.strip()]
    ways = [way for part in parts if (way := _WAY.fullmatch(part))]
    if len(ways) < len(parts):
        step.text = f"{step.text}（{said}）"
        draft.tell(line, f"去向{quoted(said)}看不懂，记在了步骤后面。")
        return
    for label, number, word in (way.groups() for way in ways):
        if len(ways) == 1 and not label:
            if number and number != following:
                draft.jump(line, number, step)
            continue
        branch = DraftBranch(draft.new_id(), label or "")
        step.branches.append(branch)
        if number and number != following:
            draft.jump(line, number, branch)
        elif word == "结束":
            branch.steps.append(DraftStep(draft.new_id(), StepKind.ENDPOINT, "结束"))

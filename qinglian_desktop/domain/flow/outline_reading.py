"""A chart from its outline: rows with indent, as ``outline_marks`` says.

Whatever is typed is kept, and what could not be understood is told by its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from qinglian_desktop.domain.flow.chart import DEEPEST, ChartForm, PaperSize, StepKind
from qinglian_desktop.domain.flow.chart_draft import (
    ChartDraft,
    DraftBranch,
    DraftStep,
    OutlineRead,
)
from qinglian_desktop.domain.flow.outline_marks import (
    RowMarks,
    escaped,
    first_sign,
    joined,
    read_marks,
    split_branch,
    unescaped,
)

_EXTRA = re.compile(
    r"[>＞]\s*([^\s>＞\[\]［］]+)\s*[>＞]\s*([^\s>＞\[\]［］]+)\s*([\[［].*[\]］])?$", re.DOTALL
)
_SETTING = re.compile(r"[%％]\s*([^:：]*?)\s*[:：]\s*(.*)$", re.DOTALL)
_WIDE = {"\t": 4, "\u3000": 2}
_MOST_INDENTED = 2 * DEEPEST + 1
"""A branch and the steps in it are indented each."""


@dataclass
class _Line:
    number: int
    content: str
    stage: str = ""
    below: list[_Line] = field(default_factory=list["_Line"])


def read_outline(text: str, new_id: Callable[[], str]) -> OutlineRead:
    """The chart that a text says; never fails."""
    reading = _Reading(new_id)
    reading.rows(reading.indented(text), reading.draft.steps, None, 0)
    return reading.draft.finished()


class _Reading:
    def __init__(self, new_id: Callable[[], str]) -> None:
        self.draft = ChartDraft(new_id)

    def indented(self, text: str) -> list[_Line]:
        """The lines of rows, those that are indented more below the one before them."""
        top = _Line(0, "")
        open_lines: list[tuple[int, _Line]] = [(-1, top)]
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(plain.split("\n"), 1):
            content = line.strip()
            if not content:
                continue
            if first_sign(content) in (">", "%"):
                if self._says_else(number, content):
                    continue
                content = escaped(content)
            blank = line[: len(line) - len(line.lstrip())]
            indent = sum(_WIDE.get(sign, 1) for sign in blank)
            while len(open_lines) > 1 and (
                open_lines[-1][0] >= indent or len(open_lines) > _MOST_INDENTED
            ):
                open_lines.pop()
            row = _Line(number, content)
            open_lines[-1][1].below.append(row)
            open_lines.append((indent, row))
        return top.below

    def _says_else(self, number: int, content: str) -> bool:
        """Whether the line could be read as what is no row: an extra line, or a setting."""
        if first_sign(content) == ">":
            if extra := _EXTRA.match(content):
                label, rest = split_branch(extra[3] or "") or ("", "")
                self.draft.add_extra(number, extra[1], extra[2], f"{label} {rest}".strip())
                return True
            self.draft.tell(number, "另有去向要写成“>起点 >终点 [条件]”，这一行先记成步骤。")
        else:
            if (setting := _SETTING.match(content)) and self._set(setting[1], setting[2]):
                return True
            self.draft.tell(number, "这一项设置看不懂，这一行先记成步骤。")
        return False

    def _set(self, key: str, word: str) -> bool:
        draft = self.draft
        settings = draft.settings
        forms = {form.value: form for form in ChartForm}
        papers = {paper.value: paper for paper in PaperSize}
        if key == "标题":
            draft.title = unescaped(word)
        elif key == "说明":
            draft.note = f"{draft.note}{unescaped(word)}"
        elif key == "泳道":
            draft.settings = replace(settings, lanes=(*settings.lanes, unescaped(word)))
        elif key == "版式" and word in forms:
            draft.settings = replace(settings, form=forms[word])
        elif key == "纸张" and word.upper() in papers:
            draft.settings = replace(settings, paper=papers[word.upper()])
        elif key == "方向" and word in ("横向", "纵向"):
            draft.settings = replace(settings, landscape=word == "横向")
        elif key == "编号" and word in ("是", "否"):
            draft.settings = replace(settings, numbered=word == "是")
        elif key == "退回" and word in ("标注", "连线"):
            draft.settings = replace(settings, tags_for_back=word == "标注")
        else:
            return False
        return True

    def rows(
        self, lines: Sequence[_Line], steps: list[DraftStep], owner: DraftStep | None, depth: int
    ) -> None:
        """Lines that stand in one row of steps, a branch of their ``owner``."""
        for line in self._staged(lines):
            branch = split_branch(line.content)
            if branch is None:
                steps.append(self._step(line.number, read_marks(line.content)))
                steps[-1].stage = line.stage
                self._below(line.below, steps[-1], steps, depth)
            elif depth >= DEEPEST:
                self._as_typed(line, steps, f"分支套了 {DEEPEST} 层以上")
                self.rows(line.below, steps, owner, depth)
            elif steps:
                self._branch(line, branch, steps[-1], depth)
            elif owner:
                self.draft.tell(line.number, "分支里还没有步骤，不能再分，先与上一个分支并列。")
                self._branch(line, branch, owner, depth - 1)
            else:
                self._as_typed(line, steps, "前面没有步骤可以分支")
                self.rows(line.below, steps, owner, depth)

    def _below(
        self, lines: Sequence[_Line], step: DraftStep, steps: list[DraftStep], depth: int
    ) -> None:
        """Lines indented below a step: its branches; and the steps of these, written beside them.

        Without labels each is a branch of a DECISION, and below another step the next row.
        """
        inside: DraftBranch | None = None
        for line in self._staged(lines):
            branch = split_branch(line.content)
            if branch is not None and depth < DEEPEST:
                inside = self._branch(line, branch, step, depth)
            elif inside is not None:
                self.rows([line], inside.steps, step, depth + 1)
            elif step.kind is StepKind.DECISION and depth < DEEPEST:
                alone = DraftBranch(self.draft.new_id(), "")
                step.branches.append(alone)
                self.rows([line], alone.steps, step, depth + 1)
            else:
                self.rows([line], steps, None, depth)

    def _branch(
        self, line: _Line, parts: tuple[str, str], step: DraftStep, depth: int
    ) -> DraftBranch:
        label, rest = parts
        branch = DraftBranch(self.draft.new_id(), label)
        step.branches.append(branch)
        row = read_marks(rest)
        if row.only_jumps:
            for name in row.jumps:
                self.draft.jump(line.number, name, branch)
        elif rest:
            branch.steps.append(self._step(line.number, row))
        self.rows(line.below, branch.steps, step, depth + 1)
        if line.stage:
            if not branch.steps:
                branch.steps.append(DraftStep(self.draft.new_id()))
            branch.steps[0].stage = "，".join(filter(None, (line.stage, branch.steps[0].stage)))
        return branch

    def _staged(self, lines: Sequence[_Line]) -> Iterator[_Line]:
        """The rows, each with the stage headed before it; what is headed may be indented."""
        heading: _Line | None = None
        for line in _headings_beside(lines):
            if first_sign(line.content) != "#":
                yield replace(line, stage=heading.stage) if heading else line
                heading = None
                continue
            if heading:
                yield replace(heading, content="-")
            heading = _Line(line.number, "-", stage=unescaped(line.content[1:]))
        if heading:
            self.draft.tell(heading.number, "这个阶段下面还没有步骤。")
            yield heading

    def _step(self, number: int, row: RowMarks) -> DraftStep:
        step = DraftStep(
            id=self.draft.new_id(),
            kind=row.kind or StepKind.WORK,
            text=row.text,
            post=joined(row.posts),
            limit=joined(row.limits),
            materials=joined(row.materials),
        )
        for name in row.names:
            self.draft.name(number, name, step)
        for name in row.jumps:
            self.draft.jump(number, name, step)
        for words in row.risks:
            self.draft.add_risk(step, words)
        return step

    def _as_typed(self, line: _Line, steps: list[DraftStep], why: str) -> None:
        self.draft.tell(line.number, f"{why}，这一行先记成步骤。")
        steps.append(DraftStep(self.draft.new_id(), text=unescaped(line.content)))


def _headings_beside(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, with those below the heading of a stage behind it instead."""
    for line in lines:
        yield line
        if first_sign(line.content) == "#":
            yield from _headings_beside(line.below)

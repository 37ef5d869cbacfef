"""What keys, menu, pad and mouse do to the chart: each a step that can be taken back"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qinglian_desktop.domain.flow.begun_steps import (
    begun_with,
    paste_instead,
    says_nothing,
    without_empty,
)
from qinglian_desktop.domain.flow.chart import (
    Branch,
    ChartForm,
    FlowChart,
    FlowStep,
    PaperSize,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_changes import (
    add_extra_line,
    all_automatic_again,
    automatic_again,
    connect_steps,
    remove_extra_line,
    with_details,
    with_goto,
    with_kind,
    with_text,
)
from qinglian_desktop.domain.flow.chart_deleting import delete_row, delete_whole
from qinglian_desktop.domain.flow.chart_editing import (
    ChartEdit,
    add_branch,
    add_step_above,
    add_step_below,
    lift_out,
    make_branch,
    move_down,
    move_up,
    paste_below,
)
from qinglian_desktop.domain.flow.chart_lines import graph_of
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.chart_tree import branch_spot, owner_of, step_spot
from qinglian_desktop.domain.flow.chart_words import is_question
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.flow.chart_work import ChartWork


class ChartDeeds:
    """Each is done at the row that one is at."""

    def __init__(self, work: ChartWork) -> None:
        self._work = work
        self.hung: Sequence[str] = ()
        """The steps on which something hangs, as often as it does."""

    @property
    def step(self) -> FlowStep | None:
        """The step that one is at, or the one that the branch leaves."""
        return self.own_step or (owner_of(self._work.chart, self._work.row))

    @property
    def own_step(self) -> FlowStep | None:
        """The step that one is at; None at a branch."""
        spot = step_spot(self._work.chart, self._work.row)
        return spot.step if spot else None

    @property
    def branch(self) -> Branch | None:
        """The branch that one is at; None at a step."""
        spot = branch_spot(self._work.chart, self._work.row)
        return spot.branch if spot else None

    @property
    def is_empty(self) -> bool:
        """Whether one is at a step that says nothing yet and leads nowhere."""
        step = self.own_step
        return step is not None and says_nothing(step)

    def next_step(self) -> None:
        """A new step after this one; from an empty one in a branch one comes out of it."""
        work, chart, row = self._work, self._work.chart, self._work.row
        if self.is_empty:
            if branch_spot(chart, self._holder):
                self._do("移出分支", lift_out(chart, row))
            else:
                work.told.emit("先写这一步做什么，再按 Enter 加下一步。")
            return
        self._do("加一步", add_step_below(chart, self._before_next(), work.new_id))

    def open_branch(self) -> None:
        """A branch more, with the keyboard on its words."""
        self._do("加分支", add_branch(self._work.chart, self._work.row, self._work.new_id))

    def into_branch(self) -> None:
        """Make it a branch of the step above."""
        self._do("放进分支", make_branch(self._work.chart, self._work.row, self._work.new_id))

    def out_of_branch(self) -> None:
        """Take it out of its branch."""
        self._do("移出分支", lift_out(self._work.chart, self._work.row))

    def move(self, by: int) -> None:
        """One place up (−1) or down (+1), with all that hangs on it."""
        edit = (move_up if by < 0 else move_down)(self._work.chart, self._work.row)
        self._do("上移" if by < 0 else "下移", edit)

    def remove(self, *, whole: bool = False) -> None:
        """Take it out, alone or with all that hangs on it; what it was is told."""
        chart, called = self._work.chart, self.called
        edit = (delete_whole if whole else delete_row)(chart, self._work.row)
        if edit.chart == chart or not self._do(f"删除{called}", edit):
            return
        left = {step.id for step in edit.chart.every_step()}
        count = sum(step not in left for step in self.hung)
        told = edit.told or f"已删除{called}，按 {actions.UNDO.shown} 可以撤销。"
        kept = f"挂着的 {count} 个风险点还在，请给它们另选一步。" if count else ""
        self._work.told.emit(told + kept)

    def remove_empty(self) -> None:
        """A step that was begun and left without a word was not meant.

        Where its words were only taken back it stays, or they could not be had again.
        """
        work = self._work
        if self.is_empty and work.writable and not work.stack.canRedo():
            self._do("去掉空的一步", without_empty(work.chart, work.row))

    def set_kind(self, kind: StepKind) -> None:
        """Another kind of step."""
        self._do(f"改成{kind.value}", with_kind(self._work.chart, self._work.row, kind))

    def write(self, text: str, row: str = "") -> None:
        """What stands in the row, this or the one that one is at, key by key."""
        row = row or self._work.row
        edit = with_text(self._work.chart, row, text)
        self._work.do("输入文字", edit.chart, typed=f"text {row}")

    def describe(self, key: str, text: str) -> None:
        """What else a step says: its post, limit, materials or stage, key by key."""
        if (step := self.step) is not None:
            edit = with_details(self._work.chart, step.id, **{key: text})
            self._work.do("填写步骤", edit.chart, self._work.row, typed=f"{key} {step.id}")

    def ask(self) -> bool:
        """A question is a decision between no and yes, once it is written; whether it was one."""
        step, work = self.own_step, self._work
        if step is None or step.kind is not StepKind.WORK or step.branches or step.goto:
            return False
        if not is_question(step.text):
            return False
        chart = with_kind(work.chart, step.id, StepKind.DECISION).chart
        chart = add_branch(chart, step.id, work.new_id).chart
        if work.do(f"把{self.called}作为判断", chart, step.id):
            words = "写的是一个问题，已作为“判断”，分支是“否”和“是”。"
            work.told.emit(f"{words}不要的话按 {actions.UNDO.shown}。")
        return True

    def jump(self, target: str | None) -> None:
        """Go on to another step; what was begun and is empty gives way to the line."""
        chart, work = self._work.chart, self._work
        spot = step_spot(chart, work.row)
        if spot is None or not self.is_empty or target is None:
            self._do("改去向", with_goto(chart, work.row, target))
            return
        if spot.index:
            source = spot.rows[spot.index - 1].id
        elif spot.holder is not None:
            source = spot.holder
        else:
            work.told.emit("第一步前面没有步骤，不能从这里跳转。")
            return
        if source == target:
            work.told.emit("一步不能去它自己。")
            return
        without = without_empty(chart, work.row).chart
        self._do("改去向", with_goto(without, source, target))

    def also_to(self, target: str) -> None:
        """One line more from this step."""
        if (step := self.step) is not None:
            edit = add_extra_line(self._work.chart, step.id, target, self._work.new_id)
            self._do("加一条去向", edit)

    def drop_line(self, line: str) -> None:
        """Without a line that was added to the rows."""
        self._do("去掉一条去向", remove_extra_line(self._work.chart, line, self._work.row))

    def paste(self, pasted: FlowChart) -> bool:
        """Steps from elsewhere, below this one; into an empty one they go instead of it.

        Whether there was anything to do, and it could be done.
        """
        work, chart, row = self._work, self._work.chart, self._work.row
        if not pasted.steps:
            work.told.emit("没有可以粘贴的步骤。")
            return False
        if not chart.steps or (self.is_empty and len(chart.steps) == 1):
            begun = begun_with(chart, pasted)
            edit = ChartEdit(begun, begun.steps[0].id)
        elif self.is_empty:
            edit = paste_instead(chart, row, pasted)
        else:
            edit = paste_below(chart, row, pasted)
        count = sum(1 for _ in pasted.every_step())
        asked = sum(step.kind is StepKind.DECISION for step in pasted.every_step())
        done = self._do(f"加入 {count} 步", edit)
        if done:
            of_them = f"，其中 {asked} 步是判断" if asked else ""
            work.told.emit(f"已加入 {count} 步{of_them}，按 {actions.UNDO.shown} 可以撤销。")
        return done

    def automatic(self, *, everything: bool = False) -> None:
        """What was arranged by hand, here or everywhere, is as it comes again."""
        chart, row = self._work.chart, self._work.row
        edit = all_automatic_again(chart, row) if everything else automatic_again(chart, row)
        self._do("全部恢复自动" if everything else "恢复自动", replace(edit, focus=row))

    def set_form(self, form: ChartForm) -> None:
        """Another form of the chart."""
        self._work.do(f"改成{form.value}", replace(self._work.chart, form=form))

    def set_paper(self, paper: PaperSize, *, landscape: bool) -> None:
        """Another paper."""
        chart = replace(self._work.chart, paper=paper, landscape=landscape)
        self._work.do("改纸张", chart)

    def set_numbered(self, numbered: bool) -> None:
        """Whether steps are numbered."""
        self._work.do("改编号", replace(self._work.chart, numbered=numbered))

    def set_tags_for_back(self, tags_for_back: bool) -> None:
        """Whether ways back are only words."""
        chart = replace(self._work.chart, tags_for_back=tags_for_back)
        self._work.do("改退回的画法", chart)

    def step_above(self) -> None:
        """A new step before this one."""
        self._do("上面加一步", add_step_above(self._work.chart, self._work.row, self._work.new_id))

    def connect_to(self, source: str, target: str) -> None:
        """What was drawn on the chart from one step to another."""
        chart = self._work.chart
        if any((e.source, e.target) == (source, target) for e in graph_of(chart).edges):
            self._work.told.emit("这两步已经连着了。")
            return
        edit = connect_steps(chart, source, target, self._work.new_id)
        if self._do("连线", edit) and not edit.told:
            self._work.told.emit(f"已连线，按 {actions.UNDO.shown} 可以撤销。")

    def arrange(self, words: str, edit: ChartEdit) -> None:
        """What was dragged on the chart; one stays at the row."""
        self._do(words, replace(edit, focus=self._work.row))

    @property
    def called(self) -> str:
        """The row in words."""
        if (branch := self.branch) is not None:
            return f"分支“{branch.label}”" if branch.label else "分支"
        found = (row for row in rows_of_chart(self._work.chart) if row.id == self._work.row)
        row = next(found, None)
        return f"第{row.number}步" if row is not None else ""

    @property
    def _holder(self) -> str | None:
        spot = step_spot(self._work.chart, self._work.row)
        return spot.holder if spot else None

    def _before_next(self) -> str:
        """The row below which the next step comes.

        The first empty branch of a decision; after what goes elsewhere or ends, behind all.
        """
        chart, row = self._work.chart, self._work.row
        step, branch = self.own_step, self.branch
        is_asked = step is not None and step.kind is StepKind.DECISION and not step.goto
        ways = step.branches if step is not None and is_asked else ()
        if ways and not any(each.steps or each.goto for each in ways):
            return ways[0].id
        if branch is not None and branch.goto and not branch.steps:
            return getattr(owner_of(chart, row), "id", row)
        spot = step_spot(chart, row)
        within = branch_spot(chart, spot.holder) if spot is not None else None
        if spot is not None and within is not None and spot.step is spot.rows[-1]:
            is_end = spot.step.goto or spot.step.kind is StepKind.ENDPOINT
            if is_end or within.branch.goto:
                return within.owner.id
        return row

    def _do(self, words: str, edit: ChartEdit) -> bool:
        self._work.end_typing()
        done = self._work.do(words, edit.chart, edit.focus or "")
        if edit.told:
            self._work.told.emit(edit.told)
        return done

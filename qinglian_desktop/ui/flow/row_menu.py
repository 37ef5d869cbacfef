"""What can be done to a row, with the keys that do it, so that nobody has to know them"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from qinglian_desktop.domain.flow.chart import ANYWHERE, AUTOMATIC, StepKind
from qinglian_desktop.domain.flow.chart_changes import with_cut, with_route
from qinglian_desktop.domain.flow.chart_lines import step_numbers
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.actions import Action
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork


def row_menu(
    over: QWidget, work: ChartWork, deeds: ChartDeeds, act: Callable[[str], object]
) -> QMenu:
    """A menu, still to be shown; ``act`` does what the page itself does."""
    menu = QMenu(over)
    menu.setObjectName("row_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    step, branch = deeds.own_step, deeds.branch

    def add(words: str, does: Callable[[], object], by: Action | None = None) -> None:
        made = menu.addAction(f"{words}\t{by.shown}" if by is not None else words)
        made.triggered.connect(lambda: does())

    add("下一步", deeds.next_step, actions.NEXT_STEP)
    if step is not None:
        add("上面加一步", deeds.step_above)
    add("加分支", deeds.open_branch, actions.ADD_BRANCH)
    add("退回或转到…", lambda: act("goto"), actions.JUMP)
    if step is None or len(step.branches) == 2:
        add("对调两个分支的条件", lambda: act("swap"), actions.SWAP_LABELS)
    if step is not None:
        add("另加一条去向…", lambda: act("also"))
        add("放进上一步的分支", deeds.into_branch, actions.INTO_BRANCH)
    add("移出分支", deeds.out_of_branch, actions.OUT_OF_BRANCH)
    add("上移", lambda: deeds.move(-1), actions.STEP_UP)
    add("下移", lambda: deeds.move(1), actions.STEP_DOWN)
    menu.addSeparator()
    if step is not None:
        kinds = menu.addMenu("类型")
        for keys, kind in zip(actions.STEP_KINDS.keys, StepKind, strict=True):
            made = kinds.addAction(f"{kind.value}\t{keys}")
            made.triggered.connect(lambda _=False, kind=kind: deeds.set_kind(kind))
        add("岗位、时限、材料、阶段", lambda: act("details"), actions.STEP_DETAILS)
        add("岗位同上一步", lambda: act("same_post"), actions.SAME_POST)
        add("▲ 登记这一步的风险点…", lambda: act("risk"), actions.STEP_RISK)
        is_cut = step.placing.cut_before
        words = "不从这一步另起一页" if is_cut else "从这一步另起一页"
        chart = work.chart
        add(words, lambda: deeds.arrange(words, with_cut(chart, step.id, cut=not is_cut)))
    line = branch or step
    if line is not None and line.goto is not None:
        tagged = line.route.as_tag
        words = "这条去向画成连线" if tagged else "这条去向只写标注，不画连线"
        route = line.route
        new = AUTOMATIC if tagged else type(route)(route.via, route.out, route.into, True)
        add(words, lambda: deeds.arrange(words, with_route(work.chart, line.id, new)))
    is_arranged = line is not None and (
        line.route != AUTOMATIC or (step is not None and step.placing != ANYWHERE)
    )
    if is_arranged:
        add("恢复自动排列", deeds.automatic)
    numbers = step_numbers(work.chart)
    for extra in work.chart.extra:
        if step is not None and extra.start == step.id:
            to = f"第{numbers[extra.end]}步" if extra.end in numbers else "未接的步骤"
            add(f"去掉另去{to}的线", lambda line=extra.id: deeds.drop_line(line))
    menu.addSeparator()
    add("粘贴成步骤", lambda: act("paste"), actions.PASTE_STEPS)
    add("删除", deeds.remove, actions.DROP_STEP)
    hangs = branch.steps if branch is not None else step.branches if step is not None else ()
    if hangs:
        add("连同里面的步骤一起删除", lambda: deeds.remove(whole=True))
    return menu

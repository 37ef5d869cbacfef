"""The page on which a chart is drawn: its outline at the left, the chart at the right"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.flow.begun_steps import as_kept
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_pages import chart_picture
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.ui.flow.beginnings import Beginnings
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_view import ChartView
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.copied_steps import copied_steps, told_of_paste
from qinglian_desktop.ui.flow.outline_list import OutlineList
from qinglian_desktop.ui.flow.page_keys import meaning_on_page
from qinglian_desktop.ui.flow.problems_told import ProblemsTold
from qinglian_desktop.ui.flow.row_acts import RowActs
from qinglian_desktop.ui.flow.settings_line import SettingsLine
from qinglian_desktop.ui.flow.step_details import StepDetails
from qinglian_desktop.ui.flow.ways_out import ways_out
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.letter_widths import letter_widths
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import below, button, column, label, row
from qinglian_desktop.ui.look.tab_circle import TabCircle
from qinglian_desktop.ui.look.theme import SPACE, Theme

_LIST, _CHART = 40, 60
"""Shares of the width."""
_LEAST_LIST = 300
_ROOM_FOR_DETAILS = 420
"""Pixels at 100 % of a page on which the details of a step stand below the outline."""
_HINT = "Enter 下一步　Tab 放进分支　> 退回到　F4 岗位　F7 ▲风险　右键 更多"
_BRANCH_HINT = "写条件，如 是、否；Enter 写这个分支的第一步　> 退回到"


@dataclass(frozen=True, slots=True)
class ChartPorts:
    """What the page asks of the book: posts that are known, and charts to begin with by name.

    Each of them is made with ids of its own.
    """

    posts: Callable[[], Sequence[str]] = tuple
    starts: Mapping[str, Callable[[Callable[[], str]], FlowChart]] = field(default_factory=dict)
    with_risks: bool = False


class FlowPage(TabCircle, QWidget):
    """``edited`` comes when the user changed the chart; ``left`` when one goes back.

    ``save_wanted`` comes by its key, ``out_wanted`` carries "print" or how the name of a picture
    ends, ``risk_wanted`` the id of the step for which a risk is to be made.
    """

    edited = Signal()
    left = Signal()
    save_wanted = Signal()
    out_wanted = Signal(str)
    risk_wanted = Signal(str)

    def __init__(self, theme: Theme, ports: ChartPorts | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._ports = ports or ChartPorts()
        self._letters = letter_widths()
        self._risks: Sequence[StepRisk] = ()
        self._before: set[str] = set()
        self._told = ProblemsTold()
        self.work = ChartWork(self)
        self.deeds = ChartDeeds(self.work)
        self.notice = Notice(theme)
        self._title = label("", "title")
        self.outline = OutlineList(self.work, self.deeds, theme)
        self.details = StepDetails(self.work, self.deeds, theme, self._ports.posts)
        self.chart = ChartView(self.work, self.deeds, theme, self._draw)
        self.out_button = button("打印和导出", self._offer_ways_out, "quiet", "print", theme)
        self.out_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        zoom = [
            button("缩小", lambda: self.chart.zoom_by(-1), "quiet", "zoom-out", theme),
            button("放大", lambda: self.chart.zoom_by(1), "quiet", "zoom-in", theme),
            button("看全图", self._on_fit, "quiet"),
        ]
        for each in zoom[:2]:
            each.show_words(False)  # pyright: ignore[reportAttributeAccessIssue]
        self._fit = zoom[2]
        for each in zoom:
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.settings = SettingsLine(self.work, self.deeds, theme, *zoom)
        self._hint = label(_HINT, "muted", wrap=True)
        self._hint.setObjectName("hint")
        self._whole = label("", "warning", wrap=True)
        self._whole.setObjectName("whole")
        self._whole.hide()
        names = list(self._ports.starts)
        self.beginnings = Beginnings(theme, names, self.begin_with, self.paste)
        self.acts = RowActs(
            self,
            theme,
            self.work,
            self.deeds,
            self.outline,
            self.details,
            self.chart,
            self.paste,
            self._ask_for_risk,
        )
        self._right = FrontStack()
        self._lay_out()
        self._connect()

    def show_chart(self, chart: FlowChart, *, title: str = "", writable: bool = True) -> None:
        """Draw this one; what was done to another is no longer taken back."""
        self._title.setText(title)
        self.work.writable = writable
        self.outline.line.setReadOnly(not writable)
        self._before = {step.id for step in chart.every_step()}
        self._told.tell_all(chart)
        if not chart.steps and writable:
            first = FlowStep(self.work.new_id(), StepKind.ENDPOINT)
            chart = FlowChart((first,), gone=chart.gone)
        self.work.show(chart)
        self.chart.refresh()

    def show_risks(self, risks: Sequence[StepRisk]) -> None:
        """Draw these at their steps."""
        if tuple(risks) != tuple(self._risks):
            self._risks = tuple(risks)
            self.deeds.hung = tuple(risk.step for risk in risks)
            self.chart.refresh()

    @property
    def standing(self) -> FlowChart:
        """The chart as it is to be kept: without steps that were only begun."""
        return as_kept(self.work.chart, self._before)

    def begin_with(self, name: str) -> None:
        """Copy one of the charts to begin with."""
        self.deeds.paste(self._ports.starts[name](self.work.new_id))
        self.outline.take_keys()

    def paste(self) -> None:
        """Make steps of what was copied; one line of words is only typed in."""
        read = copied_steps(self.work.new_id)
        if read is None:
            self.outline.line.paste()
            return
        if self.deeds.paste(read.chart) and (words := told_of_paste(read)):
            self.notice.say(words, "warn", "知道了", self.notice.hide)
        self.outline.take_keys()

    def leave(self) -> None:
        """Go back to the form."""
        self.outline.rest()
        self._tell_all()
        self.left.emit()

    def take_keys(self) -> None:
        """Where one types."""
        self.outline.take_keys()

    def event(self, event: QEvent) -> bool:
        """Some keys of the window mean something else here, or nothing."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and meaning_on_page(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match meaning_on_page(event):
            case "back":
                self.leave()
            case "save":
                self.outline.settle()
                self._tell_all()
                self.save_wanted.emit()
            case "print":
                self._go_out("print")
            case "undo":
                self.work.undo()
            case "redo":
                self.work.redo()
            case "nothing":
                pass
            case _:
                super().keyPressEvent(event)

    def _ask_for_risk(self) -> None:
        """A risk of the step that one is at is to be made."""
        step = self.deeds.own_step
        self.chart.hide_pad()
        if step is None or self.deeds.is_empty:
            self.work.told.emit("先选定一个写好的步骤，再登记它的风险点。")
        elif not self._ports.with_risks:
            self.work.told.emit("在这里不能登记风险点。")
        else:
            self._tell_all()
            self.risk_wanted.emit(step.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low page the outline has the room of what else a step says, until that is wanted."""
        is_high = self.height() >= self._theme.px(_ROOM_FOR_DETAILS)
        now = self.window().focusWidget()
        has_keys = now is not None and self.details.isAncestorOf(now)
        self.details.setVisible(is_high or has_keys)

    def _on_details_left(self) -> None:
        self.outline.take_keys()
        self._make_room()

    def _offer_ways_out(self) -> None:
        ways_out(self, self._go_out).popup(below(self.out_button))

    def _go_out(self, how: str) -> None:
        self._tell_all()
        self.out_wanted.emit(how)

    def _draw(self, chart: FlowChart) -> Drawing:
        return chart_picture(chart, self._risks, self._letters)

    def _check(self) -> None:
        """What is wrong is said where it is; an empty chart offers to begin with another."""
        kept = self.standing
        wrong = dict(self._told.wrong(kept, self.work.chart, self.work.row))
        is_blank = kept.steps == ()
        self._whole.setText(whole := wrong.pop("", ""))
        self._whole.setVisible(bool(whole))
        self.outline.show_wrong({} if is_blank else wrong)
        self.chart.show_wrong(wrong)
        self._right.setCurrentWidget(self.beginnings if is_blank else self.chart)

    def _tell_all(self) -> None:
        """One is done with the chart for now: nothing that is wrong is held back."""
        self._told.tell_all(self.standing)
        self._check()

    def _on_moved(self) -> None:
        self._check()
        self._hint.setText(_HINT if self.deeds.branch is None else _BRANCH_HINT)

    def _on_fit(self) -> None:
        is_whole = self._fit.text() == "看全图"
        (self.chart.fit_whole if is_whole else self.chart.fit)()
        self._fit.setText("看清字" if is_whole else "看全图")

    def _lay_out(self) -> None:
        px = self._theme.px
        back = button("返回", self.leave, "quiet", "undo", self._theme)
        back.setObjectName("back")
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.done_button = button("完成", self.leave, "primary", "check", self._theme)
        self.done_button.setObjectName("done")
        head = row(back, self._title, 1, self.out_button, self.done_button, spacing=px(SPACE))
        left = QWidget()
        left.setLayout(column(self.outline, self._hint, self.details, spacing=px(6)))
        self._right.addWidget(self.beginnings)
        self._right.addWidget(self.chart)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(px(SPACE))
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, _LIST)
        split.setStretchFactor(1, _CHART)
        left.setMinimumWidth(px(_LEAST_LIST))
        split.setSizes([_LIST * 100, _CHART * 100])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(SPACE))
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(self.settings)
        layout.addWidget(self._whole)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        work = self.work
        for each in (work.changed, work.moved):
            each.connect(self._on_moved)
        work.edited.connect(self.edited)
        work.told.connect(self._hint.setText)
        self.outline.wanted.connect(self.acts.act)
        self.chart.wanted.connect(self.acts.act)
        self.outline.line.textEdited.connect(lambda _: self.chart.hide_pad())
        self.details.left.connect(self._on_details_left)

"""Editor for a flow chart: its outline as text, and below it what was understood of it."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.same_steps import provisional_ids
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.parts import column, label

_LINES = 9
_MOST_TOLD = 5
HOW = (
    "一行写一步：(\u00a0起止　-\u00a0办理　?\u00a0判断　=\u00a0材料；后面可以写 @岗位 ~时限 +材料。"
    "判断的下面空两格写分支：[是]、[否]，退回写 >第2步。"
)
_EXAMPLE = (
    "( 提出申请 @申请人\n? 材料是否齐全 @受理窗口\n  [否] >第1步\n  [是]\n- 审核 ~3个工作日\n( 归档"
)


class FlowEditor(FieldEditor):
    """A box for the outline.

    What was not changed stays the very chart, with the places of its steps.
    """

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(context.field.label)
        self._text.setPlaceholderText(_EXAMPLE)
        height = self._text.fontMetrics().lineSpacing() * _LINES
        self._text.setFixedHeight(height + context.session.theme.px(22))
        self._shown: tuple[str, object] = ("", None)
        self._said = label("", "muted", wrap=True)
        self._said.setObjectName("outline_said")
        self._is_showing = False
        self._text.textChanged.connect(self._on_changed)
        self.setLayout(column(self._text, self._said, label(HOW, "muted", wrap=True), spacing=2))

    @property
    def main(self) -> QPlainTextEdit:
        return self._text

    def _standing(self) -> object:
        text, plain = self._shown
        now = self._text.toPlainText()
        return plain if now == text else now.rstrip() or None

    def _show(self, plain: object) -> None:
        text = plain_to_text(self._kind, plain).rstrip()
        self._shown = (text, plain)
        self._show_text(text)

    def _show_text(self, text: str) -> None:
        self._is_showing = True
        self._text.setPlainText(text)
        self._is_showing = False
        self._say()

    def _on_changed(self) -> None:
        if not self._is_showing:
            self._say()
            self.edited.emit()

    def _say(self) -> None:
        """How large the chart is, and which lines say something else than one may think."""
        text = self._text.toPlainText()
        read = read_outline(text, provisional_ids())
        told = [f"第{each.line}行：{each.message}" for each in read.problems]
        if read.risks:
            told.append("“!”后面的风险点不记在图里，请在风险清单里登记，选好流程环节。")
        more = f"还有{len(told) - _MOST_TOLD}处。" if len(told) > _MOST_TOLD else ""
        size = chart_size(read.chart) if read.chart.steps else ""
        said = "\n".join(filter(None, (size, *told[:_MOST_TOLD], more)))
        self._said.setText(said)
        self._said.setVisible(bool(said))

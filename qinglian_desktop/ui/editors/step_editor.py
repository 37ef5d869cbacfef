"""Editor for a step of a chart: choose one, or write what is in no chart."""

from __future__ import annotations

from collections import Counter
from typing import cast

from PySide6.QtWidgets import QComboBox, QLineEdit

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import StepRef
from qinglian_desktop.domain.flow.chart_words import STEP_IS_GONE
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import StepLink
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.look.parts import FilledDropDown, column, label


class StepEditor(FieldEditor):
    """A drop-down list of the chart's steps which can also be typed into.

    Where there is no chart it lists what was typed before. What one types is looked for in either.
    """

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._step = cast("StepRef", context.field.type)
        self._values = context.values
        self._charts = context.session.desk.charts
        records, ledger, key = context.session.desk.records, context.ledger, context.field.key
        self._before = lambda: records.remembered(ledger, key)
        self._chosen: StepLink | None = None
        self._listed: list[StepLink] = []
        self._found: dict[str, StepLink] = {}
        self._combo = FilledDropDown(self._fill)
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(12)
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setAccessibleName(context.field.label)
        self._combo.activated.connect(self._on_listed)
        line = cast("QLineEdit", self._combo.lineEdit())
        line.setPlaceholderText("点右边的箭头选流程图里的一步，或直接写")
        line.textEdited.connect(self._on_typed)
        self._offers = Suggestions(self)
        self._offers.activated.connect(self._on_found)
        # The list's own would choose within it by the numbers of the steps.
        line.setCompleter(self._offers)
        self._gone = label(f"{STEP_IS_GONE}，点右边的箭头另选一步。", "warning", wrap=True)
        self._gone.setObjectName("step_is_gone")
        self._gone.hide()
        self.setLayout(column(self._combo, self._gone, spacing=2))

    @property
    def main(self) -> QComboBox:
        return self._combo

    def _standing(self) -> object:
        text = self._combo.currentText().strip()
        if self._chosen is not None and text == self._chosen.label:
            return to_plain(self._kind, self._chosen)
        return text or None

    def _show(self, plain: object) -> None:
        self._choose(cast("StepLink | None", from_plain(self._kind, plain)))

    def _show_text(self, text: str) -> None:
        self._choose(StepLink(text))

    def _choose(self, step: StepLink | None) -> None:
        self._chosen = step
        self._combo.setEditText(step.label if step else "")
        cast("QLineEdit", self._combo.lineEdit()).setCursorPosition(0)
        self._gone.setVisible(step is not None and step.is_gone)

    def _fill(self) -> None:
        """List the steps; what stands in the line stays."""
        text = self._combo.currentText()
        steps = self._steps()
        self._listed = steps or self._written()
        words = [each.label for each in self._listed]
        self._combo.clear()
        self._combo.addItems([f"第{n}步 {w}" for n, w in enumerate(words, 1)] if steps else words)
        self._combo.setCurrentIndex(words.index(text) if text in words else -1)
        self._combo.setEditText(text)

    def _steps(self) -> list[StepLink]:
        return self._charts.steps(self._step, self._values().get(self._step.through))

    def _written(self) -> list[StepLink]:
        return [StepLink(each) for each in self._before()]

    def _on_listed(self, place: int) -> None:
        self._choose(self._listed[place])
        self.edited.emit()

    def _on_typed(self, text: str) -> None:
        was = self._chosen
        self._gone.setVisible(was is not None and was.is_gone and text.strip() == was.label)
        wanted = folded(text)
        known = [each for each in self._steps() or self._written() if wanted in folded(each.label)]
        called = Counter(each.label for each in known)
        # Of twins nobody can tell which is meant.
        self._found = {
            each.label: each if called[each.label] == 1 else StepLink(each.label) for each in known
        }
        self._offers.offer(list(self._found) if wanted else (), text.strip())
        self.edited.emit()

    def _on_found(self, words: str) -> None:
        self._choose(self._found[words])
        self.edited.emit()

"""设置 → 选用: what a unit settles on where several ways are open, kept as soon as it is chosen"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.unit_choices import Settled
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

_NONE = "不固定，照上一条"


class UnitChoicesEditor(QWidget):
    """``changed`` comes once another word was kept; records stay as they are."""

    changed = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, operations: Operations, *, is_read_only: bool
    ) -> None:
        super().__init__()
        self._choices, self._operations = desk.choices, operations
        self.notice = Notice(theme)
        hint = "本单位选用哪一种，新的记录就从哪一种开始；从前按别的记的照样看得到、改得了。"
        inside = column(label(hint, "muted", wrap=True), spacing=theme.px(SPACE))
        self.groups: list[RadioGroup] = []
        for settled in desk.choices.all():
            name = f"{settled.ledger.label}　{settled.field.label}"
            inside.addWidget(label(name, "head"))
            self.groups.append(group := RadioGroup(self))
            for word in ("", *settled.options):
                made = QRadioButton(word or _NONE)
                made.setChecked(word == settled.word)
                made.setEnabled(not is_read_only)
                made.clicked.connect(lambda _=False, s=settled, w=word: self._keep(s, w))
                group.addButton(made)
                inside.addWidget(made)
        inside.addWidget(self.notice)
        inside.addStretch(1)
        inside.setContentsMargins(0, theme.px(SPACE), 0, 0)
        self.setLayout(inside)

    def _keep(self, settled: Settled, word: str) -> None:
        choices, key, field = self._choices, settled.ledger.key, settled.field.key

        def work() -> int:
            choices.keep(key, field, word)
            return choices.others(Settled(settled.ledger, settled.field, word))

        def done(others: int) -> None:
            more = f"已有 {others} 条是按别的记的，没有改动。" if others else ""
            self.notice.say(f"已保存，新的{settled.ledger.noun}从这里开始。{more}", "good")
            self.changed.emit()

        self._operations.change(self, lambda _: work(), done, self.notice.tell)

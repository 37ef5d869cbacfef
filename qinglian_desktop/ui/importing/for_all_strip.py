"""Fields that must be filled in and of which the file has no column: said once, for all records"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Register
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.importing.import_work import ImportWork, with_for_all
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session

_PAUSE = 500
"""Milliseconds without a key after which the records are looked at anew."""


class ForAllStrip(QFrame):
    """``decided`` comes when something in it was changed; hidden where nothing lacks."""

    decided = Signal()

    def __init__(
        self, session: Session, ledger: Ledger, work: ImportWork, register: Register
    ) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._session = session
        self._ledger = ledger
        self._work = work
        self._register = register
        self.editors: dict[str, FieldEditor] = {}
        self._edited: set[str] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.settle)
        self._intro = label(
            "文件里没有下面这些必填的内容，在这里填一次，每一条都这样记：", wrap=True
        )
        self._flow = FlowLayout(session.theme.px(3 * SPACE))
        lines = column(self._intro, self._flow, spacing=session.theme.px(6))
        px = session.theme.px
        lines.setContentsMargins(px(12), px(8), px(12), px(8))
        self.setLayout(lines)
        self.hide()
        work.understood.connect(self._show_understood)

    @property
    def first_empty(self) -> FieldEditor | None:
        """The first in which something must still be typed."""
        return next((each for each in self.editors.values() if is_blank_plain(each.typed())), None)

    def settle(self) -> bool:
        """Let what was typed be taken now; whether anything was."""
        self._later.stop()
        if not self._edited:
            return False
        values = {key: self.editors[key].typed() for key in self._edited if key in self.editors}
        self._edited.clear()
        self._work.decide(with_for_all(self._work.plan, values))
        return True

    def _show_understood(self) -> None:
        """The editors stay while the same is lacking, and with them the keyboard."""
        found = self._work.found
        lacking = list(found.lacking) if found else []
        if found is None or [each.key for each in lacking] == list(self.editors):
            return
        clear(self._flow)
        self.editors = {}
        self._edited.clear()
        for field in lacking:
            self._flow.addWidget(self._line(field, found.plan.for_all.get(field.key)))
        self.setVisible(bool(lacking))

    def _line(self, field: Field, plain: object) -> QWidget:
        context = FieldContext(
            self._session,
            self._ledger,
            field,
            self._session.desk.roster.members,
            lambda: None,
            register=self._register,
        )
        made = self.editors[field.key] = editor_of(context)
        made.setObjectName(f"for_all.{field.key}")
        made.show_typed(plain)
        made.main.setAccessibleName(field.label)
        made.edited.connect(lambda key=field.key: self._on_edited(key))
        words = label(field.label, "muted")
        line = row(words, made, spacing=self._session.theme.px(6))
        line.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(line)
        mark(made.main, "problem", is_blank_plain(plain))
        return holder

    def _on_edited(self, key: str) -> None:
        self._edited.add(key)
        editor = self.editors[key]
        mark(editor.main, "problem", is_blank_plain(editor.typed()))
        self._later.start()
        self.decided.emit()


def is_blank_plain(plain: object) -> bool:
    """Whether plain input says nothing."""
    return plain is None or plain == "" or plain == [] or (plain == {})

"""Fields that must be filled in and of which the file has no column: said once, for all records"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from qinglian_desktop.domain.field_types import Choices, LongText, PeopleRef, Rows
from qinglian_desktop.domain.importing.around import Offered
from qinglian_desktop.domain.importing.import_plan import is_same_as, same_as
from qinglian_desktop.domain.importing.lacking import Lacked
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Register
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.importing.decisions import with_for_all
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.placed import placed, take_out
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session

_PAUSE = 500
"""Milliseconds without a key after which the records are looked at anew."""


_INTRO = "表格里没有下面这些必填的内容，在这里填一次，每一条都这样记："
_INTRO_OFFERED = (
    "各列里没有下面这些内容，每一条都这样记。已经填好的，后面写着照哪里填的，请核对；空着的请填："
)
_MOST_HEIGHT = 230
"""Pixels at 100 % that the strip takes of the page; what is more of it is scrolled."""
_LOW = 64
_SHORT = 10
"""Chinese characters of which a short line shows all."""
_WIDE = LongText | Choices | PeopleRef | Rows
"""Fields that need the whole width."""


class StripScroll(QScrollArea):
    """As high as what it holds, up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        canvas = self.widget()
        if canvas is None or (layout := canvas.layout()) is None:
            return super().sizeHint()
        wide = max(self.viewport().width(), 1)
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else -1
        wanted = high if high > 0 else layout.sizeHint().height()
        return QSize(super().sizeHint().width(), min(wanted + 2, self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds became higher or lower."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


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
        self._lines: dict[str, QWidget] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._sources: dict[str, QLabel] = {}
        self._offers: Mapping[str, Offered | None] = {}
        self._edited: set[str] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.settle)
        self._intro = label(_INTRO, wrap=True)
        self._flow = FlowLayout(session.theme.px(3 * SPACE))
        self._wide = column(spacing=session.theme.px(6))
        px = session.theme.px
        canvas = QWidget()
        canvas.setObjectName("canvas")
        lines = column(self._intro, self._flow, self._wide, spacing=px(6))
        lines.setContentsMargins(px(12), px(8), px(12), px(8))
        canvas.setLayout(lines)
        self._scroll = StripScroll(px(_MOST_HEIGHT))
        self._scroll.setWidget(canvas)
        self.setLayout(column(self._scroll))
        self.hide()
        work.understood.connect(self._show_understood)

    @property
    def first_empty(self) -> FieldEditor | None:
        """The first in which something must still be typed."""
        blank = (key for key in self.editors if is_blank_plain(self._typed(key)))
        return next((self.editors[key] for key in blank), None)

    def forget(self) -> None:
        """What was just typed was meant of another file."""
        self._later.stop()
        self._edited.clear()

    def settle(self) -> bool:
        """Let what was typed be taken now; whether anything was."""
        self._later.stop()
        if not self._edited:
            return False
        values = {key: self._typed(key) for key in self._edited if key in self.editors}
        self._edited.clear()
        self._work.decide(with_for_all(self._work.plan, values))
        return True

    def _show_understood(self) -> None:
        """The editors stay while the same is lacking, and with them the keyboard."""
        found = self._work.found
        lacking = list(found.lacking) if found else []
        if found is None:
            return
        self._offers = {each.key: each.offer for each in lacking}
        keys = [each.key for each in lacking]
        if keys != list(self.editors) and self.settle():
            # What is being typed is taken first: then it is understood anew.
            return
        for key in [each for each in self.editors if each not in keys]:
            self._take_out(key)
        self._show_decided(found.plan.for_all)
        for each in lacking:
            if each.key not in self.editors:
                plain = found.plan.for_all.get(each.key)
                line = self._line(each, plain)
                is_wide = isinstance(each.field.type, _WIDE) or _is_long(plain)
                (self._wide if is_wide else self._flow).addWidget(line)
        self.editors = {key: self.editors[key] for key in keys}
        for key in keys:
            self._show_source(key)
        is_offered = any(self._offers.values())
        self._intro.setText(_INTRO_OFFERED if is_offered else _INTRO)
        self.setVisible(bool(lacking))

    def _take_out(self, key: str) -> None:
        """What does not lack any more goes; the others stay, and with them the keyboard."""
        line = self._lines.pop(key)
        for layout in (self._flow, self._wide):
            if line in placed(layout):
                take_out(layout, line)
        for known in (self.editors, self._boxes, self._sources):
            known.pop(key, None)
        self._edited.discard(key)

    def _show_decided(self, for_all: Mapping[str, object]) -> None:
        """What was taken back is shown again; what is being typed stays."""
        for key, editor in self.editors.items():
            plain = for_all.get(key)
            is_blank = is_blank_plain(plain) and is_blank_plain(self._typed(key))
            if key not in self._edited and not is_blank and self._typed(key) != plain:
                self._show_plain(key, plain)
                mark(editor.main, "problem", is_blank_plain(plain))

    def _typed(self, key: str) -> object:
        """What is said for all in a line."""
        box = self._boxes.get(key)
        if box is not None and box.isChecked():
            return same_as(box.objectName().rpartition(".")[2])
        return self.editors[key].typed()

    def _show_plain(self, key: str, plain: object) -> None:
        if (box := self._boxes.get(key)) is not None:
            with QSignalBlocker(box):
                box.setChecked(is_same_as(plain))
            self._show_editor(key, is_shown=not box.isChecked())
        if not is_same_as(plain):
            self.editors[key].show_typed(plain)

    def _show_source(self, key: str) -> None:
        """From where an answer comes, as long as it is that answer."""
        offer = self._offers.get(key)
        is_it = offer is not None and offer.plain == self._typed(key)
        self._sources[key].setText(f"照{offer.source}" if offer and is_it else "")
        self._sources[key].setVisible(is_it)

    def _line(self, lacked: Lacked, plain: object) -> QWidget:
        field, key = lacked.field, lacked.key
        context = FieldContext(
            self._session,
            self._ledger,
            field,
            self._session.desk.roster.members,
            lambda: None,
            in_row="." in key,
            register=self._register,
        )
        made = self.editors[key] = editor_of(context)
        made.setObjectName(f"for_all.{key}")
        made.main.setAccessibleName(lacked.label)
        if isinstance(field.type, LongText):
            made.main.setMaximumHeight(self._session.theme.px(_LOW))
        made.edited.connect(lambda: self._on_edited(key))
        source = self._sources[key] = label("", "muted")
        source.setObjectName(f"source.{key}")
        parts: list[QWidget] = [label(lacked.label, "muted"), made, source]
        if field.stand_in:
            box = self._boxes[key] = QCheckBox(
                f"同各条的{self._ledger.field(field.stand_in).label}"
            )
            box.setObjectName(f"same.{key}.{field.stand_in}")
            box.toggled.connect(lambda on: self._on_same(key, on))
            parts.insert(1, box)
        line = row(*parts, spacing=self._session.theme.px(6))
        line.setStretch(parts.index(made), 1)
        line.addStretch(0)
        holder = self._lines[key] = QWidget()
        holder.setLayout(line)
        self._show_plain(key, plain)
        mark(made.main, "problem", is_blank_plain(plain))
        return holder

    def _on_same(self, key: str, on: bool) -> None:
        self._show_editor(key, is_shown=not on)
        self._on_edited(key)

    def _show_editor(self, key: str, *, is_shown: bool) -> None:
        """The editor takes the rest of its line; without it nothing does."""
        self.editors[key].setVisible(is_shown)
        layout = self._lines[key].layout()
        if isinstance(layout, QBoxLayout):
            layout.setStretch(layout.count() - 1, 0 if is_shown else 1)

    def _on_edited(self, key: str) -> None:
        self._edited.add(key)
        mark(self.editors[key].main, "problem", is_blank_plain(self._typed(key)))
        self._show_source(key)
        self._later.start()
        self.decided.emit()


def _is_long(plain: object) -> bool:
    """Whether a text would be cut in a short line."""
    return isinstance(plain, str) and len(plain) > _SHORT


def is_blank_plain(plain: object) -> bool:
    """Whether plain input says nothing."""
    return plain is None or plain == "" or plain == [] or (plain == {})

"""Editor for child rows: a small form for each row, and a button that adds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QToolButton

from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Fixed
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, column, label, row


class RowsEditor(FieldEditor):
    """Rows as cards below each other."""

    def __init__(
        self, context: FieldContext, editor_of: Callable[[FieldContext], FieldEditor]
    ) -> None:
        super().__init__(context)
        self._context = context
        self._editor_of = editor_of
        kind = context.field.type
        self._table = kind if isinstance(kind, Rows) else Rows((context.field,), "")
        self._rows: list[_Row] = []
        self._column = column(spacing=8)
        self._add: QPushButton = button(
            f"添加{self._table.noun}", self._on_added, "", "plus", context.session.theme
        )
        self.setLayout(column(self._column, row(self._add, 1), spacing=8))

    @property
    def main(self) -> QPushButton:
        return self._add

    def _standing(self) -> object:
        rows = [typed for each in self._rows if (typed := each.typed())]
        return rows or None

    def _show(self, plain: object) -> None:
        if isinstance(plain, str):
            plain = to_plain(self._kind, from_plain(self._kind, plain))
        self._show_rows(cast("Sequence[Mapping[str, object]]", plain or ()))

    def _show_text(self, text: str) -> None:
        """Rows with a cell that cannot be read cell by cell, anything else in the first cell."""
        rows = self._unread
        if not isinstance(rows, list | tuple) or not all(map(self._is_row, rows)):
            rows = [{self._table.fields[0].key: text}]
        self._show_rows(cast("Sequence[Mapping[str, object]]", rows))

    def show_problem(self, is_wrong: bool) -> None:
        """The words under it say which row and what."""

    def _is_row(self, given: object) -> bool:
        return isinstance(given, Mapping) and given.keys() <= {f.key for f in self._table.fields}

    def _show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        for each in list(self._rows):
            self._take_away(each)
        for given in rows:
            self._append(given)

    def _append(self, given: Mapping[str, object]) -> _Row:
        added = _Row(self._context, self._table.fields, self._editor_of, self._on_removed)
        added.show_typed(given)
        for editor in added.editors.values():
            editor.edited.connect(self.edited)
        self._rows.append(added)
        self._column.addWidget(added)
        return added

    def _on_added(self) -> None:
        starts = {
            f.key: f.initial.plain for f in self._table.fields if isinstance(f.initial, Fixed)
        }
        added = self._append(starts)
        next(iter(added.editors.values())).main.setFocus()
        self.edited.emit()

    def _on_removed(self, gone: _Row) -> None:
        self._take_away(gone)
        self.edited.emit()

    def _take_away(self, gone: _Row) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and gone.isAncestorOf(focus):
            self._add.setFocus()
        self._rows.remove(gone)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()


class _Row(QFrame):
    """One child row: its fields below each other, as wide as the panel leaves."""

    def __init__(
        self,
        context: FieldContext,
        fields: tuple[Field, ...],
        editor_of: Callable[[FieldContext], FieldEditor],
        on_removed: Callable[[_Row], None],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.editors: dict[str, FieldEditor] = {}
        grid = QGridLayout(self)
        px = context.session.theme.px
        grid.setContentsMargins(px(10), px(8), px(10), px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        for line, field in enumerate(fields):
            editor = editor_of(replace(context, field=field, in_row=True))
            self.editors[field.key] = editor
            name = label(f"{field.label} *" if field.required else field.label, "muted")
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(editor, line, 1)
        grid.setColumnStretch(1, 1)
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("trash", context.session.theme.colours.muted))
        remove.setToolTip("删去这一行")
        remove.setAccessibleName("删去这一行")
        remove.clicked.connect(lambda: on_removed(self))
        grid.addWidget(remove, 0, 2, Qt.AlignmentFlag.AlignTop)

    def typed(self) -> dict[str, object]:
        """What stands in the row, blank cells left out."""
        found = {key: editor.typed() for key, editor in self.editors.items()}
        return {key: plain for key, plain in found.items() if plain is not None}

    def show_typed(self, given: Mapping[str, object]) -> None:
        """Show plain input by row field."""
        for key, editor in self.editors.items():
            editor.show_typed(given.get(key))

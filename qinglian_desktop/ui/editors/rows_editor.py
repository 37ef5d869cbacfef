"""Editor for child rows: a small form for each row, and a button that adds one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.problem import InRow, Problem
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Whereabouts
from qinglian_desktop.ui.editors.in_sight import bring_into_sight
from qinglian_desktop.ui.editors.row_card import RowCard
from qinglian_desktop.ui.look.parts import button, column, pass_by, row
from qinglian_desktop.ui.look.placed import take_out


class RowsEditor(FieldEditor):
    """Rows as cards below each other.

    A row that is removed leaves a line in its place, by which it comes back as it was.
    """

    def __init__(
        self, context: FieldContext, editor_of: Callable[[FieldContext], FieldEditor]
    ) -> None:
        super().__init__(context)
        self._context = context
        self._editor_of = editor_of
        kind = context.field.type
        self._table = kind if isinstance(kind, Rows) else Rows((context.field,), "")
        self._rows: list[RowCard] = []
        self._column = column(spacing=8)
        self._add: QPushButton = button(
            f"添加{self._table.noun}", self._on_added, "", "plus", context.session.theme
        )
        # Who goes down the form by Enter wants no row that was not asked for.
        pass_by(self._add)
        self.setLayout(column(self._column, row(self._add, 1), spacing=8))

    @property
    def main(self) -> QPushButton:
        return self._add

    @property
    def first_wrong(self) -> QWidget:
        wrong = (place for each in self._rows if (place := each.first_wrong) is not None)
        return next(wrong, self._add)

    def show_problems(self, problems: list[Problem]) -> list[Problem]:
        """Each at its cell; those of no cell are left."""
        by_row: dict[int, list[tuple[InRow, bool]]] = {}
        left: list[Problem] = []
        counted = self._counted()
        for problem in problems:
            cell = problem.cell
            if cell is None or not 0 < cell.row <= len(counted) or not cell.field:
                left.append(problem)
            else:
                by_row.setdefault(cell.row, []).append((cell, problem.is_warning))
        for place, each in enumerate(counted, 1):
            each.show_problems(by_row.get(place, []))
        return left

    def show_problem(self, is_wrong: bool) -> None:
        """The words at the cells, or under all rows, say what."""

    def place_of(self, part: QWidget) -> Whereabouts:
        """The row among those that hold something, whether it is one of them, and the cell."""
        counted = self._counted()
        number = 0
        for each in self._rows:
            if each.isAncestorOf(part):
                key, inside = each.place_of(part)
                return (number, each not in counted, key, *inside)
            number += each in counted
        return ()

    def part_at(self, place: Whereabouts) -> QWidget:
        """An empty row in which one typed is not kept by anybody: it comes again."""
        if not place:
            return self._add
        number, is_new, key, *inside = place
        counted, at = self._counted(), int(number)
        if is_new and key:
            before = self._rows.index(counted[at]) if at < len(counted) else len(self._rows)
            return self._append({}, before).part_at(str(key), tuple(inside))
        return counted[at].part_at(str(key), tuple(inside)) if at < len(counted) else self._add

    def _standing(self) -> object:
        return [each.typed() for each in self._counted()] or None

    def _counted(self) -> list[RowCard]:
        """The rows that are given back, in which problems are told by their number."""
        there = [each for each in self._rows if not each.is_removed]
        return there if self._unread is not None else [each for each in there if each.typed()]

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

    def _is_row(self, given: object) -> bool:
        return isinstance(given, Mapping) and given.keys() <= {f.key for f in self._table.fields}

    def _show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        """In the cards that stand there: the keyboard stays in a row which is shown as it was."""
        there = [each for each in self._rows if not each.is_removed and each.typed()]
        kept = there[: len(rows)]
        gone = [each for each in self._rows if each not in kept]
        focus = QApplication.focusWidget()
        if focus is not None and any(each.isAncestorOf(focus) for each in gone):
            self._add.setFocus()
        for each in gone:
            self._drop(each)
        for card, given in zip(kept, rows, strict=False):
            card.show_typed(given)
        for given in rows[len(kept) :]:
            self._append(given)

    def _append(self, given: Mapping[str, object], before: int | None = None) -> RowCard:
        place = len(self._rows) if before is None else before
        added = RowCard(self._context, self._table.fields, self._editor_of)
        added.show_typed(given)
        added.edited.connect(self.edited)
        added.remove_wanted.connect(lambda: self._on_removed(added))
        added.came_back.connect(lambda: self._on_came_back(added))
        self._rows.insert(place, added)
        self._column.insertWidget(place, added)
        # At once, for the keyboard goes there now.
        added.show()
        return added

    def _on_added(self) -> None:
        added = self._append(self._context.session.desk.records.start_row(self._table))
        self._go_to(added)
        self.edited.emit()

    def _on_removed(self, gone: RowCard) -> None:
        """Only what holds something need come back."""
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and gone.isAncestorOf(focus)
        place = self._rows.index(gone)
        if gone.typed():
            number = sum(not each.is_removed for each in self._rows[: place + 1])
            gone.remove(f"已移除第 {number} 行")
        else:
            if had_keyboard:
                later = [each for each in self._rows[place + 1 :] if not each.is_removed]
                (later[0].first if later else self._add).setFocus()
            self._drop(gone)
        self.edited.emit()

    def _on_came_back(self, back: RowCard) -> None:
        self._go_to(back)
        self.edited.emit()

    def _go_to(self, shown: RowCard) -> None:
        """Type in its first field, with the whole row in sight once it is laid out."""
        shown.first.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(self._add, shown, shown.first)

    def _drop(self, gone: RowCard) -> None:
        self._rows.remove(gone)
        take_out(self._column, gone)

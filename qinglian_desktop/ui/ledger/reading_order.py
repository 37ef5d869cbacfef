"""In which order the keyboard goes through a form: as one reads, whenever its parts were made"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from qinglian_desktop.ui.look.parts import is_passed_by
from qinglian_desktop.ui.look.placed import placed


def in_reading_order(inside: QWidget) -> list[QWidget]:
    """What shows and takes the keyboard, as the layouts have it."""
    layout = inside.layout()
    return [] if layout is None else list(_in_layout(layout))


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there; of radio buttons at the chosen one, or else at the first."""
    if isinstance(widget, QRadioButton) and (group := widget.group()) is not None:
        return widget is (group.checkedButton() or group.buttons()[0])
    if isinstance(widget, QLineEdit) and widget.isReadOnly():
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def takes_enter(widget: QWidget) -> bool:
    """Whether Enter stops there: where one types or chooses, not at a button."""
    is_button = isinstance(widget, QPushButton | QToolButton)
    return takes_tab(widget) and not is_button and not is_passed_by(widget)


def beside(
    focus: QWidget, order: list[QWidget], wanted: Callable[[QWidget], bool], *, forward: bool
) -> QWidget | None:
    """The next wanted one in the order after the one with the keyboard, or before it."""
    here = next((n for n, each in enumerate(order) if each in (focus, focus.focusProxy())), None)
    if here is None:
        here = next((n for n, each in enumerate(order) if each.isAncestorOf(focus)), -1)
    others = order[here + 1 :] if forward else order[: max(here, 0)][::-1]
    siblings = focus.parent() if isinstance(focus, QCheckBox | QRadioButton) else None
    for each in others:
        # From one of many boxes of a field Enter goes straight to the next field.
        if wanted is takes_enter and siblings is not None and each.parent() is siblings:
            continue
        if wanted(each):
            return each
    return None


def beyond(form: QWidget, *, forward: bool) -> QWidget | None:
    """What comes after everything in the form, or before it."""
    step = QWidget.nextInFocusChain if forward else QWidget.previousInFocusChain
    each = step(form)
    while each is not None and each is not form:
        outside = not form.isAncestorOf(each)
        if outside and each.isVisible() and each.isEnabled() and takes_tab(each):
            return each
        each = step(each)
    return None


def chain(form: QWidget, order: list[QWidget]) -> None:
    """Let the window know the order, too: what was made later stood last in it."""
    before = form
    for each in order:
        QWidget.setTabOrder(before, each)
        before = each


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for each in placed(layout):
        if isinstance(each, QLayout):
            yield from _in_layout(each)
        elif each.isHidden() or not each.isEnabled():
            continue
        elif each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield each
        elif (within := each.layout()) is not None:
            yield from _in_layout(within)

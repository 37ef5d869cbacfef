"""What stands in a layout, by its widgets and never by Qt's items for them.

Whoever asks a layout of Qt for an item (``itemAt``) gets a Python object that Qt does not know of:
it stays when the item goes, and a new item at the same address is taken for the old one, and dies
with the old one's layout. So nobody asks (decision 0044).
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from qinglian_desktop.ui.look.flow_layout import FlowLayout


def placed(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts of one that stands in a widget, in its order; no stretches."""
    if isinstance(layout, FlowLayout):
        return [*layout.widgets()]
    owner = layout.parentWidget()
    widgets = [] if owner is None else owner.children()
    found: list[tuple[int, QWidget | QLayout]] = []
    for each in (*layout.children(), *widgets):
        if isinstance(each, QWidget | QLayout) and (at := layout.indexOf(each)) >= 0:
            found.append((at, each))
    return [each for _, each in sorted(found, key=lambda one: one[0])]


def clear(layout: QLayout) -> None:
    """Take all widgets and layouts out of a layout, widgets at the end of this event."""
    for each in placed(layout):
        if isinstance(each, QWidget):
            take_out(layout, each)
        else:
            clear(each)
            layout.removeItem(each)
            each.deleteLater()


def take_out(layout: QLayout, widget: QWidget) -> None:
    """Take one widget out of a layout; it is gone at the end of this event."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()

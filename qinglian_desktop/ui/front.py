"""What a window shows: its tabs, their pages and the search, so that another shows the same"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from qinglian_desktop.ui import actions
from qinglian_desktop.ui.dialogs.help_view import HelpView
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage, TabShown


@dataclass(frozen=True, slots=True)
class Front:
    """``pages`` by tab as each page tells it; ``searched`` is where in the search one types."""

    tab: str
    pages: Mapping[str, object]
    search: str
    searched: int | None
    helps: tuple[HelpView, ...]
    scale: int


def front_of(window: MainWindow) -> Front:
    """What one looks at and where one types; of it the help is taken out, to go on."""
    search = window.header.search
    has_keys = window.focusWidget() is search
    helps = tuple(window.findChildren(HelpView))
    for each in helps:
        each.setParent(None)
    return Front(
        window.session.desk.catalogue.tabs[window.tabs.currentIndex()].key,
        window.shown(),
        search.text(),
        search.cursorPosition() if has_keys else None,
        helps,
        window.session.theme.scale,
    )


def is_confidential(window: MainWindow) -> bool:
    """Whether what is in front is not for everybody; a dialog may show any record.

    Not while another program has the keyboard.
    """
    active = QApplication.activeWindow()
    if active is not window:
        return active is not None
    front = window.tabs.front
    page = front.page_in_front if isinstance(front, TabPage) else None
    return page is not None and page.ledger.is_confidential


def given_up(window: MainWindow) -> str:
    """What ends with the window, in a sentence: imports of which something was decided."""
    pages = (each for each in window.shown().values() if isinstance(each, TabShown))
    works = (begun for page in pages for begun in page.begun.values() if begun.is_decided)
    names = "、".join(f"“{e.source.name}”" if e.source else "粘贴的表格" for e in works)
    if not names:
        return ""
    return f"{names}上次没有导入，那一页上改的没有保留；文件本身没有动过，可以再导入。"


def show_front(window: MainWindow, front: Front) -> None:
    """Bring the same to the front; what is behind it comes when it is looked at."""
    scale = window.session.theme.scale
    if scale != front.scale:
        back = f"，{actions.USUAL_SIZE.shown} {actions.USUAL_SIZE.label}" if scale != 100 else ""
        window.session.said.emit(f"字号 {scale} %{back}。")
    window.show_again(front.pages)
    window.show_tab(front.tab)
    window.header.search.setText(front.search)
    if front.searched is not None:
        window.header.search_on(front.searched)
    for each in front.helps:
        at = each.geometry()
        each.setParent(window, each.windowFlags())
        each.setGeometry(at)
        each.show()

"""The buttons below a record: to save, print, look back, void or revive it"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from qinglian_desktop.application.preparing import USUAL, Beforehand
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.rights import must_have_all
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.actions import Action
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session


class PanelFoot(QFrame):
    """Each signal comes when its button is pressed; only what can be done is shown.

    ``print_wanted`` carries the record's id, ``papers_wanted`` the kinds of papers before the
    event; ``copy_wanted`` is their text.
    """

    save_wanted = Signal()
    save_new_wanted = Signal()
    print_wanted = Signal(int)
    void_wanted = Signal()
    revive_wanted = Signal()
    history_wanted = Signal()
    papers_wanted = Signal(object)
    copy_wanted = Signal()
    pass_on_wanted = Signal()

    def __init__(self, session: Session, ledger: Ledger, *, only_one: bool = False) -> None:
        super().__init__()
        self._only_one = only_one
        self.setProperty("kind", "foot")
        self._session = session
        self._ledger = ledger
        px = session.theme.px
        self._flow = FlowLayout(px(SPACE), px(4))
        self._flow.setContentsMargins(px(16), px(8), px(8), px(8))
        self._save = self._key_button(actions.SAVE, self.save_wanted.emit, "primary")
        self._save.setObjectName("save")
        self._save_new = self._key_button(actions.SAVE_AND_NEW, self.save_new_wanted.emit)
        self._revive = self._button("恢复", self.revive_wanted.emit, icon="undo")
        self._take_back = self._button("取回这条记录…", self._on_take_back, icon="restore")
        self._take_back.setObjectName("take_back_record")
        keeper = session.desk.book.keeper
        rest_where_refused(self._take_back, lambda: must_have_all(keeper, "从备份取回记录"))
        self._record: Record | None = None
        self._pass_on: QPushButton | None = None
        if ledger.passage is not None:
            self._pass_on = self._key_button(actions.PASS_ON, self.pass_on_wanted.emit)
            self._pass_on.setObjectName("pass_record_on")
        self._print = self._key_button(actions.PRINT, self._on_print, "quiet")
        self._papers = self._button("会前材料", self._on_papers, "quiet", "file-text")
        self._papers.setObjectName("event_papers")
        self._papers.setToolTip("会议通知、议程、签到表，照当天的花名册列名单")
        self._menu = self._papers_menu()
        self._named = self._button("有关记录", self._on_named, "quiet", "search")
        self._named.setObjectName("named_in")
        self._past = self._button("修改经过", self.history_wanted.emit, "quiet", "history")
        self._void = self._button("作废", self.void_wanted.emit, "quiet", "void")
        self.setLayout(self._flow)

    def show_for(self, record: Record | None, *, follows: bool) -> None:
        """The buttons for a record, None for a new one; one that follows is voided elsewhere."""
        self._record = record
        read_only = self._session.desk.book.read_only
        is_void = record is not None and record.state is State.VOID
        writable, is_unit = not is_void and not read_only, self._ledger.unit is not None
        self._save.setVisible(writable)
        self._save_new.setVisible(writable and not is_unit and not self._only_one)
        self._revive.setVisible(is_void and not read_only and not follows)
        self._take_back.setVisible(
            record is not None and not is_void and self._session.take_back is not None
        )
        if self._pass_on is not None:
            self._pass_on.setVisible(record is not None and writable)
        self._papers.setVisible(self._ledger.gathering is not None and not is_void)
        self._named.setVisible(record is not None and self._ledger.roster is not None)
        self._past.setVisible(record is not None)
        self._print.setVisible(record is not None)
        self._void.setVisible(record is not None and writable and not is_unit and not follows)

    def focus_first(self) -> None:
        """Put the cursor onto the first button: there Ctrl+Z takes a step back, not a key."""
        for made in (self._save, self._revive, self._past):
            if not made.isHidden():
                made.setFocus()
                return

    def _papers_menu(self) -> QMenu:
        menu = QMenu(self)
        usual = menu.addAction("通知和签到表", lambda: self.papers_wanted.emit(USUAL))
        usual.setToolTip(actions.PRINT.shown)
        menu.addSeparator()
        for each in Beforehand:
            menu.addAction(each.value, lambda kind=each: self.papers_wanted.emit((kind,)))
        menu.addAction("复制通知文字", self.copy_wanted.emit)
        return menu

    def _on_papers(self) -> None:
        self._menu.popup(self._papers.mapToGlobal(QPoint(0, self._papers.height())))

    def _on_print(self) -> None:
        if self._record is not None and self._record.id is not None:
            self.print_wanted.emit(self._record.id)

    def _on_take_back(self) -> None:
        from qinglian_desktop.ui.dialogs.take_back import TakeBack

        if self._record is not None:
            TakeBack(self._session, self._ledger, self._record, self).open()

    def _on_named(self) -> None:
        from qinglian_desktop.ui.dialogs.person_view import PersonView

        if self._record is not None and self._ledger.roster is not None:
            name = str(self._record.value(self._ledger.roster.name) or "")
            PersonView(self._session, Person(name, self._record.id), self).open()

    def _key_button(
        self, action: Action, slot: Callable[[], object], kind: str = ""
    ) -> QPushButton:
        made = self._button(action.label, slot, kind, action.icon)
        made.setToolTip(action.shown)
        return made

    def _button(
        self, words: str, slot: Callable[[], object], kind: str = "", icon: str = ""
    ) -> QPushButton:
        made = button(words, slot, kind, icon, self._session.theme if icon else None)
        self._flow.addWidget(made)
        return made

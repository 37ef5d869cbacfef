"""The page on which records are brought in: what a file says, what it will become, what is wrong"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.errors import NeedsPassword
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.dialogs.unlocking import UnlockLine
from qinglian_desktop.ui.half_typed import KeptReason
from qinglian_desktop.ui.importing.for_all_strip import ForAllStrip
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.issues import open_place
from qinglian_desktop.ui.importing.keep_button import UNREAD, KeepButton
from qinglian_desktop.ui.importing.mending_side import MendingSide
from qinglian_desktop.ui.importing.page_keys import meaning_of
from qinglian_desktop.ui.importing.rows_and_fixes import RowsAndFixes
from qinglian_desktop.ui.importing.scrolled import scrolled
from qinglian_desktop.ui.importing.sheet_table import SheetTable
from qinglian_desktop.ui.importing.source import ask_for_file, begin_reading
from qinglian_desktop.ui.importing.target_menu import target_menu
from qinglian_desktop.ui.importing.understood_line import UnderstoodLine
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.ledger.registering import registering_over
from qinglian_desktop.ui.ledger.ways_in import WaysIn
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.tab_circle import TabCircle, give_keys
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.under_way import UnderWay
from qinglian_desktop.ui.session import Session


class BringingInPage(TabCircle, QWidget):
    """``left`` comes when one goes back to the list; ``kept`` carries what was Imported."""

    left = Signal()
    kept = Signal(object)

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self.ledger = ledger
        theme = session.theme
        self.work = work = ImportWork(session, ledger, self)
        self._ways_in = WaysIn(session, ledger, self)
        self._title = label(f"导入{ledger.label}", "title")
        self._other = button("另选文件…", self.choose_file, "quiet", "folder-open", theme)
        self.keep_button = KeepButton(work, theme, self.keep)
        self._back = button("返回", self.leave, "quiet", "undo", theme)
        self._back.setObjectName("back")
        self.under_way = UnderWay(theme, self._other)
        self._unlock = UnlockLine(theme, self._on_password)
        self._why = ReasonLine(theme)
        self._kept_why = KeptReason(session, self._why, self)
        self._line = UnderstoodLine(work, theme, session.desk.clock().year)
        register = registering_over(session, self)
        self.strip = ForAllStrip(session, ledger, work, register)
        self.side = MendingSide(session, ledger, work, register)
        self.table = SheetTable(work, theme)
        self._split = RowsAndFixes(theme, self.table, self.side)
        self._is_first_look, self._showed_part = True, False
        self._goes_on: Callable[[], bool] | None = None
        self._keeps_when_looked = False
        self._lay_out()
        self._connect()
        self._show_parts(False)

    def open(self, place: ToImport) -> None:
        """Bring in what the place names, instead of what is here if that is not wanted any more."""
        if self.work.is_keeping:
            self._session.said.emit("正在导入，导完以后再导入别的。")
            return
        self._give_up("换成新的", "现在换成新的，", lambda: self._open(place))

    def _open(self, place: ToImport) -> None:
        self._is_first_look, self._showed_part = True, False
        self._goes_on, self._keeps_when_looked = None, False
        self.strip.forget()
        for each in (self.under_way.notice, self._unlock, self._why):
            each.hide()
        self._show_parts(False)
        begin_reading(self.work, place)

    def choose_file(self) -> None:
        """Ask for another file."""
        if (chosen := ask_for_file(self, self.ledger)) is not None:
            self._session.go(ToImport(self.ledger.key, chosen))

    def leave(self) -> None:
        """Go back to the list; what was decided is only given up when asked."""
        if not self.work.is_keeping:
            self._give_up("不导入了", "现在回去，", self.left.emit)

    def keep(self) -> None:
        """Take in what can be; what was just typed is looked at first."""
        is_more = self.strip.settle()
        if self.work.is_part:
            self.under_way.notice.say(f"还没有导入。{UNREAD}", "plain")
        elif is_more or self.work.result is None:
            self._keeps_when_looked = self.work.found is not None
        elif self.work.count:
            self.work.keep()

    def take_keys(self) -> None:
        """Where something must be typed or mended, else the button that takes it all in."""
        if (empty := self.strip.first_empty) is not None and self.strip.isVisibleTo(self):
            give_keys(empty.main)
        elif not self._unlock.isHidden():
            self._unlock.take_keys()
        elif (asked := self._line.first_open) is not None:
            give_keys(asked)
        elif self.work.count:
            give_keys(self.keep_button)
        elif self.table.isVisibleTo(self):
            give_keys(self.table)
        else:
            give_keys(self._back)

    def event(self, event: QEvent) -> bool:
        """Some keys of the window mean something else here, or nothing."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo or meaning_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match meaning_of(event):
            case "back":
                self.leave()
            case "keep":
                self.keep()
            case "":
                if event.matches(QKeySequence.StandardKey.Undo):
                    self._undo()
                else:
                    super().keyPressEvent(event)
            case _:
                pass

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._split.turn(self.width())

    def _undo(self) -> None:
        """Take back the last, and go to what is open again by it: Enter must not take it in."""
        if (result := self.work.result) is None or not self.work.is_decided:
            return
        before = frozenset(open_place(each) for each in result.issues if not each.is_warning)
        self._goes_on = lambda: self.table.go_to_reopened(before)
        give_keys(self.table)
        self.work.undo()

    def _give_up(self, step: str, now: str, act: Callable[[], None]) -> None:
        if self.work.is_decided:
            words = f"还没有导入。{now}这一页上改的都不保留；文件本身没有动过。"
            ask_first(self, words, step, act)
        else:
            act()

    def _lay_out(self) -> None:
        theme = self._session.theme
        px = theme.px
        head = row(self._back, self._title, 1, self._other, self.keep_button, spacing=px(SPACE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(SPACE))
        layout.addLayout(head)
        for each in (self.under_way.bar, self.under_way.notice, self._unlock, self._why):
            layout.addWidget(each)
        layout.addWidget(scrolled(self._line, self.strip, self._split, spacing=px(SPACE)), 1)

    def _connect(self) -> None:
        work = self.work
        work.began.connect(self._on_began)
        work.understood.connect(self._on_understood)
        work.looked.connect(self._on_looked)
        work.failed.connect(self._on_failed)
        work.kept.connect(self.kept)
        work.stopped.connect(self._on_stopped)
        self._session.changed.connect(self._on_changed)
        # What is typed may make more of them ready.
        self.strip.decided.connect(self.keep_button.show_open)
        self.side.next_wanted.connect(self.table.go_to_issue)
        self.side.mended.connect(self._on_mended)
        self.table.target_wanted.connect(self._choose_target)
        self.table.fix_wanted.connect(self._on_fix_wanted)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())

    def _on_changed(self, changed: Changed) -> None:
        if self.isVisible():
            self.work.look_again(changed)

    def _on_began(self, job: Job, words: str) -> None:
        self.under_way.follow(job, words, can_cancel=words != "正在逐条核对…")
        if self.work.is_keeping:
            self._set_rested(False)
            job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._set_rested(True)

    def _set_rested(self, rested: bool) -> None:
        for each in (self._split, self.strip, self._line, self.keep_button):
            each.setEnabled(rested)

    def _on_stopped(self) -> None:
        if self.work.found is None:
            self.left.emit()
        else:
            self.under_way.notice.say("已经停下，一条也没有导入，台账库和原来一样。", "plain")

    def _on_understood(self) -> None:
        self._show_parts(True)
        self._showed_part = self._showed_part or self.work.is_part
        self.side.show_count()

    def _on_looked(self) -> None:
        work = self.work
        count = work.count
        self.side.show_count()
        # Whoever did something while the rest was read stays where that was.
        is_first, self._is_first_look = self._is_first_look, False
        if is_first and not (self._showed_part and self._is_at_work()):
            self.table.go_to_issue(1, is_first=True)
            self.take_keys()
        elif self._goes_on is not None:
            go_on, self._goes_on = self._goes_on, None
            is_more = go_on()
            self._show_current()
            if is_more:
                self.side.take_keys_to_fix()
            elif count:
                give_keys(self.keep_button)
        self._show_current()
        if self._keeps_when_looked:
            self._keeps_when_looked = False
            if work.result is not None and not work.result.unlike and count:
                work.keep()
        if work.found is not None and not count and (said := work.found.nothing):
            self.under_way.notice.say(said, "warn")

    def _on_mended(self) -> None:
        self._goes_on = lambda: self.table.go_to_issue(0)

    def _on_failed(self, problem: BaseException) -> None:
        if isinstance(problem, NeedsPassword):
            self._unlock.ask(problem)
            return
        if self._kept_why.takes(f"导入 {self.ledger.key}", problem, self.work.keep):
            return
        self._show_parts(self.work.found is not None)
        again = self.choose_file if self.work.found is None else None
        self.under_way.notice.tell(problem, "另选文件…" if again else "", again)
        if self.work.found is None:
            give_keys(self._back)

    def _on_password(self, password: str) -> None:
        if self.work.source is not None:
            self.work.read(self.work.source, password)

    def _show_parts(self, shown: bool) -> None:
        for each in (self._line, self._split):
            each.setVisible(shown)
        (self._unlock if shown else self.strip).hide()
        self.keep_button.setEnabled(shown and self.keep_button.isEnabled())

    def _is_at_work(self) -> bool:
        is_typing = self.strip.isAncestorOf(self.focusWidget() or self)
        is_choosing = QApplication.activePopupWidget() is not None
        return self.work.is_decided or self.table.is_moved or is_typing or is_choosing

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        place = self.table.sheet.place_at(index.row()) if index.isValid() else None
        self.side.show_place(place, self.table.sheet.issue_at(index))

    def _on_fix_wanted(self) -> None:
        """Enter on a cell: mend what is wrong there, else go to the next that is."""
        self._show_current()
        issue = self.table.sheet.issue_at(self.table.currentIndex())
        if issue is None or not self.side.take_keys_to_fix():
            self.table.go_to_issue(1)

    def _choose_target(self, section: int, at: QPoint) -> None:
        if (found := self.work.found) is not None:
            column = self.table.sheet.columns[section]
            target_menu(self, self.work, found, column).popup(at)

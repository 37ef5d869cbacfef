"""填上级的表: open the form that came, say once what goes where, fill it each month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.filling import FilledForms, OpenedForm
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.filling.form_names import FormNames
from qinglian_desktop.ui.filling.form_opening import FormOpening, dropped_form
from qinglian_desktop.ui.filling.form_sheets import FormSheets
from qinglian_desktop.ui.filling.form_side import FormSide
from qinglian_desktop.ui.filling.form_work import FormWork
from qinglian_desktop.ui.filling.form_writing import (
    FilledNews,
    read_filled,
    shown_tables,
    written_words,
)
from qinglian_desktop.ui.filling.marked_places import MarkedPlaces
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.fitting_line import page_head
from qinglian_desktop.ui.look.month_steps import MonthSteps
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.sticks import Stick, find_sticks
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.view_switch import ViewSwitch
from qinglian_desktop.ui.session import Session

_FIRST = "把上级发来的表打开（Excel 或 Word 都行），指定一次每一格填什么，以后每月点一下就填好。"


@dataclass(frozen=True, slots=True)
class _Known:
    """The forms that the book keeps, by name, and one of them, opened."""

    names: tuple[str, ...]
    opened: OpenedForm | None


@dataclass(frozen=True, slots=True)
class FillingShown:
    """The month that is chosen, and the form that is open with what goes where in it."""

    month: Period
    opened: OpenedForm | None


class FillingPage(Fresh, QWidget):
    """A form, or the one that was kept last; nothing is lost by turning to another."""

    def __init__(
        self, session: Session, switch: ViewSwitch, find: Callable[[], list[Stick]] = find_sticks
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._session = session
        self._work: FormWork | None = None
        self._news = FilledNews()
        self.sheets = FormSheets(session.theme)
        self.grid = self.sheets.grid
        self.side = FormSide(session, find)
        self.notice = self.side.notice
        self.marked = MarkedPlaces(self, session, self.grid, self.side, self._do)
        last = Period.month_of(session.desk.clock().date())
        self.months = MonthSteps(session.theme, last)
        self.months.show_month(last.previous)
        self._names = FormNames(session.theme)
        self._first = label(_FIRST, "muted", wrap=True)
        self.opening = FormOpening(session)
        self._build(switch)
        self._connect()
        self.keep_fresh(session)

    @property
    def session(self) -> Session:
        """What the page shares with all others."""
        return self._session

    def read(self) -> None:
        """Which forms are kept; the one kept last is shown where none is yet."""
        desk, now = self._session.desk, self._work

        def work(_: Progress) -> _Known:
            names = tuple(each.name for each in desk.filling.kept())
            is_first = now is None and bool(names)
            return _Known(names, desk.filling.open_kept(names[0]) if is_first else None)

        self._session.read(self, work, self._show_known, self.notice.tell, latest="forms")

    def open_file(self, path: Path) -> None:
        """Open a form that somebody sent."""
        self.opening.open_file(path)

    def shown(self) -> FillingShown:
        """What the page shows."""
        work = self._work
        opened = replace(work.opened, mapping=work.mapping) if work else None
        return FillingShown(self.months.month, opened)

    def show_again(self, shown: FillingShown) -> None:
        """Show what another page of forms did."""
        self.months.show_month(shown.month)
        if shown.opened is not None:
            self._take(shown.opened)

    def write(self) -> None:
        """Fill the form and write it to the marked stick, or ask for a folder.

        Rows of confidential records, or a form for each of them, want the password again.
        """
        if (work := self._work) is not None:
            catalogue, said = self._session.desk.catalogue, work.mapping.ledgers_of_records
            told = [catalogue[key] for key in said if key in catalogue]
            ask_again(self._session, self, told, lambda: self._write_form(work))

    def _write_form(self, work: FormWork) -> None:
        folder = self.side.target.chosen or self.side.target.choose_folder()
        if folder is None:
            return
        opened = replace(work.opened, mapping=work.mapping)
        desk, month = self._session.desk, self.months.month
        self._write.setEnabled(False)
        self.notice.say("正在填写并核对…")
        self._session.change(
            self,
            lambda progress: desk.filling.fill(opened, month, folder, progress),
            self._on_written,
            self._on_failed,
            is_long=True,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refill()
        self.side.target.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_form(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_form(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _build(self, switch: ViewSwitch) -> None:
        theme = self._session.theme
        px = theme.px
        opening = button("打开上级的表…", self.opening.choose, "", "folder-open", theme)
        opening.setObjectName("open_form")
        self._write = button("填好写到U盘", self.write, "primary", "usb", theme)
        self._write.setObjectName("write_form")
        head = page_head("月报与总结", switch, self.months, 1, opening, self._write)
        left = column(self.opening, self._first, self._names, self.sheets, spacing=px(4))
        left.setStretch(3, 1)
        left.addStretch(0)
        holder = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        body = row(holder, self.side, spacing=px(SPACE))
        body.setStretch(0, 1)
        layout = column(head, body, spacing=px(SPACE))
        layout.setStretch(1, 1)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        self.setLayout(layout)
        self.side.offer_ledgers(self._session.desk.catalogue)
        self._rest()

    def _connect(self) -> None:
        side = self.side
        self.months.chosen.connect(lambda _: self._refill())
        self.opening.begun.connect(self.notice.hide)
        self.opening.opened.connect(self._take)
        self._names.chosen.connect(self.opening.open_kept)
        self._names.forgotten.connect(self._forget_form)
        self.sheets.turned.connect(self._show_table)
        side.proposals_wanted.connect(self._take_proposals)
        side.back_wanted.connect(lambda: self._do(lambda work: work.go_back()))
        side.ledger_chosen.connect(self._of_ledger)

    def _show_known(self, known: _Known) -> None:
        self._names.offer(known.names)
        if known.opened is not None:
            self._take(known.opened)
        else:
            self._refill()

    def _take(self, opened: OpenedForm) -> None:
        """Show a form, as it was kept or with what its words suggest."""
        filling = self._session.desk.filling
        proposed = filling.proposals(opened, opened.mapping.ledger)
        self._work = FormWork(opened, proposed, filling.proposed_rows(opened))
        self._news = FilledNews()
        if opened.told:
            self.notice.say("\n".join(opened.told), "warn")
        self.sheets.offer(opened.seen.tables)
        self.side.show_ledger(opened.mapping.ledger)
        self._rest()
        self._show_table()
        self.marked.tell()
        self._refill()

    def _refill(self) -> None:
        """Reckon what goes into the places for the month."""
        if self._work is None:
            return
        desk, month = self._session.desk, self.months.month
        mapping, proposed = self._work.mapping, self._work.with_proposals
        self.side.show_proposals(len(self._work.proposed) + len(self._work.proposed_rows))
        self.side.back.setEnabled(self._work.can_go_back)
        self._session.read(
            self,
            lambda _: read_filled(desk, mapping, proposed, month),
            self._show_news,
            self.notice.tell,
            latest="filled",
        )

    def _show_news(self, news: FilledNews) -> None:
        if news.warnings and news.warnings != self._news.warnings:
            self.notice.say("\n".join(news.warnings), "warn")
        self._news = news
        self.side.show_records(news.records, self.months.month.label)
        self._show_table()
        self.marked.tell()

    def _show_table(self) -> None:
        if self._work is None:
            return
        tables = shown_tables(self._work, self._news, self._session.desk.catalogue)
        if self.sheets.front < len(tables):
            shown = tables[self.sheets.front]
            self.marked.stand_in(self._work, self._news, shown.table.name)
            self.sheets.show_table(shown)

    def _of_ledger(self, ledger: str) -> None:
        if self._work is not None:
            proposed = self._session.desk.filling.proposals(self._work.opened, ledger)
            self._do(lambda work: work.of_ledger(ledger, proposed))
            self.marked.tell()

    def _take_proposals(self) -> None:
        self._do(lambda work: work.take_proposals())
        # Else it falls to what takes all of them back.
        self.grid.setFocus()

    def _do(self, change: Callable[[FormWork], object]) -> None:
        """FormChange the mapping, and keep it."""
        work, desk = self._work, self._session.desk
        if work is None or desk.book.read_only:
            return
        before = work.mapping
        change(work)
        self._refill()
        if work.mapping == before:
            return
        opened, mapping = work.opened, work.mapping

        def kept(now: OpenedForm) -> None:
            if self._work is work:
                work.opened = replace(work.opened, name=now.name)
                self._names.show_form(now.name, now.file_name)

        self._session.change(self, lambda _: desk.filling.keep(opened, mapping), kept)

    def _forget_form(self, name: str) -> None:
        desk = self._session.desk
        self._work = None
        self._rest()
        self.opening.say_forgotten(name)
        self._session.change(self, lambda _: desk.filling.forget(name))

    def _on_written(self, filled: FilledForms) -> None:
        self._rest()
        is_plain = not (filled.lacking or filled.warnings)
        self.notice.say(written_words(filled), "good" if is_plain else "warn")
        self.side.verticalScrollBar().setValue(0)

    def _on_failed(self, error: BaseException) -> None:
        self._rest()
        self.side.target.refresh()
        self.notice.tell(error)

    def _rest(self) -> None:
        has_form = self._work is not None
        self._first.setVisible(not has_form)
        opened = self._work.opened if self._work else None
        self._names.show_form(*((opened.name, opened.file_name) if opened else ("", "")))
        for each in (self._names, self.sheets, self.months, self.side, self._write):
            each.setVisible(has_form)
        self._write.setEnabled(has_form and not self._session.desk.book.read_only)

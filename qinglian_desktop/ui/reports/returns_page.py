"""月报与总结: choose the month, see the return as it will be, write it to a stick, verified."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import ToNew, ToSecondPlace
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.returning import Delivered
from qinglian_desktop.domain.errors import EnvironmentProblem, NotAllowed
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.fitting_line import page_head
from qinglian_desktop.ui.look.month_steps import MonthSteps
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.sticks import Stick, find_sticks
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.corrections_notice import CorrectionsNotice
from qinglian_desktop.ui.reports.report_switch import RETURN, ReportSwitch
from qinglian_desktop.ui.reports.return_news import ReturnNews, delivered_words, return_news
from qinglian_desktop.ui.reports.return_preview import ReturnPreview
from qinglian_desktop.ui.reports.return_side import ReturnSide, state_words
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.typing_pause import TypingPause


class ReturnsPage(Fresh, QWidget):
    """Painted at once; the return is made on another thread."""

    def __init__(self, session: Session, find: Callable[[], list[Stick]] = find_sticks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._month = Period.month_of(session.desk.clock().date())
        self._is_begun = False
        self._writing = False
        self._written = ""
        self.preview = ReturnPreview(session)
        self.preview.cover_edited.connect(self.put_away)
        self.preview.cover_edited.connect(self.refresh)
        self.pause = TypingPause(self)
        self.pause.over.connect(self.put_away)
        self.preview.cover_typed.connect(self.pause.note_key)
        self.side = ReturnSide(session, find)
        self.side.write_wanted.connect(self.write)
        self.side.month_chosen.connect(self.show_month)
        self.notice = self.side.notice
        self.target = self.side.target
        self.switch = ReportSwitch(RETURN)
        self._missing = Notice(session.theme)
        self._corrected = CorrectionsNotice(session.theme)
        self._corrected.setObjectName("corrected")
        self._months = MonthSteps(session.theme, self._this_month)
        self._state = label("", "muted")
        self._state.setObjectName("return_state")
        self._build()
        self.keep_fresh(session)

    @property
    def is_begun(self) -> bool:
        """Whether a month was shown."""
        return self._is_begun

    @property
    def month(self) -> Period:
        """The month shown."""
        return self._month

    def show_month(self, period: Period) -> None:
        """Show the return of a month."""
        self._is_begun = True
        self._month = period
        self._months.show_month(period)
        self.notice.hide()
        self._written = ""
        self.refresh()

    def read(self) -> None:
        """Make the return of the month anew; the first time, of the month that is due."""
        if not self._is_begun:
            self._begin()
            return
        desk, month, cover = self._session.desk, self._month, self.preview.cover

        def work(_: Progress) -> ReturnNews:
            return return_news(desk, month, cover)

        self._session.read(self, work, self._show, self._on_unreadable, latest="month")

    def write(self) -> None:
        """Write the month's return to the marked stick, or ask for a folder where none is."""
        if self._writing or not self.side.write.isEnabled():
            return
        if self.side.choice.lacks_password:
            self.notice.say("请先写上Excel的打开密码，或者去掉前面的勾。", "warn")
            self.side.choice.line.setFocus()
            return
        folder = self.target.chosen
        if folder is None:
            if self.target.count > 1:
                self.notice.say("插着不止一个U盘，请先在“写到哪里”里选一个。", "warn")
                return
            folder = self.target.choose_folder()
        if folder is not None and self._month == self._this_month:
            said = f"{self._month.label}还没有过完，月底以前再记的要另报一次更正。"
            ask_first(self, said, "现在就报", lambda: self.write_to(folder))
        elif folder is not None:
            self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        """Write the month's return into a folder, read it back, and lock the month."""
        self._rest(False)
        self.notice.say("正在写出并核对…")
        desk, month, cover = self._session.desk, self._month, self.preview.cover
        wish = self.side.choice.wish(self.target.name_of(folder))
        is_stick = self.target.is_stick(folder)
        self.side.offer_eject(None)

        def work(_: Progress) -> tuple[Delivered, bool]:
            desk.preferences.keep_cover(cover)
            desk.preferences.keep_wants_pdf(wish.pdf)
            delivered = desk.returning.deliver(month, folder, cover, wish)
            return delivered, is_stick and desk.second_backups.is_to_be_offered()

        self._session.change(
            self, work, lambda made: self._on_written(*made), self._on_failed, is_long=True
        )

    def put_away(self) -> None:
        """Keep 审核人 and 填报人 as they are typed."""
        self.pause.stop()
        desk, cover = self._session.desk, self.preview.cover
        if self._is_begun and not desk.book.read_only and cover != desk.preferences.cover():
            self._session.change(self, lambda _: desk.preferences.keep_cover(cover))

    def verify(self, path: Path) -> None:
        """Say whether a return, of any unit, is as it was written."""
        self.side.answering.verify(path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.target.refresh()

    @property
    def _this_month(self) -> Period:
        return Period.month_of(self._session.desk.clock().date())

    def _begin(self) -> None:
        desk = self._session.desk
        self.preview.set_cover(desk.preferences.cover())
        last = self._this_month.previous
        reported = any(sent.period == last.key for sent in desk.returning.sent())
        is_owed = desk.returning.is_owed(last)
        self.show_month(last if is_owed and not reported else self._this_month)

    def _build(self) -> None:
        theme = self._session.theme
        px = theme.px
        self._months.chosen.connect(self.show_month)
        check = button("核对月报文件…", self.side.answering.choose, "quiet", "check-circle", theme)
        check.setObjectName("verify_file")
        check.setToolTip("选一个月报文件，看内容有没有被改动、数对不对")
        head = page_head("月报与总结", self.switch, self._months, self._state, 1, check)
        body = row(self.preview, self.side, spacing=px(SPACE))
        body.setStretch(0, 1)
        layout = column(head, self._missing, self._corrected, body, spacing=px(SPACE))
        layout.setStretch(3, 1)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        self.setLayout(layout)

    def _rest(self, rested: bool) -> None:
        self._writing = not rested
        self.side.write.setEnabled(rested and not self._session.desk.book.read_only)

    def _show(self, news: ReturnNews) -> None:
        content = news.content
        self._missing.hide()
        self.preview.show_content(content)
        self.preview.setEnabled(True)
        self._rest(not self._writing)
        before = [sent for sent in news.sent if sent.period == self._month.key]
        is_running = self._month == self._this_month
        self._state.setText(
            f"{why}，只能看，不能报出"
            if (why := self._session.why_fixed)
            else state_words(content, before, news.answer, is_running=is_running)
        )
        self._corrected.show_for(content, before, news.later)
        if self._written not in ("", news.digest):
            # What was said of the file that was written is true of an older one now.
            self._written = ""
            self.notice.hide()
        self.side.receipts.show_answer(news.answer)
        self.side.show_warnings(news.warned)
        self.side.show_sent(news.handed, news.sent, news.own_key)

    def _on_unreadable(self, error: BaseException) -> None:
        """Mostly a unit that is not registered yet, which is one click away."""
        unit = self._session.desk.catalogue.unit
        self.preview.setEnabled(False)
        self.side.write.setEnabled(False)
        self._state.setText("")
        is_lacking = isinstance(error, EnvironmentProblem) and not isinstance(error, NotAllowed)
        if is_lacking and unit is not None:
            self._missing.tell(
                error, f"登记{unit.noun}", lambda: self._session.go(ToNew(unit.key, {}))
            )
        else:
            self._missing.tell(error)

    def _on_written(self, delivered: Delivered, is_offered: bool) -> None:
        content, folder = delivered.content, delivered.path.parent
        offer = "这里也放一份备份…" if is_offered else ""
        self._rest(True)
        self._written = "" if delivered.outdated else content.digest
        is_on_stick = self.target.is_on_stick(folder)
        self.side.choice.forget()
        self.side.offer_eject(folder if is_on_stick else None)
        self.notice.say(
            delivered_words(delivered, is_on_stick=is_on_stick),
            "warn" if delivered.outdated else "good",
            offer,
            lambda: self._session.go(ToSecondPlace(folder)),
        )
        self.side.verticalScrollBar().setValue(0)
        self._session.said.emit(f"{content.period.label}月报已写好并核对一致。")

    def _on_failed(self, error: BaseException) -> None:
        self._rest(True)
        self.target.refresh()
        self.notice.tell(error)

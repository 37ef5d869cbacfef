"""总结: the half-year's or year's report, drafted from the records, edited, written as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import ToList
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.summarising import SummaryDraft
from qinglian_desktop.application.summary_drafts import KeptDraft
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rights import must_see_all
from qinglian_desktop.domain.summary import MeasureKey, Paragraph, wording_of
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.file_dialogs import open_file
from qinglian_desktop.ui.look.fitting_line import page_head
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import DropDown, column, label, row
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.report_switch import SUMMARY, ReportSwitch
from qinglian_desktop.ui.reports.summary_edit import SummaryEdit
from qinglian_desktop.ui.reports.summary_news import (
    SummaryNews,
    changed_words,
    likely_period,
    periods,
    read_news,
)
from qinglian_desktop.ui.reports.summary_side import SummarySide
from qinglian_desktop.ui.reports.summary_writing import SummaryWriting
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.typing_pause import TypingPause


class SummaryPage(Fresh, QWidget):
    """Painted at once; the summary is made on another thread.

    A text that is edited is kept in the book as one types, until it is made anew.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._period = likely_period(session.desk.clock().date())
        self._draft: SummaryDraft | None = None
        self._figures: Mapping[MeasureKey, int | Decimal | None] = {}
        self._is_edited = False
        self._is_unkept = False
        self.switch = ReportSwitch(SUMMARY)
        self.text = SummaryEdit(session.theme)
        self.side = SummarySide(session)
        self.notice = Notice(session.theme)
        self.writing = SummaryWriting(session, self.side, self._to_write)
        self._combo = DropDown()
        self._state = label("", "muted")
        self.pause = TypingPause(self)
        self._build()
        self._connect()

    @property
    def period(self) -> Period:
        """The half-year or year shown."""
        return self._period

    @property
    def is_edited(self) -> bool:
        """Whether the text is no longer as the records made it."""
        return self._is_edited

    def show_period(self, period: Period) -> None:
        """Show the summary of a half-year or a year; what cannot be kept now stays in front."""
        self.put_away(lambda: self._turn_to(period))
        self._combo.setCurrentIndex(self._combo.findData(self._period.key))

    def read(self) -> None:
        """Read the summary anew; a text that was edited stays."""
        self.put_away()
        self._read(self._show)

    def make_anew(self) -> None:
        """Make the text from the records; asks first where that would replace what was typed."""
        if self._is_edited:
            self._ask("重新生成会换掉您改过的文字。", self._make_anew)
        else:
            self._make_anew()

    def put_away(self, then: Callable[[], object] | None = None) -> None:
        """Keep what was typed, or forget it where it is as the records make it; then go on."""
        self.pause.stop()
        if self._session.desk.book.read_only:
            self._is_unkept = False
        if not self._is_unkept:
            if then is not None:
                then()
            return
        drafts, period = self._session.desk.summarising.drafts, self._period
        draft = KeptDraft(self.text.paragraphs(), self._figures) if self._is_edited else None

        def work(_: Progress) -> None:
            if draft is not None:
                drafts.put(period, draft)
            else:
                drafts.forget(period)

        def done(_: None) -> None:
            self._tell_state()
            if then is not None:
                # What was typed meanwhile is kept first.
                self.put_away(then)

        def failed(problem: BaseException) -> None:
            self._is_unkept = True
            self.notice.tell(problem)

        self._is_unkept = False
        self._session.change(self, work, done, failed)

    def hideEvent(self, event: QHideEvent) -> None:
        self.put_away()
        super().hideEvent(event)

    def _to_write(self) -> tuple[Period, tuple[Paragraph, ...]]:
        self.put_away()
        return self._period, self.text.paragraphs()

    def _build(self) -> None:
        px = self._session.theme.px
        self._combo.setObjectName("summary_period")
        self._combo.setAccessibleName("哪半年或哪一年")
        self._combo.setMinimumWidth(px(140))
        for period in periods(self._session.desk.clock().year):
            self._combo.addItem(period.label, period.key)
        self._combo.setCurrentIndex(self._combo.findData(self._period.key))
        head = page_head("月报与总结", self.switch, self._combo, self._state, 1)
        body = row(self.text, self.side, spacing=px(SPACE))
        body.setStretch(0, 1)
        layout = column(head, self.notice, body, spacing=px(SPACE))
        layout.setStretch(2, 1)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        self.setLayout(layout)
        keeper = self._session.desk.book.keeper
        rest_where_refused(self.side, lambda: must_see_all(keeper, "总结"))
        self.text.setReadOnly(True)

    def _connect(self) -> None:
        self._combo.activated.connect(
            lambda _: self.show_period(Period.parse(str(self._combo.currentData())))
        )
        self.pause.over.connect(self.put_away)
        self.text.edited.connect(self._on_edited)
        self.text.number_chosen.connect(self._on_number_chosen)
        self.side.number_chosen.connect(self._on_number_chosen)
        self.side.anew_wanted.connect(self.make_anew)
        self.side.template_chosen.connect(self._on_template_chosen)
        self.side.template_wanted.connect(self._on_template_wanted)
        self.keep_fresh(self._session)

    def _turn_to(self, period: Period) -> None:
        self._period = period
        self._combo.setCurrentIndex(self._combo.findData(period.key))
        self.notice.hide()
        self.side.notice.hide()
        self._is_edited = False
        # What is typed before the new text is there would be of neither period.
        self.text.setReadOnly(True)
        self.refresh()

    def _read(self, show: Callable[[SummaryNews], None]) -> None:
        """Read it once what was typed is kept: the book must not answer with what was there."""
        self._session.operations.after_changes(self, lambda: self._ask_for(show))

    def _ask_for(self, show: Callable[[SummaryNews], None]) -> None:
        desk, period = self._session.desk, self._period
        self._session.read(
            self, lambda _: read_news(desk, period), show, self.notice.tell, latest="summary"
        )

    def _show(self, news: SummaryNews) -> None:
        self._show_beside(news)
        if self._is_unkept:
            # Typed since it was asked for; what is on the screen is the newest.
            return
        shown: Sequence[Paragraph] = ()
        self._figures = {}
        if news.kept is not None:
            shown, self._figures = news.kept.paragraphs, news.kept.figures
        elif news.draft is not None:
            shown, self._figures = news.draft.paragraphs, news.draft.values
        self._is_edited = news.kept is not None
        if wording_of(shown) != wording_of(self.text.paragraphs()):
            self.text.show_paragraphs(shown)
        self.text.setReadOnly(self._session.desk.book.read_only or not shown)
        self._tell_changes(news)
        self._tell_state()

    def _show_beside(self, news: SummaryNews) -> None:
        self._draft = news.draft
        read_only = self._session.desk.book.read_only
        self.side.show_templates(news.templates, news.template, is_fixed=read_only)
        self.side.show_draft(news.draft)
        self.side.unit_name = news.unit_name
        self.side.rest(news.kept is not None or news.draft is not None)

    def _tell_changes(self, news: SummaryNews) -> None:
        changes: list[str] = []
        if news.problem is not None:
            self.notice.tell(news.problem)
        elif news.kept is not None and news.draft is not None:
            changes = self._session.desk.summarising.changes(news.kept, news.draft)
        if changes:
            self.notice.say(changed_words(changes), "warn", "重新生成", self.make_anew)
        elif news.problem is None:
            self.notice.hide()

    def _tell_state(self) -> None:
        self.side.show_signature(self.text.paragraphs())
        if why := self._session.why_fixed:
            self._state.setText(f"{why}，可以写成文件，不能改文字")
        elif self._is_edited:
            self._state.setText("您改过，改的都已保存" if not self._is_unkept else "正在修改…")
        elif self._draft is not None:
            self._state.setText("照记录写的，可以直接改；点蓝色的数看记录")

    def _make_anew(self) -> None:
        self.notice.hide()
        self._read(self._replace)

    def _replace(self, news: SummaryNews) -> None:
        """A template that cannot be used replaces nothing."""
        self._show_beside(news)
        if news.draft is None:
            self._tell_changes(news)
            return
        self._figures = news.draft.values
        self.text.replace(news.draft.paragraphs)
        self._is_edited, self._is_unkept = False, True
        self.put_away()

    def _ask(self, words: str, act: Callable[[], None]) -> None:
        self.notice.say(f"{words}换掉以后还可以按 Ctrl+Z 找回。", "warn", "确定重新生成", act)

    def _choose_template(self, name: str) -> None:
        drafts = self._session.desk.summarising.drafts
        self._session.change(
            self,
            lambda _: drafts.keep_template(name),
            lambda _: self._make_anew(),
            self.notice.tell,
        )

    def _on_edited(self) -> None:
        made = self._draft.paragraphs if self._draft is not None else ()
        self._is_edited = wording_of(self.text.paragraphs()) != wording_of(made)
        self._is_unkept = True
        self._tell_state()
        self.pause.note_key()

    def _on_number_chosen(self, ledger_key: str, measure_key: str) -> None:
        desk = self._session.desk
        try:
            measure = (ledger := desk.catalogue[ledger_key]).measure(measure_key)
        except KeyError:
            # Kept by an older version of the program that counted something else.
            self._session.said.emit("这个数现在不统计了，没有记录可看。")
            return
        figure = desk.statistics.figure(ledger, measure, self._period)
        words = f"{self._period.label} {measure.label}"
        self._session.go(ToList(ledger_key, figure.records, words))

    def _on_template_chosen(self, name: str) -> None:
        if self._is_edited:
            self._ask("换模板会重新生成，换掉您改过的文字。", lambda: self._choose_template(name))
        else:
            self._choose_template(name)

    def _on_template_wanted(self) -> None:
        """Our own template is copied first; the copy, or the unit's own, is opened."""
        summarising = self._session.desk.summarising
        name = str(self.side.template.currentData())

        def work(_: Progress) -> tuple[str, dict[str, Path]]:
            own = name or summarising.copy_template()
            summarising.drafts.keep_template(own)
            return own, dict(summarising.templates())

        self._session.change(self, work, self._open_template, self.notice.tell)

    def _open_template(self, own: tuple[str, dict[str, Path]]) -> None:
        name, templates = own
        self.side.show_templates(tuple(templates), name, is_fixed=False)
        opened = open_file(templates[name])
        where = "已打开" if opened else f"在{templates[name]}，请用记事本打开"
        self.side.notice.say(f"模板“{name}”{where}。改好保存以后，回来点“重新生成”。")

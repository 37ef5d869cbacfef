"""Beside the summary: files to write, its template, what is not in it, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QScrollArea

from qinglian_desktop.application.document_ports import SummaryForm
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.summarising import SummaryDraft, lacking_words
from qinglian_desktop.domain.return_content import NOT_KEPT
from qinglian_desktop.domain.summary import LeftOut, Paragraph
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import DropDown, button, column, frame, label, row, rule
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

WIDTH = 348
OUR_TEMPLATE = "自带的模板"


class SummarySide(QScrollArea):
    """``write_wanted`` carries a SummaryForm, ``template_chosen`` a name, ``number_chosen`` keys.

    ``anew_wanted`` and ``template_wanted`` come with their buttons.
    """

    write_wanted = Signal(object)
    template_chosen = Signal(str)
    number_chosen = Signal(str, str)
    anew_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._theme = theme = session.theme
        self._desk = session.desk
        px = theme.px
        self.notice = Notice(theme)
        self.unit_name = ""
        self._signature = label("", "muted", wrap=True)
        self._signature.setObjectName("summary_signature")
        self._writes = [
            self._write(form, words, kind, picture, session)
            for form, words, kind, picture in (
                (SummaryForm.WORD, "写成Word", "primary", "file-text"),
                (SummaryForm.PDF, "PDF", "", ""),
                (SummaryForm.TEXT, "文本", "", ""),
            )
        ]
        self.template = DropDown()
        self.template.setObjectName("template")
        self.template.setAccessibleName("总结的模板")
        self.template.activated.connect(self._on_template_chosen)
        self._change = button("", self.template_wanted.emit, "quiet", "edit", theme)
        self._change.setObjectName("change_template")
        anew = button("重新生成", self.anew_wanted.emit, "quiet", "refresh", theme)
        anew.setObjectName("anew")
        anew.setToolTip("照模板和现在的记录重新写一份")
        self._no_part = column(spacing=px(4))
        self._used = label("", "head")
        self._figures = QListWidget()
        self._figures.setObjectName("summary_figures")
        self._figures.setAccessibleName("总结用到的数，点开看记录")
        self._figures.setWordWrap(True)
        self._figures.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._figures.setMinimumHeight(px(160))
        self._figures.itemClicked.connect(self._on_figure_chosen)
        self._figures.itemActivated.connect(self._on_figure_chosen)
        writes = row(*self._writes)
        writes.setStretch(0, 1)
        layout = column(
            self.notice,
            writes,
            self._signature,
            rule(),
            label("模板", "head"),
            self.template,
            row(self._change, anew, 1),
            rule(),
            self._no_part,
            self._used,
            self._figures,
            spacing=px(SPACE),
        )
        layout.setStretchFactor(self._figures, 1)
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(frame("card", layout))
        self._arrange()
        theme.changed.connect(self._arrange)

    def show_templates(self, names: Sequence[str], chosen: str, *, is_fixed: bool) -> None:
        """The templates there are; ``is_fixed`` where none can be chosen or made."""
        self.template.clear()
        for name in names:
            self.template.addItem(name or OUR_TEMPLATE, name)
        self.template.setCurrentIndex(max(self.template.findData(chosen), 0))
        self._change.setText("打开来改" if self.template.currentData() else "另存模板来改")
        self._change.setVisible(not is_fixed)
        self.template.setEnabled(not is_fixed)

    def show_draft(self, draft: SummaryDraft | None) -> None:
        """What the draft leaves out, and its figures; nothing without one."""
        clear(self._no_part)
        left_out = draft.left_out if draft is not None else ()
        if left_out:
            self._no_part.addWidget(label(f"没有写进去的话（{len(left_out)}）", "head"))
        for each in left_out:
            self._no_part.addWidget(label(_in_short(each), wrap=True))
            self._no_part.addWidget(label(lacking_words(each), "muted", wrap=True))
        lines = draft.used if draft is not None else ()
        self._used.setText(f"用到的数（{len(lines)}），点开看记录")
        self._figures.clear()
        for line in lines:
            item = QListWidgetItem(figure_line(line))
            item.setData(Qt.ItemDataRole.UserRole, (line.ledger.key, line.measure.key))
            item.setToolTip(f"{line.ledger.label}，{len(line.figure.records)} 条记录")
            self._figures.addItem(item)

    def show_signature(self, paragraphs: Sequence[Paragraph]) -> None:
        """Who signs the text, and on which day."""
        signature = self._desk.summarising.signature(paragraphs, self.unit_name)
        name = signature.name or "还没有登记单位，没有署名"
        self._signature.setText(
            f"署名和成文日期：{name}，{signature.written_day}。"
            "要写别的，在正文最后另起两行，写上名称和日期。"
        )

    def rest(self, rested: bool) -> None:
        """Whether files can be written."""
        for each in self._writes:
            each.setEnabled(rested)

    def _arrange(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))

    def _write(
        self, form: SummaryForm, words: str, kind: str, picture: str, session: Session
    ) -> QPushButton:
        made = button(words, lambda: self.write_wanted.emit(form), kind, picture, session.theme)
        made.setObjectName(f"write_{form.name.lower()}")
        made.setToolTip(f"写成一个{form.value}文件")
        made.setEnabled(False)
        return made

    def _on_template_chosen(self, _: int) -> None:
        self.template_chosen.emit(str(self.template.currentData()))

    def _on_figure_chosen(self, item: QListWidgetItem) -> None:
        ledger, measure = item.data(Qt.ItemDataRole.UserRole)
        self.number_chosen.emit(ledger, measure)


def figure_line(line: FigureLine) -> str:
    """A measure, its figure and unit."""
    value = NOT_KEPT if line.figure.value is None else line.figure.value
    return f"{line.measure.label.removeprefix('其中：')}  {value} {line.measure.unit}"


def _in_short(left: LeftOut) -> str:
    text = left.text.rstrip("，、；")
    return text if len(text) <= 60 else f"{text[:59]}…"

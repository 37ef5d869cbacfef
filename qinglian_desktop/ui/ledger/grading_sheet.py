"""定级: the questions of a method on one calm page, the level that follows, who answers for it"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton, QStackedWidget, QWidget

from qinglian_desktop.domain.field_types import Choice
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.ledger import Grading, Ledger
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ui.ledger.grading_questions import Question
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row, rule
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE, Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GradingSheet(FittingDialog):
    """Digits answer the question one is at, Enter goes on to the next; nothing is saved here.

    ``graded`` carries plain input for the form. What was answered by another method stays on its
    own page. ``kept`` is the level that the book has of the record, "" of a new one; ``is_old``
    says whether the reason in values is one that was given for an earlier change.
    """

    graded = Signal(object)

    def __init__(
        self,
        theme: Theme,
        ledger: Ledger,
        grading: Grading,
        typed: Mapping[str, object],
        kept: str,
        is_old: Callable[[Values], bool],
        parent: QWidget,
    ) -> None:
        super().__init__("定级向导", parent)
        self.setObjectName("grading")
        self._ledger, self._grading, self._kept = ledger, grading, kept
        self._rest = dict(typed)
        self._is_old = is_old
        self._is_overruled = False
        self.method = DropDown()
        self.method.setObjectName("grading_method")
        self.method.setAccessibleName(ledger.field(grading.method).label)
        self.method.addItems([word for word, _ in grading.questions])
        self._pages: dict[str, list[Question]] = {}
        self._stack = QStackedWidget()
        for word, keys in grading.questions:
            self._pages[word] = asked = [
                Question(theme, ledger.field(key), place) for place, key in enumerate(keys, 1)
            ]
            page = QWidget()
            page.setLayout(inside := column(*asked, spacing=theme.px(SPACE)))
            inside.addStretch(1)
            self._stack.addWidget(page)
            for question in asked:
                question.show_plain(typed.get(question.key))
                question.answered.connect(self._on_answered)
        self._said = label("", "head", wrap=True)
        self._said.setObjectName("grading_said")
        self._who = label("", wrap=True)
        self._who.setObjectName("grading_who")
        self.levels = RadioGroup(self)
        levels = row(label(ledger.field(grading.level).label), spacing=theme.px(SPACE * 2))
        kind = ledger.field(grading.level).type
        for word in kind.options if isinstance(kind, Choice) else ():
            self.levels.addButton(made := QRadioButton(word))
            levels.addWidget(made)
        levels.addStretch(1)
        self.levels.buttonClicked.connect(lambda _: self._on_overruled())
        self._why = label("", "warning", wrap=True)
        self._why.setObjectName("grading_why")
        self.reason = QLineEdit(str(typed.get(grading.reason) or ""))
        self.reason.setObjectName("grading_reason")
        self.reason.textEdited.connect(lambda _: self._tell())
        self.reason.setAccessibleName(ledger.field(grading.reason).label)
        self._fill = button("填入表格", self._on_done, "primary")
        self._fill.setObjectName("fill_in")
        self._fill.setAutoDefault(False)
        back = button("不改了", self.reject)
        back.setAutoDefault(False)
        hint = label("按数字键回答，按 Enter 到下一题；填入表格以后还要保存。", "muted", wrap=True)
        self.setLayout(
            column(
                row(label(ledger.field(grading.method).label), self.method, 1),
                self._stack,
                rule(),
                self._said,
                self._who,
                levels,
                self._why,
                self.reason,
                hint,
                row(self._fill, back, 1),
                margins=theme.px(16),
            )
        )
        self.resize(theme.px(620), theme.px(300))
        method = str(typed.get(grading.method) or "")
        self.method.setCurrentIndex(max(self.method.findText(method), 0))
        self.method.currentIndexChanged.connect(self._on_method)
        self._stack.setCurrentIndex(self.method.currentIndex())
        level = typed.get(grading.level)
        self._is_overruled = bool(level) and level != self._proposed()
        self._check(str(level or self._proposed() or ""))
        self._tell()
        self._asked[0].take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers, Enter goes on, and after the last question to the button."""
        at = next((q for q in self._asked if q.isAncestorOf(self.focusWidget())), None)
        if event.key() in _ENTER:
            self._go_on(at)
        elif at is None or not event.text().isdigit() or not at.answer(int(event.text())):
            super().keyPressEvent(event)

    @property
    def _asked(self) -> list[Question]:
        return self._pages[self.method.currentText()]

    def _go_on(self, at: Question | None) -> None:
        following = self._asked[self._asked.index(at) + 1 :] if at is not None else []
        if at is None and self.focusWidget() is self.method:
            following = self._asked
        if following:
            following[0].take_keys()
        elif not self.reason.isHidden() and self.focusWidget() is not self.reason:
            self.reason.setFocus()
        else:
            self._fill.setFocus()

    def _on_method(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._is_overruled = False
        self._on_answered()

    def _on_answered(self) -> None:
        if not self._is_overruled and (level := self._proposed()):
            self._check(str(level))
        self._tell()

    def _on_overruled(self) -> None:
        self._is_overruled = self._level() != self._proposed()
        self._tell()

    def _plain(self) -> dict[str, object]:
        answered = {q.key: q.plain() for asked in self._pages.values() for q in asked}
        return {**answered, self._grading.method: self.method.currentText()}

    def _values(self, plain: Mapping[str, object] | None = None) -> Values:
        return read_input(self._ledger, {**self._rest, **(plain or self._plain())})[0]

    def _proposed(self) -> Value:
        initial = self._ledger.field(self._grading.level).initial
        return initial.by(self._values()) if isinstance(initial, Computed) else None

    def _level(self) -> str:
        chosen = self.levels.checkedButton()
        return chosen.text() if chosen is not None else ""

    def _check(self, level: str) -> None:
        for each in self.levels.buttons():
            each.setChecked(each.text() == level)

    def _tell(self) -> None:
        """What follows from the answers, who answers for it, and whether it wants a reason."""
        said, level = self._grading.why(self._values()), self._level()
        self._said.setText(f"建议定为{self._proposed()}：{said}" if said else "请回答上面的问题。")
        who = self._grading.answers_for(level)
        self._who.setText(f"{level}由{who}负责。" if who else "")
        wanted = self._wanted()
        self._why.setText(wanted)
        for part in (self._why, self.reason):
            part.setVisible(bool(wanted))
        self.fit()

    def _wanted(self) -> str:
        """Why a reason has to be given; "" where none has to."""
        level, proposed = self._level(), self._proposed()
        if level and proposed and level != proposed:
            old = "现在写着的是从前改等级的理由。" if self._has_old_reason() else ""
            return f"选的是{level}，与建议的{proposed}不同，请写明理由：{old}"
        if level and self._kept not in ("", level):
            old = "现在写着的是从前的。" if self._has_old_reason() else ""
            return f"等级由{self._kept}改为{level}，请写明为什么改：{old}"
        return ""

    def _has_old_reason(self) -> bool:
        """Whether the level is changed, for the reason of an earlier change."""
        given = {self._grading.level: self._level(), self._grading.reason: self.reason.text()}
        return self._is_old(self._values({**self._plain(), **given}))

    def _on_done(self) -> None:
        if not self._level():
            self._why.setText("还没有定出等级，请回答上面的问题，或选一个等级。")
            self._why.show()
            return
        if self._wanted() and not self.reason.text().strip():
            self._why.setText(f"{self._wanted()}不能空着。")
            self.reason.setFocus()
            return
        if self._has_old_reason():
            self.reason.setFocus()
            self.reason.selectAll()
            return
        filled = {**self._plain(), self._grading.level: self._level()}
        if self._wanted():
            filled[self._grading.reason] = self.reason.text().strip()
        self.graded.emit(filled)
        self.accept()

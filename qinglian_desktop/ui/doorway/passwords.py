"""Lines for secrets: one that hides what is typed, and a new password typed twice."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QToolButton, QWidget

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.locking.idle import Idle
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.theme import Theme, mark
from qinglian_desktop.ui.look.under_way import UnderWay

SHORTEST = 8
RULE = f"至少{SHORTEST}个字符，字母、数字和符号都可以，大写和小写算不同。选一个自己记得住的。"
STOPPED_BY_LOCK = (
    "锁上的时候，输了密码正在办的事（密码、使用人、恢复码，或者从备份取回）停下了，没有办成。",
    "台账库没有受影响，都照旧。",
    "要办的，请再办一次。",
)


class SecretLine(QLineEdit):
    """Hides what is typed; the eye at its end shows it, unless something else does.

    What nobody typed on at for the minutes after which a book is locked goes from it, too.
    """

    def __init__(self, theme: Theme, name: str, *, has_eye: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setMaxLength(200)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        # An action in the line would be drawn too small, and too low, at larger scales.
        self._eye = QToolButton(self)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.setStyleSheet("border: none; background: transparent; padding: 0;")
        self._eye.clicked.connect(lambda: self.set_shown(not self.is_shown))
        self._eye.setVisible(has_eye)
        self.setTextMargins(0, 0, theme.px(28) if has_eye else 0, 0)
        self.idle = Idle(self)
        self.idle.over.connect(self.clear)
        self.textEdited.connect(self.idle.begin)
        theme.changed.connect(self._paint)
        self.set_shown(False)

    @property
    def is_shown(self) -> bool:
        """Whether what is typed can be read."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def set_shown(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setToolTip("隐藏" if shown else "显示")
        self._eye.setAccessibleName(self._eye.toolTip())
        self._paint()

    def try_again(self) -> None:
        """Put the hands back on it with everything selected, to be typed over."""
        self.setFocus()
        self.selectAll()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self._theme.px(260), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._theme.px(24)
        self._eye.setGeometry(
            self.width() - side - self._theme.px(6), (self.height() - side) // 2, side, side
        )

    def _paint(self) -> None:
        size = self._theme.px(18)
        name = "eye-off" if self.is_shown else "eye"
        self._eye.setIcon(icon(name, self._theme.colours.muted, size))
        self._eye.setIconSize(QSize(size, size))


class SecretWork(UnderWay):
    """Work that a secret is asked for, which the line ``secret`` takes."""

    def __init__(self, theme: Theme, secret: SecretLine, words: str, *rests: QWidget) -> None:
        """``words`` are what the secret is called where it is missing."""
        super().__init__(theme, secret, *rests)
        self._secret = secret
        self._words = words

    def given(self) -> str:
        """The secret; "", and a word about it, where there is none. Nothing while work goes on."""
        if self.is_going_on:
            return ""
        self.notice.hide()
        if not self._secret.text():
            self.notice.say(f"请先输入{self._words}。", "warn")
            self._secret.setFocus()
        return self._secret.text()

    def _take(self, job: Job) -> None:
        # Where the lock stops a change, that is told once the book is open again.
        if job.is_change:
            job.if_stopped = EnvironmentProblem(*STOPPED_BY_LOCK)

    def tell(self, error: BaseException) -> None:
        """Say what went wrong; a wrong secret is typed over."""
        self.notice.tell(error)
        if isinstance(error, WrongPassword):
            self._secret.setReadOnly(False)
            self._secret.try_again()


class NewPassword(QWidget):
    """A new password, twice; says what is wrong with it in words.

    ``submitted`` comes with Enter in the second line.
    """

    submitted = Signal()

    def __init__(self, theme: Theme, name: str = "密码") -> None:
        super().__init__()
        self._first = SecretLine(theme, name, has_eye=False)
        self._first.setObjectName("new_password")
        self._again = SecretLine(theme, f"再输一次{name}", has_eye=False)
        self._again.setObjectName("new_password_again")
        self._show = QCheckBox("显示输入的内容")
        self._show.toggled.connect(self._on_show_toggled)
        self._problem = label("", "error", wrap=True)
        self._problem.setObjectName("password_problem")
        # Its line stays free: nothing below moves away from under the hand.
        kept = self._problem.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._problem.setSizePolicy(kept)
        self._problem.setMinimumHeight(theme.px(20))
        self._problem.hide()
        for line in (self._first, self._again):
            line.textEdited.connect(self._on_edited)
        self._first.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self.submitted)
        rule = label(RULE, "muted", wrap=True)
        self.setLayout(
            column(
                label(name),
                self._first,
                rule,
                label(f"再输一次{name}"),
                self._again,
                row(self._show, 1),
                self._problem,
                spacing=theme.px(6),
            )
        )
        self.setFocusProxy(self._first)

    @property
    def text(self) -> str:
        """The password typed in the first line."""
        return self._first.text()

    def accepts(self) -> bool:
        """Whether it can be taken; else says why under it and puts the hands where to mend it."""
        wrong, where = self._wrong()
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))
        for line in (self._first, self._again):
            mark(line, "problem", bool(wrong) and line is where)
        if wrong:
            where.try_again()
        return not wrong

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._again.clear()
        self._on_edited()

    def _wrong(self) -> tuple[str, SecretLine]:
        text = self._first.text()
        if not text:
            return "请先输入密码。", self._first
        if len(text) < SHORTEST:
            return f"密码只有{len(text)}个字符，至少要{SHORTEST}个。", self._first
        if text != text.strip():
            return "密码的开头或末尾有空格，容易记错，请去掉。", self._first
        if not self._again.text():
            return "请在第二行再输一次同样的密码。", self._again
        if text != self._again.text():
            return "两次输入的密码不一样，请重新输入第二次。", self._again
        return "", self._first

    def _on_edited(self) -> None:
        self._problem.hide()
        for line in (self._first, self._again):
            mark(line, "problem", False)

    def _on_show_toggled(self, shown: bool) -> None:
        for line in (self._first, self._again):
            line.set_shown(shown)

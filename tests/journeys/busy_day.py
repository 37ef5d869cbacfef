"""A busy day at the window: typing, saving, photos, backups, larger type and locking, at random.

Everything that is typed is remembered, and how long the window's thread was held up each time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.editors.attachments_editor import AttachmentsEditor
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import write
from tests.ui.program import dialogs

LEDGER = "practice"
TEXT = "results"
BEAT = 5
"""Milliseconds between two beats by which it is seen whether the window is alive."""
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class BusyDay:
    """Drives a program with an open book; ``held`` are (milliseconds, what was being done)."""

    program: Application
    password: str
    photo: Path
    seed: int
    typed: list[str] = field(default_factory=list)
    held: list[tuple[float, str]] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    _doing: str = "begin"
    _beaten: float = 0.0
    _seen: QWidget | None = None

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._beat = QTimer()
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)

    def work(self, seconds: float) -> None:
        """Work at random for that long, then put everything away."""
        steps: list[tuple[int, Callable[[], None]]] = [
            (60, self.type_some),
            (8, self.save),
            (5, self.begin_next),
            (4, self.add_photo),
            (4, self.back_up),
            (3, self.larger_or_smaller),
            (3, self.look_elsewhere),
            (2, self.lock_and_open),
        ]
        weights = [weight for weight, _ in steps]
        self.open_form()
        self._beaten = time.perf_counter()
        self._beat.start(BEAT)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ((_, step),) = self._random.choices(steps, weights)
            self._doing = step.__name__
            self.done[step.__name__] = self.done.get(step.__name__, 0) + 1
            step()
            self.spin(self._random.choice((0, 0, 1, 5, 20, 60)))
            assert_no_dialog()
        self._beat.stop()

    def kept(self) -> list[str]:
        """Every text of the ledger that the book holds, saved or as a draft."""
        desk, ledger = self.desk, self.desk.catalogue[LEDGER]
        found = desk.searching.fetch(ledger, desk.searching.ids(Query(LEDGER)))
        saved = [str(record.value(TEXT) or "") for record in found]
        return saved + [str(draft.typed.get(TEXT, "")) for draft in desk.records.drafts(ledger)]

    def report(self) -> str:
        """How often what was done, and when the window was held up longest."""
        worst: dict[str, float] = {}
        for milliseconds, what in self.held:
            worst[what] = max(worst.get(what, 0.0), milliseconds)
        longest = sorted(worst.items(), key=lambda pair: -pair[1])
        held = ", ".join(f"{what} {milliseconds:.0f} ms" for what, milliseconds in longest)
        signs = sum(len(text) for text in self.typed)
        return f"{signs} signs in {len(self.typed)} texts; {self.done}; longest: {held}"

    @property
    def window(self) -> MainWindow:
        """The window of the open book."""
        found = self.program.window
        assert isinstance(found, MainWindow)
        return found

    @property
    def desk(self) -> Desk:
        return self.window.session.desk

    @property
    def panel(self) -> RecordPanel:
        tab = self.window.show_tab(self.tab)
        assert isinstance(tab, TabPage)
        return tab.show_ledger(self.desk.catalogue[LEDGER]).panel

    @property
    def tab(self) -> str:
        tab = self.desk.catalogue.tab_of(self.desk.catalogue[LEDGER])
        assert tab is not None
        return tab.key

    def open_form(self) -> None:
        """The form of a new record in front, what was typed and not saved still in it."""
        self.until(lambda: QApplication.focusWidget() is not None)
        tab = self.window.show_tab(self.tab)
        assert isinstance(tab, TabPage)
        page = tab.show_ledger(self.desk.catalogue[LEDGER])
        panel = page.panel_in_front
        if panel is None:
            self.spin(5)
            page.begin_record()
            panel = page.panel
            self.until(lambda: not self.window.session.operations.is_changing)
            if panel.form.typed().get("theme") is None:
                write(panel.form._lines["theme"].editor.main, "忙碌的一天")
        self.into_text()
        now = str(self.panel.form.typed().get(TEXT) or "")
        if not self.typed or now != self.typed[-1]:
            assert not now, f"typed {self.typed[-1:]}, in the form {now!r}"
            self.typed.append("")

    def into_text(self) -> None:
        """The keyboard at the end of the long text."""
        main = self.panel.form._lines[TEXT].editor.main
        main.setFocus()
        press(main, Qt.Key.Key_End, CONTROL)

    def type_some(self) -> None:
        """A few signs, into whatever has the keyboard."""
        for _ in range(self._random.randint(1, 6)):
            sign = self._random.choice("清廉机关台账谈心谈话党员大会一二三四五六七八九")
            focus = QApplication.focusWidget()
            assert focus is not None, f"nobody hears the keys after {self._doing}"
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, PLAIN, sign))
            self.typed[-1] += sign
            self.spin(self._random.choice((0, 0, 2)))

    def save(self) -> None:
        """Ctrl+S, and on one goes."""
        self.stroke(Qt.Key.Key_S)

    def begin_next(self) -> None:
        """Save, and once it is saved begin the next."""
        self.save()
        self.until(lambda: not self.window.session.operations.is_changing)
        if self.panel.record is not None and not self.panel.has_edits:
            self.stroke(Qt.Key.Key_N)
            self.until(lambda: self.panel.record is None)
            write(self.panel.form._lines["theme"].editor.main, "下一条")
            self.into_text()
            self.typed.append("")

    def add_photo(self) -> None:
        """Drop a photo on the form."""
        editor = self.panel.findChild(AttachmentsEditor)
        assert editor is not None
        editor._put([self.photo])

    def back_up(self) -> None:
        self.window.session.backing_up.start()

    def larger_or_smaller(self) -> None:
        """Ctrl+plus or minus; typing goes on in the same place."""
        keys = (Qt.Key.Key_Plus, Qt.Key.Key_Minus)
        self.stroke(self._random.choice(keys))

    def look_elsewhere(self) -> None:
        """Another tab, and back."""
        self.window.tabs.setCurrentIndex(self._random.randrange(self.window.tabs.count()))
        self.spin(30)
        self.open_form()

    def lock_and_open(self) -> None:
        """Ctrl+L, the password, Enter; and the form is as it was."""
        self.stroke(Qt.Key.Key_L)
        self.until(lambda: isinstance(self.program.window, WelcomeWindow))
        welcome = self.program.window
        assert isinstance(welcome, WelcomeWindow)
        page = welcome.page
        assert isinstance(page, UnlockPage)
        self.until(page.secret.hasFocus)
        write(page.secret, self.password)
        self._doing = "unlock"
        press(page.secret, Qt.Key.Key_Return, PLAIN)
        self.until(lambda: isinstance(self.program.window, MainWindow))
        self.spin(10)
        self._doing = "open_form"
        self.open_form()

    def stroke(self, key: Qt.Key) -> None:
        """Ctrl and a key, once the window in front hears them."""
        self.until(lambda: self.window.isActiveWindow())
        press(self.window, key, CONTROL)

    def spin(self, milliseconds: int) -> None:
        """Let the window live."""
        if not milliseconds:
            QApplication.processEvents()
            return
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        late = time.monotonic() + 20
        while not reached():
            self.spin(5)
            assert_no_dialog()
            assert time.monotonic() < late, f"never came: {self._doing}, in front {self._state()}"

    def _state(self) -> str:
        """What can be seen of a window in which nothing comes."""
        window = self.program.window
        assert window is not None
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return (
            f"{shown}, {window} active {window.isActiveWindow()},"
            f" keys {QApplication.focusWidget()}, within {window.focusWidget()}"
        )

    def _on_beat(self) -> None:
        now = time.perf_counter()
        if self._seen is not self.program.window:
            self._seen = self.program.window
            self._doing += ", another window"
        self.held.append(((now - self._beaten) * 1000 - BEAT, self._doing))
        self._beaten = now


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """One stroke, as it comes from the keyboard: shortcuts hear it too."""
    QTest.keyClick(widget, key, modifier)


def assert_no_dialog() -> None:
    """Nobody was told that something went wrong."""
    assert dialogs() == []


def make_photo(target: Path) -> Path:
    """A photo as a phone takes it."""
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(target, quality=85)
    return target

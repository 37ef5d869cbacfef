"""The one line above the tabs: emblem line, the book's name, search, lock, backup, looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import Place, ToKeepers, ToScope, ToSecondPlace
from qinglian_desktop.domain.keeper import KeeperRole
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.backup_words import BackupWords, last_tip, last_words
from qinglian_desktop.ui.keeper_tool import KeeperTool
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.theme import SCALES
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    from qinglian_desktop.application.checking_up import Checkup
    from qinglian_desktop.application.copies import Copy
    from qinglian_desktop.ui.about.about_part import AboutPart
    from qinglian_desktop.ui.dialogs.settings_view import SettingsView
    from qinglian_desktop.ui.search.search_results import SearchResults

_SETTINGS = ToScope()
APART = (
    "。它在另一台电脑上也记过，里面有的记录现在的台账库里没有：回到台账库，在“工作台”点“合并…”，"
    "选这一份，就能把两边的合成一份"
)


class Header(QFrame):
    """``lock_wanted`` and ``help_wanted`` come when their buttons are pressed.

    ``words_changed`` comes when the unit's own words were changed in 设置, ``search_left`` when
    one goes back from the search without opening anything.
    """

    lock_wanted = Signal()
    help_wanted = Signal()
    words_changed = Signal()
    search_left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._session = session
        theme = session.theme
        session.words_changed.connect(self.words_changed)
        self._name = label("", "head")
        self._state = BackupWords()
        self._state.clicked.connect(lambda: session.go(ToSecondPlace()))
        self.search = HintedLine()
        self.search.setObjectName("search")
        self.search.set_hints(
            "全部台账里查找：姓名、拼音首字母或任意词",
            "全部台账里查找：姓名或任意词",
            "全部台账里查找",
            "查找",
        )
        self.search.setAccessibleName("全部台账里查找")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(theme.px(330))
        self.results: SearchResults | None = None
        self.settings: SettingsView | None = None
        self._who = KeeperTool(theme, session.desk.book.keeper)
        self._tools = {
            "text-size": self._tool(
                f"字号，现在是 {theme.scale} %（{actions.LARGER.shown}、{actions.SMALLER.shown}）",
                self._on_size,
            ),
            "moon": self._tool("深色或浅色", self._on_dark),
            "settings": self._tool("设置：选项和范文，改成本单位的说法", self.open_settings),
            "key": self._tool(self._who, self._on_password),
            "help": self._tool(f"帮助（{actions.HELP.shown}）", self.help_wanted.emit),
            "lock": self._tool(actions.LOCK.label, self.lock_wanted.emit),
        }
        layout = row(self._name, self._state, 0)
        layout.addLayout(row(*self._tools.values(), spacing=2))
        layout.insertWidget(3, self.search, 2)
        layout.setContentsMargins(theme.px(16), theme.px(8), theme.px(10), theme.px(7))
        copy = session.desk.book.copy
        self._of_copy = Notice(theme)
        if copy is not None:
            said = f"{_looking_words(copy)}{APART if copy.is_apart else ''}"
            self._of_copy.say(said, "warn", "回到台账库", session.go_to_book)
        self.setLayout(column(layout, self._of_copy, spacing=0))
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        session.changed.connect(self._on_changed)
        session.checking_up.found.connect(self._on_found)

    def attach(self) -> None:
        """Say whose book it is, here and as the window's title, once it stands in its window."""
        self.search.installEventFilter(self)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The search results hang below their field from when it is first gone to."""
        if event.type() == QEvent.Type.FocusIn and self.results is None:
            self._make_results()
        return super().eventFilter(watched, event)

    def search_on(self, place: int) -> None:
        """Go on typing in the search behind so many signs, what was found below it."""
        self.search.setFocus()
        self.search.setCursorPosition(place)
        results = self._make_results()
        QTimer.singleShot(0, results, lambda: results.show_for(self.search.text()))

    def _make_results(self) -> SearchResults:
        if self.results is None:
            from qinglian_desktop.ui.search.search_results import SearchResults

            self.search.removeEventFilter(self)
            self.results = SearchResults(self._session)
            self.results.attach(self.search)
            self.results.left.connect(self.search_left)
        return self.results

    def take_settings(self, settings: SettingsView) -> None:
        """Hold the settings that stand beside the window, opened here or by the one before."""
        at = settings.geometry()
        settings.setParent(self.window(), settings.windowFlags())
        settings.setGeometry(at)
        self.settings = settings
        settings.words_changed.connect(self.words_changed)
        settings.keepers.changed.connect(self._on_keeper_changed)
        settings.keepers.handed_over.connect(self.lock_wanted)
        settings.finished.connect(self._on_settings_closed)
        self._about_in(settings).update_ready.connect(self._session.update_ready)

    def give_settings(self) -> SettingsView | None:
        """Let go of the settings, if they are open; another window goes on with them."""
        settings, self.settings = self.settings, None
        if settings is not None:
            settings.words_changed.disconnect(self.words_changed)
            settings.keepers.changed.disconnect(self._on_keeper_changed)
            settings.keepers.handed_over.disconnect(self.lock_wanted)
            settings.finished.disconnect(self._on_settings_closed)
            self._about_in(settings).update_ready.disconnect(self._session.update_ready)
        return settings

    def _about_in(self, settings: SettingsView) -> AboutPart:
        return cast("AboutPart", settings.parts.widget(settings.parts.count() - 1))

    def put_settings_away(self) -> None:
        """Keep what is changed in the settings, before the book is closed."""
        if self.settings is not None:
            self.settings.put_away()

    def refresh(self) -> None:
        """The unit's name and the state of the backup."""
        desk = self._session.desk
        unit = desk.returning.unit_name()
        self._name.setText(unit or desk.book.folder.name)
        self.window().setWindowTitle(_title(desk.book.copy))
        if desk.book.copy is not None:
            self._state.say("备份 · 只能看", "")
            self._state.setEnabled(False)
            return
        places = desk.workbench.last_backup(), desk.second_backups.place(), desk.clock()
        how = "已加密"
        if desk.book.read_only:
            role = desk.book.keeper.role
            how = role.value if role is KeeperRole.READING else "只读打开"
        self._state.say(f"{how} · {last_words(*places)}", last_tip(*places))
        self._state.setEnabled(not desk.book.read_only)

    def _on_changed(self, changed: Changed) -> None:
        unit = self._session.desk.catalogue.unit
        if changed.backups or (unit is not None and unit.key in changed.ledgers):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._who.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 3, QColor(self._session.theme.colours.party))

    def _tool(self, what: str | QToolButton, slot: Callable[[], object]) -> QToolButton:
        made = QToolButton() if isinstance(what, str) else what
        made.setProperty("kind", "quiet")
        if isinstance(what, str):
            made.setToolTip(what)
            made.setAccessibleName(what)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: slot())
        return made

    def _paint_icons(self) -> None:
        clear = self.search.findChild(QAction)
        if clear is not None:
            clear.setIcon(icon("x", self._session.theme.colours.muted))
        side = self._session.theme.px(18)
        for name, tool in self._tools.items():
            tool.setIconSize(QSize(side, side))
            tool.setIcon(icon(name, self._session.theme.colours.ink))

    def _on_size(self) -> None:
        """A menu of the sizes below the button, the present one checked."""
        theme, tool = self._session.theme, self._tools["text-size"]
        menu = QMenu(tool)
        menu.setObjectName("sizes")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for scale in SCALES:
            action = menu.addAction(f"{scale} %", lambda scale=scale: theme.ask_for(scale))
            action.setCheckable(True)
            action.setChecked(scale == theme.wanted)
            if action.isChecked():
                menu.setActiveAction(action)
        menu.popup(tool.mapToGlobal(tool.rect().bottomLeft()))

    def open_settings(self, place: Place = _SETTINGS) -> None:
        """Bring the settings to the front, at a part of them."""
        from qinglian_desktop.ui.about.about_part import AboutPart
        from qinglian_desktop.ui.dialogs.settings_view import SettingsView

        if self.settings is None:
            desk, theme = self._session.desk, self._session.theme
            operations = self._session.operations
            read_only = desk.book.read_only or desk.book.keeper.role is not KeeperRole.ALL
            made = SettingsView(theme, desk, operations, self.window(), is_read_only=read_only)
            second = desk.second_backups.place()
            words = second.spot.words if second else ""
            made.parts.addTab(AboutPart(theme, operations, desk.book, words), "关于")
            self.take_settings(made)
        if self.settings is not None:
            self.settings.show()
            self.settings.raise_()
            if isinstance(place, ToKeepers):
                self.settings.show_keepers()

    def _on_settings_closed(self) -> None:
        if self.settings is not None:
            self.settings.deleteLater()
            self.settings = None

    def _on_keeper_changed(self) -> None:
        """Whoever has the book open is called otherwise, or may do other things."""
        if self.settings is not None:
            self.settings.close()
        self.words_changed.emit()

    def _on_password(self) -> None:
        from qinglian_desktop.ui.dialogs.change_password import ChangePassword

        ChangePassword(self._session, self.window()).open()

    def _on_found(self, checkup: Checkup) -> None:
        from qinglian_desktop.ui.dialogs.check_findings import CheckFindings

        CheckFindings(self._session, checkup, self.window()).open()

    def _on_dark(self) -> None:
        self._session.theme.set_dark(not self._session.theme.dark)


def _title(copy: Copy | None) -> str:
    """What the window of an open book is called; the program last, or Qt would add it again.

    Nothing of a record, and the unit is one: others read the list of windows.
    """
    parts = (_looking_words(copy) if copy else "", "清廉机关台账")
    return " — ".join(part for part in parts if part)


def _looking_words(copy: Copy) -> str:
    return f"正在查看 {copy.words} 的备份，只能看"

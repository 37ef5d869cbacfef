"""设置: what a unit keeps, the lists that it words itself, and who keeps the book"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QWidget,
)

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.wordings import WordList
from qinglian_desktop.domain.wording import Wording
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.dialogs.keepers_editor import KeepersEditor
from qinglian_desktop.ui.dialogs.scope_editor import ScopeEditor
from qinglian_desktop.ui.dialogs.unit_choices_editor import UnitChoicesEditor
from qinglian_desktop.ui.dialogs.word_list_editor import WordListEditor, all_words, version_words
from qinglian_desktop.ui.job import nothing
from qinglian_desktop.ui.locking.lock_choice import LockChoice
from qinglian_desktop.ui.look.asking import ask_to_keep
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.typing_pause import TypingPause

KEPT = "已保存，新的表单里已经是新的词。"
FIXED = "能写入、并且有“全部”权限的使用人才能改设置，这里只能看。“锁上”只管这台电脑，可以改。"


class SettingsView(QDialog):
    """Stands beside the window; ``words_changed`` comes after a list or another scope was kept.

    What is changed in one list stays while another is looked at; closing asks about it.
    """

    words_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        operations: Operations,
        parent: QWidget | None,
        *,
        is_read_only: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.setObjectName("settings")
        self._theme = theme
        self._wordings = desk.wordings
        self._operations = operations
        self._is_read_only = is_read_only
        self._lists = desk.wordings.lists()
        self._pending = self._typed_before()
        self.pause = TypingPause(self)
        self.pause.over.connect(self._keep_drafts)
        self._search = QLineEdit()
        self._search.setObjectName("find_list")
        self._search.setPlaceholderText("查找：台账、项目或词")
        self._search.setAccessibleName("查找要改的项目")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_searched)
        self._side = QListWidget()
        self._side.setObjectName("side")
        self._side.setAccessibleName("可以改词的项目")
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = self._filled_side()
        self._side.currentItemChanged.connect(lambda: self._show())
        self.editor = WordListEditor(theme, is_read_only=is_read_only)
        self.editor.edited.connect(self._on_edited)
        self._past = QListWidget()
        self._past.setObjectName("past")
        self._past.setAccessibleName("修改经过")
        self._past.setWordWrap(True)
        self._past.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._past.setMinimumHeight(theme.px(34))
        self._past.setMaximumHeight(theme.px(82))
        self._save = button("保存", self.save, "primary", "save", theme)
        self._save.setObjectName("keep_words")
        self._save.setEnabled(False)
        self._undo = button("不改了", self._on_undone, "quiet", "undo", theme)
        self._undo.setEnabled(False)
        left = frame("", column(self._search, self._side))
        left.setMinimumWidth(theme.px(190))
        foot = row(self._save, self._undo, 1, button("关闭", self.close))
        inside = column(self.editor, label("修改经过", "muted"), self._past, foot)
        inside.setStretch(0, 1)
        inside.setContentsMargins(theme.px(SPACE), 0, 0, 0)
        right = frame("", inside)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(230), theme.px(590)])
        self.scope = ScopeEditor(theme, desk, operations, is_read_only=is_read_only)
        self.scope.changed.connect(self.words_changed)
        self.parts = QTabWidget()
        self.parts.addTab(self.scope, "台账")
        self.parts.addTab(split, "用词")
        self.choices = UnitChoicesEditor(theme, desk, operations, is_read_only=is_read_only)
        self.choices.changed.connect(self.words_changed)
        self.parts.addTab(self.choices, "选用")
        self.keepers = KeepersEditor(theme, desk, operations)
        self.parts.addTab(self.keepers, "使用人")
        self.parts.addTab(LockChoice(theme), "锁上")
        self.why = Notice(theme)
        if is_read_only:
            self.why.say(FIXED)
        self.setLayout(column(self.why, self.parts, margins=theme.px(SPACE)))
        room = self.screen().availableGeometry().size()
        self.resize(min(theme.px(860), room.width() - 60), min(theme.px(640), room.height() - 80))
        actions.bind(self, actions.HELP, self._on_help_wanted)
        self._on_searched("")
        for place in self._pending:
            self._mark(place)

    def show_list(self, ledger: str, field: str) -> None:
        """Bring one list to the front."""
        for place, each in enumerate(self._lists):
            if (each.ledger.key, each.field.key) == (ledger, field):
                self._side.setCurrentItem(self._items[place])
                self.parts.setCurrentIndex(1)

    def show_keepers(self) -> None:
        """Bring those who keep the book to the front."""
        self.parts.setCurrentWidget(self.keepers)
        self.keepers.setFocus()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Keep the list in front as its next version; ``then`` comes once it is kept."""
        if (place := self._place()) is None:
            return
        wording = self.editor.wording

        def done(kept: WordList) -> None:
            self._lists[place] = kept
            if self._pending.get(place) == wording:
                self._pending.pop(place)
            self._show()
            self.editor.notice.say(KEPT, "good")
            self.words_changed.emit()
            if then is not None:
                then()

        self._operations.change(self, self._keeping(place, wording), done, self.editor.notice.tell)

    def put_away(self) -> None:
        """Keep what is changed: the book is about to be closed, without a word.

        What cannot stand as it is stays a draft, with which the settings begin the next time.
        """
        self._keep_drafts()
        for place, wording in self._pending.items():
            self._operations.change(self, self._keeping(place, wording), nothing, nothing)
        self._pending.clear()

    def reject(self) -> None:
        """Closing asks what shall become of changes that were not kept; not while keys change."""
        if self.keepers.is_going_on:
            return
        changed = [self._lists[place].field.label for place in self._pending]
        changed += ["记哪些台账"] if self.scope.is_pending else []
        if not changed:
            super().reject()
            return

        def lose() -> None:
            self._pending.clear()
            self._keep_drafts()
            super(SettingsView, self).reject()

        labels = "、".join(f"“{each}”" for each in changed)
        ask_to_keep(self, f"{labels}改了还没有保存。", "接着改", self._save_all, lose)

    def _save_all(self) -> None:
        """One list after the other; what cannot be kept stays in front and says why."""
        if self.scope.is_pending:
            self.scope.save()
        for place in self._pending:
            self._side.setCurrentItem(self._items[place])
            self.save(self._save_all)
            return
        super().reject()

    def _typed_before(self) -> dict[int, Wording]:
        """What was typed, and not kept, when the program ended."""
        drafts = self._wordings.drafts.all()
        named = {(each.ledger.key, each.field.key): n for n, each in enumerate(self._lists)}
        return {
            named[key]: wording
            for key, wording in drafts.items()
            if key in named and wording != self._lists[named[key]].wording
        }

    def _keep_drafts(self) -> None:
        self.pause.stop()
        if self._is_read_only:
            return
        pending = {
            (self._lists[place].ledger.key, self._lists[place].field.key): wording
            for place, wording in self._pending.items()
        }
        drafts = self._wordings.drafts
        self._operations.change(self, lambda _: drafts.keep(pending), nothing, nothing)

    def _keeping(self, place: int, wording: Wording) -> Callable[[Progress], WordList]:
        words = self._lists[place]
        return lambda _: self._wordings.keep(words.ledger.key, words.field.key, wording)

    def _filled_side(self) -> list[QListWidgetItem]:
        """The lists below the heads of their ledgers; gives the items of the lists."""
        items: list[QListWidgetItem] = []
        ledger = ""
        for words in self._lists:
            if words.ledger.key != ledger:
                ledger = words.ledger.key
                head = QListWidgetItem(words.ledger.label)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(self._theme.font("small", bold=True))
                self._side.addItem(head)
            item = QListWidgetItem(words.field.label)
            item.setData(Qt.ItemDataRole.UserRole, len(items))
            items.append(item)
            self._side.addItem(item)
        return items

    def _place(self) -> int | None:
        item = self._side.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _on_searched(self, text: str) -> None:
        """Only lists of which ledger, name or a word holds the text, and their heads."""
        head: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for at in range(self._side.count()):
            item = self._side.item(at)
            place = item.data(Qt.ItemDataRole.UserRole)
            if place is None:
                head = item
                head.setHidden(True)
                continue
            is_found = text.strip() in all_words(self._lists[place])
            item.setHidden(not is_found)
            if is_found and head is not None:
                head.setHidden(False)
                first = first or item
        current = self._side.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self._side.setCurrentItem(first)

    def _show(self) -> None:
        if (place := self._place()) is None:
            return
        words = self._lists[place]
        self.editor.show_list(words, self._pending.get(place, words.wording))
        self._past.clear()
        versions = self._wordings.versions(words.ledger.key, words.field.key)
        self._past.addItems(
            [version_words(each) for each in versions] or ["还没有改过，用的是原来的词。"]
        )
        self._mark(place)

    def _on_edited(self) -> None:
        if (place := self._place()) is None:
            return
        if self.editor.wording == self._lists[place].wording:
            self._pending.pop(place, None)
        else:
            self._pending[place] = self.editor.wording
        self._mark(place)
        self.pause.note_key()

    def _on_help_wanted(self) -> None:
        from qinglian_desktop.ui.dialogs.help_view import HelpView

        HelpView(self._theme, "settings", self).show()

    def _on_undone(self) -> None:
        if (place := self._place()) is not None:
            self._pending.pop(place, None)
            self._show()
            self._keep_drafts()

    def _mark(self, place: int) -> None:
        is_changed = place in self._pending
        label_ = self._lists[place].field.label
        self._items[place].setText(f"{label_}（未保存）" if is_changed else label_)
        self._save.setEnabled(is_changed)
        self._undo.setEnabled(is_changed)

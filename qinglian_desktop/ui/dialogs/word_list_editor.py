"""One list of a unit's own words: added to, renamed, dropped and brought back, put in order"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from qinglian_desktop.application.wording_check import wording_complaints
from qinglian_desktop.application.wordings import Version, WordList
from qinglian_desktop.domain.wording import Wording
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE, Theme

HINT_OF_WORDS = "旧记录保留原来的词，统计照样算在一起。"
HINT_OF_TEXTS = "填表时点“套用范文”选用。写好的记录不跟着范文变。"
SHORT = 24
"""Characters by which a ready text is called on a button."""


class WordListEditor(QWidget):
    """The words of the list shown; ``edited`` comes when the user changed them."""

    edited = Signal()

    def __init__(self, theme: Theme, *, is_read_only: bool) -> None:
        super().__init__()
        self._shown: WordList | None = None
        self._wording = Wording(())
        # A text is changed key by key, but renamed once: from what stood there before.
        self._before_text = self._wording
        self._title = label("", "head", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self.notice = Notice(theme)
        self._list = QListWidget()
        self._list.setObjectName("words")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(theme.px(2))
        self._list.setMinimumHeight(theme.px(80))
        self._list.currentRowChanged.connect(self._show_row)
        self._list.itemChanged.connect(self._on_renamed)
        self._add = button("新增", self._on_added, "", "plus", theme)
        self._rename = button("改名", self._on_rename_wanted, "quiet", "edit", theme)
        self._drop = button("停用", self._on_dropped, "quiet", "void", theme)
        self._up = button("上移", lambda: self._move(-1), "quiet", "chevron-up", theme)
        self._down = button("下移", lambda: self._move(1), "quiet", "chevron-down", theme)
        self._fresh = HintedLine()
        self._fresh.setObjectName("new_word")
        self._fresh.set_hints("新的词，写好按回车", "新的词")
        self._fresh.setAccessibleName("新的词")
        self._fresh.returnPressed.connect(self._on_added)
        self._text = QPlainTextEdit()
        self._text.setObjectName("text")
        self._text.setAccessibleName("范文")
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(theme.px(60))
        self._text.setMaximumHeight(theme.px(120))
        self._text.textChanged.connect(self._on_text_changed)
        self._dropped = FlowLayout(theme.px(SPACE), 0)
        dropped = QWidget()
        dropped.setLayout(self._dropped)
        tools = (self._rename, self._drop, self._up, self._down)
        beside = QWidget()
        beside.setLayout(column(*tools, 1, spacing=2))
        middle = row(self._list, beside)
        layout = column(self._title, self._hint, self.notice, middle)
        layout.setStretchFactor(middle, 1)
        adding = row(self._fresh, self._add, 1)
        adding.setStretch(0, 4)
        layout.addLayout(adding)
        layout.addWidget(self._text)
        layout.addWidget(dropped)
        self.setLayout(layout)
        self._is_read_only = is_read_only
        for part in (*tools, self._add, self._fresh, dropped):
            part.setEnabled(not is_read_only)
        self._text.setReadOnly(is_read_only)

    @property
    def wording(self) -> Wording:
        """The words as they stand."""
        return self._wording

    def show_list(self, words: WordList, wording: Wording) -> None:
        """Show a list, with words that may not be kept yet; the same one at the same word."""
        place = max(self._list.currentRow(), 0) if self._is_shown(words) else 0
        self._shown, self._wording = words, wording
        self._title.setText(f"{words.ledger.label} · {words.field.label}")
        self._hint.setText(HINT_OF_TEXTS if words.holds_texts else HINT_OF_WORDS)
        self._fresh.clear()
        self._fresh.setVisible(not words.holds_texts)
        self._rename.setVisible(not words.holds_texts)
        self._text.setVisible(words.holds_texts)
        self._list.setAccessibleName(self._title.text())
        self.notice.hide()
        if words.trouble:
            self.notice.say(words.trouble, "warn")
        self._redraw(min(place, len(wording.words) - 1))

    def _is_shown(self, words: WordList) -> bool:
        shown = self._shown
        return shown is not None and (shown.ledger, shown.field) == (words.ledger, words.field)

    def _take(self, wording: Wording, otherwise: Wording) -> bool:
        """Whether the words can stand; else say why, and go back."""
        wrong = wording_complaints(self._shown.field, wording) if self._shown else []
        self._wording = otherwise if wrong else wording
        if wrong:
            self.notice.say("".join(wrong), "bad")
        else:
            self.notice.hide()
        return not wrong

    def _on_added(self) -> None:
        if self._shown is None:
            return
        word = self._fresh.text().strip()
        if self._shown.holds_texts:
            known = self._wording.words
            word = next(f for n in range(99) if (f := f"新的范文{n or ''}") not in known)
        elif not word:
            self._fresh.setFocus()
            return
        if self._take(self._wording.added(word), self._wording):
            self._fresh.clear()
            self._redraw(len(self._wording.words) - 1)
            self.edited.emit()
        if self._shown.holds_texts:
            self._text.setFocus()
            self._text.selectAll()

    def _on_rename_wanted(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._list.editItem(item)

    def _on_renamed(self, item: QListWidgetItem) -> None:
        """The word was typed over in the list itself."""
        place, word = self._list.row(item), item.text().strip()
        old = self._wording.words[place]
        if word != old and self._take(self._wording.renamed(old, word), self._wording):
            self.edited.emit()
        with QSignalBlocker(self._list):
            item.setText(self._wording.words[place])
        self._show_dropped()
        self._show_row(place)

    def _on_text_changed(self) -> None:
        """Each key counts from the text before; one that cannot stand gives way to that."""
        place, before = self._list.currentRow(), self._before_text
        if not 0 <= place < len(before.words):
            return
        old, text = before.words[place], self._text.toPlainText().strip()
        if text == self._wording.words[place]:
            # An input method composes, or a blank stands around it.
            return
        self._take(before if text == old else before.renamed(old, text), before)
        with QSignalBlocker(self._list):
            self._list.item(place).setText(_in_a_line(self._wording.words[place]))
        self.edited.emit()

    def _on_dropped(self) -> None:
        place = self._list.currentRow()
        if place >= 0:
            word = self._wording.words[place]
            if self._take(self._wording.dropped(word), self._wording):
                self._redraw(min(place, len(self._wording.words) - 1))
                self.edited.emit()

    def _on_revived(self, word: str) -> None:
        self._wording = self._wording.added(word)
        self._redraw(len(self._wording.words) - 1)
        self.edited.emit()

    def _move(self, by: int) -> None:
        place = self._list.currentRow()
        if not (place >= 0 and 0 <= place + by < len(self._wording.words)):
            return
        words = list(self._wording.words)
        words[place], words[place + by] = words[place + by], words[place]
        self._wording = replace(self._wording, words=tuple(words))
        self._redraw(place + by)
        self.edited.emit()

    def _redraw(self, place: int) -> None:
        is_text = self._shown is not None and self._shown.holds_texts
        with QSignalBlocker(self._list):
            self._list.clear()
            for word in self._wording.words:
                item = QListWidgetItem(_in_a_line(word) if is_text else word)
                if not is_text and not self._is_read_only:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self._list.addItem(item)
            self._list.setCurrentRow(place)
        self._show_dropped()
        self._show_row(place)

    def _show_dropped(self) -> None:
        clear(self._dropped)
        gone = [word for word, now in self._wording.former if not now]
        if gone:
            self._dropped.addWidget(label("已停用，可以恢复：", "muted"))
        for word in gone:
            called = word if len(word) <= SHORT else word[:SHORT] + "…"
            back = button(called, lambda it=word: self._on_revived(it), "link", "undo")
            back.setToolTip(f"恢复“{called}”")
            back.setAccessibleName(f"恢复“{called}”")
            self._dropped.addWidget(back)

    def _show_row(self, place: int) -> None:
        words = self._wording.words
        self._before_text = self._wording
        with QSignalBlocker(self._text):
            self._text.setPlainText(words[place] if 0 <= place < len(words) else "")
        if not self._is_read_only:
            self._up.setEnabled(place > 0)
            self._down.setEnabled(place < len(words) - 1)
            self._drop.setEnabled(len(words) > 1)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def all_words(words: WordList) -> str:
    """All that a list is found by."""
    return "\n".join((words.ledger.label, words.field.label, *words.wording.words))


def version_words(version: Version) -> str:
    """When a list was changed, by whom, and what."""
    return f"{version.at:%Y-%m-%d %H:%M}　{version.by}　{'；'.join(version.changes)}"

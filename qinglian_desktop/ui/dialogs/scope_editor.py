"""设置 → 台账: which ledgers the unit keeps, and how often it does what"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Every
from qinglian_desktop.domain.return_content import Printed
from qinglian_desktop.domain.rights import sees
from qinglian_desktop.domain.scope import Rhythm, Scope, Turn, known, rhythms
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

WORDS: dict[Turn, str] = {
    None: "不要求",
    Every.WEEK: "每周",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF: "每半年",
    Every.YEAR: "每年",
}
UNSEEN = "看不到"
_NAME, _RECORDS, _OFTEN = range(3)
_KEY = Qt.ItemDataRole.UserRole


class ScopeEditor(QWidget):
    """``changed`` comes once another choice was kept; what is left out keeps its records."""

    changed = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, operations: Operations, *, is_read_only: bool
    ) -> None:
        super().__init__()
        self._scopes = scopes = desk.scopes
        self._preferences = desk.preferences
        self._printed = desk.preferences.printed()
        self._operations = operations
        self._ledgers: dict[str, QTreeWidgetItem] = {}
        self._rhythms: dict[tuple[str, str], tuple[DropDown, Turn]] = {}
        self.notice = Notice(theme)
        hint = label(
            "不记的台账收起来：页签、月报、总结、待办里不再出现；里面的记录都在，随时可以再勾上。",
            "muted",
            wrap=True,
        )
        self._count = label("", "muted")
        self._count.setObjectName("scope_count")
        self._tree = QTreeWidget()
        self._tree.setObjectName("scope")
        self._tree.setAccessibleName("记哪些台账、多久一次")
        self._tree.setHeaderLabels(["台账", "记录", "多久一次"])
        self._tree.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self._keeper = desk.book.keeper
        self._fill(theme)
        self._kept = self._known(scopes.now())
        self._tree.setColumnWidth(_NAME, theme.px(340))
        self._tree.setColumnWidth(_RECORDS, theme.px(90))
        self._tree.itemChanged.connect(self._on_changed)
        self._usual = button("支部常用的", self._choose_usual, "quiet")
        self._usual.setObjectName("usual_ledgers")
        self._all = button("全部", lambda: self._choose(set(self._ledgers)), "quiet")
        self._all.setObjectName("all_ledgers")
        self._zeros = QCheckBox("月报打印时，本月和本年都是0的指标也列在表里")
        self._sheets = QCheckBox("月报打印时，附上各台账的明细")
        self._zeros.toggled.connect(lambda: self._on_changed())
        self._sheets.toggled.connect(lambda: self._on_changed())
        self._save = button("保存", self.save, "primary", "save", theme)
        self._save.setObjectName("keep_scope")
        self._undo = button("不改了", lambda: self._show(self._kept), "quiet", "undo", theme)
        close = button("关闭", lambda: self.window().close())
        foot = row(self._save, self._undo, 1, self._count, close)
        presets = row(label("快选"), self._usual, self._all, 1)
        inside = column(hint, presets, self._tree, self._zeros, self._sheets, self.notice, foot)
        inside.setContentsMargins(0, theme.px(SPACE), 0, 0)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._usual.setVisible(bool(scopes.catalogue.usual))
        for part in (self._tree, self._usual, self._all, self._zeros, self._sheets):
            part.setEnabled(not is_read_only)
        self._show(self._kept)

    @property
    def scope(self) -> Scope:
        """What is chosen now."""
        left_out = (key for key, item in self._ledgers.items() if not _is_checked(item))
        often = {
            place: box.currentData()
            for place, (box, declared) in self._rhythms.items()
            if box.currentData() is not declared
        }
        return Scope(frozenset(left_out), often)

    @property
    def printed(self) -> Printed:
        """What of a return shall be printed."""
        return Printed(zeros=self._zeros.isChecked(), sheets=self._sheets.isChecked())

    @property
    def is_pending(self) -> bool:
        """Whether something was chosen otherwise than it is kept."""
        return self.scope != self._kept or self.printed != self._printed

    def save(self) -> None:
        """Keep the choice; the window then shows what is kept."""
        scope, printed = self.scope, self.printed

        def keep(_: Progress) -> None:
            self._scopes.keep(scope)
            self._preferences.keep_printed(printed)

        def done(_: None) -> None:
            self._kept, self._printed = scope, printed
            self._on_changed()
            many = len(scope.left_out)
            rest = f"，{many}本收起来了，里面的记录都在" if many else ""
            self.notice.say(f"已保存：记{len(self._ledgers) - many}本台账{rest}。", "good")
            self.changed.emit()

        self._operations.change(self, keep, done, self.notice.tell)

    def _known(self, scope: Scope) -> Scope:
        """Of a kept choice what this program can choose, by the words of today."""
        often = {
            (ledger.key, word): turn
            for ledger in self._scopes.catalogue
            for word, turn in known(ledger, scope.often).items()
            if turn is not self._rhythms[ledger.key, word][1]
        }
        return Scope(frozenset(scope.left_out & self._ledgers.keys()), often)

    def _fill(self, theme: Theme) -> None:
        counts = self._scopes.counts()
        catalogue = self._scopes.catalogue
        for tab in catalogue.tabs:
            ledgers = [catalogue[key] for key in tab.ledgers if catalogue[key].is_of_events]
            if not ledgers:
                continue
            head = QTreeWidgetItem(self._tree, [tab.label])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFont(_NAME, theme.font("small", bold=True))
            for ledger in ledgers:
                many = counts[ledger.key]
                said = f"{many} 条" if many else "没有"
                if not sees(self._keeper, ledger):
                    said = UNSEEN
                item = QTreeWidgetItem(head, [ledger.label, said])
                item.setData(_NAME, _KEY, ledger.key)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(_NAME, Qt.CheckState.Checked)
                self._ledgers[ledger.key] = item
                for rhythm in rhythms(ledger):
                    self._add_rhythm(item, ledger, rhythm)
            head.setExpanded(True)

    def _add_rhythm(self, parent: QTreeWidgetItem, ledger: Ledger, rhythm: Rhythm) -> None:
        line = QTreeWidgetItem(parent, [rhythm.word])
        line.setFlags(Qt.ItemFlag.ItemIsEnabled)
        box = DropDown()
        box.setObjectName(f"often.{ledger.key}.{rhythm.word}")
        box.setAccessibleName(f"{ledger.label}：{rhythm.word}多久一次")
        for turn in rhythm.turns:
            box.addItem(WORDS[turn], turn)
        self._rhythms[ledger.key, rhythm.word] = box, rhythm.turn
        box.currentIndexChanged.connect(lambda: self._on_changed())
        self._tree.setItemWidget(line, _OFTEN, box)

    def _show(self, scope: Scope) -> None:
        self._choose(self._ledgers.keys() - scope.left_out)
        for place, (box, declared) in self._rhythms.items():
            box.setCurrentIndex(box.findData(scope.often.get(place, declared)))
        self._zeros.setChecked(self._printed.zeros)
        self._sheets.setChecked(self._printed.sheets)
        self._on_changed()

    def _choose_usual(self) -> None:
        self._choose(set(self._scopes.catalogue.usual))

    def _choose(self, kept: set[str]) -> None:
        for key, item in self._ledgers.items():
            item.setCheckState(
                _NAME, Qt.CheckState.Checked if key in kept else Qt.CheckState.Unchecked
            )

    def _on_changed(self) -> None:
        kept = [item for item in self._ledgers.values() if _is_checked(item)]
        self._count.setText(f"勾了{len(kept)}本，共{len(self._ledgers)}本")
        self._save.setEnabled(self.is_pending)
        self._undo.setEnabled(self.is_pending)


def _is_checked(item: QTreeWidgetItem) -> bool:
    return item.checkState(_NAME) is Qt.CheckState.Checked

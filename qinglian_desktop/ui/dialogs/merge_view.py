"""合并: another copy of the book beside this one, whose words count for each record, and taken."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.merge_taking import (
    MergeDone,
    WhoseWords,
    look_beside,
    merge_copy,
)
from qinglian_desktop.application.merging import CopiesBeside, Differing, Since
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.dialogs.version_view import VersionView
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.doorway.recent_books import documents_folder, friendly
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

T = TypeVar("T")
WHY = (
    "台账库复制到了两台电脑上、两边都记过的，在这里合并成一份：选另一份台账库的文件夹（插着的U盘上的、"
    "共享里的都可以，它的一份备份也可以），逐条看清楚再合并。合并以前先做一份备份，另一份一点不动。"
)
HEADINGS = ("情况", "台账", "编号", "内容", "照哪一边")
_NOT_CHOSEN = "请选…"
_HEADS = ("对方", "本机")


class MergeView(QDialog):
    """What differs as a table, the record that is chosen in it field by field below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_view")
        self.setWindowTitle("合并")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = session.theme
        self._session = session
        self._place: Path | None = None
        self._seen: tuple[Differing, ...] = ()
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(1010), room.width() - 60), min(theme.px(660), room.height() - 80))
        self._where = label("还没有选", "muted")
        choose = button("选另一份台账库…", self.choose, "", "folder-open", theme)
        choose.setObjectName("choose_other")
        self.secret = SecretLine(theme, "另一份的密码")
        self.secret.setObjectName("other_password")
        self.secret.returnPressed.connect(self.look)
        self._look = button("比较", self.look, "primary")
        self._look.setObjectName("compare")
        self.table = self._made_table()
        self.beside = VersionView(theme)
        self._split = split = QSplitter(Qt.Orientation.Vertical)
        for each in (self.table, self.beside):
            split.addWidget(each)
            split.setCollapsible(split.count() - 1, False)
        self._all_here = button("都照本机", lambda: self.choose_all(WhoseWords.HERE), "quiet")
        self._all_here.setObjectName("all_here")
        self._all_there = button("都照对方", lambda: self.choose_all(WhoseWords.THERE), "quiet")
        self._all_there.setObjectName("all_there")
        self._merge = button("合并", self.merge, "primary", "merge", theme)
        self._merge.setObjectName("merge_now")
        self._close = button("关闭", self.reject)
        self._of_what_differs = (split, self._all_here, self._all_there, self._merge)
        rests = (self._look, self._merge, self._close, choose, self._all_here, self._all_there)
        self._work = SecretWork(theme, self.secret, "另一份的密码", *rests)
        self.notice = self._work.notice
        self.why = ReasonLine(theme)
        for each in rests:
            each.setAutoDefault(False)
        asked = row(choose, self._where, 1, label("密码"), self.secret, self._look)
        foot = row(self._all_here, self._all_there, 1, self._close, self._merge)
        parts = (label(WHY, "muted", wrap=True), asked, self.notice, self._work.bar, split)
        layout = column(*parts, self.why, foot, margins=SPACE * 2)
        layout.setStretch(4, 1)
        # The buttons stay where they are while there is nothing to compare.
        policy = split.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        split.setSizePolicy(policy)
        self.setLayout(layout)
        self._show_records(())
        self.table.itemSelectionChanged.connect(self._on_chosen)

    def choose(self) -> None:
        """Ask for the other copy's folder."""
        found = QFileDialog.getExistingDirectory(
            self, "选另一份台账库的文件夹", str(self._place or documents_folder())
        )
        if found:
            self.take(Path(found))

    def take(self, place: Path) -> None:
        """The other copy is there."""
        self._place = place
        self._where.setText(friendly(place))
        self._where.setToolTip(str(place))
        self._show_records(())
        self.secret.setFocus()

    def look(self) -> None:
        """Show what differs."""
        if self._place is None:
            self.notice.say("请先选另一份台账库的文件夹。", "warn")
        elif secret := self._work.given():
            desk = self._session.desk

            def work(progress: Progress) -> CopiesBeside:
                return self._with_other(secret, progress, lambda other: look_beside(desk, other))

            job = self._session.read(self, work, self._show, self._work.tell)
            self._work.follow(job, "正在比较…", can_cancel=True)

    def choose_all(self, side: WhoseWords) -> None:
        """The same side for every record."""
        for at in range(self.table.rowCount()):
            self._side_at(at).setCurrentText(side.value)

    def merge(self, reason: str = "") -> None:
        """Take it as chosen, all or nothing."""
        sides: dict[str, WhoseWords] = {}
        for at, each in enumerate(self._seen):
            said = self._side_at(at).currentText()
            if said == _NOT_CHOSEN:
                self.table.selectRow(at)
                self.notice.say(f"{each.called}：两边都改过，请先选照哪一边。", "warn")
                return
            sides[each.name] = WhoseWords(said)
        if secret := self._work.given():
            desk = self._session.desk

            def work(progress: Progress) -> MergeDone:
                def taken(other: Book) -> MergeDone:
                    return merge_copy(desk, other, sides, reason, progress)

                return self._with_other(secret, progress, taken)

            job = self._session.change(self, work, self._on_merged, self._on_failed, is_long=True)
            self._work.follow(job, "正在合并…", can_cancel=True)

    def reject(self) -> None:
        """Esc; not while it is being merged."""
        if not self._work.is_going_on:
            super().reject()

    def _with_other(self, secret: str, progress: Progress, then: Callable[[Book], T]) -> T:
        look_into, place = self._session.look_into, self._place
        if look_into is None or place is None:
            raise RuntimeError("nothing to be merged was chosen")
        with closing(look_into(place, secret, progress)) as other:
            return then(other)

    def _show(self, seen: CopiesBeside) -> None:
        self._show_records(seen.records)
        counted = [sum(each.since is since for each in seen.records) for since in Since]
        parts = (f"{since.value} {n} 条" for since, n in zip(Since, counted, strict=True) if n)
        said = [seen.standing.value, *([f"{'，'.join(parts)}。"] if any(counted) else [])]
        self.notice.say("".join((*said, *seen.told)), "plain" if seen.records else "good")
        if seen.records:
            self.table.selectRow(0)
            self.table.setFocus()

    def _show_records(self, records: tuple[Differing, ...]) -> None:
        self._seen = records
        self.table.setRowCount(len(records))
        for at, each in enumerate(records):
            title = title_of(each.ledger, each.there.values)
            said = (each.since.value, each.ledger.label, each.there.number, title)
            for side, words in enumerate(said):
                self.table.setItem(at, side, QTableWidgetItem(words))
            self.table.setCellWidget(at, len(said), self._choice(each))
        for part in self._of_what_differs:
            part.setVisible(bool(records))
        self.why.hide()

    def _choice(self, each: Differing) -> QComboBox:
        """Nobody else chooses where both changed it."""
        made = QComboBox()
        made.setAccessibleName(f"{each.called}照哪一边")
        made.addItems(
            [*([_NOT_CHOSEN] if each.since is Since.BOTH else []), *(w.value for w in WhoseWords)]
        )
        if each.since is not Since.BOTH:
            made.setCurrentText(WhoseWords.THERE.value)
        return made

    def _side_at(self, at: int) -> QComboBox:
        found = self.table.cellWidget(at, len(HEADINGS) - 1)
        assert isinstance(found, QComboBox)
        return found

    def _on_chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            each = self._seen[rows[0].row()]
            by = (each.by_there, each.by_here)
            heads = [f"{of} {who}".strip() for of, who in zip(_HEADS, by, strict=True)]
            self.beside.show_lines((heads[0], heads[1]), each.lines)

    def _on_merged(self, done: MergeDone) -> None:
        self.secret.clear()
        self._show_records(())
        numbers = "；".join(done.renumbered)
        self.notice.say(
            f"合并好了：新增 {done.added} 条，改了 {done.changed} 条，照本机 {done.left} 条。"
            + (f"换了编号的：{numbers}。" if numbers else "")
            + "要两边一样，请在另一台电脑上也合并一次。",
            "good",
        )

    def _on_failed(self, problem: BaseException) -> None:
        if not self.why.takes(problem, self.merge):
            self._work.tell(problem)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, len(HEADINGS))
        table.setObjectName("differing")
        table.setHorizontalHeaderLabels(HEADINGS)
        table.setAccessibleName("不一样的记录")
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._session.theme.px(38))
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for side in (0, 1, 2, 4):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

"""合并: another copy of the book beside this one, whose words count for each record, and taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QSplitter,
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
from qinglian_desktop.ui.dialogs.merge_table import MergeTable
from qinglian_desktop.ui.dialogs.version_view import VersionView
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.doorway.recent_books import documents_folder, friendly
from qinglian_desktop.ui.half_typed import KeptReason
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

T = TypeVar("T")
WHY = (
    "台账库复制到了两台电脑上、两边都记过的，在这里合并成一份：选另一份台账库的文件夹（插着的U盘上的、"
    "共享里的都可以，它的一份备份也可以），逐条看清楚再合并。合并以前先做一份备份，另一份一点不动。"
)
_HEADS = ("对方", "本机")
_MOST = 10
"""Sentences of one kind that are said; of more it is said how many."""


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
        self.table = MergeTable(theme)
        self.beside = VersionView(theme)
        self._split = split = QSplitter(Qt.Orientation.Vertical)
        for each in (self.table, self.beside):
            split.addWidget(each)
            split.setCollapsible(split.count() - 1, False)
        self._doubts = label("", "warning", wrap=True)
        self._doubts.setObjectName("doubts")
        choose_all = self.table.choose_all
        self._all_here = button("都照本机", lambda: choose_all(WhoseWords.HERE), "quiet")
        self._all_here.setObjectName("all_here")
        self._all_there = button("都照对方", lambda: choose_all(WhoseWords.THERE), "quiet")
        self._all_there.setObjectName("all_there")
        self._merge = button("合并", self.merge, "primary", "merge", theme)
        self._merge.setObjectName("merge_now")
        self._close = button("关闭", self.reject)
        self._of_what_differs = (split, self._all_here, self._all_there, self._merge)
        rests = (self._look, self._merge, self._close, choose, self._all_here, self._all_there)
        self._work = SecretWork(theme, self.secret, "另一份的密码", *rests)
        self.notice = self._work.notice
        self.why = ReasonLine(theme)
        self._kept_why = KeptReason(session, self.why, self)
        for each in rests:
            each.setAutoDefault(False)
        asked = row(choose, self._where, 1, label("密码"), self.secret, self._look)
        foot = row(self._all_here, self._all_there, 1, self._close, self._merge)
        parts = (label(WHY, "muted", wrap=True), asked, self.notice, self._work.bar, split)
        layout = column(*parts, self._doubts, self.why, foot, margins=SPACE * 2)
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
                def beside(other: Book) -> CopiesBeside:
                    return look_beside(desk, other, progress)

                return self._with_other(secret, progress, beside)

            job = self._session.read(self, work, self._show, self._work.tell)
            self._work.follow(job, "正在比较…", can_cancel=True)

    def merge(self, reason: str = "") -> None:
        """Take it as chosen, all or nothing."""
        sides, same = self.table.sides, self.table.same
        if (at := self.table.open_at()) is not None:
            self.table.selectRow(at)
            called = self.table.records[at].called
            self.notice.say(f"{called}：两边都改过，请先选照哪一边。", "warn")
        elif secret := self._work.given():
            desk = self._session.desk

            def work(progress: Progress) -> MergeDone:
                def taken(other: Book) -> MergeDone:
                    return merge_copy(desk, other, sides, reason, progress, same)

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
        if twins := sum(each.twin is not None for each in seen.records):
            said.append(
                f"有 {twins} 条和本机新记的像是同一件：不选就当两件；是同一件的，请在那一行选。"
            )
        if asked := sum(bool(each.doubts) for each in seen.records):
            said.append(f"有 {asked} 条存的时候要提醒，点那一条看。")
        self.notice.say("".join((*said, *seen.told)), "plain" if seen.records else "good")
        if seen.records:
            self.table.selectRow(0)
            self.table.setFocus()

    def _show_records(self, records: tuple[Differing, ...]) -> None:
        self.table.show_records(records)
        for part in self._of_what_differs:
            part.setVisible(bool(records))
        self._doubts.hide()
        self.why.hide()

    def _on_chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            each = self.table.records[rows[0].row()]
            by = (each.by_there, each.by_here)
            heads = [f"{of} {who}".strip() for of, who in zip(_HEADS, by, strict=True)]
            self.beside.show_lines((heads[0], heads[1]), each.lines)
            self._doubts.setText(f"存的时候要提醒：{''.join(each.doubts)}")
            self._doubts.setVisible(bool(each.doubts))

    def _on_merged(self, done: MergeDone) -> None:
        self.secret.clear()
        self._show_records(())
        self.notice.say(
            f"合并好了：新增 {done.added} 条，改了 {done.changed} 条，照本机 {done.left} 条。"
            + _some("换了编号的：", done.renumbered, "；", "。")
            + _some("存的时候提醒的：", done.doubts, "", "")
            + "要两边一样，请在另一台电脑上也合并一次。",
            "good",
        )

    def _on_failed(self, problem: BaseException) -> None:
        if not self._kept_why.takes("合并", problem, self.merge):
            self._work.tell(problem)


def _some(head: str, said: Sequence[str], between: str, end: str) -> str:
    """These in words; of many the first."""
    if not said:
        return ""
    more = f"等 {len(said)} 条" if len(said) > _MOST else ""
    return f"{head}{between.join(said[:_MOST])}{more}{end if not more else '。'}"

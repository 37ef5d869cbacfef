"""公开…: what is put up in public, seen before, made as files, and noted as put up"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from qinglian_desktop.application.places import ToPublish, ToRecord
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.public_changes import OutOfDate
from qinglian_desktop.application.public_choice import PublicChoice
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.application.public_set import PublicRemark, PublicSet
from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.values import Link
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.dialogs.publish_choice import PublishChoice
from qinglian_desktop.ui.dialogs.publish_remarks import PublishRemarks
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_FORMS = (("PDF", PublicForm.PDF), ("Excel", PublicForm.EXCEL), ("Word", PublicForm.WORD))
_PURPOSE, _WAIT = "publishing", 250
"""The folder begun with; milliseconds from a tick until what goes out is read anew."""
_Begun = tuple[PublicChoice, Sequence[str], Sequence[Link], str, Sequence[OutOfDate]]


class PublishDialog(FittingDialog):
    """Over its window; what is under way can be stopped, and the window is never held up."""

    def __init__(self, session: Session, place: ToPublish, parent: QWidget | None = None) -> None:
        super().__init__(session.desk.publishing.declared.title, parent)
        self.setObjectName("publish")
        theme, self._session = session.theme, session
        self._publisher = session.desk.publishing
        self._job: Job | None = None
        self.choosing = PublishChoice(theme, session.desk.catalogue, self._publisher)
        self.old = Notice(theme)
        self.notice = Notice(theme)
        self._said = label("正在看有哪些可以公开…", "muted", wrap=True)
        self.remarks = PublishRemarks()
        self.remarks.chosen.connect(self._go)
        self._forms = [(QCheckBox(word), form) for word, form in _FORMS]
        self.poster = QCheckBox("A3 海报")
        self.poster.setObjectName("poster")
        self.poster.setToolTip("选“职权”时可以排：一张大图，加风险点和措施，两米外看得清")
        for made, form in self._forms:
            made.setChecked(True)
            made.setObjectName(f"form_{form.name}")
        self.by = QLineEdit()
        self.by.setObjectName("by")
        self.by.setPlaceholderText("经办人姓名")
        self._preview = button("预览、打印…", self.preview, "", "eye", theme)
        self._save = button("存到文件夹…", self.choose_folder, "primary", "download", theme)
        self._register = button("登记为已公开", self.register, "", "stamp", theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button("停止", self._on_stop_wanted)
        close = button("关闭", self.reject)
        names = ("preview", "save_set", "register_set", "stop", "close")
        buttons = (self._preview, self._save, self._register, self._stop, close)
        for each, name in zip(buttons, names, strict=True):
            each.setAutoDefault(False)
            each.setObjectName(name)
        right = column(
            label("公开前要留意的", "head"), self._said, self.remarks, spacing=theme.px(SPACE)
        )
        both = row(spacing=theme.px(2 * SPACE))
        both.addWidget(self.choosing, 3)
        both.addLayout(right, 2)
        self.remarks.setMinimumWidth(theme.px(260))
        files = row(
            label("存成"),
            *(made for made, _ in self._forms),
            self.poster,
            1,
            self._preview,
            self._save,
            spacing=theme.px(SPACE),
        )
        noted = row(label("经办人"), self.by, self._register, 1, close, spacing=theme.px(SPACE))
        self.by.setMaximumWidth(theme.px(160))
        self.setLayout(
            column(
                self.old,
                both,
                files,
                row(self._bar, self._stop),
                self.notice,
                noted,
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(980), room.width() - 40), min(theme.px(620), room.height() - 60))
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._look)
        self.choosing.changed.connect(self._on_chosen)
        self.poster.toggled.connect(lambda _: self._on_chosen())
        if session.desk.book.read_only:
            self._register.hide()
        self._rest()
        self._begin(place)

    @property
    def is_ready(self) -> bool:
        """Whether what goes out is shown and nothing is under way."""
        return self._job is None and not self._later.isActive() and self._save.isEnabled()

    def reject(self) -> None:
        """Esc: the first one stops what is under way."""
        if self._job is not None:
            self._on_stop_wanted()
        else:
            super().reject()

    def preview(self) -> None:
        """The whole set as it will be printed; from there it is printed and kept, too."""
        publisher, choice = self._publisher, self.choosing.choice
        title = publisher.declared.title
        PrintPreview(
            self._session,
            title,
            lambda progress: publisher.pdf(choice, progress),
            f"{title}.pdf",
            self,
            to_word=lambda target, progress: publisher.to_file(
                choice, PublicForm.WORD, target, progress
            ),
            much_of=(),
        ).open()

    def choose_folder(self) -> None:
        """Ask where to, and write the chosen kinds of files there."""
        begin = str(begins_at(_PURPOSE))
        if chosen := QFileDialog.getExistingDirectory(self, "公开的文件放在哪里", begin):
            begin_there(_PURPOSE, Path(chosen) / "_")
            self.save_to(Path(chosen))

    def save_to(self, folder: Path) -> None:
        """Write the chosen kinds of files into the folder, with progress."""
        publisher, choice = self._publisher, self.choosing.choice
        forms = [form for made, form in self._forms if made.isChecked()]
        posters = self._posters(choice)

        def work(progress: Progress) -> list[Path]:
            made = publisher.to_folder(choice, forms, folder, progress, posters)
            publisher.remember(choice)
            return made

        if not forms and not posters:
            self.notice.say("请先勾选存成哪一种文件。", "warn")
            return
        self.notice.hide()
        self._under_way(self._session.change(self, work, self._on_saved, self._tell, is_long=True))

    def register(self) -> None:
        """Note that this set was put up; without 经办人 it is asked for."""
        publisher, choice, by = self._publisher, self.choosing.choice, self.by.text()
        self.notice.hide()

        def work(_: Progress) -> Saved:
            publisher.remember(choice)
            return publisher.register(choice, by)

        self._under_way(self._session.change(self, work, self._on_registered, self._tell))

    def _begin(self, place: ToPublish) -> None:
        publisher = self._publisher

        def read(_: Progress) -> _Begun:
            known = place.record_id
            return (
                publisher.again(known) if known else publisher.usual(),
                publisher.departments(),
                publisher.owners(),
                publisher.by_last(),
                publisher.out_of_date(),
            )

        self._session.read(self, read, self._show, self._tell)

    def _show(self, begun: _Begun) -> None:
        choice, departments, owners, by, old = begun
        self.choosing.show_choice(choice, departments, owners)
        if not self.by.text():
            self.by.setText(by)
        self._show_old(old)
        self._on_chosen()

    def _show_old(self, old: Sequence[OutOfDate]) -> None:
        if not old:
            self.old.hide()
            return
        of = self._publisher.declared
        words = "\n".join(f"{each.words(of)}：{each.what}。" for each in old[:3])
        again = ToPublish(old[0].record.ledger, old[0].record.id or 0)
        self.old.say(words, "warn", "照原来的样子", lambda: self._begin(again))

    def _on_chosen(self) -> None:
        self.poster.setVisible(self.choosing.choice.owner is not None)
        self._allow(False)
        self._later.start(_WAIT)

    def _posters(self, choice: PublicChoice) -> Sequence[int]:
        """Whose poster is wanted."""
        wanted = self.poster.isChecked() and self.poster.isVisibleTo(self)
        return [choice.owner] if wanted and choice.owner is not None else []

    def _look(self) -> None:
        publisher, choice = self._publisher, self.choosing.choice
        posters = self._posters(choice)
        self._session.read(
            self,
            lambda _: publisher.look(choice, posters),
            self._show_look,
            self._tell,
            latest="look",
        )

    def _show_look(self, found: tuple[PublicSet, Sequence[PublicRemark]]) -> None:
        if self._later.isActive():
            # Something else is chosen by now; what is told of that is on its way.
            return
        public, remarks = found
        none = self.choosing.lacking or "没有可以公开的内容。"
        self._said.setText(none if public.is_empty else public.words(self._publisher.declared))
        self.remarks.show_remarks(remarks)
        self._allow(not public.is_empty and bool(self.choosing.choice.contents))

    def _go(self, to: ToRecord) -> None:
        self.accept()
        self._session.go(to)

    def _on_saved(self, paths: Sequence[Path]) -> None:
        names = "、".join(path.name for path in paths)
        self.notice.say(f"已写好 {len(paths)} 个文件，在“{paths[0].parent.name}”：{names}", "good")

    def _on_registered(self, saved: Saved) -> None:
        self.notice.say(
            f"已登记为已公开：{saved.record.number}。以后改了，工作台会提醒公开的不是最新的。",
            "good",
        )
        self._session.read(
            self, lambda _: self._publisher.out_of_date(), self._show_old, self._tell
        )

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, DataProblems | EnvironmentProblem):
            self.notice.tell(error)
        else:
            self._session.tell(error, self)

    def _under_way(self, job: Job) -> None:
        if job.is_over:
            return
        self._job = job
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.show()
        self._stop.setEnabled(True)
        self._allow(False)
        job.progressed.connect(self._on_progress)
        job.ended.connect(self._rest)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_stop_wanted(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)

    def _rest(self) -> None:
        self._job = None
        self._bar.hide()
        self._stop.hide()
        self._allow(True)

    def _allow(self, may: bool) -> None:
        for each in (self._preview, self._save, self._register):
            each.setEnabled(may)

"""Editor for attachments: files put into the book by choosing or dropping them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QWidget

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, clear, column, label, pass_by, row
from qinglian_desktop.ui.thumbnails import small_picture

THUMB = 72
FILTER = "照片和文件 (*.jpg *.jpeg *.png *.pdf *.docx *.xlsx);;所有文件 (*)"


class AttachmentsEditor(FieldEditor):
    """Files of a record, pictures as small pictures; a click opens one."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._session = context.session
        self._files: list[Mapping[str, object]] = []
        self._gone: list[Mapping[str, object]] = []
        self._pictures: dict[str, QLabel] = {}
        theme = context.session.theme
        self._add = button("添加照片或文件", self._on_add_wanted, "", "paperclip", theme)
        self._original = QCheckBox("保留原图")
        self._original.setToolTip("平时照片会缩小并去掉拍摄位置；勾选后原样存入台账库")
        for part in (self._add, self._original):
            pass_by(part)
        self._list = column(spacing=4)
        adding = FlowLayout(theme.px(8))
        for part in (self._add, self._original):
            adding.addWidget(part)
        self.setLayout(column(self._list, adding, spacing=6))
        self.setAcceptDrops(True)

    @property
    def main(self) -> QPushButton:
        return self._add

    def _standing(self) -> object:
        return list(self._files) or None

    def _show(self, plain: object) -> None:
        self._files = list(cast("Sequence[Mapping[str, object]]", plain or ()))
        self._gone = []
        self._redraw()

    def _show_text(self, text: str) -> None:
        self._files, self._gone = [], []
        self._redraw()
        holder = QWidget()
        remove = self._remover("看不懂的附件", self._on_cleared)
        holder.setLayout(row(label(text, "muted", wrap=True), 1, remove))
        self._list.addWidget(holder)

    def show_problem(self, is_wrong: bool) -> None:
        """The words under it say which file and why."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self._put(paths)

    def _on_add_wanted(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择照片或文件", "", FILTER)
        self._put([Path(path) for path in chosen])

    def _put(self, paths: list[Path]) -> None:
        if not paths:
            return
        keep = self._original.isChecked()
        keeping = self._session.desk.records
        self._add.setEnabled(False)
        self._add.setText("正在存入…")

        def work(_: object) -> list[Mapping[str, object]]:
            return [
                keeping.add_file(path.name, path.read_bytes(), keep_original=keep) for path in paths
            ]

        self._session.change(self, work, self._on_put, self._on_failed, is_long=True)

    def _on_put(self, added: list[Mapping[str, object]]) -> None:
        self._rest()
        known = {file["digest"] for file in self._files}
        self._files += [file for file in added if file["digest"] not in known]
        self._gone = [file for file in self._gone if file not in self._files]
        self._redraw()
        self.edited.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._rest()
        self._session.tell(error, self)

    def _rest(self) -> None:
        self._add.setEnabled(True)
        self._add.setText("添加照片或文件")

    def _redraw(self) -> None:
        clear(self._list)
        self._pictures = {}
        for file in self._files:
            self._list.addWidget(self._line(file))
        for file in self._gone:
            self._list.addWidget(self._gone_line(file))

    def _gone_line(self, file: Mapping[str, object]) -> QWidget:
        """What was taken off stays in sight until the record is saved, and comes back by it."""
        back = button("撤销", lambda: self._bring_back(file), "link")
        pass_by(back)
        holder = QWidget()
        holder.setLayout(row(label(f"已去掉{file['name']}", "muted"), label("·", "muted"), back, 1))
        return holder

    def _bring_back(self, file: Mapping[str, object]) -> None:
        self._gone.remove(file)
        self._files.append(file)
        self._redraw()
        self.edited.emit()

    def _line(self, file: Mapping[str, object]) -> QWidget:
        px = self._session.theme.px
        holder = QWidget()
        picture = self._picture(file)
        name = button(str(file["name"]), lambda: self._open(file), "link")
        size = label(_size(cast("int", file["size"])), "muted")
        remove = self._remover(str(file["name"]), lambda: self._remove(file))
        holder.setLayout(row(picture, name, size, 1, remove, spacing=px(8)))
        return holder

    def _picture(self, file: Mapping[str, object]) -> QLabel:
        """A small picture of a photo, or room for it until it was made."""
        made = QLabel()
        is_photo = str(file["media_type"]).startswith("image/")
        picture = icon("image" if is_photo else "paperclip", self._session.theme.colours.muted)
        made.setPixmap(picture.pixmap(QSize(20, 20)))
        if not is_photo:
            return made
        side, digest = self._session.theme.px(THUMB), str(file["digest"])
        made.setFixedSize(side, side)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pictures[digest] = made
        known = self._session.thumbnails.get(digest, side)
        if known is not None:
            self._show_picture(digest, known)
            return made
        records = self._session.desk.records
        self._session.read(
            self,
            lambda _: small_picture(records.file(digest), side),
            lambda image: self._on_made(digest, side, image),
            lambda _: None,
            latest=f"thumbnail {digest}",
        )
        return made

    def _on_made(self, digest: str, side: int, image: QImage) -> None:
        self._session.thumbnails.put(digest, side, image)
        self._show_picture(digest, image)

    def _show_picture(self, digest: str, image: QImage) -> None:
        place = self._pictures.get(digest)
        if place is not None and not image.isNull():
            place.setPixmap(QPixmap.fromImage(image))

    def _remover(self, name: str, slot: Callable[[], None]) -> QPushButton:
        made = button("", slot, "quiet", "x", self._session.theme)
        pass_by(made)
        made.setToolTip(f"从这条记录里去掉{name}")
        made.setAccessibleName(f"去掉{name}")
        return made

    def _on_cleared(self) -> None:
        self._redraw()
        self.edited.emit()

    def _remove(self, file: Mapping[str, object]) -> None:
        self._files.remove(file)
        self._gone.append(file)
        self._redraw()
        self.edited.emit()

    def _open(self, file: Mapping[str, object]) -> None:
        """Show the file in the PC's own program, from a copy that is wiped with the session."""
        records, digest, name = self._session.desk.records, str(file["digest"]), str(file["name"])

        def show(data: bytes) -> None:
            try:
                copy = self._session.opened_files.put(digest, name, data)
            except EnvironmentProblem as problem:
                self._session.tell(problem, self)
                return
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

        self._session.read(self, lambda _: records.file(digest), show)


def _size(size: int) -> str:
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, size // 1024)} KB"

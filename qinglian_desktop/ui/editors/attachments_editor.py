"""Editor for attachments: files put into the book by choosing or dropping them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, cast

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QWidget

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.saving_as import save_as
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.editors.attachment_parts import (
    SmallPicture,
    as_one_problem,
    paths_in,
    shown_name,
    size_in_words,
)
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, column, label, pass_by, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.opened_files import is_program
from qinglian_desktop.ui.thumbnails import from_png

THUMB = 72
_Put: TypeAlias = tuple[list[dict[str, object]], list[EnvironmentProblem]]
FILTER = (
    "照片和文件 (*.jpg *.jpeg *.png *.bmp *.gif *.tif *.tiff *.webp *.heic *.pdf *.ofd *.doc *.docx"
    " *.wps *.xls *.xlsx *.et *.ppt *.pptx *.dps *.txt *.zip *.rar *.7z);;所有文件 (*)"
)


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
        self._put(paths_in(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Files that were copied, or a screenshot, come in by pasting them."""
        if not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)
            return
        copied = QGuiApplication.clipboard()
        if paths := paths_in(copied.mimeData()):
            self._put(paths)
        elif not (image := copied.image()).isNull():
            self._put_screenshot(image)
        else:
            self._session.said.emit("剪贴板里没有文件，也没有图片，没有添加。")

    def _on_add_wanted(self) -> None:
        start = str(begins_at("photos"))
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择照片或文件", start, FILTER)
        if chosen:
            begin_there("photos", Path(chosen[0]))
        self._put([Path(path) for path in chosen])

    def _put(self, paths: list[Path]) -> None:
        if not paths:
            return
        keep = self._original.isChecked()
        keeping = self._session.desk.records
        self._work(lambda _: keeping.add_files(paths, keep_original=keep))

    def _put_screenshot(self, image: QImage) -> None:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(image)
        desk = self._session.desk
        name, png = f"截图{desk.clock():%Y%m%d-%H%M%S}.png", bytes(data.data())
        self._work(lambda _: ([desk.records.add_file(name, png)], []))

    def _work(self, work: Callable[[Progress], _Put]) -> None:
        self._add.setEnabled(False)
        self._add.setText("正在存入…")
        self._session.change(self, work, self._on_put, self._on_failed, is_long=True)

    def _on_put(self, put: _Put) -> None:
        added, wrong = put
        self._rest()
        known = {file["digest"] for file in self._files}
        self._files += [file for file in added if file["digest"] not in known]
        self._gone = [file for file in self._gone if file not in self._files]
        self._redraw()
        if added:
            self.edited.emit()
        if wrong:
            self._session.tell(as_one_problem(wrong, len(added)), self)

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
        said = shown_name(str(file["name"]))
        name = button(said, lambda: self._open(file), "link")
        name.setToolTip("用这台电脑上的程序打开一份只读的副本")
        size = label(size_in_words(cast("int", file["size"])), "muted")
        save = button("另存为", lambda: self._save_as(file), "link")
        save.setToolTip("把这个文件复制一份到别处")
        save.setAccessibleName(f"把{said}另存为")
        save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remove = self._remover(said, lambda: self._remove(file))
        holder.setLayout(row(picture, name, size, 1, save, remove, spacing=px(8)))
        return holder

    def _picture(self, file: Mapping[str, object]) -> QLabel:
        """A small picture of a photo, or room for it until it was made."""
        made = SmallPicture(lambda: self._open(file))
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
            lambda _: from_png(records.small_page(digest, side)),
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
        if is_program(name):
            self._session.tell(
                EnvironmentProblem(
                    f"“{shown_name(name)}”打开就会运行，来路不明的会带病毒，这里不打开它。",
                    "文件好好地存在台账库里。",
                    "要用它，请点“另存为”存到别处，确认可靠再打开。",
                ),
                self,
            )
            return

        def show(data: bytes) -> None:
            try:
                copy = self._session.opened_files.put(digest, name, data)
            except EnvironmentProblem as problem:
                self._session.tell(problem, self)
                return
            if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
                self._session.said.emit("打开的是只读的副本：要改，请另存到别处，改好再添加进来。")
                return
            self._session.tell(
                EnvironmentProblem(
                    f"这台电脑上没有能打开“{shown_name(name)}”的程序。",
                    "文件好好地存在台账库里。",
                    "请点“另存为”存到U盘，到有这种程序的电脑上打开，或者先装好程序。",
                ),
                self,
            )

        self._session.read(self, lambda _: records.file(digest), show)

    def _save_as(self, file: Mapping[str, object]) -> None:
        records, digest = self._session.desk.records, str(file["digest"])
        start = str(begins_at("copies") / shown_name(str(file["name"])))
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为", start)
        if chosen:
            target = Path(chosen)
            begin_there("copies", target)
            self._session.read(
                self,
                lambda _: save_as(target, records.file(digest)),
                lambda _: self._session.said.emit(f"已存为“{target.name}”。"),
            )

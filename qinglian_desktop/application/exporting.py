"""导出全部: the whole book in a folder of the user's choice, sealed or to be read by anybody."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copies import Exported
from qinglian_desktop.application.document_ports import TableFiles
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.readable_copy import ReadableCopy
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.rights import must_have_everything
from qinglian_desktop.files.delivery import deliver_folder

ARCHIVE = ".qlz"
"""How the name of an archive ends."""


def lost_words(made: Exported) -> str:
    """What is to be said of attachments that stayed away."""
    return (
        f"另有 {made.lost} 个附件的文件不见了或者坏了，没有导出来；"
        "请用“检查”看看是哪几个，从备份里找回来。"
    )


class Exporting:
    """The way out of an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: TableFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def archive(self, folder: Path, password: str, progress: Progress = no_progress) -> Exported:
        """One file with everything, under a password of its own, of which a book can be made.

        Raises EnvironmentProblem, or Cancelled; then nothing of it is in the folder.
        """
        return self._book.archive(self._free(folder, ARCHIVE), password, progress)

    def readable(self, folder: Path, progress: Progress = no_progress) -> Exported:
        """A folder of workbooks and files that anybody can read, without this program.

        Raises EnvironmentProblem, or Cancelled; then nothing of it is in the folder.
        """
        must_have_everything(self._book.keeper, "导出全部")
        target = self._free(folder, "_未加密")
        with self._book.reading() as work:
            copy = ReadableCopy(work, self._catalogue, self._files, self._book.folder, progress)
            deliver_folder(target, copy.fill)
        return Exported(target, copy.records, copy.files, copy.lost)

    def _free(self, folder: Path, end: str) -> Path:
        """A name that nothing has: an older export may have another password."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        name = safe_unit_name(unit.name if unit else "") or self._book.folder.name
        called = f"清廉机关台账_{name}_{self._clock():%Y-%m-%d}"
        target, number = folder / f"{called}{end}", 2
        while target.exists():
            target = folder / f"{called}_{number}{end}"
            number += 1
        return target

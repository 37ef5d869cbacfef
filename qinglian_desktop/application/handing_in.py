"""Handing in: what is wanted beside the file, and 报送登记, which keeps everything that went out"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import PaperFiles
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.lens_paper import LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.ejecting import can_eject, eject

RETURN, WITH_PDF = "月报", "月报，附盖章用的PDF"
"""What a return is called in the register, alone and with its PDF."""
REGISTER = "报送登记"
_LONGEST_PASSWORD = 255
"""Signs; Excel's own limit."""
_SHOWN_OF_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a hand-in: a PDF for the seal, a password on the workbook.

    ``medium`` is what the stick or folder is called. The password stands nowhere afterwards.
    """

    pdf: bool = False
    password: str = field(default="", repr=False)
    medium: str = ""


PLAIN = Wish()


def must_be_a_password(password: str) -> None:
    """Raise DataProblems for one that Excel would not take, or nobody could type again."""
    said = ""
    if len(password) > _LONGEST_PASSWORD:
        said = f"密码不能超过{_LONGEST_PASSWORD}个字。"
    elif password != password.strip() or not password.isprintable():
        said = "密码的前后不能有空格，也不能有看不见的字符。"
    if said:
        raise DataProblems((Problem("password", f"{said}没有写文件，请另写一个。"),))


def can_take_off() -> bool:
    """Whether a stick can be taken off this system before it is pulled out."""
    return can_eject()


def take_off(folder: Path) -> None:
    """Take off the stick on which the folder is; EnvironmentProblem where it does not go."""
    eject(folder)


def handed_in_words(handed: HandedIn) -> str:
    """What went out, in words: 2026年9月 月报 第2次."""
    period = f"{Period.parse(handed.period).label} " if handed.period else ""
    which = f" 第{handed.revision}次" if handed.revision is not None else ""
    return f"{period}{handed.what}{which}"


class HandedInBook:
    """报送登记 of an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: PaperFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def all(self) -> list[HandedIn]:
        """Everything that went out, the latest first."""
        with self._book.reading() as work:
            return work.handed_in.all()

    def paper(self) -> LensPaper:
        """The register as a table on paper, the oldest first, as such a book is kept."""
        return register_paper(list(reversed(self.all())), self._clock().date())

    def print(self) -> bytes:
        """The register as PDF."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        return self._files.lens(self.paper(), name, self._clock().date())

    def write(self, target: Path) -> None:
        """Write it as PDF to exactly this path; EnvironmentProblem where that cannot be."""
        data = self.print()
        deliver(target, lambda path: _put(path, data))


def register_paper(handed: list[HandedIn], today: date) -> LensPaper:
    """The lines of the register as they go on paper."""
    columns = (
        LensColumn("序号", 3.0, 0.0),
        LensColumn("报送时间", 8.5, 0.0),
        LensColumn("报送内容", 12.0, 1.0, centred=False),
        LensColumn("校验码", 5.0, 0.0),
        LensColumn("报送介质", 6.0, 0.6, centred=False),
        LensColumn("文件名", 12.0, 1.4, centred=False),
        LensColumn("打开密码", 4.6, 0.0),
        LensColumn("报送人", 4.0, 0.2),
    )
    rows = tuple(
        LensRow(
            tuple(
                LensCell((words,) if words else ())
                for words in (
                    str(place),
                    f"{each.at:%Y-%m-%d %H:%M}",
                    handed_in_words(each),
                    each.digest[:_SHOWN_OF_DIGEST],
                    each.medium,
                    Path(each.path).name,
                    "有" if each.has_password else "",
                    each.by,
                )
            )
        )
        for place, each in enumerate(handed, 1)
    )
    return LensPaper(REGISTER, f"截至{today}", columns, rows, "还没有报送过")


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)

"""Handing in: what is wanted beside the file, and 报送登记, which keeps everything that went out"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import PaperFiles, Table, TableFiles
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.lens_paper import LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.signed import short_code
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.ejecting import can_eject, eject

RETURN, WITH_PDF = "月报", "月报，附盖章用的PDF"
"""What a return is called in the register, alone and with its PDF."""
REGISTER = "报送登记"
_LONGEST_PASSWORD = 255
"""Signs; Excel's own limit."""
TABLE_END = ".xlsx"
_SHOWN_OF_DIGEST = 8
_COLUMNS = (
    LensColumn("序号", 3.0, 0.0),
    LensColumn("报送时间", 8.5, 0.0),
    LensColumn("报送内容", 12.0, 1.0, centred=False),
    LensColumn("校验码", 5.0, 0.0),
    LensColumn("签名码", 5.6, 0.0),
    LensColumn("报送介质", 6.0, 0.6, centred=False),
    LensColumn("文件名", 12.0, 1.4, centred=False),
    LensColumn("打开密码", 4.6, 0.0),
    LensColumn("报送人", 4.0, 0.2),
)


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
    """报送登记 of an open book, whose public key ``own_key`` gives in hex, "" without."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        paper: PaperFiles,
        tables: TableFiles,
        own_key: Callable[[], str],
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._paper = paper
        self._tables = tables
        self.own_key = own_key

    def all(self) -> list[HandedIn]:
        """Everything that went out, the latest first."""
        with self._book.reading() as work:
            return work.handed_in.all()

    def paper(self) -> LensPaper:
        """The register as a table on paper, the oldest first, as such a book is kept."""
        rows = tuple(
            LensRow(tuple(LensCell((words,) if words else ()) for words in each))
            for each in self._rows()
        )
        return LensPaper(REGISTER, self._until, _COLUMNS, rows, "还没有报送过")

    def print(self) -> bytes:
        """The register as PDF."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        return self._paper.lens(self.paper(), name, self._clock().date())

    def write(self, target: Path) -> None:
        """Write it to exactly this path, as a table where it ends with .xlsx, else as PDF.

        EnvironmentProblem where that cannot be.
        """
        if target.suffix.lower() == TABLE_END:
            heads = tuple(each.heading for each in _COLUMNS)
            widths = tuple(ceil(each.least * (1 + each.share)) for each in _COLUMNS)
            table = Table(REGISTER, heads, widths, self._rows(), f"{REGISTER}（{self._until}）")
            deliver(target, lambda path: self._tables.write([table], path))
        else:
            data = self.print()
            deliver(target, lambda path: _put(path, data))

    @property
    def _until(self) -> str:
        return f"截至{self._clock().date()}"

    def _rows(self) -> list[tuple[str, ...]]:
        code = short_code(key) if (key := self.own_key()) else ""
        return [
            (
                str(place),
                f"{each.at:%Y-%m-%d %H:%M}",
                handed_in_words(each),
                each.digest[:_SHOWN_OF_DIGEST],
                code if each.is_signed else "",
                each.medium,
                Path(each.path).name,
                "有" if each.has_password else "",
                each.by,
            )
            for place, each in enumerate(reversed(self.all()), 1)
        ]


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)

"""What a unit settles once and the book remembers."""

from __future__ import annotations

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.changes import OF_RETURN
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.collecting.states import USUAL_DUE_DAY
from qinglian_desktop.domain.return_content import CoverWords, Printed


class Preferences:
    """Settings kept inside an open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def cover(self) -> CoverWords:
        """审核人 and 填报人 as last typed."""
        with self._book.reading() as work:
            return kept_cover(work)

    def keep_cover(self, cover: CoverWords) -> None:
        """Remember 审核人 and 填报人 for the next return."""
        with self._book.writing() as work:
            work.settings.put(f"{OF_RETURN}auditor", cover.auditor)
            work.settings.put(f"{OF_RETURN}reporter", cover.reporter)

    def printed(self) -> Printed:
        """What of a return the unit wants on paper."""
        with self._book.reading() as work:
            return kept_printed(work)

    def keep_printed(self, printed: Printed) -> None:
        """Remember it for the next return."""
        with self._book.writing() as work:
            for key, wanted in (("zeros", printed.zeros), ("sheets", printed.sheets)):
                work.settings.put(f"{OF_RETURN}{key}", "是" if wanted else "")

    def wants_pdf(self) -> bool:
        """Whether a PDF for the seal is written with a return."""
        with self._book.reading() as work:
            return bool(work.settings.get(f"{OF_RETURN}pdf"))

    def keep_wants_pdf(self, wanted: bool) -> None:
        """Remember it for the next return."""
        with self._book.writing() as work:
            work.settings.put(f"{OF_RETURN}pdf", "是" if wanted else "")

    def due_day(self) -> int:
        """The day of the next month by which units are to report a month; 5 unless said."""
        with self._book.reading() as work:
            return int(work.settings.get("collection.due_day") or USUAL_DUE_DAY)

    def keep_due_day(self, day: int) -> None:
        """Remember it, from 1 to 31."""
        with self._book.writing() as work:
            work.settings.put("collection.due_day", str(min(max(day, 1), 31)))

    def layout(self, ledger: str) -> str:
        """How the ledger's list was last arranged, as the list wrote it; "" if never."""
        with self._book.reading() as work:
            return work.settings.get(f"layout.{ledger}") or ""

    def keep_layout(self, ledger: str, arrangement: str) -> None:
        """Remember how the ledger's list is arranged."""
        with self._book.writing() as work:
            work.settings.put(f"layout.{ledger}", arrangement)


def kept_cover(work: UnitOfWork) -> CoverWords:
    """审核人 and 填报人 as the book remembers them."""
    get = work.settings.get
    return CoverWords(get(f"{OF_RETURN}auditor") or "", get(f"{OF_RETURN}reporter") or "")


def kept_printed(work: UnitOfWork) -> Printed:
    """What of a return goes on paper, as the book remembers it."""
    get = work.settings.get
    return Printed(zeros=bool(get(f"{OF_RETURN}zeros")), sheets=bool(get(f"{OF_RETURN}sheets")))

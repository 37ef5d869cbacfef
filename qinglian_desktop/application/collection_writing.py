"""Writing a collected month: one workbook, a page of pictures, and the report's own sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qinglian_desktop.application.collected_pictures import collected_drawings, months_so_far
from qinglian_desktop.application.collected_tables import collected_tables
from qinglian_desktop.application.collected_words import collected_words
from qinglian_desktop.application.collection_reading import CollectedMonth, CollectionReading
from qinglian_desktop.application.document_ports import SummaryForm, SummaryText
from qinglian_desktop.application.summarising import OUR_TEMPLATE
from qinglian_desktop.application.tools import Tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Paragraph
from qinglian_desktop.files.delivery import ToPut, deliver, deliver_together

_NOBODY = "各单位"
_WORKBOOK, _PICTURES, _WORDS = (
    ("清廉汇总", ".xlsx"),
    ("清廉汇总图", ".pdf"),
    ("清廉汇总文字", ".docx"),
)


class CollectionWriting:
    """What goes out of a collection; ``unit_name`` is whose it is, "" where nobody knows.

    Every method raises EnvironmentProblem where no unit is known of, and where it cannot be
    written; then nothing of it is there.
    """

    def __init__(
        self,
        reading: CollectionReading,
        catalogue: Catalogue,
        tools: Tools,
        unit_name: Callable[[], str],
    ) -> None:
        self._reading = reading
        self._catalogue = catalogue
        self._tools = tools
        self._unit_name = unit_name

    def workbook(self, period: Period, target: Path) -> None:
        """Totals, units by measures, who is late, what does not add up, and every file."""
        told = self._told(period)
        deliver(target, lambda path: self._put_workbook(told, path))

    def pictures(self, period: Period) -> bytes:
        """A page of pictures as PDF: who handed in, and totals, month by month."""
        return self._pictures(self._told(period))

    def words(self, period: Period) -> tuple[Paragraph, ...]:
        """The totals of the year to date in the report's own sentences, below a title."""
        return self._words(self._told(period))

    def deliver(self, period: Period, folder: Path) -> tuple[Path, ...]:
        """All three into a folder, as of one moment, or none; gives their paths.

        Where a file of one of these names is there, which somebody may have changed by hand, all
        are numbered.
        """
        told = self._told(period)
        workbook, pictures, words = self._free(period, folder)
        deliver_together(
            (
                ToPut(workbook, lambda path: self._put_workbook(told, path)),
                ToPut(pictures, lambda path: _put(path, self._pictures(told))),
                ToPut(words, lambda path: self._put_words(told, path)),
            )
        )
        return workbook, pictures, words

    def _told(self, period: Period) -> CollectedMonth:
        told = self._reading.month(period)
        if not told.year.units:
            raise EnvironmentProblem(
                f"{period.year}年还没有收过月报，也没有单位名单，没有可以汇总的。",
                "没有写文件。",
                "请先收月报，或者先导入单位名单。",
            )
        return told

    def _free(self, period: Period, folder: Path) -> tuple[Path, ...]:
        unit = safe_unit_name(self._unit_name()) or _NOBODY
        number = 1
        while True:
            end = f"_{number}" if number > 1 else ""
            paths = tuple(
                folder / f"{name}_{unit}_{period.key}{end}{kind}"
                for name, kind in (_WORKBOOK, _PICTURES, _WORDS)
            )
            if not any(path.exists() for path in paths):
                return paths
            number += 1

    def _put_workbook(self, told: CollectedMonth, path: Path) -> None:
        self._tools.table_files.write(collected_tables(told), path)

    def _pictures(self, told: CollectedMonth) -> bytes:
        drawings = collected_drawings(told, self._catalogue)
        title = f"{told.period.year}年清廉机关建设月报汇总图"
        below = f"统计期：{months_so_far(told)}"
        return self._tools.paper_files.pictures(title, below, drawings, self._unit_name())

    def _words(self, told: CollectedMonth) -> tuple[Paragraph, ...]:
        template = self._tools.resources / "templates" / OUR_TEMPLATE
        return collected_words(told, template, self._catalogue, self._tools.clock().year)

    def _put_words(self, told: CollectedMonth, path: Path) -> None:
        now, unit = self._tools.clock(), self._unit_name()
        text = SummaryText(self._words(told), unit, now, Signature(unit, now.date()))
        self._tools.summary_files.write(text, SummaryForm.WORD, path)


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)

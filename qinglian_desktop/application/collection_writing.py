"""Writing a collected month: one workbook, a page of pictures, and the report's own sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
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
_WORKBOOK, _PICTURES, _WORDS = ".xlsx", ".pdf", ".docx"
COLLECTED_KINDS = {_WORKBOOK: "清廉汇总", _PICTURES: "清廉汇总图", _WORDS: "清廉汇总文字"}
"""How the name of each file ends that is made of a month, and how it begins."""


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

    def write(self, period: Period, target: Path) -> None:
        """One of them, as the name ends (``COLLECTED_KINDS``): workbook, pictures, or words."""
        told, put = self._told(period), self._puts[target.suffix.lower()]
        deliver(target, lambda path: put(told, path))

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
        told, paths = self._told(period), self._free(period, folder)
        deliver_together(ToPut(path, partial(self._puts[path.suffix], told)) for path in paths)
        return paths

    @property
    def _puts(self) -> Mapping[str, Callable[[CollectedMonth, Path], None]]:
        return {
            _WORKBOOK: self._put_workbook,
            _PICTURES: self._put_pictures,
            _WORDS: self._put_words,
        }

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
                for kind, name in COLLECTED_KINDS.items()
            )
            if not any(path.exists() for path in paths):
                return paths
            number += 1

    def _put_workbook(self, told: CollectedMonth, path: Path) -> None:
        self._tools.table_files.write(collected_tables(told), path)

    def _put_pictures(self, told: CollectedMonth, path: Path) -> None:
        path.write_bytes(self._pictures(told))

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

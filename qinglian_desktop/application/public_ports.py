"""What is needed of a set that is put up in public as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from qinglian_desktop.application.chart_ports import DrawnChart
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record


class PublicForm(Enum):
    """The files that a set can be written as; the value is how their names end."""

    PDF = ".pdf"
    EXCEL = ".xlsx"
    WORD = ".docx"


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A list of the set: the ledger lists these records in the columns that were chosen."""

    word: str
    ledger: Ledger
    records: Sequence[Record]


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A set as it goes on paper: cover, contents, lists, then the charts below ``charts_word``."""

    title: str
    unit_name: str
    subtitle: str
    at: datetime
    tables: Sequence[PublicTable]
    charts_word: str
    charts: Sequence[DrawnChart]


class PublicFiles(Protocol):
    """Sets as files."""

    def write(
        self,
        paper: PublicPaper,
        form: PublicForm,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """Write all of it to exactly this path; Cancelled when ``progress`` answers False."""
        ...

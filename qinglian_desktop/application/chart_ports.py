"""What is needed of flow charts as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.flow.risk_table import RiskRow


class ChartDocument(Enum):
    """The documents that a flow chart can be written as; the value is how their names end."""

    PDF = ".pdf"
    WORD = ".docx"


class ChartPicture(Enum):
    """The pictures that a page of a flow chart can be; the value is how their names end."""

    SVG = ".svg"
    PNG = ".png"


MAP_KINDS = {".pdf": "PDF", ".png": "图片", ".svg": "矢量图", ".xlsx": "Excel 表格"}
"""How the names of the files end that a map can be written as, and what these are called."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A flow chart on its pages, at least one; in Word its risks follow as a table."""

    title: str
    pages: tuple[Drawing, ...]
    risks: tuple[RiskRow, ...]


@dataclass(frozen=True, slots=True)
class ChartPaper(DrawnChart):
    """A flow chart as a document of its own: whose it is, when it was made."""

    unit_name: str
    at: datetime


class ChartFiles(Protocol):
    """Flow charts as files, set in the same font on every machine."""

    def width(self, text: str) -> float:
        """How wide a text is in em, by that font."""
        ...

    def write(self, paper: ChartPaper, kind: ChartDocument, target: Path) -> None:
        """Write all pages to exactly this path; in Word the risks follow as a table."""
        ...

    def pdf(self, paper: ChartPaper) -> bytes:
        """All pages as a PDF that is no file, to be looked at and printed."""
        ...

    def picture(
        self, page: Drawing, title: str, kind: ChartPicture, *, is_outlined: bool = False
    ) -> bytes:
        """One page as a picture, PNG with 300 dots an inch; ``is_outlined`` SVG needs no font."""
        ...

"""Nobody asks a layout of Qt for its items: what stands in it is asked by its widgets (0044)."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASKED = re.compile(r"\.(?:itemAt|takeAt|itemAtPosition)\(")


def asking(text: str) -> list[str]:
    return [line for line in text.splitlines() if ASKED.search(line)]


def test_no_module_asks_a_layout_for_its_items() -> None:
    files = [*(ROOT / "qinglian_desktop" / "ui").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    assert len(files) > 200
    asked = {file.name: asking(file.read_text("utf-8")) for file in files}
    assert {name: lines for name, lines in asked.items() if lines} == {}


def test_one_who_asks_is_found() -> None:
    told = "item = layout." + "itemAt(3)\nlayout.addWidget(one)\ngone = self._flow." + "takeAt(0)"
    assert len(asking(told)) == 2

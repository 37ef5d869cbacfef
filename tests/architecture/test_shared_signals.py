"""Signals that outlive a page are heard by its methods alone: these go with it, a closure does not.

A lambda connected to the theme is called long after the page that it speaks of was deleted.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "qinglian_desktop" / "ui"
SHARED = {
    "theme",
    "session",
    "before",
    "operations",
    "backing_up",
    "checking_up",
    "exporting",
    "work",
    "opened_files",
    "thumbnails",
    "application",
    "instance",
    "styleHints",
    "clipboard",
}
"""What a page shares with others, as it is called in the window's modules."""


def unsafe(source: str) -> list[str]:
    """Connections of a shared signal to anything but a method or another signal."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "connect"
            and {part.strip("_") for part in names(node.func.value)} & SHARED
            and not isinstance(node.args[0], ast.Attribute)
        ):
            found.append(ast.unparse(node))
    return found


def names(signal: ast.expr) -> set[str]:
    """Every name on the way to a signal, its own left out."""
    inner = signal.value if isinstance(signal, ast.Attribute) else signal
    return {
        each.id if isinstance(each, ast.Name) else each.attr
        for each in ast.walk(inner)
        if isinstance(each, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.stem)
def test_what_hears_a_shared_signal_goes_with_its_page(file: Path) -> None:
    assert unsafe(file.read_text("utf-8")) == []


def test_a_closure_is_found() -> None:
    source = """
session.theme.changed.connect(lambda: self.paint())
self._theme.changed.connect(paint)
self._session.operations.changed.connect(partial(self.paint, 1))
self.theme.changed.connect(self.paint)
self.themes.connect(lambda: None)
"""
    assert len(unsafe(source)) == 3

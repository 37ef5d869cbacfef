"""Who may import whom: the contracts of pyproject.toml, and what they cannot express."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "qinglian_desktop"

# Modules of Qt that may be used under the GPL only: our licence and theirs do not meet.
GPL_ONLY_QT = {
    "QtCharts",
    "QtDataVisualization",
    "QtGraphs",
    "QtGraphsWidgets",
    "QtHttpServer",
    "QtNetworkAuth",
    "QtQuick3D",
    "QtQuickTimeline",
    "QtVirtualKeyboard",
}


def imports(file: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever in the file; `from a import b` gives a.b."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def test_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=os.fspath(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capfd.readouterr().out


@pytest.mark.parametrize("floor", ["domain", "files", "ledgers"])
def test_domain_files_and_ledgers_need_nothing_but_python(floor: str) -> None:
    strangers = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in (PACKAGE / floor).rglob("*.py")
        for name in imports(file)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("qinglian_desktop.domain.", f"qinglian_desktop.{floor}."))
    }
    assert strangers == set()


def test_no_module_of_qt_that_is_gpl_only_is_used() -> None:
    used = {
        f"{file.relative_to(ROOT)}: {name}"
        for folder in (PACKAGE, ROOT / "tests")
        for file in folder.rglob("*.py")
        for name in imports(file)
        if name.startswith("PySide6.") and name.split(".")[1] in GPL_ONLY_QT
    }
    assert used == set()


def test_packaging_stays_a_folder_and_hides_no_library() -> None:
    """With an __init__.py it would be imported instead of the library `packaging`."""
    assert not (ROOT / "packaging" / "__init__.py").exists()

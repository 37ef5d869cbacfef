"""What is loaded before the first window is painted, and by a process that reads returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = "import json, sys, {}; print(json.dumps(sorted(sys.modules)))"


def loaded_by(module: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    return set(json.loads(done.stdout))


def test_the_password_is_asked_for_before_the_book_is_loaded() -> None:
    loaded = loaded_by("qinglian_desktop.ui.application")
    assert loaded.isdisjoint({"sqlalchemy", "sqlcipher3", "concurrent.futures", "openpyxl"})
    assert "qinglian_desktop.application.ports" not in loaded
    assert not [name for name in loaded if name.startswith("qinglian_desktop.ledgers")]


def test_a_process_that_reads_returns_knows_neither_ledgers_nor_what_writes() -> None:
    """It is waited for: a quarter of a second of each collection."""
    loaded = loaded_by("qinglian_desktop.documents.returns.many")
    assert loaded.isdisjoint({"qinglian_desktop.domain.ledger", "qinglian_desktop.domain.record"})
    assert loaded.isdisjoint({"openpyxl", "lxml", "PIL"})

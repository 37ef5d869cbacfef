"""What is loaded before the first window is painted: nothing that only an open book needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = "import json, sys, qinglian_desktop.ui.application; print(json.dumps(sorted(sys.modules)))"


def test_the_password_is_asked_for_before_the_book_is_loaded() -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, check=True, env=environ, cwd=ROOT
    )
    loaded = set(json.loads(done.stdout))
    assert loaded.isdisjoint({"sqlalchemy", "sqlcipher3", "concurrent.futures", "openpyxl"})
    assert "qinglian_desktop.application.ports" not in loaded
    assert not [name for name in loaded if name.startswith("qinglian_desktop.ledgers")]

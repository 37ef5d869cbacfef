"""Every kind of button is one that Enter presses: only what makes it so is a plain one."""

from __future__ import annotations

import re
from pathlib import Path

UI = Path(__file__).parents[2] / "qinglian_desktop" / "ui"
PLAIN = re.compile(r"class \w+\(.*\bQ(?:Push|Abstract)Button\b.*\):")


def test_one_kind_of_button_alone_is_plain() -> None:
    found = {
        file.relative_to(UI).as_posix(): PLAIN.findall(file.read_text("utf-8"))
        for file in UI.rglob("*.py")
    }
    assert {name: lines for name, lines in found.items() if lines} == {
        "look/parts.py": ["class PushButton(QPushButton):"]
    }

"""Where the program keeps what is its own on this PC: settings, log, the mark of the first one.

A file ``portable`` beside the frozen program keeps all of it in a folder there, for a stick.
"""

from __future__ import annotations

import sys
from pathlib import Path

PORTABLE = "portable"
OWN_FOLDER = "数据"
COMMAND = "qinglian"
"""What one writes in a terminal where the program is frozen."""


def program_folder() -> Path | None:
    """Where the frozen program lies; None from a checkout."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def terminal_name() -> str:
    """What the program is called in a terminal."""
    return "main.py" if program_folder() is None else COMMAND


def portable_folder() -> Path | None:
    """The folder beside a portable program for what is its own; None where the system has one."""
    folder = program_folder()
    return folder / OWN_FOLDER if folder and (folder / PORTABLE).exists() else None


def log_folder() -> Path:
    """Where the log lies, whether or not it is there yet."""
    from platformdirs import user_log_path

    return portable_folder() or user_log_path("qinglian-desktop", appauthor=False)

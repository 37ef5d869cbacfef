"""What goes into the frozen folder of program and libraries, and how its parts are named."""

from __future__ import annotations

FOLDER = "清廉机关台账"
WINDOW = "清廉机关台账"
COMMAND = "qinglian"
"""The same program for a terminal: on Windows one without a console can print nothing."""
IMPORT_ALL = "import_all"
CONTENTS = "lib"

EXCLUDED_MODULES = [
    "tkinter",
    "_tkinter",
    "test",
    "pydoc",
    "pydoc_data",
    "doctest",
    "lib2to3",
    "distutils",
    "setuptools",
    "pkg_resources",
    "psycopg",
    "psycopg_binary",
    "numpy",
    "pandas",
    "pytest",
]
LEFT_OUT_SCRIPTS = {"pyi_rth_pyside6"}

Entry = tuple[str, str, str]
"""Where it lies in the folder, where it comes from, of what kind."""


def kept(entries: list[Entry]) -> list[Entry]:
    return entries

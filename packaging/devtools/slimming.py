"""What nobody uses is taken out of the files of the frozen folder, after they were put there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from devtools import elf, icu_data

_WRITTEN_ANEW = "pillow.libs"
"""Its libraries were renamed by a tool that ``strip`` does not understand."""


def slim(folder: Path) -> None:
    """Take out symbols for debuggers and the data of other tongues; Windows' files have neither."""
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        if not elf.is_elf(file) or _WRITTEN_ANEW in file.parts:
            continue
        if file.name.startswith("libicudata.so"):
            icu_data.slim(file)
        elif elf.has_symbols(file) and file.parent != folder:
            # What PyInstaller appended to its start programs would go too.
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)

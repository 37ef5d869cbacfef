"""The program for Windows: frozen on Windows, or on Linux by wine, and packed into its installer.

Both do the same with other hands: ``freeze`` is run by a Python for Windows either way.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devtools import bundle_check, bundle_parts, setup_exe, windows_python
from devtools.environment import ROOT
from devtools.system import SetupProblem
from devtools.wine import Wine, inside, on_drive

if TYPE_CHECKING:
    from devtools.bundle import Made

WORK = ROOT / "build" / "windows"
PREFIX = "/prefixes/build"
NSIS = ("C:/Program Files (x86)/NSIS", "C:/Program Files/NSIS")
_FREEZE = """
import sys
from pathlib import Path
sys.path[:0] = ["packaging", "."]
from devtools import bundle, release_papers
work = Path("build", "windows").absolute()
python = Path(sys.executable)
folder = bundle.freeze(python, work, bundle.Commit({name!r}, {date!r}, {seconds}))
release_papers.gather_licences(folder, bundle.packages_of(python))
"""


def build_setup(to: Path) -> Path:
    """The installer in the folder ``to``. Raises SetupProblem where it is not what it must be."""
    from devtools import bundle

    if os.name == "nt":
        made = bundle.freeze_here()
        file = setup_exe.write_setup(made.folder, WORK / "setup", made.commit.seconds, _run_nsis)
    else:
        with Wine(PREFIX) as wine:
            made = freeze_by_wine(wine)

            def run(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
                return wine.do(command, cwd=inside(cwd), patience=3600)

            file = setup_exe.write_setup(made.folder, WORK / "setup", made.commit.seconds, run)
    return Path(shutil.copyfile(file, to / file.name))


def freeze_by_wine(wine: Wine) -> Made:
    """The frozen folder, checked as on Windows."""
    from devtools import bundle

    python = windows_python.windows_python(wine)
    wine.begin()
    commit = bundle.this_commit()
    script = WORK / "freeze.py"
    script.write_text(_FREEZE.format(**commit._asdict()), "utf-8")
    words = [on_drive(inside(python)), on_drive(inside(script))]
    done = wine.run(words, patience=3600)
    folder = WORK / "made" / bundle_parts.FOLDER
    if done.returncode != 0 or not folder.exists():
        raise SetupProblem(f"没有做成：\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    builder = [*bundle.builder_paths(), str(inside(ROOT))]
    found = bundle_check.problems(folder, commit.name, builder)
    found += _unimportable(wine, folder)
    if found:
        raise SetupProblem("做成的不合格：\n" + "\n".join(found))
    print(bundle.description(folder))
    return bundle.Made(folder, commit)


def _unimportable(wine: Wine, folder: Path) -> list[str]:
    name = f"{bundle_parts.IMPORT_ALL}.exe"
    program = shutil.copy2(WORK / "parts" / "program" / name, folder / name)
    try:
        done = wine.run([on_drive(inside(folder / name))], {"QT_QPA_PLATFORM": "offscreen"})
    finally:
        Path(program).unlink()
    if done.returncode == 0:
        return []
    return [f"不能装入 {line}" for line in done.stderr.splitlines()] or ["检查用的程序没有启动"]


def _run_nsis(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """On Windows NSIS is where its installer put it, or on the path."""
    places = os.pathsep.join([*NSIS, os.environ.get("PATH", "")])
    program = shutil.which(command[0], path=places)
    if program is None:
        raise SetupProblem("缺少 NSIS 3：请从 nsis.sourceforge.io 装上，再运行一次。")
    return subprocess.run(
        [program, *command[1:]], cwd=cwd, capture_output=True, text=True, check=False
    )

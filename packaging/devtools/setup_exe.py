"""The installer for Windows, made by NSIS of a frozen folder: the same files give the same file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from devtools import bundle_parts
from devtools.environment import ROOT
from devtools.system import SetupProblem
from qinglian_desktop import VERSION

SCRIPT = ROOT / "packaging" / "windows" / "setup.nsi"
ICON = ROOT / "resources" / "icons" / "app.ico"
APP_ID = "qinglian-desktop"

Run = Callable[[Sequence[str], Path], "subprocess.CompletedProcess[str]"]
"""Runs a command in a folder."""


def setup_name() -> str:
    return f"{bundle_parts.FOLDER}_{VERSION}_setup.exe"


def write_setup(folder: Path, work: Path, seconds: int, run: Run) -> Path:
    """Write the installer of a frozen folder into ``work``.

    ``seconds`` is the moment since 1970 that its files bear; ``run`` runs ``makensis``.
    Raises SetupProblem where it could not be written.
    """
    work.mkdir(parents=True, exist_ok=True)
    target = work / setup_name()
    target.unlink(missing_ok=True)
    names = sorted(each.relative_to(folder) for each in folder.rglob("*") if each.is_file())
    size = sum((folder / each).stat().st_size for each in names)
    _write(work / "files.nsh", files(names, _relative(folder, work)))
    _write(work / "about.nsh", about(size, _relative(ICON, work)))
    _write(work / SCRIPT.name, SCRIPT.read_text("utf-8"))
    for each in names:
        os.utime(folder / each, (seconds, seconds))
    command = ["makensis", "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8", SCRIPT.name]
    done = run(command, work)
    if done.returncode != 0 or not target.exists():
        raise SetupProblem(f"没有做成安装程序：\n{done.stdout}\n{done.stderr}")
    return target


def about(size: int, icon: str) -> str:
    """The names that the script asks for; ``size`` in bytes is what will be unpacked."""
    words = {
        "NAME": bundle_parts.FOLDER,
        "PROGRAM": bundle_parts.WINDOW,
        "COMMAND": bundle_parts.COMMAND,
        "VERSION": VERSION,
        "VERSION_OF_FOUR": f"{VERSION}.0",
        "APP_ID": APP_ID,
        "TARGET": setup_name(),
        "ICON": icon,
    }
    lines = [f'!define {name} "{word}"' for name, word in words.items()]
    return "\n".join([*lines, f"!define SIZE_IN_KB {-(-size // 1024)}", ""])


def files(names: Sequence[Path], folder: str) -> str:
    """The files to be installed, in their order, and what of them lies at the top.

    A list of its own, because NSIS would take them in the order in which a disk happens to have
    them. ``names`` are below the frozen folder, which is reached by ``folder``.
    """
    tops = sorted({each.parts[0] for each in names})
    lines = ["!macro EACH_AT_TOP DO"]
    lines += [f'  !insertmacro ${{DO}} "{_quoted(top)}"' for top in tops]
    lines += ["!macroend", "", "!macro INSTALL_FILES"]
    before: Path | None = None
    for each in names:
        if each.parent != before:
            before = each.parent
            place = "\\".join(["$INSTDIR", *map(_quoted, before.parts)])
            lines.append(f'  SetOutPath "{place}"')
        lines.append(f'  File "{_quoted(folder)}/{_quoted(each.as_posix())}"')
    return "\n".join([*lines, "!macroend", ""])


def _quoted(name: str) -> str:
    """Dollars begin a variable in NSIS."""
    return name.replace("$", "$$")


def _relative(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8", newline="\n")

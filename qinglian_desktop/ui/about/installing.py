"""A checked installer is given to the system, when the book is closed"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.look.file_dialogs import open_file
from qinglian_desktop.ui.look.warning import warning_of


def install(installer: Path, end: Callable[[], object], back: Callable[[], object]) -> None:
    """Start it and ``end``; where the system has nothing for it go ``back`` and say where it lies.

    Windows runs it, the desktops of Linux open their own installer of packages.
    """
    if open_file(installer):
        end()
        return
    back()
    open_file(installer.parent)
    box = warning_of(
        EnvironmentProblem(
            f"系统没有打开安装程序“{installer.name}”。",
            "现在的程序和台账库没有动，台账库已经备份。",
            f"请自己打开它，或者请管理这台电脑的人安装。它在：{installer.parent}",
        ),
        None,
    )
    # What is called when it is closed holds it until then: over no window nobody else does.
    box.finished.connect(lambda _, box=box: None)
    box.open()

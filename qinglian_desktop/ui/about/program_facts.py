"""Versions of the program and of what it stands on, and of places their kind, in words"""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtWidgets import QApplication

from qinglian_desktop.own_place import portable_folder, program_folder
from qinglian_desktop.this_build import this_build
from qinglian_desktop.ui.doorway.recent_books import friendly
from qinglian_desktop.ui.look.theme import Theme


def version_facts() -> list[tuple[str, str]]:
    """Names and words: of the program, how it came here, the system, what it is made of."""
    return [
        ("版本", this_build().words),
        ("安装", _how_installed()),
        ("系统", f"{QSysInfo.prettyProductName()}（{QSysInfo.currentCpuArchitecture()}）"),
        ("部件", f"Qt {qVersion()}，Python {platform.python_version()}"),
    ]


def diagnosis_facts(theme: Theme, book: Path | None) -> list[tuple[str, str]]:
    """The same, with the screen, and of the open book what kind of place it lies in."""
    screen = QApplication.primaryScreen()
    size, factor = screen.size(), screen.devicePixelRatio()
    looks = f"字号 {theme.scale} %，{'深色' if theme.dark else '浅色'}"
    return [
        *version_facts(),
        ("内核", f"{QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"),
        ("窗口", f"{QApplication.platformName()}，{size.width()}×{size.height()}，{factor:g} 倍"),
        ("外观", looks),
        ("台账库", "没有打开" if book is None else f"打开着，在{kind_of_place(book)}"),
    ]


def kind_of_place(folder: Path) -> str:
    """In which of the places that everybody has: 文档, 桌面 …; no name of a folder."""
    first = friendly(folder).split(" › ")[0]
    return "其他地方" if first in (folder.anchor, folder.drive) else first


def _how_installed() -> str:
    if program_folder() is None:
        return "开发版，从源代码运行"
    return "安装版" if portable_folder() is None else "便携版"

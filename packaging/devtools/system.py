"""What the operating system must bring: Qt's libraries, test programs, Python's venv module."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path


class SetupProblem(Exception):
    """Something this machine lacks; the message says what to do, in Chinese."""


# Debian package → a library whose presence proves it installed.
OFFSCREEN = {
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libatomic1": "libatomic.so.1",
}
SCREEN = {
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
# Debian package → a program it brings.
TEST_PROGRAMS = {
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "poppler-utils": "pdftotext",
    "dbus": "dbus-daemon",
}


SHARED_MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""


def on_linux() -> bool:
    return sys.platform.startswith("linux")


def has_screen(environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown; on Windows always."""
    return not on_linux() or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def missing_libraries(wanted: Mapping[str, str]) -> list[str]:
    """The packages whose library the loader cannot find; never any but on Linux."""
    return [package for package, name in wanted.items() if on_linux() and not _loads(name)]


def missing_programs(wanted: Mapping[str, str]) -> list[str]:
    return [package for package, name in wanted.items() if on_linux() and not shutil.which(name)]


def missing_server() -> list[str]:
    """The package of PostgreSQL, if its programs are missing, which Debian keeps off the path."""
    return [] if not on_linux() or postgresql_programs() else ["postgresql"]


def postgresql_programs() -> Path | None:
    """The folder with the programs of the newest PostgreSQL server here; None without one."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), shutil.which("initdb")]
    folders = [Path(each).resolve().parent for each in found if each]
    return max(folders, key=_version_of, default=None)


def _version_of(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def missing_compiler() -> list[str]:
    """The packages of a C compiler that are missing: it itself, and the headers of the system."""
    headers = ["libc6-dev"] if on_linux() and not Path("/usr/include/stdio.h").exists() else []
    return [*missing_programs({"gcc": "cc"}), *headers]


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_room(folder: Path, size: int) -> bool:
    """Whether the folder is there, can be written to and has so many bytes free."""
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= size


def can_use_apt() -> bool:
    return on_linux() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def provide(packages: Iterable[str]) -> list[str]:
    """Install packages where apt may be used; return those still not to be had."""
    packages = list(packages)
    if not packages or not can_use_apt():
        return packages
    print(f"正在安装系统软件包：{' '.join(packages)} …")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environ, check=False, stdout=subprocess.DEVNULL)
    return [] if done.returncode == 0 else packages


def explain(packages: Iterable[str]) -> str:
    """Tell a person which packages are missing and how to get them."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"缺少系统软件包：{names}\n请由管理员执行：apt-get install {names}"
    return f"缺少系统组件（Debian 上的包名）：{names}\n请用本机的软件包管理器安装对应的包。"


def ensure_venv_module() -> None:
    """Debian splits venv's pip out of Python; get it, or say its name."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if still_missing := provide([package]):
        raise SetupProblem(explain(still_missing))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def libreoffice_parts() -> list[str]:
    """The LibreOffice packages that the optional checks would use and that are missing."""
    program = shutil.which("soffice")
    if program is None:
        return ["libreoffice-calc", "libreoffice-writer"]
    folder = Path(program).resolve().parent
    parts = {"libreoffice-calc": "libsclo.so", "libreoffice-writer": "libswlo.so"}
    return [package for package, library in parts.items() if not (folder / library).exists()]

"""Programs for Windows run on Linux: wine in a Debian of its own, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from devtools import system
from devtools.environment import ROOT
from devtools.system import SetupProblem

SUITE, MIRROR = "trixie", "http://deb.debian.org/debian"
"""The first Debian whose wine runs Qt 6.8."""
PACKAGES = [
    # NSIS makes installers of 32 bits.
    *("wine", "wine64", "wine32:i386", "libgnutls30t64", "locales"),
    # With these wine hears at once what was copied, and knows its screens.
    *("libxfixes3", "libxi6", "libxcursor1", "libxrandr2", "libxrender1", "libxcomposite1"),
    *("libxinerama1", "nsis", "gcc-mingw-w64-x86-64-win32"),
]
DEBIAN = ROOT / "build" / "windows" / "debian"
INSIDE = Path("/checkout")
"""Where the checkout lies in that Debian, for wine ``Z:\\checkout``."""
SOCKETS = Path("/tmp/.X11-unix")
"""Where the screens of this machine are spoken to."""
LONGEST = 600
"""Seconds that one command may take."""
_DONE = "made-by-dev.py"


def debian() -> Path:
    """The Debian with everything that is needed, made at the first time (about 1.5 GB)."""
    if not system.on_linux() or os.geteuid() != 0:
        raise SetupProblem(
            "在 Linux 上做 Windows 的安装包要用 root（建一个带 wine 的 Debian）。\n"
            "不能用 root 的，请在 Windows 上装好官方的 Python 和 NSIS，运行同一条命令。"
        )
    if still_missing := system.provide(system.missing_programs({"debootstrap": "debootstrap"})):
        raise SetupProblem(system.explain(still_missing))
    if (DEBIAN / _DONE).exists():
        return DEBIAN
    shutil.rmtree(DEBIAN, ignore_errors=True)
    DEBIAN.parent.mkdir(parents=True, exist_ok=True)
    print(f"正在建立带 wine 的 Debian {DEBIAN} …")
    _must(["debootstrap", "--variant=minbase", SUITE, str(DEBIAN), MIRROR])
    (DEBIAN / "etc/dpkg/dpkg.cfg.d/thin").write_text("path-exclude /usr/share/doc/*\n", "ascii")
    (DEBIAN / "etc/locale.gen").write_text("zh_CN.UTF-8 UTF-8\n", "ascii")
    apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    enter = ["chroot", str(DEBIAN), "env", "DEBIAN_FRONTEND=noninteractive"]
    both = ["dpkg", "--add-architecture", "i386"]
    for command in (both, ["apt-get", "update", "-qq"], apt, ["locale-gen"]):
        _must([*enter, *command])
    (DEBIAN / INSIDE.relative_to("/")).mkdir(exist_ok=True)
    (DEBIAN / _DONE).touch()
    return DEBIAN


def inside(path: Path) -> Path:
    """What a place in the checkout is called in that Debian."""
    return INSIDE / path.relative_to(ROOT)


def on_drive(path: Path) -> str:
    """What wine calls a place of that Debian."""
    return "Z:" + str(path).replace("/", "\\")


class Wine:
    """That Debian while a block lasts: its own processes, which end with it, and no network.

    ``user`` is whom Windows names so, made where there is none yet; what is installed and kept
    lies in ``prefix``, a folder of that Debian. ``display`` is a screen of this machine.
    """

    def __init__(self, prefix: str, user: str = "root", display: str = "") -> None:
        self._root, self._user, self.prefix = debian(), user, Path(prefix)
        self._display = display
        self._holder: subprocess.Popen[str] | None = None

    def __enter__(self) -> Wine:
        root = self._root
        mounts = [
            f"mount -t proc proc '{root}/proc'",
            f"mount --rbind /dev '{root}/dev'",
            f"mount -t tmpfs -o mode=1777 tmpfs '{root}/dev/shm'",
            f"mount -t tmpfs -o mode=1777 tmpfs '{root}/tmp'",
            f"mount --bind '{ROOT}' '{root}{INSIDE}'",
            f"mkdir -p {SOCKETS} '{root}{SOCKETS}'",
            f"mount --bind {SOCKETS} '{root}{SOCKETS}'",
            "echo ready",
            "exec sleep infinity",
        ]
        apart = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child"]
        command = [*apart, "sh", "-c", " && ".join(mounts)]
        self._holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != "ready\n":
            raise SetupProblem("没有进得了带 wine 的 Debian（原因见上）。")
        children = Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children")
        self._first = children.read_text("ascii").split()[0]
        if self._user != "root":
            self._as("root", ["useradd", "--badname", "--create-home", self._user])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._holder is not None:
            self.end_programs()
            self._holder.kill()
            self._holder.wait()

    def end_programs(self) -> None:
        """End every program that still runs, at once; what was noted in the registry is kept."""
        self._as(self._user, ["wineserver", "-k"])
        self._as(self._user, ["wineserver", "-w"])

    def begin(self) -> None:
        """Make the prefix anew, as a PC on which nobody worked yet."""
        if self.outside(self.prefix).exists():
            shutil.rmtree(self.outside(self.prefix))
        self.do(["mkdir", "-p", str(self.prefix.parent)])
        self.do(["wine64", "wineboot", "--init"])
        self.do(["wineserver", "-w"])

    def outside(self, path: Path) -> Path:
        """Where a place of that Debian lies on this machine."""
        return self._root / path.relative_to("/")

    def do(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        cwd: Path = INSIDE,
        patience: float = LONGEST,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of that Debian as the user; what it printed, and its exit code."""
        return self._as(self._user, command, environ, cwd, patience)

    def run(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        patience: float = LONGEST,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program for Windows, until it ends."""
        return self.do(["wine64", *command], environ, patience=patience)

    def start(
        self, command: Sequence[str], environ: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a command of that Debian and let it run."""
        line = self._line(self._user, command, environ, INSIDE)
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def _as(
        self,
        user: str,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        cwd: Path = INSIDE,
        patience: float = LONGEST,
    ) -> subprocess.CompletedProcess[str]:
        line = self._line(user, command, environ, cwd)
        return subprocess.run(
            line, capture_output=True, text=True, errors="replace", check=False, timeout=patience
        )

    def _line(
        self, user: str, command: Sequence[str], environ: Mapping[str, str] | None, cwd: Path
    ) -> list[str]:
        words = {
            "PATH": "/usr/lib/wine:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root" if user == "root" else f"/home/{user}",
            "LANG": "zh_CN.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Neither is asked for while a prefix is made.
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "XDG_RUNTIME_DIR": "/tmp",
            "DISPLAY": self._display,
            **(environ or {}),
        }
        into = ["nsenter", "--target", self._first, "--mount", "--pid", "--net"]
        become = ["chroot", f"--userspec={user}", str(self._root), "env", "-i", f"--chdir={cwd}"]
        return [*into, *become, *(f"{name}={value}" for name, value in words.items()), *command]


def _must(command: list[str]) -> None:
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    if done.returncode != 0:
        raise SetupProblem(f"没有成功（原因见上）：{' '.join(command)}")

"""A newer version of the program on a stick: found, checked against its sums, taken over whole

The sums tell a copy that was cut off or changed on its way; they lie on the same stick, and so tell
nothing of who made it. That is for the signature that the system asks for.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.durable import make_folder

SUMS_FILE = "SHA256SUMS"
TAKEN_TO = "更新"
"""The folder in the program's own into which a checked installer is taken."""
_KEPT = "现在的程序和台账库没有动。"
_BLOCK = 1 << 20
_MOST_SUMS = 1 << 20
_MOST_ENTRIES = 2_000
"""Names that are looked at in one folder; a stick may be full of photos."""


class InstallerKind(Enum):
    """What is done with the file: the system installs it, or a person unpacks it."""

    SETUP = "Windows 安装程序"
    DEB = "Linux 安装包"
    PORTABLE = "便携版"


_SYSTEMS = {
    "windows-x86_64": "Windows",
    "linux-x86_64": "Intel、兆芯、海光处理器的 Linux",
    "linux-aarch64": "飞腾、鲲鹏处理器的 Linux",
}
_DEB_PLATFORMS = {"amd64": "linux-x86_64", "arm64": "linux-aarch64"}
_VERSION = r"(?P<version>\d{1,6}(\.\d{1,6}){1,3})"
_NAMES = (
    (InstallerKind.SETUP, re.compile(rf"清廉机关台账_{_VERSION}_setup\.exe")),
    (
        InstallerKind.DEB,
        re.compile(rf"[a-z0-9.-]+\.qinglian-desktop_{_VERSION}_(?P<of>amd64|arm64)\.deb"),
    ),
    (
        InstallerKind.PORTABLE,
        re.compile(rf"清廉机关台账_{_VERSION}_便携版_(?P<of>[a-z0-9_-]+)\.zip"),
    ),
)


@dataclass(frozen=True, slots=True)
class Installer:
    """``version`` as its name says it; ``of`` is the platform it is for, as linux-x86_64."""

    path: Path
    kind: InstallerKind
    version: str
    of: str

    @property
    def words(self) -> str:
        """The version as people say it: 0.2.0, where a package says 0.2.0.0."""
        parts = self.version.split(".")
        return ".".join(parts[:3] if parts[3:] == ["0"] else parts)


def installer_of(path: Path) -> Installer | None:
    """What a file is by its name; None if it is no installer of this program."""
    for kind, pattern in _NAMES:
        if (named := pattern.fullmatch(path.name)) is not None:
            of = named.groupdict().get("of") or "windows-x86_64"
            return Installer(path, kind, named["version"], _DEB_PLATFORMS.get(of, of))
    return None


def find_installers(places: Iterable[Path]) -> list[Installer]:
    """Those in these folders, and in the folders in them; where nothing can be read are none."""
    found: list[Installer] = []
    for place in places:
        inside = _entries(place)
        below = (each for each in inside if not each.name.startswith((".", "$")))
        folders = [place, *(each for each in below if _is_folder(each))]
        files = inside + [file for each in folders[1:] for file in _entries(each)]
        found += [made for each in files if (made := installer_of(each)) is not None]
    return found


def newest_for(
    found: Iterable[Installer], own_version: str, kind: InstallerKind, of: str
) -> Installer:
    """The newest that is for this PC and newer than what it has; else EnvironmentProblem."""
    all_found = list(found)
    fitting = [each for each in all_found if (each.kind, each.of) == (kind, of)]
    if not all_found:
        raise EnvironmentProblem(
            "没有找到新版本的安装程序。",
            _KEPT,
            f"请把安装程序和“{SUMS_FILE}”一起拷到U盘上，插好再找一次；放在别处的，另选文件夹。",
        )
    if not fitting:
        others = "、".join(sorted({_for_whom(each) for each in all_found}))
        raise EnvironmentProblem(
            f"找到的安装程序是给别的电脑用的：{others}。",
            _KEPT,
            f"这台电脑要用{_for_whom(Installer(Path(), kind, '', of))}的，请换一个。",
        )
    newest = max(fitting, key=lambda each: version_order(each.version))
    if version_order(newest.version) <= version_order(own_version):
        is_same = version_order(newest.version) == version_order(own_version)
        which = "就是这一版" if is_same else f"的 {own_version} 版更新"
        raise EnvironmentProblem(
            f"找到的是 {newest.words} 版，这台电脑上{which}。",
            _KEPT,
            "不用更新。",
        )
    return newest


def version_order(version: str) -> tuple[int, ...]:
    """Numbers by which versions are compared: 0.1.0 is 0.1.0.0."""
    numbers = [int(each) for each in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def own_platform() -> str:
    """The platform of this PC, as the names of installers say it."""
    machine = {"AMD64": "x86_64", "arm64": "aarch64", "ARM64": "aarch64"}
    name = platform.machine()
    return f"{'windows' if sys.platform == 'win32' else 'linux'}-{machine.get(name, name)}"


def own_kind(*, is_portable: bool) -> InstallerKind:
    """How this PC is updated."""
    if is_portable:
        return InstallerKind.PORTABLE
    return InstallerKind.SETUP if sys.platform == "win32" else InstallerKind.DEB


def take_checked(installer: Installer, own_folder: Path, progress: Progress) -> Path:
    """A copy of the installer whose sum is the one beside it; what was taken before goes.

    The copy is what was checked, whatever becomes of the stick. ``progress`` is told the bytes.
    Raises EnvironmentProblem where there is no sum, or another.
    """
    wanted = _sum_beside(installer.path)
    folder = own_folder / TAKEN_TO
    with suppress(OSError):
        for each in folder.iterdir():
            each.unlink()
    try:
        make_folder(folder)
    except OSError as error:
        raise EnvironmentProblem(
            "程序的数据文件夹里不能新建文件，没有更新。", _KEPT, "请看看磁盘是不是满了，再做一次。"
        ) from error
    target = folder / installer.path.name

    def copy(partial: Path) -> None:
        if _copied(installer.path, partial, progress) != wanted:
            raise EnvironmentProblem(
                f"“{installer.path.name}”和校验文件对不上：没有拷完，或者被改动过，没有更新。",
                _KEPT,
                "请重新拷贝安装程序和校验文件，再做一次；还是对不上的，不要用它，问发给您的人。",
            )

    deliver(target, copy)
    return target


def _copied(source: Path, partial: Path, progress: Progress) -> str:
    """Copy a file, and give the sum of what was written."""
    summed, done = hashlib.sha256(), 0
    try:
        with source.open("rb") as read, partial.open("wb") as written:
            size = source.stat().st_size
            while block := read.read(_BLOCK):
                summed.update(block)
                written.write(block)
                done += len(block)
                if not progress(done, size):
                    raise Cancelled
    except FileNotFoundError as error:
        raise EnvironmentProblem(
            f"“{source.name}”读不出来，U盘可能已经拔出。", _KEPT, "请插好U盘，再做一次。"
        ) from error
    return summed.hexdigest()


def _sum_beside(path: Path) -> str:
    """What the file of sums beside an installer says of it."""
    try:
        with (path.parent / SUMS_FILE).open("rb") as file:
            lines = file.read(_MOST_SUMS).decode("utf-8", "replace").splitlines()
    except OSError as error:
        raise EnvironmentProblem(
            f"安装程序旁边没有校验文件“{SUMS_FILE}”，不知道它是不是完整的，没有更新。",
            _KEPT,
            "请把校验文件和安装程序拷到同一个文件夹里，再做一次。",
        ) from error
    for line in lines:
        said, _, name = line.strip().partition(" ")
        if name.lstrip(" *") == path.name and re.fullmatch(r"[0-9a-fA-F]{64}", said):
            return said.lower()
    raise EnvironmentProblem(
        f"校验文件“{SUMS_FILE}”里没有写“{path.name}”，不知道它是不是完整的，没有更新。",
        _KEPT,
        "请用和安装程序一起发下来的那个校验文件，再做一次。",
    )


def _for_whom(installer: Installer) -> str:
    return f"{_SYSTEMS.get(installer.of, '别的系统')}的{installer.kind.value}"


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(islice(folder.iterdir(), _MOST_ENTRIES))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False

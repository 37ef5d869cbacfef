"""What the stores of UOS and Kylin ask of a package, and whether an unpacked one is so.

Everything lies under ``/opt/apps/<appid>``; nothing is run when it is installed.
"""

from __future__ import annotations

import configparser
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

APPID = "cn.example.qinglian-desktop"
"""The package's name, here alone. Before a store is given one, a domain that is ours."""
NAME = "清廉机关台账"
PLACE = f"opt/apps/{APPID}"
DESKTOP = f"{PLACE}/entries/applications/{APPID}.desktop"
ICONS = f"{PLACE}/entries/icons/hicolor"
FILES = f"{PLACE}/files"
INFO = f"{PLACE}/info"
CONTROL = "DEBIAN"
"""Where an unpacked package keeps what stands in its control part."""
PERMISSIONS = (
    *("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera"),
    *("audio_record", "installed_apps"),
)
REQUIRED = (
    *("Package", "Version", "Section", "Priority", "Architecture", "Maintainer", "Depends"),
    "Description",
)
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}")
_APPID = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9-]+){2,}")


class Unpacked(NamedTuple):
    """A package taken apart: its tree with ``DEBIAN`` in it, and the name its file had."""

    root: Path
    file_name: str

    def read(self, path: str) -> str:
        """The text of a file of it; nothing if it is not there."""
        try:
            return (self.root / path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""


def file_name(version: str, architecture: str) -> str:
    return f"{APPID}_{version}_{architecture}.deb"


def fields(control: str) -> dict[str, str]:
    """The control file's fields; of those with several lines the first."""
    lines = [line.partition(":") for line in control.splitlines() if line[:1].strip()]
    return {name: value.strip() for name, _, value in lines}


def exec_of(desktop: str) -> str:
    """The command line of a desktop file; nothing if it names none."""
    return _entry(desktop).get("Exec", "")


def faults(package: Unpacked) -> list[str]:
    """What a store would refuse, or a person stumble over; nothing if all is well."""
    return [
        *_control_faults(package),
        *_info_faults(package),
        *_desktop_faults(package),
        *_file_faults(package),
    ]


def _control_faults(package: Unpacked) -> Iterator[str]:
    told = fields(package.read(f"{CONTROL}/control"))
    yield from (f"control 里没有 {name}" for name in REQUIRED if not told.get(name))
    if told.get("Package") != APPID or not _APPID.fullmatch(APPID):
        yield f"包名不是 {APPID}"
    version, architecture = told.get("Version", ""), told.get("Architecture", "")
    if not _VERSION.fullmatch(version):
        yield f"版本号不是四段数字：{version}"
    if architecture not in ("amd64", "arm64"):
        yield f"不是一种机型：{architecture}"
    if package.file_name != file_name(version, architecture):
        yield f"文件名和 control 不一致：{package.file_name}"
    if not re.search(r"\blibc6 \(>= [\d.]+\)", told.get("Depends", "")):
        yield "Depends 没有写明 libc6 的版本"
    extra = {each.name for each in (package.root / CONTROL).glob("*")} - {"control", "md5sums"}
    yield from (f"安装时要运行或改动系统：{name}" for name in sorted(extra))


def _info_faults(package: Unpacked) -> Iterator[str]:
    try:
        info = cast("dict[str, object]", json.loads(package.read(INFO)))
    except ValueError:
        yield "info 读不成"
        return
    told = fields(package.read(f"{CONTROL}/control"))
    wanted = {
        "appid": APPID,
        "name": NAME,
        "version": told.get("Version"),
        "arch": [told.get("Architecture")],
        "permissions": dict.fromkeys(PERMISSIONS, False),
        "support-plugins": [],
        "plugins": [],
    }
    yield from (f"info 的 {key} 不对" for key in wanted if info.get(key) != wanted[key])
    yield from (f"info 里多了 {key}" for key in info.keys() - wanted.keys())


def _desktop_faults(package: Unpacked) -> Iterator[str]:
    entry = _entry(package.read(DESKTOP))
    if entry.get("Type") != "Application" or entry.get("Name") != NAME:
        yield "桌面文件没有，或者没有名称"
    if entry.get("Terminal", "false") != "false":
        yield "桌面文件要开终端"
    program = entry.get("Exec", "").partition(" ")[0]
    if not program.startswith(f"/{FILES}/"):
        yield f"桌面文件的 Exec 不在 /{FILES} 里：{program}"
    elif not _is_program(package.root / program[1:]):
        yield f"桌面文件的 Exec 不能运行：{program}"
    icon = entry.get("Icon", "")
    if icon != APPID or not (package.root / f"{ICONS}/scalable/apps/{icon}.svg").is_file():
        yield f"没有图标 {icon}.svg"


def _file_faults(package: Unpacked) -> Iterator[str]:
    allowed = {f"{PLACE}/entries", f"{PLACE}/files", INFO}
    for path in sorted(package.root.rglob("*")):
        inner = path.relative_to(package.root).as_posix()
        if inner.startswith(CONTROL):
            continue
        is_above = any(each.startswith(f"{inner}/") for each in allowed)
        is_inside = any(inner == each or inner.startswith(f"{each}/") for each in allowed)
        if not (is_above and path.is_dir()) and not is_inside:
            yield f"不在 /{PLACE} 的 entries、files、info 里：{inner}"
        mode = path.lstat().st_mode
        if path.is_symlink():
            yield f"是链接：{inner}"
        elif not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            yield f"不是文件：{inner}"
        elif mode & 0o7022 or not mode & 0o444:
            yield f"权限不对：{inner} {stat.S_IMODE(mode):o}"


def _entry(desktop: str) -> dict[str, str]:
    parser = configparser.RawConfigParser(interpolation=None, strict=True, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment]
    try:
        parser.read_string(desktop)
        return dict(parser["Desktop Entry"])
    except (configparser.Error, KeyError):
        return {}


def _is_program(file: Path) -> bool:
    return file.is_file() and bool(file.stat().st_mode & 0o111)

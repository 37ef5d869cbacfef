"""The package for UOS and Kylin: the folder frozen on an old system, in the stores' layout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from devtools import chroots, deb_layout, elf, old_python
from devtools.bundle_parts import COMMAND, FOLDER
from devtools.deb_layout import APPID, CONTROL, DESKTOP, FILES, ICONS, INFO, NAME, PERMISSIONS
from devtools.environment import ROOT
from devtools.old_python import FLOOR, PYTHON
from devtools.system import SetupProblem
from qinglian_desktop import VERSION

BUILD_NUMBER = 0
"""Of packages of one version each that a store is given needs a higher one."""
MAINTAINER = "清廉机关台账 <qinglian@example.cn>"
DEPENDS = {
    "libgl1": ("libGL.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libglib2.0-0": tuple(
        f"lib{each}-2.0.so.0" for each in ("glib", "gmodule", "gobject", "gthread")
    ),
    "libgssapi-krb5-2": ("libgssapi_krb5.so.2",),
    "libcups2": ("libcups.so.2",),
    "libx11-6": ("libX11.so.6",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxcb1": ("libxcb.so.1",),
    "libstdc++6": ("libstdc++.so.6",),
    "libgcc-s1": ("libgcc_s.so.1",),
    "libexpat1": ("libexpat.so.1",),
    "zlib1g": ("libz.so.1",),
}
"""Debian's package → what of it the program asks for."""
_OF_LIBC6 = re.compile(r"lib(c|m|dl|pthread|rt|util|resolv)\.so|ld-linux")
WORK = ROOT / "build" / "deb"
# A name that stands in no library by chance: nothing of the place may be in what is made.
_SOURCE = "/qinglian-source"
_FREEZE = f"""
import sys
from pathlib import Path
sys.path[:0] = ["{_SOURCE}/packaging", "{_SOURCE}"]
from devtools import bundle
bundle.freeze_whole(Path(sys.executable), Path("{_SOURCE}/build"), "GLIBC_{FLOOR[0]}.{FLOOR[1]}")
"""


def build(to: Path, seconds: int) -> Path:
    """The package of what the checkout stands at, in a folder; what is not committed is not in it.

    ``seconds`` since 1970 is the moment that every file in it gets.
    """
    return packed(freeze(), to, seconds)


def freeze() -> Path:
    """The frozen folder, made on the old system, which has no network, out of the commit."""
    builder = old_python.ensure()
    source = WORK / "source"
    shutil.rmtree(source, ignore_errors=True)
    clone = ["git", "clone", "-q", "--depth", "1", f"file://{ROOT}", str(source)]
    if subprocess.run(clone, check=False).returncode != 0:
        raise SetupProblem("没有取出这次提交（原因见上）。")
    builder.run([PYTHON, "-c", _FREEZE], binds={source: _SOURCE})
    return source / "build" / "made" / FOLDER


def version_of(build_number: int = BUILD_NUMBER) -> str:
    """In four parts, as the stores want it."""
    return f"{VERSION}.{build_number}"


def packed(frozen: Path, to: Path, seconds: int, version: str = "") -> Path:
    """The .deb of a frozen folder; raises ``SetupProblem`` if it is not as it must be."""
    version, architecture = version or version_of(), chroots.architecture()
    to.mkdir(parents=True, exist_ok=True)
    file = to / deb_layout.file_name(version, architecture)
    with tempfile.TemporaryDirectory(prefix="deb-") as temporary:
        tree = Path(temporary) / "tree"
        lay_out(frozen, tree, version, architecture)
        wrong = [*deb_layout.faults(deb_layout.Unpacked(tree, file.name)), *strangers(tree)]
        if wrong:
            raise SetupProblem("做成的包不合要求：\n" + "\n".join(wrong))
        _pack(tree, file, seconds)
    if file.stat().st_size > deb_layout.MOST_BYTES:
        raise SetupProblem(f"做成的包太大：{file.stat().st_size / 1e6:.1f} MB。")
    return file


def lay_out(frozen: Path, tree: Path, version: str, architecture: str) -> None:
    """The package's tree, with its control part."""
    files = tree / FILES
    files.parent.mkdir(parents=True)
    shutil.copytree(frozen, files, symlinks=True)
    _write(tree / DESKTOP, desktop_entry())
    info = {
        "appid": APPID,
        "name": NAME,
        "version": version,
        "arch": [architecture],
        "permissions": dict.fromkeys(PERMISSIONS, False),
        "support-plugins": list[str](),
        "plugins": list[str](),
    }
    _write(tree / INFO, json.dumps(info, ensure_ascii=False, indent=2) + "\n")
    pictures = ROOT / "resources" / "icons"
    for picture, place in (("app.svg", "scalable"), ("app.png", "256x256")):
        icon = tree / ICONS / place / "apps" / f"{APPID}{Path(picture).suffix}"
        icon.parent.mkdir(parents=True)
        shutil.copyfile(pictures / picture, icon)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
    size = sum(each.stat().st_size for each in tree.rglob("*") if each.is_file())
    _write(tree / CONTROL / "control", control(version, architecture, size))


def control(version: str, architecture: str, size: int) -> str:
    """The control file; ``size`` in bytes."""
    depends = [f"libc6 (>= {'.'.join(map(str, FLOOR))})", *sorted(DEPENDS)]
    return "\n".join(
        [
            f"Package: {APPID}",
            f"Version: {version}",
            "Section: utils",
            "Priority: optional",
            f"Architecture: {architecture}",
            f"Maintainer: {MAINTAINER}",
            f"Installed-Size: {size // 1024 + 1}",
            f"Depends: {', '.join(depends)}",
            f"Description: {NAME}",
            " 机关党支部的清廉建设台账：谈话、八小时以外、风险、月报。不联网，台账库加密。",
            "",
        ]
    )


def desktop_entry() -> str:
    return "\n".join(
        [
            "[Desktop Entry]",
            "Type=Application",
            f"Name={NAME}",
            "Comment=机关党支部的清廉建设台账",
            f"Exec=/{FILES}/{COMMAND}",
            f"Icon={APPID}",
            "Terminal=false",
            "StartupNotify=true",
            f"StartupWMClass={COMMAND}",
            "Categories=Office;",
            "Keywords=清廉;台账;党支部;qinglian;",
            "",
        ]
    )


def strangers(tree: Path) -> list[str]:
    """The system's libraries that the program asks for and no package of Depends brings."""
    files = [file for file in (tree / FILES).rglob("*") if file.is_file() and elf.is_elf(file)]
    inside = {file.name for file in files}
    known = {library for libraries in DEPENDS.values() for library in libraries} | inside
    asked = {name: file.name for file in files for name in elf.asked(file).libraries}
    return [
        f"{asked[name]} 要 {name}，Depends 里没有写"
        for name in sorted(asked.keys() - known)
        if not _OF_LIBC6.match(name)
    ]


def _pack(tree: Path, file: Path, seconds: int) -> None:
    """Reproducible: same times, owners and order; the most that xz can do."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(seconds)}
    for path in (*tree.rglob("*"), tree):
        os.utime(path, (seconds, seconds), follow_symlinks=False)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(tree), str(file)]
    if subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False).returncode:
        raise SetupProblem("没有打成 .deb（原因见上）。")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    file.chmod(0o644)
    file.parent.chmod(0o755)

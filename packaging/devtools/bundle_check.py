"""Whether a frozen folder holds what it must and nothing it may not: PyInstaller says success even
where Qt's plugins are missing. Each check gives sentences; none is found where all is well."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from devtools import bundle_parts as parts
from devtools import elf, frozen_archive
from devtools.environment import ROOT
from qinglian_desktop.application.sample_book import SAMPLE_PASSWORD, SAMPLE_YEAR
from qinglian_desktop.this_build import BUILD_FILE

LICENCES = ROOT / "packaging" / "LICENCES.md"
QT_PARTS = {
    *("Core", "DBus", "Gui", "Network", "Pdf", "PdfWidgets", "PrintSupport", "Svg", "Widgets"),
    "XcbQpa",
}
"""All others are not used, and some of them come under the GPL alone."""
NEEDED_ON_LINUX = (
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    *(f"libxcb-{each}.so" for each in ("cursor", "icccm", "image", "keysyms", "render-util")),
    *("libxcb-xkb.so", "libxkbcommon.so", "libxkbcommon-x11.so"),
)
NEEDED_ON_WINDOWS = (
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/translations/qtbase_zh_CN.qm",
)
_QT = re.compile(r"(?:lib)?Qt6?([A-Z]\w*?)(?:\.abi3)?(?:\.so|\.pyd|\.dll)")
_LIBRARY = re.compile(r"\.(so(\.|$)|dll$|pyd$)")
_ROW = re.compile(r"^\| (`.+?`) \|", re.MULTILINE)
_NAME = re.compile(r"`([^`]+)`")
_UNWANTED = (".py", ".pyi", ".pdb", ".debug", ".a", ".lib", ".qml")


def problems(folder: Path, commit: str, builder: Sequence[str], most_glibc: str = "") -> list[str]:
    """All that is wrong with a folder made of ``commit``; ``builder`` are paths not to be in it.

    ``most_glibc``, as GLIBC_2.28, is the highest that it may ask for; where empty, any.
    """
    return [
        *missing(folder),
        *changed_resources(folder, commit),
        *strangers(folder),
        *without_licence(folder),
        *asked_of_nobody(folder),
        *too_new(folder, most_glibc),
        *named_builder(folder, builder),
    ]


def missing(folder: Path) -> list[str]:
    """The parts without which it does not start, or not in Chinese."""
    inner = folder / parts.CONTENTS
    windows = (folder / f"{parts.WINDOW}.exe").exists()
    needed = NEEDED_ON_WINDOWS if windows else NEEDED_ON_LINUX
    programs = [f"{each}.exe" if windows else each for each in (parts.WINDOW, parts.COMMAND)]
    found = [f"缺少 {each}" for each in programs if not (folder / each).is_file()]
    # Libraries may have a version behind.
    return found + [f"缺少 {each}" for each in needed if not list(inner.glob(f"{each}*"))]


def changed_resources(folder: Path, commit: str, resources: Path = ROOT / "resources") -> list[str]:
    """Fonts, help, templates, sample: each file is that of the checkout; and the commit is told."""
    inner = folder / parts.CONTENTS / "resources"
    files = [file.relative_to(resources) for file in resources.rglob("*") if file.is_file()]
    found = [f"缺少资源 {each.as_posix()}" for each in files if not (inner / each).is_file()]
    found += [
        f"资源不一样 {each.as_posix()}"
        for each in files
        if (inner / each).is_file()
        and (inner / each).read_bytes() != (resources / each).read_bytes()
    ]
    told = inner / BUILD_FILE
    if not told.is_file() or json.loads(told.read_text("utf-8")).get("commit") != commit:
        found.append(f"{BUILD_FILE} 没有写明提交 {commit}")
    return found


def strangers(folder: Path) -> list[str]:
    """Links, sources, parts of Qt that are not used, plugins likewise."""
    found: list[str] = []
    for file in _files(folder):
        place = file.relative_to(folder).as_posix()
        qt = _QT.match(file.name)
        if file.is_symlink():
            found.append(f"是链接 {place}")
        elif file.suffix in _UNWANTED:
            found.append(f"不该带 {place}")
        elif qt and qt[1] not in QT_PARTS:
            found.append(f"不该带 Qt 的 {qt[1]}：{place}")
        elif "plugins" in file.parts and not parts.is_used_plugin(place):
            found.append(f"不该带插件 {place}")
    return found


def without_licence(folder: Path, table: Path = LICENCES) -> list[str]:
    """Libraries that the table of licences does not know: nobody looked whether they may go out."""
    rows = _ROW.findall(table.read_text("utf-8"))
    known = {name for row in rows for name in _NAME.findall(row)}
    inner = folder / parts.CONTENTS
    libraries = [file.relative_to(inner) for file in _files(inner) if _LIBRARY.search(file.name)]
    return [
        f"许可证表里没有 {each.as_posix()}"
        for each in libraries
        if not known & {each.parts[0], part_of(each)}
    ]


def part_of(library: Path) -> str:
    """libxcb-cursor.so.0 → libxcb-cursor: a library's name without versions and platform."""
    name = re.split(r"\.(?:so|dll|pyd|cpython|abi3|cp3)", library.name, maxsplit=1)[0]
    return re.sub(r"-[0-9a-f]{8}$", "", name)


def asked_of_nobody(folder: Path) -> list[str]:
    """Libraries that others ask for and that are neither inside nor left to the system."""
    inner = folder / parts.CONTENTS
    libraries = [file for file in _files(inner) if file.is_file() and elf.is_elf(file)]
    inside = {file.name for file in libraries}
    return [
        f"没有 {name}（{file.relative_to(inner).as_posix()} 要用）"
        for file in libraries
        for name in elf.asked(file).libraries
        if name not in inside and not parts.is_from_system(name)
    ]


def symbol_versions(folder: Path) -> set[str]:
    """Every version that a file of Linux asks for, as GLIBC_2.28."""
    files = [file for file in _files(folder) if file.is_file() and elf.is_elf(file)]
    return {version for file in files for version in elf.asked(file).versions}


def too_new(folder: Path, most: str) -> list[str]:
    """The files that want a newer C library than the one that is aimed at."""
    if not most:
        return []
    return [
        f"{file.relative_to(folder).as_posix()} 要用 {version}，最高只许 {most}"
        for file in _files(folder)
        if file.is_file() and elf.is_elf(file)
        for version in [elf.highest(set(elf.asked(file).versions), "GLIBC")]
        if version and elf.number(version) > elf.number(most)
    ]


def named_builder(folder: Path, builder: Sequence[str]) -> list[str]:
    """Files in which a path of the builder stands; also inside of archives and programs."""
    words = {form for each in builder for form in _forms(each)}
    return [
        f"写着做的人的路径：{place}"
        for place, content in _everything(folder)
        if any(word in content for word in words)
    ]


def unimportable(folder: Path, import_all: Path, environ: dict[str, str]) -> list[str]:
    """Run the program that imports all modules from within the folder; what it could not."""
    program = folder / import_all.name
    shutil.copy2(import_all, program)
    try:
        command = [str(program)]
        done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
    finally:
        program.unlink()
    if done.returncode == 0:
        return []
    return [f"不能装入 {line}" for line in done.stderr.splitlines()] or ["检查用的程序没有启动"]


def unable(folder: Path, environ: dict[str, str]) -> list[str]:
    """Have the program in the folder do a month's work on the sample; what it could not."""
    windows = (folder / f"{parts.WINDOW}.exe").exists()
    program = str(folder / (f"{parts.COMMAND}.exe" if windows else parts.COMMAND))
    with tempfile.TemporaryDirectory() as place:
        given = {**environ, "QINGLIAN_PASSWORD": SAMPLE_PASSWORD}
        for words in work_on(Path(place)):
            done = subprocess.run(
                [program, *words], capture_output=True, text=True, env=given, check=False
            )
            if done.returncode != 0:
                return [f"做不了 {words[0]}：{done.stdout[-500:]}{done.stderr[-500:]}"]
    return []


def work_on(place: Path) -> list[list[str]]:
    """Commands that use every library there is: Excel, Word, PDF, pictures, encryption."""
    book, month = ["--book", str(place / "库 一")], f"{SAMPLE_YEAR}-10"
    table = str(place / "谈话.xlsx")
    return [
        ["demo", *book, "--year", str(SAMPLE_YEAR)],
        ["return", *book, "--month", month, "--to", str(place)],
        ["print", "talks", *book, "--period", month, "--to", str(place)],
        ["summary", *book, "--period", str(SAMPLE_YEAR), "--to", str(place / "总结.docx")],
        ["blank", "talks", *book, "--to", str(place)],
        ["risk-map", *book, "--to", str(place / "图.png")],
        ["export", "talks", *book, "--to", table],
        ["import", "talks", table, *book],
        ["backup", *book],
        ["check", *book],
    ]


def _everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in _files(folder):
        if not file.is_file():
            continue
        place = file.relative_to(folder).as_posix()
        yield place, file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as opened:
                for name in opened.namelist():
                    yield f"{place}：{name}", opened.read(name)
        elif file.parent == folder:
            for name, content in frozen_archive.contents(file):
                yield f"{place}：{name}", content


def _forms(path: str) -> Iterator[bytes]:
    for each in {path, path.replace("\\", "/"), path.replace("/", "\\")}:
        yield each.encode()
        yield each.encode("utf-16-le")


def _files(folder: Path) -> list[Path]:
    """Files and links, sorted, so that two runs say the same."""
    found = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
    linked = (Path(at, name) for at, names, _ in os.walk(folder) for name in names)
    return sorted([*found, *(each for each in linked if each.is_symlink())])

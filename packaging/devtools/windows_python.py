"""A CPython for Windows put together on Linux, to be run by wine: for tests, not for people.

Its DLLs are the official ones, carried by a wheel; the library in Python is Debian's source of the
same minor version; two small programs are compiled. What is shipped to people is made on Windows
with the official Python, or here, where both give the same files but for those two.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path
from urllib.request import urlopen

from devtools import environment
from devtools.environment import ROOT, fingerprint, lock_file
from devtools.system import SetupProblem
from devtools.wine import MIRROR, Wine, inside

MINOR = (3, 11)
SOURCE = f"{MIRROR}/pool/main/p/python3.11/python3.11_3.11.2.orig.tar.gz"
SOURCE_SHA256 = "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849"
WHEEL = ROOT / "packaging" / "windows" / "python.txt"
PROGRAM = ROOT / "packaging" / "windows" / "python.c"
FOLDER = ROOT / "build" / "windows" / "python"
DOWNLOADS = ROOT / "build" / "windows" / "downloads"
PLATFORM = "windows-x86_64"
_STAMP = "made-of.txt"
_BESIDE_PROGRAM = {"python311.dll"}
_NOT_TAKEN = ("api-ms-win", "vcruntime", "tcl", "tk")
"""Windows 10's own; older than what the libraries were compiled for; not used."""
_COMPILER = "x86_64-w64-mingw32"


def windows_python(wine: Wine) -> Path:
    """Its python.exe, with everything that the build lock lists installed."""
    program = FOLDER / "python.exe"
    lock = lock_file("build", PLATFORM)
    made_of = fingerprint(lock, MINOR) + hashlib.sha256(WHEEL.read_bytes()).hexdigest()
    stamp = FOLDER / _STAMP
    if stamp.exists() and stamp.read_text("ascii") == made_of:
        return program
    print(f"正在拼装 Windows 的 Python {FOLDER} …")
    shutil.rmtree(FOLDER, ignore_errors=True)
    libraries = FOLDER / "Lib" / "site-packages"
    libraries.mkdir(parents=True)
    exported = _unpack_source()
    _pip("install", "--require-hashes", "--target", str(libraries), "-r", str(lock))
    _unpack_dlls(libraries / "PySide6")
    _compile(wine, exported)
    stamp.write_text(made_of, "ascii")
    return program


def forwarded(exporting: str) -> str:
    """The module definition that makes of every name of the stable ABI one of python311.dll.

    ``exporting`` is CPython's own list, ``PC/python3dll.c``.
    """
    names = re.findall(r"^EXPORT_(FUNC|DATA)\((\w+)\)$", exporting, re.MULTILINE)
    lines = [f"{name}=python311.{name}{' DATA' * (kind == 'DATA')}" for kind, name in names]
    return "\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""])


def _unpack_source() -> str:
    """The library into its folder; gives CPython's list of the stable ABI."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    file = DOWNLOADS / SOURCE.rpartition("/")[2]
    if not file.exists():
        with urlopen(SOURCE, timeout=60) as read:
            file.write_bytes(read.read())
    if hashlib.sha256(file.read_bytes()).hexdigest() != SOURCE_SHA256:
        file.unlink()
        raise SetupProblem(f"下载的 {SOURCE} 和记下的校验码不符，已删除。请再运行一次。")
    with tarfile.open(file) as archive:
        exported = ""
        for each in archive:
            within = each.name.partition("/")[2]
            if within.startswith("Lib/") and "/test" not in within:
                archive.extract(each.replace(name=within), FOLDER, filter="data")
            elif within == "LICENSE":
                archive.extract(each.replace(name="LICENSE.txt"), FOLDER, filter="data")
            elif within == "PC/python3dll.c":
                member = archive.extractfile(each)
                exported = member.read().decode("ascii") if member else ""
    return exported


def _unpack_dlls(pyside: Path) -> None:
    _pip("download", "--require-hashes", "--dest", str(DOWNLOADS), "-r", str(WHEEL))
    extensions = FOLDER / "DLLs"
    extensions.mkdir()
    (wheel,) = DOWNLOADS.glob("panda3d-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            if folder == "deploy_libs" and not file.lower().startswith(_NOT_TAKEN):
                place = FOLDER if file in _BESIDE_PROGRAM else extensions
                (place / file).write_bytes(archive.read(name))
    for name in ("vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copyfile(pyside / name, FOLDER / name)


def _compile(wine: Wine, exported: str) -> None:
    parts = FOLDER / "parts"
    parts.mkdir()
    (parts / "python3.def").write_text(forwarded(exported), "ascii")
    (parts / "python311.def").write_text("LIBRARY python311.dll\nEXPORTS\nPy_Main\n", "ascii")
    compiler = [f"{_COMPILER}-gcc", "-O2", "-s", "-Wl,--no-insert-timestamp"]
    commands = [
        [f"{_COMPILER}-dlltool", "-d", "python311.def", "-l", "libpython311.a"],
        [*compiler, "-municode", str(inside(PROGRAM)), "-o", "../python.exe", "-L.", "-lpython311"],
        [*compiler, "-shared", "-nostdlib", "-Wl,--entry=0", "-o", "../python3.dll", "python3.def"],
    ]
    for command in commands:
        done = wine.do(command, cwd=inside(parts))
        if done.returncode != 0:
            raise SetupProblem(f"没有编译成：{' '.join(command)}\n{done.stderr}")
    shutil.rmtree(parts)


def _pip(*words: str) -> None:
    python = environment.ensure("run")
    command = [str(python), "-m", "pip", "--disable-pip-version-check", words[0], "-qq"]
    command += ["--no-deps", "--only-binary", ":all:", "--platform", "win_amd64"]
    command += ["--implementation", "cp", "--python-version", ".".join(map(str, MINOR)), *words[1:]]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupProblem("没有取得 Windows 的部件（原因见上）；请检查网络。")

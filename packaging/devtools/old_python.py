"""CPython for the packages that run on an old Linux: compiled there, of Debian's source package.

Whatever it is linked with must be on the oldest system that is meant: see `FLOOR`.
"""

from __future__ import annotations

import hashlib
import shlex
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
from pathlib import Path

from devtools import chroots, environment, system
from devtools.chroots import MIRROR, Chroot
from devtools.environment import ROOT
from devtools.system import SetupProblem

FLOOR = (2, 28)
"""The glibc of Kylin V10; UOS 20 has 2.31."""
VERSION = "3.11.2"
PYTHON = "/opt/python/bin/python3"
SOURCES = {
    f"python3.11_{VERSION}.orig.tar.gz": (
        "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849"
    ),
    f"python3.11_{VERSION}-6+deb12u8.debian.tar.xz": (
        "ece2d63c70ac0b7a401fbe6b51b0103be997c294a01a3865549be1862794ba97"
    ),
}
"""Python's source as its authors gave it out, and what Debian mended in it since."""
FIRST_MENDED = "shutdown-deadlock.diff"
"""From here on Debian's list mends faults; before, it makes Python Debian's."""
COMPILING = ["gcc", "make", "libc6-dev", "patch"]
LINKED = ["zlib1g-dev", "libffi-dev", "libbz2-dev", "liblzma-dev", "libexpat1-dev"]
FREEZING = ["git", "binutils", *system.OFFSCREEN, *system.SCREEN]
XCB = [
    *("libxcb-image0", "libxcb-render-util0", "libxcb-util1", "libxcb-xkb1", "libxcb-randr0"),
    *("libxcb-sync1", "libxcb-xfixes0", "libxcb-xinerama0"),
]
"""What Qt's plugin for X is linked with, and is put inside."""
_GLIBC_FLOOR = ROOT / "packaging" / "debian" / "glibc_floor.h"
# Of what configure finds in bullseye an older glibc has not one function. What Debian mended in
# pyexpat counts on being compiled with the interpreter, as Debian does. A module that could not be
# made is no failure to make; the import says so.
_COMPILE = f"""
cd /usr/src/python
sed -i "s/sources=\\['pyexpat.c'\\]/&, extra_compile_args=['-DPy_BUILD_CORE_MODULE']/" setup.py
export ac_cv_func_sem_clockwait=no SOURCE_DATE_EPOCH=1700000000
./configure -q --prefix=/opt/python --enable-shared --with-system-expat --without-doc-strings \\
  --disable-test-modules CFLAGS="-include /usr/src/glibc_floor.h -fno-semantic-interposition" \\
  LDFLAGS="-fno-semantic-interposition -Wl,-rpath,/opt/python/lib"
nice make -s -j2
make -s install
{PYTHON} -c "import bz2, ctypes, lzma, zlib, pyexpat, _elementtree, _sha512, _decimal, _datetime"
rm -rf /usr/src/python
"""


def ensure() -> Chroot:
    """The old system with this Python and the locked libraries, PyInstaller among them, in it."""
    told = [_COMPILE, _GLIBC_FLOOR.read_text("utf-8"), *SOURCES.values(), _lock().read_text()]
    packages = [*COMPILING, *LINKED, *FREEZING, *XCB]
    return chroots.ensure("builder", packages, _finish, "\n".join(told))


def platforms(machine: str) -> list[str]:
    """The tags of wheels that run from the floor on; pip inside would take what runs there only."""
    newest, oldest = FLOOR[1], 17
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(newest, oldest - 1, -1)]
    tags.append(f"manylinux2014_{machine}")
    if machine == "x86_64":
        tags += [f"{tag}_{machine}" for tag in ("manylinux_2_12", "manylinux2010")]
        tags += [f"{tag}_{machine}" for tag in ("manylinux_2_5", "manylinux1")]
    return tags


def _finish(chroot: Chroot) -> None:
    compile_python(chroot, [_fetched(name, digest) for name, digest in SOURCES.items()])
    install_libraries(chroot)


def compile_python(chroot: Chroot, sources: list[Path]) -> None:
    """Python out of its source and Debian's mending, into /opt/python."""
    print(f"正在编译 Python {VERSION}（十几分钟）…")
    original, debian = sources
    place = chroot.root / "usr/src"
    folder, patches = place / "python", place / "debian/patches"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unpack = ["tar", "-xf", str(original), "-C", str(folder), "--strip-components=1"]
    subprocess.run(unpack, check=True)
    subprocess.run(["tar", "-xf", str(debian), "-C", str(place)], check=True)
    series = (patches / "series").read_text("utf-8").split()
    chosen = series[series.index(FIRST_MENDED) :]
    shutil.copy(_GLIBC_FLOOR, place)
    mend = "".join(f"patch -d /usr/src/python -p1 -s -f -i ../debian/patches/{p}\n" for p in chosen)
    chroot.script(mend)
    log = "/usr/src/made.log"
    chroot.script(f"sh -ec {shlex.quote(_COMPILE)} >{log} 2>&1 || {{ tail -30 {log}; exit 1; }}")


def install_libraries(chroot: Chroot) -> None:
    """The locked libraries: fetched from outside, for the floor; inside Python has no network."""
    wheels = chroots.WORK / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    print("正在取得依赖（约 200 MB）…")
    machine = sysconfig.get_platform().removeprefix("linux-")
    tags = [f"--platform={tag}" for tag in platforms(machine)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    command = [*pip, "download", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    command += ["--python-version", "3.11", "--implementation", "cp", *tags]
    command += ["-d", str(wheels), "-r", str(_lock())]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupProblem("没有取得依赖（原因见上）；请检查网络，再运行一次。")
    names = sorted(f"/wheels/{each.name}" for each in wheels.iterdir())
    install = [PYTHON, "-m", "pip", "install", "-q", "--no-index", "--no-deps", *names]
    chroot.run([*install, "--root-user-action=ignore"], binds={wheels: "/wheels"})


def _lock() -> Path:
    return environment.lock_file("build", environment.platform_name())


def _fetched(name: str, digest: str) -> Path:
    """The file out of Debian's pool, checked by its sum."""
    file = chroots.WORK / "sources" / name
    if not (file.exists() and _sum(file) == digest):
        file.parent.mkdir(parents=True, exist_ok=True)
        address = f"{MIRROR}/pool/main/p/python3.11/{name}"
        try:
            urllib.request.urlretrieve(address, file)
        except (OSError, urllib.error.URLError) as error:
            raise SetupProblem(
                f"没有取得 {address}：{error}\n请检查网络；如果 Debian 已经换成更新的修补，"
                "照新的文件名和校验码改 packaging/devtools/old_python.py。"
            ) from error
    if _sum(file) != digest:
        file.unlink()
        raise SetupProblem(f"{name} 的校验码不对，已经删去。请再运行一次。")
    return file


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()

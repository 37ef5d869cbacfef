"""Freezing the program into a folder that needs nothing of the machine; what is made of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from devtools import (
    bundle_check,
    bundle_parts,
    deb,
    elf,
    environment,
    portable,
    release_papers,
    slimming,
    system,
    windows,
)
from devtools.environment import ROOT
from devtools.system import SetupProblem
from qinglian_desktop import VERSION
from qinglian_desktop.own_place import PORTABLE
from qinglian_desktop.this_build import BUILD_FILE

SPEC = ROOT / "packaging" / "frozen" / "program.spec"
WORK = ROOT / "build" / "frozen"
"""Where it is made; with the environment that makes it."""
CHANGED = "有未提交的改动"
PACKAGES = ROOT / "out" / "packages"
"""What is handed to people."""


class Commit(NamedTuple):
    """``date`` is an ISO day, ``seconds`` the moment since 1970, both of the commit.

    Where the checkout is not as it was committed, that is said in place of the day.
    """

    name: str
    date: str
    seconds: int


class Made(NamedTuple):
    """A frozen folder that was found whole, and the commit that it was made of."""

    folder: Path
    commit: Commit


def build(arguments: Sequence[str]) -> int:
    """Make what is asked for: deb, windows, portable or all."""
    wanted = set(arguments or ["all"])
    if strange := wanted - {*MAKERS, "all"}:
        raise SetupProblem(
            f"不知道怎么做：{'、'.join(sorted(strange))}。能做的：{'、'.join(MAKERS)}。"
        )
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        if wanted & {name, "all"}:
            package = make()
            print(f"已做成 {package}（{package.stat().st_size / 1e6:.1f} MB）")
    packages = [each.name for each in PACKAGES.iterdir() if each.suffix in PACKAGE_ENDINGS]
    release_papers.write_papers(PACKAGES, environment.platform_name(), packages)
    print(f"校验和：{release_papers.write_sums(PACKAGES)}")
    return 0


def make_portable() -> Path:
    """An archive of the program for the platform this runs on."""
    made = freeze_here()
    portable.mark_portable(made.folder)
    platform = environment.platform_name()
    target = PACKAGES / f"{bundle_parts.FOLDER}_{VERSION}_便携版_{platform}.zip"
    portable.archive(made.folder, target, made.commit.seconds)
    (made.folder / PORTABLE).unlink()
    return target


def make_deb() -> Path:
    """The package for UOS and Kylin."""
    return deb.build(PACKAGES, this_commit().seconds)


def make_windows() -> Path:
    """The installer for Windows."""
    return windows.build_setup(PACKAGES)


MAKERS: dict[str, Callable[[], Path]] = {"portable": make_portable, "windows": make_windows}
if system.on_linux():
    MAKERS["deb"] = make_deb
"""What can be made, each by what makes it below ``PACKAGES``."""
PACKAGE_ENDINGS = {".zip", ".deb", ".exe"}


def freeze_here() -> Made:
    """The frozen folder for the platform this runs on."""
    return freeze_whole(environment.ensure("build", WORK / "environment"), WORK)


def freeze_whole(python: Path, work: Path, most_glibc: str = "") -> Made:
    """The frozen folder below ``work``, by an interpreter, with its licences, found whole.

    ``most_glibc``, as GLIBC_2.28, is the newest that it may ask for; SetupProblem if it is not
    what it must be.
    """
    commit = this_commit()
    folder = freeze(python, work, commit)
    release_papers.gather_licences(folder, packages_of(python))
    import_all = (
        work / "parts" / SPEC.stem / f"{bundle_parts.IMPORT_ALL}{'.exe' * (os.name == 'nt')}"
    )
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found = bundle_check.problems(folder, commit.name, builder_paths(), most_glibc)
    found += bundle_check.unimportable(folder, import_all, environ)
    found += bundle_check.unable(folder, environ)
    if found:
        raise SetupProblem("做成的不合格：\n" + "\n".join(found))
    print(description(folder))
    return Made(folder, commit)


def packages_of(python: Path) -> Path:
    """Where an interpreter's libraries are installed."""
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())


def builder_paths() -> list[str]:
    """What must stand in nothing that is handed out; a home that everybody has tells nothing."""
    homes = {str(Path.home()), sys.base_prefix} - {
        "/root",
        "/",
        "/usr",
        "/usr/local",
        "/opt/python",
    }
    return [str(ROOT), *sorted(homes)]


def description(folder: Path) -> str:
    """Its size, and the oldest system that it runs on."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    versions = bundle_check.symbol_versions(folder)
    asked = [elf.highest(versions, each) for each in ("GLIBC", "GLIBCXX")]
    return (
        f"检查通过：{folder}（{size / 1e6:.1f} MB；要用 {'、'.join(filter(None, asked)) or '无'}）"
    )


def freeze(python: Path, work: Path, commit: Commit) -> Path:
    """The frozen program in a folder below ``work``, by an interpreter that has PyInstaller."""
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(work / "made"), "--workpath", str(work / "parts"), str(SPEC)]
    environ = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(commit.seconds),
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    shutil.rmtree(work / "made", ignore_errors=True)
    if subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode != 0:
        raise SetupProblem("没有做成（原因见上）。")
    folder = work / "made" / bundle_parts.FOLDER
    told = {"version": VERSION, "commit": commit.name, "date": commit.date}
    file = folder / bundle_parts.CONTENTS / "resources" / BUILD_FILE
    file.write_text(json.dumps(told) + "\n", "utf-8", newline="\n")
    if os.name != "nt":
        _write_command(folder)
    slimming.slim(folder)
    return folder


def _write_command(folder: Path) -> None:
    script = folder / bundle_parts.COMMAND
    call = f'exec "$(dirname "$(readlink -f "$0")")/{bundle_parts.WINDOW}" "$@"'
    script.write_text(f"#!/bin/sh\n{call}\n", "utf-8", newline="\n")
    script.chmod(0o755)


def this_commit() -> Commit:
    """What the checkout stands at."""
    name, date, seconds = _git("log", "-1", "--format=%H %cs %ct").split()
    changed = _git("status", "--porcelain", "--untracked-files=no").strip()
    return Commit(name, CHANGED if changed else date, int(seconds))


def _git(*words: str) -> str:
    command = ["git", "-C", str(ROOT), *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupProblem("不知道是哪次提交：要在 git 的工作区里做。") from error

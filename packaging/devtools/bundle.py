"""Freezing the program into a folder that needs nothing of the machine; what is made of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from devtools import bundle_parts, environment
from devtools.environment import ROOT
from devtools.system import SetupProblem
from qinglian_desktop import VERSION
from qinglian_desktop.this_build import BUILD_FILE

SPEC = ROOT / "packaging" / "frozen" / "program.spec"
WORK = ROOT / "build" / "frozen"
"""Where it is made; with the environment that makes it."""
PACKAGES = ROOT / "out" / "packages"
"""What is handed to people."""


class Commit(NamedTuple):
    """``date`` is an ISO day, ``seconds`` the moment since 1970, both of the commit."""

    name: str
    date: str
    seconds: int


def build(arguments: Sequence[str]) -> int:
    """Make what is asked for: deb, windows, portable or all."""
    wanted = list(arguments) or ["portable"]
    if wanted != ["portable"]:
        raise SetupProblem(f"还不能做：{' '.join(wanted)}。现在只有 portable。")
    python = environment.ensure("build", WORK / "environment")
    folder = freeze(python, WORK)
    print(f"已做成 {folder}")
    return 0


def freeze(python: Path, work: Path) -> Path:
    """The frozen program in a folder below ``work``, by an interpreter that has PyInstaller."""
    commit = this_commit()
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
    return folder


def this_commit() -> Commit:
    """What the checkout stands at."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%H %cs %ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupProblem("不知道是哪次提交：要在 git 的工作区里做。")
    name, date, seconds = done.stdout.split()
    return Commit(name, date, int(seconds))

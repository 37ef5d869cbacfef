"""The virtual environment: made once, filled from the hash-locked list, remembered by a stamp."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Literal

from devtools import system
from devtools.system import SetupProblem

Kind = Literal["run", "dev", "province", "build"]

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
STAMP = "installed.json"
"""Lies in the environment."""

PLATFORMS = {
    "win-amd64": "windows-x86_64",
    "linux-x86_64": "linux-x86_64",
    "linux-aarch64": "linux-aarch64",
}


def platform_name(tag: str | None = None) -> str:
    """The name the lock files use for the interpreter's platform."""
    tag = tag or sysconfig.get_platform()
    if tag not in PLATFORMS:
        supported = "Windows 10（64 位）、Linux x86-64、Linux arm64"
        raise SetupProblem(f"没有为本机平台（{tag}）锁定依赖。支持：{supported}。")
    return PLATFORMS[tag]


def lock_file(kind: Kind, platform: str) -> Path:
    return LOCKS / f"{kind}-{platform}.txt"


def python_in(folder: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(lock: Path, version: tuple[int, int]) -> str:
    """Changes whenever the locked list or the Python minor version does."""
    digest = hashlib.sha256(lock.read_bytes())
    digest.update("{}.{}".format(*version).encode())
    return digest.hexdigest()


def read_stamp(stamp: Path) -> dict[str, str]:
    """What was installed: {"python": "3.11", "run": fingerprint, "dev": fingerprint}."""
    try:
        content = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def ensure(kind: Kind, folder: Path | None = None) -> Path:
    """Make the environment hold what the lock lists; return its interpreter.

    Touches neither pip nor the network when the stamp matches.
    """
    version = sys.version_info[:2]
    platform = platform_name()
    folder = folder or VENV
    # Every other lock contains the run lock, so installing it satisfies both.
    kinds: tuple[Kind, ...] = ("run",) if kind == "run" else ("run", kind)
    wanted = {k: fingerprint(lock_file(k, platform), version) for k in kinds}
    python = python_in(folder)
    stamped = read_stamp(folder / STAMP)
    if python.exists() and all(stamped.get(k) == wanted[k] for k in kinds):
        return python

    minor = "{}.{}".format(*version)
    if not _is_usable(python) or stamped.get("python", minor) != minor:
        _create(folder)
    _install(python, lock_file(kind, platform))
    (folder / STAMP).write_text(json.dumps({"python": minor, **wanted}), "utf-8")
    return python


def _is_usable(python: Path) -> bool:
    if not python.exists():
        return False
    probe = [str(python), "-m", "pip", "--version"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _create(folder: Path) -> None:
    system.ensure_venv_module()
    print(f"正在建立运行环境 {folder} …")
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupProblem(
            f"无法建立运行环境 {folder}：{error}\n请检查磁盘空间和写入权限，再运行一次。"
        ) from error


def _install(python: Path, lock: Path) -> None:
    print("正在安装依赖（首次约 250 MB，视网速需要几分钟）…")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)]
    if not sys.stdout.isatty():
        command.append("-qq")
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupProblem(
            "安装依赖没有成功（原因见上）；程序和数据没有改动。\n"
            "请检查网络；内网请用 `pip config set global.index-url 镜像地址` 指定镜像，再运行一次。"
        )

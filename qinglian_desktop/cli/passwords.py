"""Where the password comes from: a file, the environment or a prompt; never the command line."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem

VARIABLE = "QINGLIAN_PASSWORD"
NEW_VARIABLE = "QINGLIAN_NEW_PASSWORD"
KEEPER_VARIABLE = "QINGLIAN_KEEPER"
ARCHIVE_VARIABLE = "QINGLIAN_ARCHIVE_PASSWORD"
_KEPT = "台账库没有打开，里面的记录没有受影响。"


def password_for(file: Path | None, *, new: bool = False) -> str:
    """The password; EnvironmentProblem where none is given and nobody can be asked.

    A new one that is typed at the prompt is asked for twice.
    """
    if file is not None:
        return _from_file(file)
    if password := os.environ.get(VARIABLE):
        return password
    todo = f"请用 --password-file 指明密码文件，或设置环境变量 {VARIABLE}。"
    return _asked("台账库", "没有给出密码。", todo, new=new)


def new_password_for(file: Path | None) -> str:
    """Another password of somebody who keeps the book; else as ``password_for``."""
    if file is not None:
        return _from_file(file, "--new-password-file")
    if password := os.environ.get(NEW_VARIABLE):
        return password
    todo = f"请用 --new-password-file 指明密码文件，或设置环境变量 {NEW_VARIABLE}。"
    return _asked("新的", "没有给出新密码。", todo, new=True)


def archive_password_for(file: Path | None, *, new: bool = False) -> str:
    """The password of an archive, which is another than the book's; else as ``password_for``."""
    if file is not None:
        return _from_file(file, "--archive-password-file")
    if password := os.environ.get(ARCHIVE_VARIABLE):
        return password
    todo = f"请用 --archive-password-file 指明密码文件，或设置环境变量 {ARCHIVE_VARIABLE}。"
    return _asked("导出的", "没有给出导出的密码。", todo, new=new)


def workbook_password_in(file: Path) -> str:
    """The password that a return shall ask for, out of a file: no other way is offered."""
    return _from_file(file, "--password-from")


def workbook_passwords_in(file: Path) -> list[str]:
    """The passwords of returns of many units, a line of a file each."""
    return [each for each in _lines_of(file, "--password-from") if each]


def _asked(whose: str, lacking: str, todo: str, *, new: bool) -> str:
    if not sys.stdin.isatty():
        raise EnvironmentProblem(lacking, _KEPT, todo)
    password = getpass(f"{whose}密码：")
    if new and getpass("再输入一次：") != password:
        raise EnvironmentProblem("两次输入的密码不一样。", _KEPT, "请重新输入。")
    if not password:
        raise EnvironmentProblem("没有输入密码。", _KEPT, "请重新输入。")
    return password


def _from_file(file: Path, option: str = "--password-file") -> str:
    return _lines_of(file, option)[0]


def _lines_of(file: Path, option: str) -> list[str]:
    todo = f"请核对 {option} 的路径；文件第一行应当是密码，用 UTF-8 保存。"
    try:
        text = file.read_bytes()[:10_000].decode("utf-8-sig")
    except OSError:
        raise EnvironmentProblem(f"读不到密码文件“{file.name}”。", _KEPT, todo) from None
    except UnicodeDecodeError:
        raise EnvironmentProblem(f"密码文件“{file.name}”不是文字。", _KEPT, todo) from None
    lines = text.splitlines()
    if not lines or not lines[0]:
        raise EnvironmentProblem(f"密码文件“{file.name}”的第一行是空的。", _KEPT, todo)
    return lines

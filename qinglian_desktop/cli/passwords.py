"""Where the password comes from: a file, the environment or a prompt; never the command line."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem

VARIABLE = "QINGLIAN_PASSWORD"
_KEPT = "台账库没有打开，里面的记录没有受影响。"


def password_for(file: Path | None, *, new: bool = False) -> str:
    """The password; EnvironmentProblem where none is given and nobody can be asked.

    A new one that is typed at the prompt is asked for twice.
    """
    if file is not None:
        return _from_file(file)
    if password := os.environ.get(VARIABLE):
        return password
    if not sys.stdin.isatty():
        raise EnvironmentProblem(
            "没有给出密码。",
            _KEPT,
            f"请用 --password-file 指明密码文件，或设置环境变量 {VARIABLE}。",
        )
    password = getpass("台账库密码：")
    if new and getpass("再输入一次：") != password:
        raise EnvironmentProblem("两次输入的密码不一样。", _KEPT, "请重新输入。")
    if not password:
        raise EnvironmentProblem("没有输入密码。", _KEPT, "请重新输入。")
    return password


def _from_file(file: Path) -> str:
    todo = "请核对 --password-file 的路径；文件第一行应当是密码，用 UTF-8 保存。"
    try:
        text = file.read_bytes()[:10_000].decode("utf-8-sig")
    except OSError:
        raise EnvironmentProblem(f"读不到密码文件“{file.name}”。", _KEPT, todo) from None
    except UnicodeDecodeError:
        raise EnvironmentProblem(f"密码文件“{file.name}”不是文字。", _KEPT, todo) from None
    password = text.splitlines()[0] if text else ""
    if not password:
        raise EnvironmentProblem(f"密码文件“{file.name}”的第一行是空的。", _KEPT, todo)
    return password

"""Why a file is not read: what happened, what was kept, what to do."""

from __future__ import annotations

from qinglian_desktop.domain.errors import EnvironmentProblem, NeedsPassword

UNTOUCHED = "这个文件没有被改动，台账库里的记录也没有受影响。"
CHOOSE_TABLE = "请选 Excel、WPS 表格或者 .csv 文件。"
SAVE_AS_XLSX = "请在 WPS 或 Excel 里打开它，另存为 .xlsx 格式，再选一次。"


def refused(name: str, what: str, todo: str) -> EnvironmentProblem:
    """A file of which ``what`` says why it is not read."""
    return EnvironmentProblem(f"“{name}”{what}。", UNTOUCHED, todo)


def no_table(name: str, what: str) -> EnvironmentProblem:
    """Something else than a table, which ``what`` names."""
    return refused(name, f"{what}，不是表格", CHOOSE_TABLE)


def damaged_table(name: str) -> EnvironmentProblem:
    """A table that is cut off, has bad bytes or contradicts itself."""
    return refused(
        name,
        "不完整或已经损坏，读不出来",
        "请在 WPS 里打开看看，能打开就另存为 .xlsx 再选；打不开，请找原来的人再要一份。",
    )


def too_large(name: str, what: str) -> EnvironmentProblem:
    """More than is read at once, of which ``what`` says how much."""
    return refused(
        name,
        f"太大，不能读：{what}",
        "请在 WPS 里新建一个文件，只把要导入的那些行列复制过去，再选新文件。",
    )


def locked(name: str, was_tried: bool) -> NeedsPassword:
    """Encrypted; ``was_tried`` where a password was given that does not open it."""
    if was_tried:
        return NeedsPassword(
            f"打开“{name}”的密码不对。", UNTOUCHED, "请再输入一次，注意大小写和输入法。"
        )
    return NeedsPassword(
        f"“{name}”设了打开密码。", UNTOUCHED, "请输入这个文件的打开密码；不知道的，请问给文件的人。"
    )

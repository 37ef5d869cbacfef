"""What is handed to who mends the program: versions, the last failure, the end of the log

Nothing of a record: the log has no word of a book, and of places only their kind is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.files.crash_report import MOST_LINES, kept_report
from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.program_log import last_lines

DIAGNOSIS_NAME = "清廉机关台账_诊断"
_BEGINS = (
    "清廉机关台账的诊断",
    "里面有程序和系统的版本、出错的地方，没有记录的内容，没有姓名、单位、文件名和密码。",
)


def diagnosis(facts: Sequence[tuple[str, str]], log_folder: Path) -> str:
    """All of it, as it is shown and then written; ``facts`` are names and what they are."""
    lines = [*_BEGINS, "", *(f"{name}：{said}" for name, said in facts)]
    for head, found in (
        ("最近一次意外的错误", kept_report(log_folder)),
        ("日志的最后部分", last_lines(log_folder, MOST_LINES)),
    ):
        lines += ["", f"【{head}】", *(found or ["没有"])]
    return "\n".join([*lines, ""])


def save_diagnosis(text: str, target: Path) -> None:
    """Write just what was shown; raises EnvironmentProblem as ``deliver`` does."""
    deliver(target, lambda path: _write(text, path))


def _write(text: str, path: Path) -> None:
    path.write_text(text, "utf-8", newline="\n")

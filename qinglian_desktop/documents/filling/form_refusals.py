"""Why a form is not filled: what happened, what was kept, what to do."""

from __future__ import annotations

from qinglian_desktop.documents.sheets.refusals import SAVE_AS_XLSX, refused
from qinglian_desktop.domain.errors import EnvironmentProblem

_KEPT = "表和台账库里的记录都没有改动，没有写出新的表。"


def not_filled_as_it_is(name: str, what: str) -> EnvironmentProblem:
    """A table of a kind that cannot be filled without changing more; ``what`` names the kind."""
    return refused(name, f"是{what}，不能照原样填", SAVE_AS_XLSX)


def document_not_filled(name: str, what: str) -> EnvironmentProblem:
    """A document of words of another kind than .docx; ``what`` names it."""
    return refused(
        name,
        f"是{what}，不能照原样填",
        "请在 WPS 或 Word 里打开它，另存为 .docx 格式，再选一次。",
    )


def form_too_large(name: str) -> EnvironmentProblem:
    """More than any form has."""
    return refused(
        name,
        "太大，不像要填的表",
        "请在 WPS 里另存一份，删掉用不着的工作表和下面空着的行，再选一次。",
    )


def rows_not_inserted(table: str, why: str, needed: int, room: int) -> EnvironmentProblem:
    """Rows have no room and cannot be given any, of which ``why`` says the reason."""
    return EnvironmentProblem(
        f"“{table}”里要写{needed}行，表上只有{room}行，{why}，不能再插入行。",
        _KEPT,
        f"请在 WPS 里打开上级的表，先留够{needed}行，再重新指定一次。",
    )

"""What is told of a key file that is not as it was, or not the one that belongs here."""

from __future__ import annotations

from qinglian_desktop.domain.errors import DamagedBook, EnvironmentProblem
from qinglian_desktop.storage.keys import DamagedKeys


class ForeignKeys(DamagedBook):
    """Key file and database are not of one book, or not of one time."""

    def __init__(self) -> None:
        super().__init__(
            "台账库的文件和钥匙文件对不上：其中一个可能是别的台账库的，或者是以前的。",
            "文件夹里的东西没有被改动。",
            "请把原来的那一个文件放回来；找不到的，在“从备份恢复”里选最近的一份备份恢复。",
        )


class SupersededKeys(EnvironmentProblem):
    """A key file from before the keepers were last changed was put back."""

    def __init__(self) -> None:
        super().__init__(
            "钥匙文件被换成了以前的一份：那以后使用人或者密码改过，不能再用它打开。",
            "台账库里的记录没有受影响。",
            "请把最近一份备份里的钥匙文件复制回来再打开；实在找不到的，用恢复码打开。",
        )


def what_befell(problem: EnvironmentProblem) -> str:
    """In a word what is the matter with the key file."""
    if isinstance(problem, (ForeignKeys, SupersededKeys)):
        return "被换成了别的"
    if isinstance(problem.__cause__, OSError) and isinstance(problem, DamagedKeys):
        return "读不出来"
    return "坏了" if isinstance(problem, DamagedKeys) else "不见了"


def taken_from_backup(problem: EnvironmentProblem, *, read_only: bool) -> EnvironmentProblem:
    """What is told of a book that could be opened by the keys of its backups only."""
    kept = (
        "这一次是只读打开，文件夹里的东西没有改动，记录没有受影响。"
        if read_only
        else "记录没有受影响，钥匙文件已经照备份里的重新写好。"
    )
    todo = (
        "请正常打开一次，程序会把钥匙文件重新写好。"
        if read_only
        else "密码和恢复码以刚才能打开的为准；如果不是最近改过的，请再改一次。"
    )
    what = what_befell(problem)
    return EnvironmentProblem(f"台账库的钥匙文件{what}，程序用备份里的钥匙打开了它。", kept, todo)


def mended(what: str) -> EnvironmentProblem:
    """What is told of a key file that was written anew as it was."""
    return EnvironmentProblem(
        f"台账库的钥匙文件{what}，程序已经照原样重新写好。",
        "保存过的记录都在，密码和恢复码没有变。",
        "可能是清理、杀毒或同步软件动过台账库的文件夹，请让它们不要再动。",
    )


def cannot_be_mended(what: str, problem: EnvironmentProblem) -> EnvironmentProblem:
    """What is told of one that could not be."""
    return EnvironmentProblem(
        f"台账库的钥匙文件{what}，重新写的时候又没有写成：{problem.happened}",
        "保存过的记录都在。程序开着的时候，每次保存都会再写一次钥匙文件。",
        "请先不要关程序：检查磁盘，腾出空间，再点“立即备份”，备份里也有钥匙。",
    )

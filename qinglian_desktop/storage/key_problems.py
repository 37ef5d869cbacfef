"""What is told of a key file that is not as it was, or not the one that belongs here."""

from __future__ import annotations

from qinglian_desktop.domain.errors import DamagedBook, EnvironmentProblem


class DamagedKeys(EnvironmentProblem):
    """The key file is not given as it was written: no password could open the book by it."""

    def __init__(self) -> None:
        super().__init__(
            "钥匙文件坏了，内容损坏、不完整，或者读不出来，用哪个密码都打不开。",
            "文件夹里的东西没有被改动，密码和恢复码也没有变。",
            "请再打开一次；还是打不开，请从U盘上或者别处的备份里把台账库的钥匙文件复制回来。",
        )


class AlteredKeys(EnvironmentProblem):
    """The ring opens, and is not the one that this program put together."""

    def __init__(self) -> None:
        super().__init__(
            "钥匙文件被别的程序改动过：里面的使用人或权限，不是在台账库里设的那样，不能用它打开。",
            "台账库里的记录没有受影响。",
            "请把最近一份备份里的钥匙文件复制回来再打开；说不清是谁改的，请报告上级。",
        )


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


def gone_back_to_keys() -> EnvironmentProblem:
    """What is told to who opened a book by the recovery code and an older key file."""
    return EnvironmentProblem(
        "钥匙文件是以前的一份，台账库用恢复码打开了：使用人、权限和密码，都回到了那时候的样子。",
        "记录没有受影响。",
        "请在“设置”的“使用人”里看一遍：权限后来改过的再改一次，不该再用的人请去掉。",
    )


def not_finished_renewing(problem: EnvironmentProblem) -> EnvironmentProblem:
    """What is told of a book that is still under a former key."""
    return EnvironmentProblem(
        f"台账库还没有换完钥匙，刚才接着换又没有换成：{problem.happened}",
        "记录没有受影响，现在的密码照常用。换完以前，留着旧钥匙文件的人还可能打开它。",
        "请腾出磁盘空间，关掉别的正看着这本台账库的窗口，再关上、打开一次，程序会接着换。",
    )


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

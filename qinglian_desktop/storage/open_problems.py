"""What befell the files of a book while it was open, as the user is told."""

from __future__ import annotations

from qinglian_desktop.domain.errors import EnvironmentProblem


def not_ours_now(used: EnvironmentProblem) -> EnvironmentProblem:
    """The lock of the open book was removed or exchanged, and somebody else has it now."""
    return EnvironmentProblem(
        f"台账库的锁文件被删掉或者换掉过，现在不能存。{used.happened}",
        "这一次的没有存进去，您填的还在这里；以前保存过的记录都还在。",
        "请先在那边关上，再在这里存一次；那边已经关了还是不能存的，在这里锁上台账库，再打开。",
    )


def log_put_back() -> EnvironmentProblem:
    """A file of the open book that somebody removed was put back, with all that was in it."""
    return EnvironmentProblem(
        "台账库打开着的时候，文件夹里存着最近几条记录的文件被删掉或者换掉了，已经补好。",
        "保存过的记录都还在。",
        "请不要清理、移动正打开着的台账库的文件夹；清理、杀毒、同步软件里，请把这个文件夹排除掉。",
    )


def other_log() -> EnvironmentProblem:
    """The same, and what was put in its place had been saved by somebody else."""
    return EnvironmentProblem(
        "台账库打开着的时候，别的程序也往里存过，存着最近几条记录的文件换成了那边的，已经补好。",
        "这里保存过的记录都在；那边存的整个放在一边，没有丢。",
        "请点“看备份”，在“恢复前放在一边的”里打开最新的一份看看，这里没有的取回来。",
    )


def written_elsewhere() -> EnvironmentProblem:
    """Somebody else wrote into the database, and our log does not belong to it any more."""
    return EnvironmentProblem(
        "台账库打开着的时候，被别的程序写过，还少了一个文件，这里的和现在的接不上了。",
        "这一次的没有存进去，您填的还在这里；备份都在。",
        "请把填的内容先抄下来，再锁上台账库，重新打开看看；缺了记录的，从备份里取回。",
    )

"""What the database or the disk says, as a problem that the user can act upon."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.errors import (
    DamagedBook,
    EnvironmentProblem,
    ProgramBug,
    QinglianError,
)
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage.unreadable import odd_content

_NOTHING_LOST = "以前保存过的记录都还在，这一次的没有存进去。"
UNCERTAIN = "以前保存过的记录都还在，这一次的不能确定有没有存进去。"
_UNTOUCHED = "文件夹里的东西没有被改动。"


@contextmanager
def as_problems() -> Generator[None]:
    """Raise the failures of database and disk within the block as problems for the user."""
    try:
        with database_as_problems():
            yield
    except OSError as error:
        raise _of_disk(error) from error


@contextmanager
def with_nothing_to_save(kept: str) -> Generator[None]:
    """The same where nothing was to be saved: ``kept`` says what became of what is there."""
    try:
        with as_problems():
            yield
    except EnvironmentProblem as problem:
        if problem.kept == _NOTHING_LOST:
            problem.kept = kept
        raise


@contextmanager
def copy_as_problems() -> Generator[None]:
    """The same where a copy is read: what is damaged is the copy, not the book of today."""
    try:
        with as_problems():
            yield
    except DamagedBook as problem:
        raise damaged_copy() from problem


@contextmanager
def database_as_problems() -> Generator[None]:
    """The same for the database alone; files may be another's within the block."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise _of_database(getattr(error, "orig", None) or error) from error


@contextmanager
def while_committing() -> Generator[None]:
    """Say of a disk that failed as a transaction was ended that nobody knows how it ended.

    What could not be flushed may yet lie in the log, whole, and count at the next opening.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        if _code(error) != dbapi2.SQLITE_IOERR:
            raise
        raise EnvironmentProblem(
            "存到最后一步的时候读写磁盘出错，U盘可能松动或者磁盘有坏道。",
            UNCERTAIN,
            "请检查磁盘或U盘，重新打开台账库看一看，没有存进去的再存一次。",
        ) from error


def is_refused_write(error: Exception) -> bool:
    """Whether a connection that only reads was asked to write; not that the disk is read-only."""
    return _whole_code(error) == dbapi2.SQLITE_READONLY


def is_damage(error: Exception) -> bool:
    """Whether a page was met that is not as it was written."""
    cause = error.__cause__ if isinstance(error, DamagedBook) else error
    codes = (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB)
    return cause is not None and _code(cause) in codes


class DiskFull(EnvironmentProblem):
    """No space is left."""


@contextmanager
def while_updating() -> Generator[None]:
    """Say of a full disk what it means when a book of an older version is brought up to date."""
    try:
        yield
    except DiskFull as full_disk:
        raise EnvironmentProblem(
            "磁盘满了，这本旧版本的台账库没有更新完，还没有打开。",
            "里面的记录和附件都还在，没有被改动。",
            "请清理出一些空间，再打开一次，程序会接着更新。",
        ) from full_disk


def full() -> EnvironmentProblem:
    """No space is left."""
    return DiskFull(
        "磁盘已经满了，这一次没有存上。", _NOTHING_LOST, "请清理出一些空间，再保存一次。"
    )


def unreadable_disk() -> EnvironmentProblem:
    """Reading or writing the disk itself failed."""
    return EnvironmentProblem(
        "读写磁盘时出错，U盘可能松动或者磁盘有坏道。",
        _NOTHING_LOST,
        "请检查磁盘或U盘，再做一次。",
    )


def gone() -> EnvironmentProblem:
    """The book's folder vanished, as when a stick is pulled out."""
    return EnvironmentProblem(
        "台账库所在的文件夹找不到了，可能是U盘拔掉了或者文件夹被移走了。",
        _NOTHING_LOST,
        "请插好U盘或把文件夹放回原处，再打开一次。",
    )


def cannot_open() -> EnvironmentProblem:
    """The database does not say why one of its files cannot be opened or made."""
    return EnvironmentProblem(
        "台账库的文件打不开，可能是磁盘满了、文件夹不让写入，或者U盘拔掉了。",
        _NOTHING_LOST,
        "请看看磁盘还有没有空间、能不能写入，U盘插好没有，再打开一次。",
    )


def not_writable() -> EnvironmentProblem:
    """The folder takes no changes."""
    return EnvironmentProblem(
        "这个文件夹是只读的，不能往里写。",
        _UNTOUCHED,
        "请选择“只读打开”，或者把台账库复制到可以写的地方再打开。",
    )


def damaged() -> EnvironmentProblem:
    """The file is no book of ours, or no longer one.

    Or the disk did not give it: the database says the same of both, and so does the sentence.
    """
    return DamagedBook(
        "台账库的文件读不出来：可能是U盘松动、磁盘有坏道，也可能文件已经损坏，或者不是台账库。",
        _UNTOUCHED,
        "请插好U盘，重新打开再试一次；还是不行，就在“从备份恢复”里选最近的一份备份恢复；"
        "那以后又记了很多的，用“修复”；不是这个文件夹的，换一个文件夹。",
    )


def damaged_copy() -> EnvironmentProblem:
    """A backup, or what was set aside, is not as it was written, or cannot be read now."""
    return EnvironmentProblem(
        "这一份备份读不出来：可能是U盘松动、磁盘有坏道，也可能备份已经损坏。",
        "现在的台账库和别的备份没有受影响。",
        "请再试一次；还是不行，就换一份备份。",
    )


def no_book() -> EnvironmentProblem:
    """The folder holds no book."""
    return EnvironmentProblem(
        "这个文件夹里没有台账库。",
        _UNTOUCHED,
        "请选择台账库所在的文件夹，或者新建一个。",
    )


def half_a_book() -> EnvironmentProblem:
    """One of the book's two files is missing."""
    return EnvironmentProblem(
        "这个文件夹里的台账库不完整，缺了一个文件，打不开。",
        _UNTOUCHED,
        "请把缺的文件放回来，或者在“从备份恢复”里选最近的一份备份恢复。",
    )


def newer_book() -> EnvironmentProblem:
    """A newer program has written this book."""
    return EnvironmentProblem(
        "这本台账库是用更新版本的程序建立或打开过的，现在的程序看不懂它。",
        _UNTOUCHED,
        "请安装最新版本的程序，再打开它。",
    )


def busy() -> EnvironmentProblem:
    """Another program has locked the file."""
    return EnvironmentProblem(
        "台账库正被别的程序占用着，这一次没有存上。",
        _NOTHING_LOST,
        "请关掉备份、杀毒或同步软件对这个文件夹的扫描，再保存一次。",
    )


def replaced() -> EnvironmentProblem:
    """Another program gave the book another key, or went back to a copy, while this one reads."""
    return EnvironmentProblem(
        "这本台账库的使用人或者钥匙在别的窗口里改过，或者从备份恢复过，这里的已经不是现在的。",
        "台账库没有坏，那边存的都在。",
        "请在这里锁上台账库，再打开一次；密码改过的，用新密码。",
    )


def still_read(what: str) -> EnvironmentProblem:
    """Long work reads in the book, and ``what`` cannot be done to its files meanwhile."""
    return EnvironmentProblem(
        f"正在备份、检查或者导出，现在不能{what}。",
        _NOTHING_LOST,
        "请等它做完，再做一次。",
    )


def _of_database(error: BaseException) -> QinglianError:
    """The problem that the database's code means; ProgramBug if it is our fault."""
    match _code(error):
        case dbapi2.SQLITE_FULL:
            return full()
        case dbapi2.SQLITE_IOERR:
            return unreadable_disk()
        case dbapi2.SQLITE_CANTOPEN:
            return cannot_open()
        case dbapi2.SQLITE_READONLY:
            return not_writable()
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB:
            return damaged()
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return busy()
        case code if (odd := odd_content(error, code)) is not None:
            return odd
        case _:
            return ProgramBug(f"{type(error).__name__}: {error}")


def _code(error: BaseException) -> int | None:
    """SQLite's primary code, whatever more the driver knows; None for an error of the driver's."""
    code = _whole_code(error)
    return None if code is None else code & 0xFF


def _whole_code(error: BaseException) -> int | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cast("int | None", getattr(cause, "sqlite_errorcode", None))


def _of_disk(error: OSError) -> QinglianError:
    match fault_of(error):
        case Fault.FULL:
            return full()
        case Fault.NOT_WRITABLE:
            return not_writable()
        case Fault.GONE:
            return gone()
        case Fault.TAKEN:
            return EnvironmentProblem(
                "这里已经有一个同名的文件，不能在这里放台账库。",
                "原来的文件没有被改动。",
                "请换一个文件夹。",
            )
        case Fault.NAME_TOO_LONG:
            return EnvironmentProblem(
                "文件夹的名字太长，系统不接受。", _UNTOUCHED, "请换一个短一些的名字。"
            )
        case Fault.BROKEN:
            return unreadable_disk()
        case Fault.OTHER:
            return EnvironmentProblem(
                "系统不让读写这个文件夹里的文件。",
                _NOTHING_LOST,
                "请检查这个磁盘和文件夹是否正常，再做一次。",
            )


def changed_meanwhile(number: str) -> EnvironmentProblem:
    """A record is no longer as it was when it was opened."""
    return EnvironmentProblem(
        f"这条记录（{number}）在您打开之后，又在别处改过了。",
        "别处改的已经保存，您这次填的还在表单里，没有丢。",
        "请重新打开这条记录看看最新的内容，再把您的修改填上去。",
    )

"""What a database server says, or that it says nothing, as a problem that one can act upon."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

from sqlalchemy.exc import DBAPIError

from qinglian_desktop.application.collection_ports import WriteAgain
from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug, QinglianError

_UNTOUCHED = "没有改动数据库。"
_UNDONE = "以前收下的都在数据库里，正在存的这一步没有存进去。"
_ASK = "请数据库的管理员看一看，"
_AGAIN = "再收一遍就行：收过的不会重复。"
_PASSWORD = "密码写在 PGPASSFILE 指的文件或环境变量 PGPASSWORD 里"

# What servers say to one who wants in, in English or Chinese: they give no code then.
_NOT_LET_IN = (
    (
        r"authentication failed|no password supplied|role .* does not exist"
        r"|认证失败|角色.*不存在",
        "数据库不认这个用户或者密码。",
        f"请核对用户名；{_PASSWORD}，请核对。",
    ),
    (
        r"database .* does not exist|数据库.*不存在",
        "服务器上没有这个名字的数据库。",
        "请核对数据库的名字，或者请数据库的管理员先建好。",
    ),
    (
        r"pg_hba\.conf|permission denied for database|访问.*数据库",
        "数据库服务器不让这台电脑或者这个用户连接。",
        "请数据库的管理员允许以后，再收一遍。",
    ),
    (
        r"translate host name|resolve host|Name or service",
        "找不到数据库服务器，它的名字可能写错了。",
        "请核对服务器的名字和网络，再收一遍。",
    ),
    (
        r"too many|remaining connection slots|starting up|shutting down|recovery mode"
        r"|连接.*过多|正在启动|正在关闭",
        "数据库服务器现在太忙，或者正在启动、关闭。",
        "请过几分钟再收一遍。",
    ),
    (
        r"SSL|certificate|TLS",
        "和数据库服务器的加密连接没有建立起来。",
        f"{_ASK}证书和加密的设置对不对。",
    ),
    (
        r"invalid connection option|invalid .*value",
        "数据库地址里有服务器不认识的写法。",
        "请核对数据库地址，再收一遍。",
    ),
)


@contextmanager
def while_connecting() -> Generator[None]:
    """Raise what keeps one from the server as a problem for the user."""
    try:
        yield
    except DBAPIError as error:
        raise _not_let_in(str(error.orig)) from None


@contextmanager
def while_asking() -> Generator[None]:
    """Raise what the server says to statements within the block as problems for the user."""
    try:
        yield
    except DBAPIError as error:
        raise _of_server(error) from error


def no_address() -> EnvironmentProblem:
    """What was given is no address of a database."""
    return EnvironmentProblem(
        "数据库地址看不懂。",
        _UNTOUCHED,
        "请写成 postgresql+psycopg://用户@服务器/数据库。",
    )


def no_driver() -> EnvironmentProblem:
    """The library is not installed with which one talks to the server."""
    return EnvironmentProblem(
        "这台电脑没有装连接 PostgreSQL 的部件。",
        _UNTOUCHED,
        "请照自述文件“一个省怎样用”装好 packaging/locks 里 province 那一份，再收一遍。",
    )


def newer() -> EnvironmentProblem:
    """A newer program has made these tables."""
    return EnvironmentProblem(
        "这个数据库是用更新版本的程序建立的，现在的程序看不懂它。",
        _UNTOUCHED,
        "请安装最新版本的程序，再收一遍。",
    )


def _not_let_in(said: str) -> EnvironmentProblem:
    for words, happened, todo in _NOT_LET_IN:
        if re.search(words, said, re.IGNORECASE):
            return EnvironmentProblem(happened, _UNTOUCHED, todo)
    return EnvironmentProblem(
        "连不上数据库服务器：它没有运行，网络不通，或者地址、端口写错了。",
        _UNTOUCHED,
        "请核对地址和网络，请管理员看看数据库有没有运行，再收一遍。",
    )


def _of_server(error: DBAPIError) -> QinglianError:
    """The problem that the server's SQLSTATE means; ProgramBug if it is our fault."""
    state = cast("str | None", getattr(error.orig, "sqlstate", None))
    if error.connection_invalidated or (state or "").startswith(("08", "57P")):
        return EnvironmentProblem("和数据库的连接断了。", _UNDONE, f"请检查网络，{_AGAIN}")
    match state:
        case "40001" | "40P01" | "23505" | "55P03":
            return WriteAgain(state)
        case "53100" | "53200" | "54000":
            return EnvironmentProblem(
                "数据库服务器的磁盘满了，或者内存不够。",
                _UNDONE,
                f"请数据库的管理员腾出空间，{_AGAIN}",
            )
        case "42501" | "3F000":
            return EnvironmentProblem(
                "这个数据库用户没有权限建表或者写入。",
                _UNDONE,
                f"请数据库的管理员给它权限（第一次要能建表），{_AGAIN}",
            )
        case "25006":
            return EnvironmentProblem(
                "这个数据库现在只能读，不能写入，可能连到了备用的服务器。",
                _UNDONE,
                f"请核对地址，{_AGAIN}",
            )
        case "57014":
            return EnvironmentProblem(
                "数据库服务器太慢，等不及了。", _UNDONE, f"请过一会儿，{_AGAIN}"
            )
        case "42P01" | "42703" | "42P07" | "42710":
            return EnvironmentProblem(
                "这个数据库里的表不是本程序建的样子，可能有人改过，或者名字和别的表相同。",
                _UNDONE,
                f"{_ASK}或者换一个空的数据库。",
            )
        case _:
            return ProgramBug(f"{type(error.orig).__name__}: {error.orig}")

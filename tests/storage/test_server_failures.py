"""What keeps one from a database server, or what it refuses, is told in a sentence."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from typing import Any

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.storage import collection_store
from qinglian_desktop.storage.collection_store import CollectionDatabase, CollectionDatabases
from tests.postgresql import PASSWORD, Server
from tests.storage.collected_examples import RETURN
from tests.storage.collecting_clerks import opened


def test_a_cut_connection_is_told_and_leaves_nothing_half_written(
    server: Server, database: str, clerk: CollectionDatabase
) -> None:
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    with pytest.raises(EnvironmentProblem, match="连接断了") as told, clerk.writing() as work:
        work.collected.take(RETURN, "told")
        server.ask(f"{cut} WHERE datname = '{database}' AND usename = 'clerk'", database)
        work.collected.take(replace(RETURN, revision=2), "told")
    assert "不会重复" in told.value.todo
    with clerk.reading() as work:
        assert work.collected.months() == []


def test_a_network_that_is_gone_is_told_as_the_transaction_ends(
    clerk: CollectionDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    connect = clerk._engine.dialect.connect
    monkeypatch.setattr(
        clerk._engine.dialect, "connect", lambda *a, **k: made.append(connect(*a, **k)) or made[-1]
    )
    clerk.close()
    with pytest.raises(EnvironmentProblem, match="连接断了"), clerk.writing() as work:
        work.collected.take(RETURN, "told")
        with socket.socket(fileno=made[-1].fileno()) as line:
            line.shutdown(socket.SHUT_RDWR)
            line.detach()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("53100", "磁盘满了"),
        ("42501", "没有权限"),
        ("57014", "等不及"),
        ("42703", "不是本程序建的样子"),
    ],
)
def test_what_a_server_refuses_is_told(
    server: Server, database: str, clerk: CollectionDatabase, code: str, words: str
) -> None:
    server.ask(
        f"""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON collected_returns
        FOR EACH ROW EXECUTE FUNCTION refuse()""",
        database,
    )
    with pytest.raises(EnvironmentProblem, match=words), clerk.writing() as work:
        work.collected.take(RETURN, "told")


def test_what_is_our_own_fault_is_no_sentence(clerk: CollectionDatabase) -> None:
    with pytest.raises(ProgramBug), clerk._transaction("SERIALIZABLE") as connection:
        connection.exec_driver_sql("SELECT 1 / 0")


def test_tables_are_made_once_by_clerks_who_begin_together(server: Server, database: str) -> None:
    with opened(server.address(database)), opened(server.address(database)):
        assert server.ask("SELECT version FROM collection_version", database) == [(1,)]


def test_tables_of_a_newer_program_are_left_alone(
    server: Server, database: str, clerk: CollectionDatabase
) -> None:
    server.ask(f"UPDATE collection_version SET version = {collection_store.VERSION + 1}", database)
    with pytest.raises(EnvironmentProblem, match="更新版本"):
        CollectionDatabases().open(server.address(database))


def test_tables_of_others_are_left_alone(server: Server, database: str) -> None:
    server.ask("CREATE TABLE met_files (id int); GRANT ALL ON met_files TO PUBLIC", database)
    with pytest.raises(EnvironmentProblem, match="不是本程序"):
        CollectionDatabases().open(server.address(database))
    assert server.ask("SELECT to_regclass('collected_returns')", database) == [(None,)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "不对"}, "不认这个用户或者密码"),
        ({"password": ""}, "不认这个用户或者密码"),
        ({"user": "nobody"}, "不认这个用户或者密码"),
        ({"database": "nowhere"}, "没有这个名字的数据库"),
    ],
)
def test_who_is_not_let_in_is_told_why_and_his_password_is_not(
    server: Server, database: str, change: dict[str, str], words: str, caplog: Any
) -> None:
    address = server.address(**{"database": database, **change})
    with pytest.raises(EnvironmentProblem, match=words) as told:
        CollectionDatabases().open(address)
    for said in (told.value.sentence, repr(told.value), caplog.text):
        assert PASSWORD not in said and "不对" not in said.replace("对不对", "")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql+psycopg://clerk@127.0.0.1:1/returns", "连不上数据库服务器"),
        ("postgresql+psycopg://clerk@/returns?host=/nowhere", "连不上数据库服务器"),
        ("postgresql+psycopg://clerk@no-such-host.invalid/returns", "找不到数据库服务器|连不上"),
        ("postgresql+psycopg://clerk@/returns?host=/nowhere&colour=red", "不认识的写法"),
        ("postgresql+psycopg://clerk@localhost", "地址看不懂"),
        ("postgresql+psycopg://clerk@localhost:port/returns", "地址看不懂"),
        ("mysql://clerk@localhost/returns", "地址看不懂"),
        ("sqlite:///book.db", "地址看不懂"),
        ("U盘", "地址看不懂"),
        ("", "地址看不懂"),
    ],
)
def test_an_address_where_nobody_is_is_told(address: str, words: str) -> None:
    with pytest.raises(EnvironmentProblem, match=words):
        CollectionDatabases().open(address)


def test_who_may_not_make_tables_is_told(server: Server, database: str) -> None:
    server.ask("DROP ROLE IF EXISTS reader", "postgres")
    server.ask("CREATE ROLE reader LOGIN PASSWORD 'r'", "postgres")
    with pytest.raises(EnvironmentProblem, match="没有权限建表"):
        CollectionDatabases().open(server.address(database, "r", "reader"))


def test_without_the_driver_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(EnvironmentProblem, match="没有装") as told:
        CollectionDatabases().open("postgresql+psycopg://clerk@localhost/returns")
    assert "province" in told.value.todo

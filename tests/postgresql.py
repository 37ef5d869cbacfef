"""A PostgreSQL server of the tests' own: in a folder of its own, heard on a socket there only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from devtools.system import postgresql_programs

CLERK, PASSWORD = "clerk", "收表-密码-7"
_NOBODY_CAN_BE = "postgres"
"""Whom the server runs as where the tests run as root, whom it refuses."""
_PATIENCE = 30.0


class Server:
    """One that runs; ``folder`` holds its socket."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def new_database(self) -> str:
        """A new empty one, in which the clerk may do everything; gives its name."""
        self._made += 1
        name = f"collection_{self._made}"
        self.ask(f"CREATE DATABASE {name} OWNER {CLERK}", "postgres")
        return name

    def address(self, database: str, password: str = PASSWORD, user: str = CLERK) -> str:
        """Its address as a person writes it."""
        words = f":{password}" if password else ""
        return f"postgresql+psycopg://{user}{words}@/{database}?host={self.folder}"

    def ask(self, statement: str, database: str) -> list[tuple[Any, ...]]:
        """What the server answers to its administrator."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        ) as connection:
            answered = connection.execute(statement.encode())
            return answered.fetchall() if answered.description else []


@contextmanager
def running_server() -> Iterator[Server]:
    """A new one, gone afterwards with all that it kept; a second to make."""
    programs = postgresql_programs()
    assert programs is not None, "没有 PostgreSQL：请由管理员执行 apt-get install postgresql"
    # Short, for the name of a socket is; outside of folders that only root may enter.
    folder = Path(tempfile.mkdtemp(prefix="qinglian-pg-", dir="/tmp"))
    whose: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY_CAN_BE, _NOBODY_CAN_BE)
        whose |= {"user": _NOBODY_CAN_BE, "group": _NOBODY_CAN_BE, "extra_groups": []}
    data = folder / "data"
    try:
        make = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        make += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **whose)
        (data / "pg_hba.conf").write_text(
            "local all postgres trust\nlocal all all scram-sha-256\n", encoding="utf-8"
        )
        start = [programs / "postgres", "-D", data, "-k", folder, "-F"]
        for each in ("listen_addresses=", "shared_buffers=16MB", "log_statement=all"):
            start += ["-c", each]
        with (folder / "log").open("wb") as log:
            process: Any = subprocess.Popen(start, stdout=log, stderr=log, **whose)
        try:
            _wait(folder, process)
            server = Server(folder)
            server.ask(f"CREATE ROLE {CLERK} LOGIN PASSWORD '{PASSWORD}'", "postgres")
            yield server
        finally:
            # Whoever is still connected is cut off.
            process.send_signal(2)
            process.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder)


def _wait(folder: Path, process: Any) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            ended = process.poll() is not None or time.monotonic() > until
            assert not ended, (folder / "log").read_text("utf-8")
            time.sleep(0.02)

"""Operations that betray, each in one way, which the tool must find; for its own tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from qinglian_desktop.files.durable import copy_durably
from qinglian_desktop.storage import attachment_folder
from qinglian_desktop.storage.engine import DATABASE, WAL
from qinglian_desktop.storage.keys import KEYS, KeyRing
from tests.faults.operation import Facts, Operation, invented_books
from tests.faults.operations import OPERATIONS
from tests.faults.steps import Steps
from tests.faults.works import NEW_PASSWORD, backed_up_with_log, one_record, open_book, with_code
from tests.invented import EVERYTHING
from tests.storage.invented_books import CHEAP, NOW, PASSWORD, event, mark
from tests.storage.invented_books import new_record as a_record


def confirm_before_commit(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        with book.writing() as work:
            work.records.add(EVERYTHING, a_record(event("乙")), mark())
            steps.step("存乙", lambda: None)
        book.close()


def restore_in_place(folder: Path, _: Facts, steps: Steps) -> None:
    """The log goes first, then the copy is put over the database."""
    copy = invented_books().backups(folder)[0].folder

    def overwrite() -> None:
        aside = folder / "aside" / f"000009-{NOW:%Y%m%d-%H%M%S}"
        aside.mkdir(parents=True)
        attached = attachment_folder.names_in(folder)
        attachment_folder.share(folder, aside.parent, attached)
        attachment_folder.note_needed(aside, attached)
        for name in (DATABASE, WAL, KEYS):
            copy_durably(folder / name, aside / name)
        for name in ("-wal", "-shm"):
            (folder / f"{DATABASE}{name}").unlink(missing_ok=True)
        copy_durably(copy / DATABASE, folder / DATABASE)

    steps.step("恢复", overwrite)


def change_without_flush(folder: Path, _: Facts, steps: Steps) -> None:
    def change() -> None:
        path = folder / KEYS
        ring = KeyRing.read(path)
        new = ring.with_password(ring.unlock(PASSWORD), NEW_PASSWORD, CHEAP)
        path.with_name("keys.json.new").write_bytes(new.to_bytes())
        path.with_name("keys.json.new").replace(path)

    steps.step("改密码", change)


def leave_a_scrap(folder: Path, _: Facts, steps: Steps) -> None:
    def scribble() -> None:
        (folder / "草稿纸").write_bytes(b"half")
        (folder / "草稿纸").unlink()

    steps.step("乱写", scribble)


def fail_without_a_word(folder: Path, _: Facts, steps: Steps) -> None:
    steps.step("乱写", lambda: (folder / "in-use.lock").write_bytes(b""))


def die_unasked(folder: Path, _: Facts, steps: Steps) -> None:
    try:
        (folder / "in-use.lock").write_bytes(b"")
    except OSError:
        os._exit(3)


PLANTED: Mapping[str, Operation] = {
    "planted-commit": Operation(
        "保存以前就确认",
        one_record,
        confirm_before_commit,
        OPERATIONS["save"].effects,
        lambda seen: "甲" in seen.lines,
    ),
    "planted-restore": Operation(
        "恢复时先删日志",
        backed_up_with_log,
        restore_in_place,
        OPERATIONS["restore-log"].effects,
        OPERATIONS["restore-log"].always,
    ),
    "planted-flush": Operation(
        "改密码不落盘",
        with_code,
        change_without_flush,
        OPERATIONS["password"].effects,
        lambda seen: len(seen.opens) == 1,
        secrets=OPERATIONS["password"].secrets,
    ),
    "planted-scrap": Operation("留下残留", one_record, leave_a_scrap, {}, lambda seen: True),
    "planted-silence": Operation(
        "出错不说", one_record, fail_without_a_word, {}, lambda seen: True
    ),
    "planted-death": Operation("自己退出", one_record, die_unasked, {}, lambda seen: True),
}

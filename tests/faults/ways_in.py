"""Who may open a book: one keeper more, another password, a successor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from tests.faults.operation import GOES_ON, Facts, Operation, invented_books
from tests.faults.steps import Said, Steps
from tests.faults.works import (
    HIS_PASSWORD,
    NEW_PASSWORD,
    keep,
    open_book,
    save_and_close,
    with_code,
    with_two_keepers,
)
from tests.storage.invented_books import PASSWORD

_READER = Keeper("审计组", KeeperRole.READING)


def with_reader(folder: Path) -> Facts:
    """A book that somebody else may look at, with a backup."""
    book, _ = invented_books().create(folder, PASSWORD)
    book.keepers.add(_READER, HIS_PASSWORD, PASSWORD)
    keep(book, "甲")
    book.back_up()
    book.close()
    return {}


def add_keeper(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("添使用人", lambda: book.keepers.add(_READER, HIS_PASSWORD, PASSWORD))
        save_and_close(book, "丙", steps)


def set_password(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step(
            "另设密码", lambda: book.keepers.set_password("纪检委员", NEW_PASSWORD, PASSWORD)
        )
        save_and_close(book, "丙", steps)


def hand_over(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("交接", lambda: book.keepers.hand_over(Keeper("新书记"), NEW_PASSWORD, PASSWORD))
        save_and_close(book, "丙", steps)


def change_as_reader(folder: Path, _: Facts, steps: Steps) -> None:
    book = steps.step("打开看", lambda: invented_books().open(folder, HIS_PASSWORD))
    if book is not None:
        steps.step("改自己的密码", lambda: book.change_password(HIS_PASSWORD, NEW_PASSWORD))
        steps.step("看完", book.close)
    save_and_close(open_book(folder, steps), "丙", steps)


def _secrets(facts: Facts, said: Said) -> list[str]:
    return [PASSWORD, HIS_PASSWORD, NEW_PASSWORD]


WAYS_IN: Mapping[str, Operation] = {
    "add-keeper": Operation(
        "添使用人",
        with_code,
        add_keeper,
        {**GOES_ON, "添使用人": lambda seen: seen.opens == {PASSWORD, HIS_PASSWORD}},
        lambda seen: PASSWORD in seen.opens and "甲" in seen.lines,
        secrets=_secrets,
    ),
    "his-password": Operation(
        "给使用人另设密码",
        with_two_keepers,
        set_password,
        {**GOES_ON, "另设密码": lambda seen: seen.opens == {PASSWORD, NEW_PASSWORD}},
        lambda seen: PASSWORD in seen.opens and len(seen.opens) == 2 and "甲" in seen.lines,
        secrets=_secrets,
    ),
    "hand-over": Operation(
        "交接",
        with_two_keepers,
        hand_over,
        {**GOES_ON, "交接": lambda seen: seen.opens == {HIS_PASSWORD, NEW_PASSWORD}},
        lambda seen: HIS_PASSWORD in seen.opens and len(seen.opens) == 2 and "甲" in seen.lines,
        secrets=_secrets,
    ),
    "reader-password": Operation(
        "只看的人改自己的密码",
        with_reader,
        change_as_reader,
        {**GOES_ON, "改自己的密码": lambda seen: seen.opens == {PASSWORD, NEW_PASSWORD}},
        lambda seen: PASSWORD in seen.opens and len(seen.opens) == 2 and "甲" in seen.lines,
        secrets=_secrets,
    ),
}

"""Books that open at once, or fail as they are told to."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper

CODE = "AAAA-BBBB-CCCC-DDDD"
NEWER = EnvironmentProblem("这本台账库由更新的程序写过。", "没有改动任何内容。", "请换新程序打开。")


class FakeBook:
    def __init__(
        self, folder: Path, secret: str, read_only: bool = False, keeper: Keeper = FIRST_KEEPER
    ) -> None:
        self.keeper = keeper
        self.folder = folder
        self.secret = secret
        self.read_only = read_only
        self.is_closed = False

    def change_password(self, old: str, new: str, progress: Progress = no_progress) -> None:
        assert old == self.secret
        self.secret = new

    def close(self) -> None:
        self.is_closed = True

    def forget(self) -> None:
        self.secret = ""


class FakeBooks:
    """Opens every folder with "correct horse" or the recovery code, unless ``error`` is set.

    ``several`` keep each of them.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.opened: list[FakeBook] = []
        self.several: tuple[Keeper, ...] = (FIRST_KEEPER,)

    def keepers(self, folder: Path) -> tuple[Keeper, ...]:
        return self.several

    def create(
        self, folder: Path, password: str, keeper: Keeper = FIRST_KEEPER
    ) -> tuple[FakeBook, str]:
        book = FakeBook(folder, password, keeper=keeper)
        self.opened.append(book)
        return book, CODE

    def open(
        self,
        folder: Path,
        secret: str,
        *,
        keeper: str = "",
        read_only: bool = False,
        is_closed_elsewhere: bool = False,
        progress: Progress = no_progress,
    ) -> FakeBook:
        if isinstance(self.error, BookInUse) and (read_only or is_closed_elsewhere):
            self.error = None
        if self.error is not None:
            raise self.error
        if secret not in ("correct horse", CODE):
            raise WrongPassword("密码不对。", "台账库没有改动。", "请再输一次。")
        whose = next((each for each in self.several if each.name == keeper), self.several[0])
        book = FakeBook(folder, secret, read_only, whose)
        self.opened.append(book)
        return book

    def is_book(self, folder: Path) -> bool:
        return folder.name != "别的"

    def backups(self, folder: Path) -> list[Copy]:
        return []

    def shelves(self, place: Path, folder: Path | None = None) -> list[Path]:
        return []

    def set_aside(self, folder: Path) -> list[Copy]:
        return []

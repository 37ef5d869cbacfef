"""Who keeps an open book: slots of its key ring come, change and go."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import (
    Keeper,
    KeeperRole,
    keeper_of,
    must_keep_a_book,
    named_properly,
)
from qinglian_desktop.domain.rights import must_have_all, must_see_to_show
from qinglian_desktop.storage import failures

if TYPE_CHECKING:
    from collections.abc import Callable

    from qinglian_desktop.storage.book_lock import BookLock
    from qinglian_desktop.storage.held_keys import HeldKeys
    from qinglian_desktop.storage.renewing import Renewing


class StoredKeepers:
    """``BookKeepers`` over the keys that an open book holds; ``may_write`` to them.

    ``lock`` takes the book's, which whoever only reads may do for a password of their own.
    """

    def __init__(
        self,
        keys: HeldKeys,
        renewing: Renewing,
        *,
        may_write: bool,
        lock: Callable[[], BookLock] | None,
    ) -> None:
        self._keys = keys
        self._renewing = renewing
        self._may_write = may_write
        self._lock = lock

    def all(self) -> tuple[Keeper, ...]:
        return self._keys.ring.keepers

    def add(self, keeper: Keeper, password: str, own_secret: str) -> None:
        keeper = named_properly(keeper)
        must_keep_a_book((*self.all(), keeper))
        key = self._of_who_may(own_secret, keeper)
        self._keys.put(self._keys.ring.with_password(key, password, self._keys.cost, keeper))
        self._renewing.note()

    def change(self, name: str, keeper: Keeper, own_secret: str) -> None:
        before, keeper = keeper_of(self.all(), name), named_properly(keeper)
        must_keep_a_book([keeper if each == before else each for each in self.all()])
        key = self._of_who_may(own_secret, *() if before.sees_confidential else (keeper,))
        self._keys.put(self._keys.ring.with_keeper(key, before.name, keeper))
        if self._keys.keeper == before:
            self._keys.keeper = keeper
        self._renewing.note()

    def set_password(
        self, name: str, password: str, own_secret: str, progress: Progress = no_progress
    ) -> None:
        whose = keeper_of(self.all(), name)
        key = self._of_who_may(own_secret, whose)
        ring = self._keys.ring.with_password(key, password, self._keys.cost, whose)
        self._renewing.take_away(ring, progress)

    def remove(self, name: str, own_secret: str, progress: Progress = no_progress) -> None:
        gone = keeper_of(self.all(), name)
        must_keep_a_book([each for each in self.all() if each != gone])
        key = self._of_who_may(own_secret)
        if gone == self._keys.keeper:
            raise EnvironmentProblem(
                "不能去掉自己：现在打开台账库的就是您。",
                "台账库没有改动。",
                "要交给别人，请用“交接”；要离开，请让另一个有“全部”权限的使用人来去掉。",
            )
        self._renewing.take_away(self._keys.ring.without(key, gone.name), progress)

    def hand_over(
        self, successor: Keeper, password: str, own_secret: str, progress: Progress = no_progress
    ) -> None:
        before, successor = self._keys.keeper, named_properly(successor)
        must_keep_a_book([successor if each == before else each for each in self.all()])
        key = self._of_who_may(own_secret, successor)
        ring = self._keys.ring.with_keeper(key, before.name, successor)
        self._renewing.take_away(
            ring.with_password(key, password, self._keys.cost, successor), progress
        )
        self._keys.keeper = successor

    def confirm(self, own_secret: str) -> None:
        self._keys.confirmed(own_secret)

    def set_own_password(self, old: str, new: str, progress: Progress) -> None:
        """Another password of whoever opened the book, whatever else they may."""
        keys = self._keys
        if self._lock is not None and keys.keeper.role is KeeperRole.READING:
            key, lent = keys.confirmed(old), self._renewing.lent(self._lock)
        else:
            key, lent = self._confirmed(old), nullcontext()
        with lent:
            ring = keys.ring.with_password(key, new, keys.cost, keys.keeper)
            self._renewing.take_away(ring, progress)

    def new_code(self, own_secret: str, progress: Progress) -> str:
        """Another recovery code, which is given; the one before opens nothing any more."""
        # Whoever has it sees everything.
        key = self._of_who_may(own_secret, self._keys.ring.in_charge)
        ring, code = self._keys.ring.with_new_code(key, self._keys.cost)
        self._renewing.take_away(ring, progress)
        return code

    def _confirmed(self, own_secret: str) -> bytes:
        if not self._may_write:
            raise failures.not_writable()
        return self._keys.confirmed(own_secret)

    def _of_who_may(self, own_secret: str, *let_in: Keeper) -> bytes:
        """The book's key, for who may say who keeps it; those are ``let_in`` by what is done."""
        must_have_all(self._keys.keeper, "管理使用人")
        if any(each.sees_confidential for each in let_in):
            must_see_to_show(self._keys.keeper)
        return self._confirmed(own_secret)

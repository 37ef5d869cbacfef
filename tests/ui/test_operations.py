"""The one path between the window and the book: who hears what, in which order, and until when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.operations import Operations

TALKS = Changed(ledgers=frozenset({"talks"}))
DRAFTS = Changed(drafts=True)
PATIENCE = 30_000


class Watched:
    """A book that is changed when it is told to be."""

    def __init__(self) -> None:
        self.heard: list[Callable[[Changed], object]] = []
        self.is_closed = False
        self.kept: list[str] = []

    def pace(self, wait: Callable[[], object]) -> None:
        self.paced_by = wait

    def watch(self, heard: Callable[[Changed], object]) -> None:
        self.heard.append(heard)

    def keep(self, what: str, changed: Changed = TALKS) -> str:
        assert not self.is_closed
        self.kept.append(what)
        for each in self.heard:
            each(changed)
        return what

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def book() -> Watched:
    return Watched()


@pytest.fixture
def operations(qapp: object, book: Watched) -> Iterator[Operations]:
    made = Operations(cast("Book", book))
    yield made
    made.wait()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def unwanted(answer: object) -> None:
    raise AssertionError(f"heard {answer!r}")


def settled(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy, timeout=PATIENCE)


def test_an_answer_is_heard_on_the_windows_thread(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    heard: list[tuple[int, int]] = []
    me = threading.get_ident()
    operations.read(
        owner,
        lambda _: threading.get_ident(),
        lambda other: heard.append((other, threading.get_ident())),
        unwanted,
    )
    settled(qtbot, operations)
    ((other, here),) = heard
    assert other != me == here


def test_what_went_wrong_is_heard_and_a_cancelled_job_is_silent(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    problems: list[str] = []

    def fail(_: Progress) -> None:
        raise ValueError("盘坏了")

    operations.read(owner, fail, unwanted, lambda problem: problems.append(str(problem)))
    settled(qtbot, operations)
    assert problems == ["盘坏了"]

    def go_on(progress: Progress) -> None:
        while progress(1, 2):
            pass
        raise Cancelled

    def stop(_: Progress) -> None:
        raise Cancelled

    operations.read(owner, stop, unwanted, unwanted)
    ended: list[None] = []
    job = operations.read(owner, go_on, unwanted, unwanted)
    job.ended.connect(lambda: ended.append(None))
    job.cancel()
    settled(qtbot, operations)
    assert len(ended) == 1


def test_an_owner_that_is_gone_hears_nothing_and_the_job_ends(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    gate, ended, lost = threading.Event(), list[None](), list[str]()

    def work(_: Progress) -> str:
        assert gate.wait(30)
        return "开着的库"

    job = operations.read(owner, work, unwanted, unwanted, unheard=lost.append)
    job.ended.connect(lambda: ended.append(None))
    delete(owner)
    gate.set()
    settled(qtbot, operations)
    assert (len(ended), lost) == (1, ["开着的库"])


def test_of_questions_of_one_kind_only_the_newest_is_answered(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    heard: list[int] = []
    others: list[str] = []
    for month in range(12):
        operations.read(owner, lambda _, n=month: n, heard.append, unwanted, latest="month")
        operations.read(QObject(operations), lambda _: "", others.append, unwanted, latest="month")
    settled(qtbot, operations)
    assert heard == [11]
    assert len(others) == 12


def test_a_callback_that_fails_does_not_leave_the_job_under_way(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    ended: list[None] = []
    with qtbot.capture_exceptions() as found:
        job = operations.change(owner, lambda _: "已保存", unwanted, unwanted)
        job.ended.connect(lambda: ended.append(None))
        settled(qtbot, operations)
    assert [str(each[1]) for each in found] == ["heard '已保存'"]
    assert len(ended) == 1


def test_changes_are_made_in_the_order_in_which_they_were_asked_for(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    gate = threading.Event()
    heard: list[str] = []

    def first(_: Progress) -> str:
        assert gate.wait(30)
        return book.keep("第一")

    operations.change(owner, first, heard.append, unwanted)
    for what in ("第二", "第三"):
        operations.change(owner, lambda _, it=what: book.keep(it), heard.append, unwanted)
    asked: list[str] = []
    operations.read(owner, lambda _: "问", asked.append, unwanted)
    operations.change(owner, lambda _: book.keep("U盘"), asked.append, unwanted, is_long=True)
    qtbot.waitUntil(lambda: sorted(asked) == ["U盘", "问"], timeout=PATIENCE)
    assert (heard, book.kept) == ([], ["U盘"])
    gate.set()
    settled(qtbot, operations)
    assert heard == ["第一", "第二", "第三"]
    assert book.kept == ["U盘", "第一", "第二", "第三"]


def test_what_was_changed_is_announced_once_after_who_asked_has_heard(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    order: list[object] = []
    operations.changed.connect(order.append)

    def work(_: Progress) -> str:
        book.keep("草稿", DRAFTS)
        return book.keep("记录")

    operations.change(owner, work, order.append, unwanted)
    settled(qtbot, operations)
    assert order == ["记录", Changed(frozenset({"talks"}), drafts=True)]


def test_what_was_kept_before_it_went_wrong_is_announced_too(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    order: list[object] = []
    operations.changed.connect(order.append)

    def work(_: Progress) -> None:
        book.keep("一半")
        raise ValueError("盘满了")

    operations.change(owner, work, unwanted, lambda problem: order.append(str(problem)))
    settled(qtbot, operations)
    assert order == ["盘满了", TALKS]


def test_what_waits_for_changes_comes_after_the_last_one(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    order: list[str] = []
    operations.after_changes(owner, lambda: order.append("没有改动，马上"))
    gate = threading.Event()

    def work(_: Progress) -> str:
        assert gate.wait(30)
        return book.keep("改")

    gone = QObject()
    operations.change(owner, work, order.append, unwanted)
    operations.after_changes(owner, lambda: order.append("改完以后"))
    operations.after_changes(gone, lambda: order.append("谁也不该听见"))
    delete(gone)
    assert order == ["没有改动，马上"]
    gate.set()
    settled(qtbot, operations)
    assert order == ["没有改动，马上", "改", "改完以后"]


def test_closing_finishes_changes_answers_nobody_and_closes_the_book_last(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    gate = threading.Event()
    closed: list[bool] = []
    seen: list[bool] = []

    def change(_: Progress) -> None:
        assert gate.wait(30)
        book.keep("打了一半的字")

    def backup(progress: Progress) -> None:
        while progress(1, 2):
            pass
        seen.append(book.is_closed)
        raise Cancelled

    ends: list[None] = []
    for job in (
        operations.change(owner, change, unwanted, unwanted),
        operations.change(owner, lambda _: book.keep("第二处"), unwanted, unwanted),
        operations.read(owner, backup, unwanted, unwanted),
    ):
        job.ended.connect(lambda: ends.append(None))
    operations.changed.connect(unwanted)
    operations.close(lambda: closed.append(book.is_closed))
    assert closed == [], "closing does not wait on the window's thread"
    gate.set()
    qtbot.waitUntil(lambda: closed == [True], timeout=PATIENCE)
    assert book.kept == ["打了一半的字", "第二处"]
    assert (seen, len(ends)) == ([False], 3)


def test_nothing_is_asked_of_a_closed_book(
    qtbot: QtBot, operations: Operations, owner: QObject, book: Watched
) -> None:
    closed: list[None] = []
    operations.close(lambda: closed.append(None))
    operations.close(unwanted_end)
    qtbot.waitUntil(lambda: bool(closed), timeout=PATIENCE)
    ended: list[None] = []
    for job in (
        operations.read(owner, lambda _: book.keep("问"), unwanted, unwanted),
        operations.change(owner, lambda _: book.keep("改"), unwanted, unwanted),
    ):
        job.ended.connect(lambda: ended.append(None))
    operations.after_changes(owner, unwanted_end)
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=PATIENCE)
    assert (book.kept, len(closed)) == ([], 1)


def test_waiting_finishes_changes_and_closes_the_book(
    operations: Operations, owner: QObject, book: Watched
) -> None:
    operations.change(owner, lambda _: book.keep("最后的草稿"), unwanted, unwanted)
    operations.wait()
    assert (book.kept, book.is_closed) == (["最后的草稿"], True)


def unwanted_end() -> None:
    raise AssertionError("came twice, or too late")

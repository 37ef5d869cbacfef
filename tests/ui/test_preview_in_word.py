"""A print preview that can be had as a Word document, too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TypeAlias, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part
from tests.ui.test_print_preview import pages, words

Writer: TypeAlias = Callable[[Path, Progress], object]
Preview: TypeAlias = Callable[[Writer | None], PrintPreview]


@pytest.fixture
def preview(qtbot: QtBot, theme: Theme) -> Preview:
    """A preview of one page over work that is done on other threads, as in the program."""
    session = Session(cast("Desk", SimpleNamespace(book=None, clock=None)), theme)
    session.operations = Operations()

    def show(to_word: Writer | None) -> PrintPreview:
        made = PrintPreview(
            session, "谈话", lambda _: pages(1), "谈话.pdf", to_word=to_word, much_of=()
        )
        made.open()
        qtbot.waitUntil(lambda: made.is_ready)
        return made

    return show


def test_only_what_can_be_had_in_word_offers_it(preview: Preview) -> None:
    made = preview(None)
    assert not part(made, QPushButton, "save_word").isVisibleTo(made)


def test_a_document_is_written_with_progress_and_said(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    def write(target: Path, progress: Progress) -> None:
        assert progress(1, 2)
        target.write_bytes(b"word")

    made = preview(write)
    made.word_to(tmp_path / "谈话.docx")
    qtbot.waitUntil(lambda: made.is_ready)
    assert (tmp_path / "谈话.docx").read_bytes() == b"word"
    assert words(made, "said") == "已存为“谈话.docx”，可以用 Word 或 WPS 修改。"
    assert part(made, QPushButton, "print").isEnabled()


def test_a_document_that_cannot_be_written_is_told_in_words(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    gone = EnvironmentProblem("U盘拔出了。", "记录都在。", "请插好。")

    def write(target: Path, progress: Progress) -> None:
        raise gone

    made = preview(write)
    made.word_to(tmp_path / "谈话.docx")
    qtbot.waitUntil(lambda: made.is_ready)
    assert words(made, "said") == gone.sentence
    assert made.isVisible()


@pytest.mark.parametrize("is_late", [False, True])
def test_esc_stops_writing_and_what_is_said_of_the_file_is_true(
    qtbot: QtBot, preview: Preview, tmp_path: Path, is_late: bool
) -> None:
    begun, go = threading.Event(), threading.Event()

    def write(target: Path, progress: Progress) -> None:
        begun.set()
        go.wait(30)
        if is_late:
            target.write_bytes(b"word")
        elif not progress(1, 2):
            raise Cancelled

    made = preview(write)
    noted: list[int] = []
    made.went_out_in_word.connect(noted.append)
    target = tmp_path / "谈话.docx"
    made.word_to(target)
    qtbot.waitUntil(begun.is_set)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert made.isVisible()
    go.set()
    qtbot.waitUntil(lambda: made.is_ready)
    assert target.exists() == is_late
    assert words(made, "said").startswith("已存为" if is_late else "已停止，没有写")
    # What was written is noted as gone out, whenever it was to be stopped.
    assert noted == ([1] if is_late else [])


def test_of_several_papers_each_is_a_document_and_what_was_stored_is_said(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    session = Session(cast("Desk", SimpleNamespace(book=None, clock=None)), theme)
    session.operations = Operations()
    gone = EnvironmentProblem("U盘拔出了。", "记录都在。", "请插好。")

    def fails(target: Path, progress: Progress) -> None:
        raise gone

    made = PrintPreview(
        session,
        "通知和签到表",
        lambda _: pages(1),
        "通知.pdf",
        documents=[("通知", lambda target, _: target.write_bytes(b"word")), ("签到表", fails)],
        much_of=(),
    )
    made.open()
    qtbot.waitUntil(lambda: made.is_ready)
    with qtbot.waitSignal(made.went_out_in_word) as noted, qtbot.assertNotEmitted(made.went_out):
        made.word_to(tmp_path / "通知.docx", tmp_path / "签到表.docx")
        qtbot.waitUntil(lambda: made.is_ready)
    assert noted.args == [1]
    assert words(made, "said") == f"“通知.docx”已经存好。{gone.sentence}"
    made.close()


def test_a_failure_is_told_over_the_window_where_the_preview_is_closed(
    qtbot: QtBot, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = EnvironmentProblem("U盘拔出了。", "记录都在。", "请插好。")
    begun, go = threading.Event(), threading.Event()
    told: list[BaseException] = []
    monkeypatch.setattr(Session, "tell", lambda _, error: told.append(error))

    def fails(target: Path, progress: Progress) -> None:
        begun.set()
        go.wait(30)
        raise gone

    made = preview(fails)
    made.word_to(tmp_path / "谈话.docx")
    qtbot.waitUntil(begun.is_set)
    made.done(0)
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [gone]

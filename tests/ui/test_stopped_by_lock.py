"""A change of passwords or keepers that the lock stopped is missed when the book is open again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.doorway.passwords import STOPPED_BY_LOCK, SecretLine, SecretWork
from qinglian_desktop.ui.job import Job, nothing
from qinglian_desktop.ui.look.theme import Theme


def test_what_a_secret_was_given_for_and_was_stopped_is_told_later(
    qtbot: QtBot, theme: Theme
) -> None:
    line = SecretLine(theme, "您的密码")
    qtbot.addWidget(line)
    work = SecretWork(theme, line, "您的密码")
    for each in (work.notice, work.bar):
        qtbot.addWidget(each)
    owner = QObject()
    for is_stopped in (True, False):
        job = Job(owner, nothing, nothing, None, nothing, is_change=True)
        work.follow(job, "正在办…")
        if is_stopped:
            job.cancel()
        job.tell(None, Cancelled() if is_stopped else None)
        told = "" if job.untold is None else job.untold.sentence
        assert told == ("".join(STOPPED_BY_LOCK) if is_stopped else "")

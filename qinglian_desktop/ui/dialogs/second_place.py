"""第二处备份: what it is for, where it was put last, and where to put it now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.second_place import SecondPlace, SecondSpot, far_words
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.sticks import find_sticks
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_WHY = (
    "台账库的备份和台账库在同一台电脑里，电脑坏了、丢了，会一起没有。"
    "在U盘、或者别的电脑的共享文件夹里再放一份，就能在新电脑上恢复。"
    "放出去的也是加密的，没有密码打不开。"
)
_WHEN = "放过一次以后，每周自动再放一份：打开台账库的时候U盘插着、共享连得上就行。"
WIDTH = 560


class SecondPlaceDialog(FittingDialog):
    """Closes as soon as the backup has begun; the foot of the window shows how far it is."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, wanted: Path | None = None
    ) -> None:
        super().__init__("第二处备份", parent)
        self.setObjectName("second_place")
        theme = session.theme
        self._session = session
        now = session.desk.clock()
        place = session.desk.second_backups.place()
        self.target = TargetChoice(session, "选择第二处备份放在哪里", find_sticks)
        self.notice = Notice(theme)
        self._begin = button("备份到这里", self.begin, "primary", "backup", theme)
        self._begin.setObjectName("begin")
        self._begin.setAutoDefault(False)
        cancel = button("不用", self.reject)
        cancel.setAutoDefault(False)
        last = label(_last_words(place), wrap=True)
        last.setObjectName("last_there")
        last.setVisible(place is not None)
        self.setLayout(
            column(
                label(_WHY, wrap=True),
                label(_WHEN, "muted", wrap=True),
                last,
                self.target,
                self.notice,
                row(1, cancel, self._begin),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        room = self.screen().availableGeometry().width() - 60
        self.setFixedWidth(min(theme.px(WIDTH), room))
        if place is not None and place.is_due(now):
            self.notice.say(f"{far_words(place, now)}，请插上U盘，再放一份。", "warn")
        if wanted is not None:
            self.target.take(wanted)
        self.target.shown.connect(self.fit)
        self.target.refresh()
        self.fit()

    def begin(self) -> None:
        """Begin, if it is known where."""
        backing_up = self._session.backing_up
        folder = self.target.chosen
        if folder is None and self.target.count <= 1:
            folder = self.target.choose_folder()
        if backing_up.job is not None:
            self._say("正在备份，请等它做完，或者在窗口底下点“取消”。")
        elif folder is None:
            self._say("请先选好放在哪里。")
        else:
            spot = SecondSpot(folder, self.target.name_of(folder))
            backing_up.start_second(self._session.desk.second_backups, spot)
            self.accept()

    def _say(self, words: str) -> None:
        self.notice.say(words, "warn")
        self.fit()


def _last_words(place: SecondPlace | None) -> str:
    if place is None:
        return ""
    return f"上次放在“{place.spot.words}”，{place.at:%Y-%m-%d %H:%M}。"

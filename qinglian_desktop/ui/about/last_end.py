"""What is said at the door after the program ended unexpectedly"""

from __future__ import annotations

from qinglian_desktop.ui.about.about_part import show_diagnosis_over
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.theme import Theme

ENDED_UNEXPECTEDLY = (
    "程序上次意外结束了。保存过的记录都在，正在填的在草稿里。"
    "可以导出诊断交给维护的人，里面没有记录的内容。"
)


def tell_unexpected_end_at(welcome: WelcomeWindow, theme: Theme) -> None:
    """Say it on the page in front, unless that has something else to say, and offer a diagnosis."""
    notice = welcome.page.findChild(Notice)
    if notice is not None and notice.isHidden():
        notice.say(
            ENDED_UNEXPECTEDLY,
            "warn",
            "导出诊断…",
            lambda: show_diagnosis_over(welcome, theme, None),
        )

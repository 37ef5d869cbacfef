"""上次备份 in the header: both places, in whatever room there is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.second_place import SecondPlace, SecondSpot
from qinglian_desktop.ui.backup_words import BackupWords, last_tip, last_words
from tests.conftest import NOW


def test_the_words_fit_whatever_room_there_is(qtbot: QtBot, qapp: QApplication) -> None:
    place = SecondPlace(SecondSpot(Path("E:/"), "很长很长的名字的U盘（E:）"), NOW)
    button = BackupWords()
    qtbot.addWidget(button)
    button.say(last_words(NOW, place, NOW), last_tip(NOW, place, NOW))
    assert button.minimumSizeHint().width() < 120 < button.sizeHint().width()
    button.show()
    button.resize(button.sizeHint())
    assert button.text() == button.words
    button.resize(120, button.height())
    assert button.text().endswith("…") and button.words.endswith("很长很长的名字的U盘（E:）")


def test_a_copy_of_a_later_day_is_told_in_both_places() -> None:
    place = SecondPlace(SecondSpot(Path("E:/"), "U盘"), NOW.replace(year=2099))
    assert last_words(None, place, NOW) == "还没有备份 · 第二处日期不对 U盘"
    assert "比今天还晚" in last_tip(None, place, NOW)

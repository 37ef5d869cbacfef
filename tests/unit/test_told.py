"""What was sent out before an event is kept in mind, and what of it is not so any more is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qinglian_desktop.domain.invitation import BLANK
from qinglian_desktop.domain.told import (
    Told,
    keep_told,
    read_told,
    told_otherwise_words,
    told_words,
)
from tests.unit.test_invitation import told as invited

AT = datetime(2026, 11, 20, 9, 30)
NOW = invited()
AS_SENT = Told(AT, NOW.when, NOW.place)


def kept(one: Told, *kinds: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for kind in kinds:
        found = keep_told(found, kind, one)
    return found


def test_what_is_kept_is_read_again_and_the_latest_of_a_kind_counts() -> None:
    later = replace(AS_SENT, at=datetime(2026, 11, 21, 8, 0), place="礼堂")
    found = keep_told(kept(AS_SENT, "会议通知", "签到表"), "会议通知", later)
    assert read_told(found) == {"会议通知": later, "签到表": AS_SENT}
    assert read_told({"会议通知": {"gone": 1}, "签到表": 3, "别的": {"at": "?"}}) == {}


def test_what_is_still_so_is_only_told() -> None:
    assert told_otherwise_words(kept(AS_SENT, "会议通知"), NOW) == ""
    assert told_words(kept(AS_SENT, "会议通知", "签到表", "通知文字")) == (
        "11月20日印过会议通知、签到表，复制过通知文字。"
    )
    assert told_words({}) == ""


def test_another_time_or_place_asks_to_tell_again() -> None:
    now = replace(NOW, when="2026年12月8日（星期二）09:00", place="礼堂")
    assert told_otherwise_words(kept(AS_SENT, "会议通知", "签到表"), now) == (
        "11月20日印过会议通知、签到表，上面写的是2026年12月5日（星期六）14:30至16:00、三楼会议室；"
        "现在改到2026年12月8日（星期二）09:00、礼堂，请重新通知。"
    )


def test_an_hour_that_was_left_blank_can_be_filled_and_its_day_cannot_be_changed() -> None:
    open_hour = Told(AT, f"2026年12月5日（星期六）{BLANK}", NOW.place)
    assert told_otherwise_words(kept(open_hour, "会议通知"), NOW) == ""
    later = replace(NOW, when="2026年12月8日（星期二）14:30至16:00")
    assert "请重新通知" in told_otherwise_words(kept(open_hour, "会议通知"), later)


def test_what_was_left_to_be_written_and_what_is_not_known_are_said_so() -> None:
    open_hour = Told(AT, f"2026年12月5日（星期六）{BLANK}", "")
    now = replace(NOW, when="", place="")
    assert told_otherwise_words(kept(open_hour, "签到表"), now) == (
        "11月20日印过签到表，上面写的是2026年12月5日（星期六）、地点没有写；"
        "现在改到还没有定的时间、还没有定的地点，请重新通知。"
    )

"""What stands above the heads of a list from above: when it was given out, and by whom."""

from __future__ import annotations

import pytest

from qinglian_desktop.ledgers.assignment_words import day_of_titles, issuer_of_titles

TITLE = "2026年9月清单"


@pytest.mark.parametrize(
    ("titles", "day", "issuer"),
    [
        ((TITLE, "市委机关工委\u30002026年8月28日"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委2026年8月28日"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委（2026年8月28日）"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委（印章） 2026年8月28日"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委\n2026年8月28日"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委印发于2026年8月28日"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委 2026年8月28日印发"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委机关工委于2026年8月28日印发"), "2026-08-28", "市委机关工委"),
        ((TITLE, "市委办、市委组织部 2026年8月28日"), "2026-08-28", "市委办、市委组织部"),
        ((TITLE, "下发单位：市委机关工委 2026年8月28日"), "2026-08-28", "市委机关工委"),
        (
            (TITLE, "下发单位：市委机关工委  下发日期：2026年8月28日"),
            "2026-08-28",
            "市委机关工委",
        ),
        ((TITLE, "二〇二六年八月二十八日"), "2026-08-28", None),
        ((TITLE, "2026年8月28日（星期五）"), "2026-08-28", None),
        ((TITLE, "日期：2026年8月28日"), "2026-08-28", None),
        ((TITLE, "制表日期：2026-8-28"), "2026-08-28", None),
        (("2026年9月清单（2026年8月28日印发）",), "2026-08-28", None),
        (("2026年9月清单 2026年8月28日",), "2026-08-28", None),
        ((TITLE, "2026-9-30前报送；下发：2026-8-28"), "2026-08-28", None),
        (
            (TITLE, "工委 2026年8月28日（2026年9月30日前报送）"),
            "2026-08-28",
            "工委",
        ),
        # On these days something is to be done, or to come back.
        ((TITLE, "请于2026年9月30日前报送完成情况"), None, None),
        ((TITLE, "填报时间：2026年9月25日"), None, None),
        ((TITLE, "填报单位：第一党支部 填报日期：2026年9月25日"), None, None),
        ((TITLE, "上报时间：2026年9月30日"), None, None),
        ((TITLE, "截止时间：2026年9月30日"), None, None),
        ((TITLE, "报送时限：2026年9月30日"), None, None),
        ((TITLE, "完成时间： 2026年9月30日"), None, None),
        ((TITLE, "活动时间 2026年9月10日"), None, None),
        ((TITLE, "（报送时间为2026年9月30日）"), None, None),
        ((TITLE, "各支部2026年9月30日报送完成情况"), None, None),
        ((TITLE, "各支部于2026年9月30日"), None, None),
        ((TITLE, "执行时间：2026年9月1日至2026年9月30日"), None, None),
        ((TITLE, "2026年9月1日—2026年9月30日"), None, None),
        ((TITLE, "2026年2月30日"), None, None),
    ],
)
def test_the_day_of_a_list_is_not_the_day_by_which_it_is_to_come_back(
    titles: tuple[str, ...], day: str | None, issuer: str | None
) -> None:
    assert (day_of_titles(titles), issuer_of_titles(titles)) == (day, issuer)

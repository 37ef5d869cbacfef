"""Pictures of a year, read from a book: what each bar says and which records it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from qinglian_desktop.application.document_ports import PaperFiles
from qinglian_desktop.application.pictures import PictureReading, Pictures, blank_words
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.drawing import Drawing, Words
from qinglian_desktop.domain.pictures import Bars, Trend
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.unit.conftest import Voyage

PICTURED = replace(
    EVERYTHING,
    pictures=(
        Trend("来客", "heads"),
        Bars("颜色", ("events", "red")),
        Bars("步骤", ("steps", "rate")),
        Bars("站着的", ("steps", "planned")),
    ),
)
Told = list[tuple[str, str, Sequence[Drawing], str]]


class Printed:
    """Paper that keeps what it was told to print."""

    def __init__(self) -> None:
        self.told: Told = []

    def pictures(
        self, title: str, subtitle: str, drawings: Sequence[Drawing], unit_name: str
    ) -> bytes:
        self.told.append((title, subtitle, drawings, unit_name))
        return b"%PDF"


@pytest.fixture
def paper() -> Printed:
    return Printed()


@pytest.fixture
def pictures(voyage: Voyage, paper: Printed) -> Pictures:
    catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, PICTURED))
    clock: Callable[[], datetime] = lambda: voyage.now  # noqa: E731
    return Pictures(voyage.desk.book, catalogue, clock, cast("PaperFiles", paper))


def said(reading: PictureReading) -> list[str]:
    return [bar.said for bar in reading.chart.bars]


def test_a_trend_tells_counted_nothing_not_kept_running_and_ahead_apart(
    voyage: Voyage, pictures: Pictures
) -> None:
    voyage.event(day="2026-08-02", guests="甲、乙")
    voyage.event(day="2026-10-09", guests="甲、乙、丙")
    voyage.event(day="2026-10-10")
    trend = pictures.of_year(2026)[0]
    month = voyage.now.month
    assert said(trend)[6:10] == ["—", "2", "0", "3"]
    assert said(trend)[month:] == ["·"] * (12 - month)
    assert [bar.label for bar in trend.chart.bars] == [f"{n}月" for n in range(1, 13)]
    assert [bar.hatched for bar in trend.chart.bars].index(True) == month - 1
    assert [place for place, bar in enumerate(trend.chart.bars) if bar.leads] == [7, 9]
    assert trend.chart.title == "来客（人次）"
    assert "“·”是还没有到" in trend.chart.below


def test_the_months_of_a_year_that_is_over_are_told_plainly(
    voyage: Voyage, pictures: Pictures
) -> None:
    voyage.event(day="2025-01-31", guests="甲")
    trend = pictures.of_year(2025)[0]
    assert said(trend) == ["1", *["0"] * 11]
    assert trend.chart.below == "2025年"
    assert not any(bar.hatched for bar in trend.chart.bars)


def test_the_hatching_of_the_running_month_is_explained(voyage: Voyage, pictures: Pictures) -> None:
    voyage.event(day=voyage.now.date().isoformat(), guests="甲")
    assert "斜线的是本月" in pictures.of_year(voyage.now.year)[0].chart.below


def test_measures_of_one_unit_name_it_once_and_others_each(
    voyage: Voyage, pictures: Pictures
) -> None:
    voyage.event(colour="红", steps=[{"what": "缝", "done": "做完"}, {"what": "量"}])
    voyage.event(colour="蓝")
    _, one, several, standing = pictures.of_year(2026)
    assert (one.chart.title, said(one)) == ("颜色（件）", ["2", "1"])
    assert (several.chart.title, said(several)) == ("步骤", ["2步", "50.0%"])
    assert one.chart.below == f"2026年1月至{voyage.now.month}月"
    assert standing.chart.below == f"截至{voyage.now.date()}"


def test_a_bar_leads_to_its_records(voyage: Voyage, pictures: Pictures) -> None:
    voyage.event(day="2026-08-02", guests="甲")
    october = voyage.event(day="2026-10-09", guests="甲", colour="红")
    trend, colours, *_ = pictures.of_year(2026)
    assert pictures.behind(trend, 9) == ToList("everything", (october,), "2026年10月 来客")
    assert pictures.behind(colours, 1) == ToList("everything", (october,), "2026年 红色的事")


def test_a_picture_that_holds_nothing_is_named_and_not_printed(
    voyage: Voyage, pictures: Pictures, paper: Printed
) -> None:
    voyage.ship()
    voyage.event(day="2026-10-09", guests="甲")
    readings = pictures.of_year(2026)
    assert [reading.is_blank for reading in readings] == [False, False, True, True]
    assert blank_words(readings) == "还没有数可画的图：步骤、站着的。"
    assert blank_words(readings[:2]) == ""
    assert pictures.preview(2026) == b"%PDF"
    [(title, subtitle, drawings, unit)] = paper.told
    assert (title, unit) == ("2026年台账图", "青莲号")
    assert subtitle == f"统计期：2026年1月至{voyage.now.month}月"
    heads = [next(s.text for s in each.shapes if isinstance(s, Words)) for each in drawings]
    assert heads == ["来客（人次）", "颜色（件）"]
    pictures.preview(2025)
    assert paper.told[1][1:3] == ("统计期：2025年1月至12月", [])

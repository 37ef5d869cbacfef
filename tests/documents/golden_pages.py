"""A page of each kind of thing as it was looked at and found right: where every word stands.

``python -m tests.documents.golden_pages`` writes the pages anew, to be looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.listing import ListPrinter
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.values import Attendee, Interval, Link, People, Person, Value
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from tests.documents.paper_samples import FONTS, SOURCE, record

KEPT = Path(__file__).with_name("golden_pages.json")
Words = list[list[float | str]]
"""Of each piece of text: its left edge, its baseline, and the text."""

_FIVE_LINES = "\n".join(f"第{n}位同志发言：围绕岗位职责谈认识、谈打算。" for n in "一二三四五")


def _meeting() -> list[Sheet]:
    came = [Attendee(Person(name)) for name in ("韦明谦", "黄峥", "陈墅", "李䶮")]
    away = Attendee(Person("莫郁"), present=False, reason="出差")
    return _form(
        MEETINGS,
        {
            "kind": "支委会",
            "no": 11,
            "time": Interval(datetime(2026, 10, 9, 9), datetime(2026, 10, 9, 10, 10)),
            "place": "二楼小会议室",
            "theme": "研究第四季度组织生活",
            "host": Person("韦明谦"),
            "recorder": Person("李䶮"),
            "people": People((*came, away)),
            "agenda": ({"item": "审议第四季度计划"}, {"item": "明确班子成员分工"}),
            "points": _FIVE_LINES,
        },
    )


def _talk() -> list[Sheet]:
    return _form(
        TALKS,
        {
            "category": "任前廉政谈话",
            "form": "集体",
            "time": Interval(datetime(2026, 1, 12, 9), datetime(2026, 1, 12, 9, 40)),
            "place": "谈心谈话室",
            "people": People.named(Person("李䶮"), Person("阿依登·古丽扎"), Person("吴铭")),
            "classes": ("提拔和岗位调整",),
            "talker": Person("韦明谦"),
            "talker_post": "副书记、支部书记",
            "recorder": Person("覃书宁"),
            "cause": "岗位变动",
            "content": "祝贺提任，明确分管工作和廉政要求。",
            "opinion": "感谢组织信任，一定公道正派。",
        },
    )


def _risks() -> list[Sheet]:
    def control(place: int) -> dict[str, Value]:
        return {"measure": f"第{place}条：考评组随机组成。", "owner": "吴铭", "leader": "韦明谦"}

    def risk(count: int) -> dict[str, Value]:
        return {
            "power": Link(1, "模范机关创建示范单位命名"),
            "department": "组织部",
            "category": "业务流程",
            "risk": "考评打招呼、凭印象定结论",
            "manifestation": "考评组成员与被考评单位熟悉，实地核查走过场。",
            "day": date(2026, 2, 3),
            "level": "一级",
            "controls": tuple(control(place) for place in range(1, count + 1)),
        }

    records = [record(RISKS, risk(count)) for count in (2, 0, 20)]
    return ListPrinter(RISKS, SOURCE, Fonts(FONTS, ())).sheets(records, "2026年", no_progress)


def _form(ledger: Ledger, values: dict[str, Value]) -> list[Sheet]:
    return FormPrinter(ledger, SOURCE, Fonts(FONTS, ())).sheets(record(ledger, values))


PAGES: Mapping[str, Callable[[], list[Sheet]]] = {
    "支委会记录": _meeting,
    "任前廉政谈话记录表": _talk,
    "廉政风险点防控一览表": _risks,
}


def words(name: str) -> list[Words]:
    """What stands where on each page, in points to a tenth."""
    return [
        [[round(text.x, 1), round(text.y, 1), text.text] for text in sheet.texts]
        for sheet in PAGES[name]()
    ]


if __name__ == "__main__":
    found = {name: words(name) for name in PAGES}
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: "
        + "[\n"
        + ",\n".join(
            "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in page) + "\n]"
            for page in pages
        )
        + "\n]"
        for name, pages in found.items()
    ]
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")

"""Of two people of one name it is told which is meant, wherever one reads names on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.lenses import Coverage
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.dialogs.person_view import PersonView
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.coverage import CoverageView
from qinglian_desktop.ui.session import Session
from tests.glances import todos_of
from tests.ui.finding import part, settled

MEANT = "李伟（财务科）"


def test_the_department_tells_which_of_two(session: Session, qtbot: QtBot) -> None:
    desk = session.desk
    records, catalogue, people = desk.records, desk.catalogue, desk.catalogue["people"]
    both = [
        records.save(
            people,
            {
                "name": "李伟",
                "politics": "正式党员",
                "department": department,
                "joined": "2020-01-01",
                "classes": [{"word": "重点岗位负责人", "since": "2026-11-01"}],
            },
        ).record
        for department in ("办公室", "财务科")
    ]
    meant = {"name": "李伟", "id": both[1].id}
    talks = catalogue["talks"]
    records.keep_draft(Draft("talks", {"category": "谈心谈话", "people": {"people": [meant]}}))
    lens = next(each for each in talks.lenses if isinstance(each, Coverage))
    view = lens_view(session, talks, lens)
    assert isinstance(view, CoverageView)
    roster = PersonView(session, Person("李伟", both[1].id), view)
    qtbot.addWidget(view)
    view.show()
    settled(qtbot, session)
    assert "李伟（办公室）" in part(view, QLabel, "left").text()
    assert MEANT in part(view, QLabel, "left").text()
    assert roster.heading.text() == f"{MEANT}的有关记录"
    todos = [each.text for each in todos_of(desk)]
    assert f"没有填完：谈心谈话 {MEANT}" in todos
    assert [MEANT in each.title for each in desk.searching.find("李伟")[:2]].count(True) == 1
    due = {"people": [{**meant, "present": False, "reason": "出差"}]}
    event = {
        "items": ["讲一段红色故事"],
        "day": "2026-11-20",
        "theme": "讲故事",
        "place": "学习室",
        "host": meant,
        "people": due,
        "summary": "讲了。",
    }
    kept = records.save(catalogue["eight_ones"], event).record
    page = LedgerPage(session, catalogue["eight_ones"])
    qtbot.addWidget(page)
    page.resize(1334, 640)
    page.show()
    model = page.table.model()
    assert MEANT in [model.index(0, column).data() for column in range(model.columnCount())]
    page.open_record(kept)
    said = [each.text() for each in page.panel.findChildren(QLabel)]
    assert f"缺席：{MEANT}" in said
    assert desk.searching.find("讲故事")[0].title

"""A link is chosen among the records as they are now, by the list or by typing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.field_types import (
    Field,
    RecordRef,
)
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.values import Link
from qinglian_desktop.ui.editors.link_editor import LinkEditor
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.invented import EVERYTHING, crew_input
from tests.ui.finding import part
from tests.ui.invented_session import invented_session
from tests.ui.open_forms import editors_of, open_forms


@pytest.fixture
def forms(session: Session, qtbot: QtBot) -> dict[str, RecordForm]:
    return open_forms(session, qtbot)


def linked(form: RecordForm) -> Iterator[tuple[str, Field, LinkEditor]]:
    """The links of a form: the ledger each leads to, its field and its editor."""
    for field, editor in editors_of(form, RecordRef):
        assert isinstance(field.type, RecordRef) and isinstance(editor, LinkEditor)
        yield field.type.ledger, field, editor


def kept_again(session: Session, key: str, **changes: object) -> dict[str, object]:
    """A new record like the first of the ledger; gives the plain input of a link to it."""
    records, ledger = session.desk.records, session.desk.catalogue[key]
    like = session.desk.searching.first(Query(key), 1)[0][0]
    kept = records.save(ledger, {**records.plain(ledger, like), **changes}).record
    return {"id": kept.id, "label": title_of(ledger, kept.values)}


def test_a_record_kept_since_can_be_chosen_in_the_open_form_of_every_ledger(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    changes: dict[str, dict[str, object]] = {
        "powers": {"name": "公务用车审批", "code": "X-1"},
        "talks": {"people": "韦明谦", "classes": ["重点岗位负责人"]},
        "tasks": {"task": "公务用车登记上墙"},
        "meetings": {"theme": "研究公务用车"},
        "eight_ones": {"theme": "读一段公务用车的故事"},
        "education": {"theme": "公务用车案例"},
        "directives": {"title": "公务用车管理办法"},
        "practice": {"theme": "公务用车怎样管"},
    }
    tried = set[str]()
    for key, form in forms.items():
        for target, field, editor in linked(form):
            link = kept_again(session, target, **changes[target])
            editor.main.showPopup()
            editor.main.hidePopup()
            words = editor.main.itemText(0)
            assert words.startswith(str(link["label"])), (key, field.key)
            editor.main.setCurrentIndex(0)
            editor.main.activated.emit(0)
            assert editor.typed() == link
            editor.show_typed(None)
            line = editor.main.lineEdit()
            assert line is not None
            write(line, str(link["label"])[:4])
            offered = [words for words, each in editor._found.items() if each.id == link["id"]]
            assert len(offered) == 1
            line.completer().activated.emit(offered[0])
            assert (editor.main.currentText(), editor.typed()) == (offered[0], link)
            tried.add(key)
    for form in forms.values():
        form.settle()
    assert tried == {
        "flows",
        "risks",
        "publications",
        "checkups",
        "secretary_talks",
        "assignments",
    }


@pytest.fixture
def crowded(tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot) -> Iterator[LinkEditor]:
    """A link to one of 203 people, the first of them beyond the newest 200."""
    with invented_session(tmp_path / "船", tools, theme) as session:
        crew = [crew_input("水" + chr(0x4E00 + number)) for number in range(200)]
        alike = [crew_input("周𬭚", came=day) for day in ("2021-02-03", "2022-02-03")]
        roster = session.desk.catalogue["crew"]
        session.desk.records.add_all(roster, [crew_input("李䶮", came="2019-01-01")])
        session.desk.records.add_all(roster, crew + alike)
        form = RecordForm(session, EVERYTHING)
        qtbot.addWidget(form)
        editor = form._lines["about"].editor
        assert isinstance(editor, LinkEditor)
        yield editor


def test_a_record_beyond_the_newest_is_found_by_typing(crowded: LinkEditor) -> None:
    crowded.main.showPopup()
    crowded.main.hidePopup()
    assert crowded.main.findText("李䶮") == -1
    line = crowded.main.lineEdit()
    assert line is not None
    write(line, "李䶮")
    assert crowded.typed() == {"id": 1, "label": "李䶮"}


def test_those_called_the_same_are_told_apart(crowded: LinkEditor) -> None:
    line = crowded.main.lineEdit()
    assert line is not None
    write(line, "周𬭚")
    assert sorted(crowded._found) == ["周𬭚（2021-02-03）", "周𬭚（2022-02-03）"]
    assert crowded.typed() == "周𬭚"
    later = {"id": 203, "label": "周𬭚"}
    line.completer().activated.emit("周𬭚（2022-02-03）")
    assert crowded.typed() == later
    crowded.show_typed({"id": 202, "label": "周𬭚"})
    assert crowded.main.currentText() == "周𬭚（2021-02-03）"
    crowded.show_typed(later)
    write(line, "x")
    assert crowded.typed() == "周𬭚（2022-02-03）x"
    line.backspace()
    assert crowded.typed() == later


def test_looking_at_the_list_changes_no_link(crowded: LinkEditor) -> None:
    link = {"id": 1, "label": "李䶮"}
    crowded.show_typed(link)
    crowded.main.showPopup()
    crowded.main.hidePopup()
    assert (crowded.main.currentText(), crowded.typed()) == ("李䶮", link)


def test_the_keyboard_chooses_among_those_found(crowded: LinkEditor, qtbot: QtBot) -> None:
    form = crowded.window()
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    line = crowded.main.lineEdit()
    assert line is not None
    crowded.main.setFocus()
    write(line, "周𬭚")
    popup = line.completer().popup()
    assert popup.isVisible()
    words = popup.model().index(0, 0).data()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert crowded.main.currentText() == words
    assert crowded.typed() == {"id": crowded._found[words].id, "label": "周𬭚"}


def test_what_there_is_one_each_of_is_told_where_it_is_chosen(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    places: list[object] = []
    session.place_wanted.connect(places.append)
    fresh = kept_again(session, "powers", name="公务用车审批", code="X-1")
    first = session.desk.searching.first(Query("flows"), 1)[0][0]
    taken = first.value("power")
    assert isinstance(taken, Link)
    form = forms["flows"]
    _, _, editor = next(linked(form))
    offer = part(editor, QPushButton, "there")
    editor.show_typed(None)
    editor.main.showPopup()
    editor.main.hidePopup()
    listed = [editor.main.itemText(place) for place in range(editor.main.count())]
    assert str(fresh["label"]) in listed
    assert f"{taken.label}（已有流程图）" in listed
    editor.main.activated.emit(listed.index(f"{taken.label}（已有流程图）"))
    assert editor.main.currentText() == taken.label
    assert not offer.isHidden()
    assert offer.text() == f"已经有流程图了（编号 {first.number}），打开那一条…"
    offer.click()
    assert places == [ToRecord("flows", first.id or 0)]
    editor.main.activated.emit(listed.index(str(fresh["label"])))
    assert offer.isHidden()
    of_taken = {"power": {"id": taken.id, "label": taken.label}}
    # The form of that very record, and of a draft that would be a second one.
    for is_saved in (True, False):
        form.show_typed(of_taken, is_saved=is_saved)
        assert offer.isHidden() is is_saved


def test_what_was_drawn_already_is_carried_to_the_chart_that_is_there(
    session: Session, forms: dict[str, RecordForm]
) -> None:
    places: list[object] = []
    session.place_wanted.connect(places.append)
    first = session.desk.searching.first(Query("flows"), 1)[0][0]
    taken = first.value("power")
    assert isinstance(taken, Link)
    of_taken = {"power": {"id": taken.id, "label": taken.label}}
    form, outline = forms["flows"], "( 申请\n? 齐全？\n  [否] 补正\n  [是]\n( 归档\n"
    _, _, editor = next(linked(form))
    carry = part(editor, QPushButton, "carry")
    form.show_typed(of_taken, is_saved=False)
    assert carry.isHidden()
    form.show_typed({**of_taken, "chart": outline}, is_saved=True)
    assert carry.isHidden()
    form.show_typed({**of_taken, "chart": outline}, is_saved=False)
    assert carry.text() == "带上画好的4步，1处判断，打开那一条，在图里按 Ctrl+V 放进去…"
    carry.click()
    assert places == [ToRecord("flows", first.id or 0)]
    assert QGuiApplication.clipboard().text() == outline

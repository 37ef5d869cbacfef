"""Levels changed with a reason, risks passed on together, and the method a unit settled on."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.document_ports import PrintedAs
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.changed_level import all_before
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.ledgers.risk_levels import METHODS

ROW = {"stage": "审定", "day": "2026-11-20", "by": "专责小组", "opinion": "同意"}


def risks(desk: Desk, **words: tuple[str, ...]) -> list[Record]:
    ledger = desk.catalogue["risks"]
    with desk.book.reading() as work:
        return work.records.fetch(ledger, work.records.ids(Query("risks", words=words)))


def drafted_over(desk: Desk, record_id: int) -> Draft:
    drafts = desk.records.drafts(desk.catalogue["risks"])
    return next(each for each in drafts if each.record_id == record_id)


def test_a_change_of_level_asks_why_and_keeps_the_old_one(desk: Desk) -> None:
    ledger, keeping = desk.catalogue["risks"], desk.records
    risk = risks(desk, level=("一级",), method=(METHODS[4],))[0]
    typed = keeping.plain(ledger, risk) | {"likelihood": "中", "severity": "中", "level": "二级"}
    typed.pop("reason", None)
    with pytest.raises(DataProblems) as refused:
        keeping.save(ledger, typed, record_id=risk.id)
    (problem,) = refused.value.problems
    assert problem.field == "reason"
    assert "由一级改为二级" in problem.message
    kept = keeping.save(ledger, typed | {"reason": "措施落实"}, record_id=risk.id).record
    history = keeping.history(ledger, kept.id or 0)
    assert history[0].reason == "措施落实"
    words = all_before(ledger, history)["level"].words
    assert words == "原为一级，2026-11-23改，因措施落实"
    # The reason of before is none for the next change; taking back asks for nothing.
    again = keeping.plain(ledger, kept) | {"likelihood": "低", "severity": "轻", "level": "三级"}
    with pytest.raises(DataProblems, match="从前"):
        keeping.save(ledger, again, record_id=kept.id)
    keeping.steps.undo()
    history = keeping.history(ledger, kept.id or 0)
    assert all_before(ledger, history) == {}
    keeping.steps.redo()
    assert all_before(ledger, keeping.history(ledger, kept.id or 0))["level"].words == words
    keeping.steps.undo()
    assert all_before(ledger, keeping.history(ledger, kept.id or 0)) == {}
    assert keeping.save(ledger, keeping.plain(ledger, risk), record_id=risk.id).is_unchanged


def test_going_back_to_a_level_asks_why_anew(desk: Desk) -> None:
    ledger, keeping = desk.catalogue["risks"], desk.records
    risk = risks(desk, level=("一级",), method=(METHODS[4],))[0]
    typed = keeping.plain(ledger, risk)
    for chance, level, why in (("中", "二级", "措施落实"), ("低", "三级", "又有好转")):
        answers = {"likelihood": chance, "severity": "中", "level": level, "reason": why}
        risk = keeping.save(ledger, typed | answers, record_id=risk.id).record
    opened = Opened(keeping, ledger, risk)
    then = keeping.history(ledger, risk.id or 0)[1].after
    assert then is not None and then["level"] == "二级"
    back = dict(opened.as_then(then))
    assert back["level"] == "二级"
    with pytest.raises(DataProblems, match="从前"):
        opened.save(back)
    kept = opened.save(back | {"reason": "复核时又有反复"}).record
    was = all_before(ledger, keeping.history(ledger, kept.id or 0))["level"]
    assert (was.word, was.why) == ("三级", "复核时又有反复")


def test_a_reason_given_for_an_earlier_change_is_none_for_a_later_one(desk: Desk) -> None:
    ledger, keeping = desk.catalogue["risks"], desk.records
    risk = risks(desk, level=("一级",), method=(METHODS[4],))[0]
    typed = keeping.plain(ledger, risk)
    second = {"likelihood": "中", "severity": "中", "level": "二级"}
    third = {"likelihood": "低", "severity": "中", "level": "三级", "reason": "又有好转"}
    old_form = typed | second | {"reason": "措施落实"}
    keeping.save(ledger, old_form, record_id=risk.id)
    keeping.save(ledger, typed | third, record_id=risk.id)
    with pytest.raises(DataProblems, match="从前"):
        keeping.save(ledger, old_form | {"reason": "措施落实。"}, record_id=risk.id)
    # What was taken back was never a reason.
    keeping.steps.undo()
    assert keeping.save(ledger, typed | third, record_id=risk.id).record.value("level") == "三级"


def test_many_are_passed_on_in_one_step(desk: Desk) -> None:
    ledger, records = desk.catalogue["risks"], risks(desk)
    ids = [each.id or 0 for each in records[:5]]
    draft = desk.records.keep_draft(
        Draft("risks", desk.records.plain(ledger, records[0]), record_id=ids[0])
    )
    kept = desk.passing.pass_on(ledger, ids, ROW)
    assert [each.value("stage") for each in kept] == ["审定"] * 5
    (drafted,) = (each for each in desk.records.drafts(ledger) if each.id == draft.id)
    assert drafted.typed["stage"] == "审定"
    assert drafted.typed["passage"] == [*cast("list[object]", draft.typed["passage"]), ROW]
    assert desk.passing.propose(ledger, ids).typed == {
        "stage": "备案",
        "day": "2026-11-23",
        "by": "专责小组",
    }
    turned = desk.records.steps.undo()
    assert turned is not None
    assert len(turned.step.records) == 5
    before = {each.id: each.value("stage") for each in records}
    assert {each.id: each.value("stage") for each in risks(desk)} == before
    # Form and record are passed on and brought back together.
    assert drafted_over(desk, ids[0]).typed == draft.typed
    desk.records.steps.redo()
    assert drafted_over(desk, ids[0]).typed == drafted.typed


@pytest.mark.parametrize("typed_on", [False, True])
def test_an_open_form_loses_the_row_that_was_taken_back(desk: Desk, typed_on: bool) -> None:
    ledger, record = desk.catalogue["risks"], risks(desk)[0]
    plain = desk.records.plain(ledger, record)
    rows = cast("list[object]", plain.get("passage") or [])
    (passed,) = desk.passing.pass_on(ledger, [record.id or 0], ROW)
    opened, form = Opened(desk.records, ledger, passed), desk.records.plain(ledger, passed)
    by_hand = {**ROW, "stage": "备案", "day": "2026-11-22"}
    if typed_on:
        form["passage"] = [*cast("list[object]", form["passage"]), by_hand]
        form["stage"] = "备案"
    desk.records.steps.undo()
    kept = opened.keep_draft({**form, "risk": "另一种说法"}).typed
    assert kept["risk"] == "另一种说法"
    assert (kept.get("passage") or []) == [*rows, *([by_hand] if typed_on else [])]
    assert kept["stage"] == ("备案" if typed_on else plain["stage"])


def test_what_is_void_is_not_passed_on_and_not_counted(desk: Desk) -> None:
    ledger = desk.catalogue["risks"]
    ids = [each.id or 0 for each in risks(desk)[:3]]
    desk.records.void(ledger, ids[0], "重复")
    assert sum(desk.passing.propose(ledger, ids).standing.values()) == 2
    assert [each.id for each in desk.passing.pass_on(ledger, ids, ROW)] == ids[1:]
    assert desk.passing.propose(ledger, ids[:1]).standing == {}


def test_where_one_cannot_be_passed_on_none_is(desk: Desk) -> None:
    ledger = desk.catalogue["risks"]
    one, other = risks(desk)[:2]
    desk.passing.pass_on(ledger, [one.id or 0], ROW)
    with pytest.raises(DataProblems) as refused:
        desk.passing.pass_on(ledger, [other.id or 0, one.id or 0], ROW | {"day": "2026-11-01"})
    said = [each.message for each in refused.value.problems]
    assert said[0] == "都没有办理。"
    assert said[1].startswith(one.number)
    assert "早于上一步" in said[1]
    now = {each.id: each.value("stage") for each in risks(desk)}
    assert now[other.id] == other.value("stage")
    with pytest.raises(DataProblems, match="办理人"):
        desk.passing.pass_on(ledger, [one.id or 0], {"stage": "备案", "day": "2026-11-21"})


def test_those_in_different_stages_are_asked_for_the_next(desk: Desk) -> None:
    ledger = desk.catalogue["risks"]
    ids = [each.id or 0 for each in risks(desk)]
    proposed = desk.passing.propose(ledger, ids)
    assert sum(proposed.standing.values()) == len(ids)
    assert "stage" not in proposed.typed


def test_new_risks_begin_with_the_method_of_the_unit(desk: Desk, tools: Tools) -> None:
    (settled,) = desk.choices.all()
    assert (settled.ledger.key, settled.field.key, settled.word) == ("risks", "method", "")
    ledger = desk.catalogue["risks"]
    newest = max(risks(desk), key=lambda each: each.id or 0)
    assert desk.records.start(ledger)["method"] == newest.value("method")
    desk.choices.keep("risks", "method", METHODS[1])
    then = Desk(desk.book, tools)
    ledger = then.catalogue["risks"]
    assert then.records.start(ledger)["method"] == METHODS[1]
    (settled,) = then.choices.all()
    assert then.choices.others(settled) == sum(
        each.value("method") != METHODS[1] for each in risks(then)
    )
    old = risks(then, method=(METHODS[0],))[0]
    told = then.records.check(ledger, then.records.plain(ledger, old), old.id).problems
    assert [each.message for each in told if each.field == "method"] == [
        f"本单位选用的是“{METHODS[1]}”，这一条用的是“{METHODS[0]}”，请看是不是要改。"
    ]
    assert all(each.is_warning for each in told)


def test_a_setting_that_is_no_word_any_more_settles_nothing(desk: Desk, tools: Tools) -> None:
    with desk.book.writing() as work:
        work.settings.put("settled.risks.method", "按抓阄定级")
    then = Desk(desk.book, tools)
    assert [each.word for each in then.choices.all()] == [""]
    with pytest.raises(ValueError):
        then.choices.keep("risks", "method", "按抓阄定级")


def test_paper_says_what_the_level_was(desk: Desk, tmp_path: Path) -> None:
    ledger, keeping = desk.catalogue["risks"], desk.records
    risk = risks(desk, level=("一级",), method=(METHODS[4],))[0]
    typed = keeping.plain(ledger, risk) | {"likelihood": "中", "severity": "中", "level": "二级"}
    keeping.save(ledger, typed | {"reason": "措施落实"}, record_id=risk.id)
    made = desk.printing.records(ledger, [risk.id or 0], tmp_path, printed_as=PrintedAs.WORD)
    said = zipfile.ZipFile(made).read("word/document.xml").decode()
    said = re.sub("<[^>]+>", "", said)
    assert "（原为一级，2026-11-23改，因措施落实）" in said

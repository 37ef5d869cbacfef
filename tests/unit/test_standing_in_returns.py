"""What a month's return tells of tasks and problems, and when it is asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToReturn
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.return_content import LedgerSheet, ReturnContent
from qinglian_desktop.domain.return_corrections import correction_lines
from tests.glances import again_of, todos_of

SEPTEMBER, OCTOBER = Period.parse("2026-09"), Period.parse("2026-10")
UNIT = {"name": "样例机关", "code": "YL-1", "committee": "样例工委", "secretary": "样例人"}
TASK: dict[str, object] = {
    "task": "编制“三单一图”",
    "day": "2026-02-11",
    "year": 2026,
    "owner": "样例人",
    "due": "2026-12-31",
    "measures": "逐条梳理。",
}
FOUND: dict[str, object] = {
    "problem": "记录不全",
    "detail": "涉及三名干部。",
    "source": "自查",
    "day": "2026-09-08",
    "owner": "样例人",
    "due": "2026-12-31",
    "status": "待解决",
}
EARLY = {"day": "2026-09-05", "percent": 40, "note": "初稿完成。"}
LATE = {"day": "2026-10-20", "percent": 80, "note": "会议审定。"}
NOVEMBER = {"day": "2026-11-12", "percent": 90, "note": "付印。"}


class Branch:
    """A branch's book with a task begun in February and a problem found in September."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        ledgers = desk.catalogue
        desk.records.save(ledgers["unit"], {**UNIT, "since": "2026-01-01"})
        self.task(EARLY, is_new=True)
        desk.records.save(ledgers["problems"], FOUND)

    def task(self, *steps: dict[str, object], is_new: bool = False, **changes: object) -> None:
        ledger = self.desk.catalogue["tasks"]
        going = {"status": "推进中", "started_on": steps[0]["day"]} if steps else {}
        typed = {**TASK, "steps": list(steps), **going, **changes}
        self.desk.records.save(ledger, typed, record_id=None if is_new else 1, reason="核对时改")

    def problem(self, **changes: object) -> None:
        ledger = self.desk.catalogue["problems"]
        self.desk.records.save(ledger, {**FOUND, **changes}, record_id=1, reason="核对时改")

    def send(self, *months: Period) -> None:
        for month in months:
            self.desk.returning.deliver(month, self.folder)

    def said(self, month: Period, key: str = "tasks") -> list[dict[str, CellValue]]:
        sheet = standing(self.desk.returning.preview(month), key)
        return [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]

    @property
    def asked(self) -> list[tuple[str, int]]:
        return [(each.month.key, each.records) for each in again_of(self.desk)]


@pytest.fixture
def branch(empty_desk: Desk, tmp_path: Path) -> Branch:
    return Branch(empty_desk, tmp_path)


def standing(content: ReturnContent, key: str) -> LedgerSheet:
    (sheet,) = (each for each in content.sheets if each.ledger == f"{key}.standing")
    return sheet


def test_what_began_long_ago_stands_on_the_months_sheet(branch: Branch) -> None:
    content = branch.desk.returning.preview(OCTOBER)
    assert [(each.title, len(each.rows)) for each in content.sheets[:2]] == [
        ("重点任务推进情况", 1),
        ("问题整改销号情况", 1),
    ]
    (task,) = branch.said(OCTOBER)
    assert (task["状态"], task["最新进展"]) == ("推进中", "2026年9月5日 40% 初稿完成。")
    (problem,) = branch.said(OCTOBER, "problems")
    assert (problem["措施"], problem["状态"], problem["责任人"]) == (None, "待解决", "样例人")
    assert "重点任务清单" in content.foot[-1]
    assert branch.said(Period.parse("2026-01")) == []


def test_what_is_not_public_does_not_go_out(branch: Branch) -> None:
    branch.problem(looked_back=[], detail="涉及三名干部。")
    told = branch.desk.returning.preview(OCTOBER).told
    assert "记录不全" in told
    assert "三名干部" not in told


def test_the_file_is_read_back_with_its_sheets(branch: Branch, tmp_path: Path) -> None:
    done = branch.desk.returning.deliver(OCTOBER, tmp_path)
    assert verify(ReturnWorkbook(), done.path).findings == ()
    read = ReturnWorkbook().read(done.path).content
    assert standing(read, "tasks").rows == standing(done.content, "tasks").rows
    assert cell_text(standing(read, "problems").rows[0][1]) == "记录不全"


def test_made_later_it_says_the_same(branch: Branch) -> None:
    branch.task(EARLY, LATE)
    before = branch.said(OCTOBER), branch.said(SEPTEMBER)
    branch.task(EARLY, LATE, NOVEMBER)
    done = {**NOVEMBER, "percent": 100}
    assert (branch.said(OCTOBER), branch.said(SEPTEMBER)) == before
    branch.task(EARLY, LATE, done, status="已完成", finished_on="2026-11-12", effect="办结。")
    assert (branch.said(OCTOBER), branch.said(SEPTEMBER)) == before
    problems = branch.said(OCTOBER, "problems")
    branch.problem(status="已解决", solved_on="2026-11-05", effect="补齐了。")
    assert branch.said(OCTOBER, "problems") == problems
    assert branch.said(Period.parse("2026-11"), "problems")[0]["状态"] == "已解决"


def test_how_it_goes_on_asks_for_no_month_that_was_sent(branch: Branch) -> None:
    branch.send(SEPTEMBER, OCTOBER)
    branch.task(EARLY, NOVEMBER)
    branch.problem(status="已解决", solved_on="2026-11-05", effect="补齐了。")
    assert branch.asked == []
    history = branch.desk.records.history(branch.desk.catalogue["tasks"], 1)
    assert history[0].action == "修改"


def test_progress_of_a_month_that_was_sent_asks_for_it_again(branch: Branch) -> None:
    branch.send(SEPTEMBER, OCTOBER)
    branch.task(EARLY, LATE)
    assert branch.asked == [("2026-10", 1)]
    again = branch.desk.returning.preview(OCTOBER)
    assert correction_lines(again) == [
        "重点任务推进情况2026-001：“最新进展”2026年9月5日 40% 初稿完成。"
        " → 2026年10月20日 80% 会议审定。（原因：核对时改）"
    ]
    branch.send(OCTOBER)
    assert branch.asked == []


def test_of_a_correction_through_months_the_first_and_the_newest_are_asked_for(
    branch: Branch,
) -> None:
    august = SEPTEMBER.previous
    branch.send(august, SEPTEMBER, OCTOBER)
    branch.task({**EARLY, "day": "2026-08-05", "percent": 30})
    assert branch.asked == [("2026-08", 1), ("2026-10", 1)]
    # That between them follows from the first, and is named without being asked for.
    assert [each.beside for each in again_of(branch.desk)] == [(), (SEPTEMBER,)]
    (*_, last) = [each for each in todos_of(branch.desk) if isinstance(each.place, ToReturn)]
    assert last.reason.endswith("；2026年9月的月报和现在也不一样，等上级要时再报")


def test_a_problem_solved_in_a_month_that_was_sent_asks_for_it_again(branch: Branch) -> None:
    branch.send(SEPTEMBER, OCTOBER)
    branch.problem(status="已解决", solved_on="2026-10-25")
    assert branch.asked == [("2026-10", 1)]


def test_words_without_a_day_are_asked_for_in_the_newest_return_only(branch: Branch) -> None:
    branch.send(SEPTEMBER, OCTOBER)
    branch.task(EARLY, measures="逐条梳理，逐项公开。")
    assert branch.asked == [("2026-10", 1)]
    assert branch.desk.records.get(branch.desk.catalogue["tasks"], 1).state is State.CONFIRMED  # type: ignore[union-attr]
    branch.task(EARLY)
    assert branch.asked == []


def test_a_void_task_is_asked_for_and_revived_it_is_not(branch: Branch) -> None:
    branch.send(SEPTEMBER, OCTOBER)
    ledger = branch.desk.catalogue["tasks"]
    branch.desk.records.void(ledger, 1, "记重了")
    assert ("2026-10", 1) in branch.asked
    branch.desk.records.revive(ledger, 1, reason="核对时改")
    assert branch.asked == []


def test_the_same_correction_is_told_once(branch: Branch) -> None:
    branch.send(SEPTEMBER)
    branch.problem(owner="另一人")
    lines = correction_lines(branch.desk.returning.preview(SEPTEMBER))
    assert lines == ["问题台账2026-001：“责任人”样例人 → 另一人（原因：核对时改）"]
    assert branch.asked == [("2026-09", 1)]

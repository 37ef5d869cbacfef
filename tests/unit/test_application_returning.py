"""The month's return: its revisions, its cover, what verifying finds, and the lock it leaves."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from qinglian_desktop.application.document_ports import ReadReturn, ReturnFiles
from qinglian_desktop.application.return_putting import ReturnPutting
from qinglian_desktop.application.returning import Returning
from qinglian_desktop.application.signing import Signer
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.return_content import CoverWords, ReturnContent
from qinglian_desktop.domain.return_corrections import compared_with, correction_lines
from qinglian_desktop.storage.desk_tables import StoredReturns
from qinglian_desktop.storage.signatures import Ed25519
from tests.glances import again_of, todos_of
from tests.invented import EVERYTHING, INVENTED, example_input
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


class Files(ReturnWorkbook):
    """Return files that fail or lie as a test wants."""

    def __init__(self, content: ReturnContent | None = None) -> None:
        self.content = content

    def write(self, content: ReturnContent, target: Path) -> None:
        target.write_text("半", encoding="utf-8")
        if self.content is None:
            raise OSError(errno.ENOSPC, "full")

    def read(self, source: Path) -> ReadReturn:
        assert self.content is not None
        return ReadReturn(self.content, self.content.digest)

    def seen_otherwise(self, source: Path, read: ReadReturn) -> tuple[str, ...]:
        raise NotImplementedError


def returning(voyage: Voyage, files: ReturnFiles) -> Returning:
    book, paper = voyage.desk.book, voyage.tools.paper_files
    signer = Signer(book, Ed25519())
    return Returning(book, INVENTED, lambda: voyage.now, "周𬭚", files, signer, paper)


def test_the_summary_has_this_month_and_the_year_to_date(sailing: Voyage) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    lines = {line.measure: (line.month, line.year) for line in content.summary}
    assert lines["events"] == (1, 2)
    assert lines["heads"] == (2, 3)
    assert lines["money"] == (Decimal("1.5"), Decimal("1.5"))
    assert lines["rate"] == (None, None)


def test_a_sheet_holds_the_months_records_and_no_private_words(sailing: Voyage) -> None:
    sailing.event(line="私话", day="2026-10-20", story="只在船上说的话", guests="甲")
    (sheet,) = sailing.desk.returning.preview(OCTOBER).sheets
    assert [row[0] for row in sheet.rows] == ["2026-001", "2026-003"]
    assert "story" not in sheet.keys
    told = repr(sheet.rows)
    assert "只在船上说的话" not in told
    assert "甲" not in told.replace("甲等", "")


def test_the_cover_names_the_unit_and_who_answers_for_it(sailing: Voyage) -> None:
    cover = dict(sailing.desk.returning.preview(OCTOBER, CoverWords("审的人", "填的人")).cover)
    assert cover["填报单位（盖章）"] == "青莲号"
    assert (cover["审核人"], cover["填报人"]) == ("审的人", "填的人")
    assert (cover["单位负责人"], cover["联系电话"]) == ("韦𬀩", "0000-0000007")
    assert cover["报出日期"] == "2026-11-23"


def test_without_a_unit_there_is_no_return(voyage: Voyage) -> None:
    with pytest.raises(EnvironmentProblem, match="还没有登记单位信息"):
        voyage.desk.returning.preview(OCTOBER)


def test_written_again_unchanged_it_keeps_its_revision_and_date(
    sailing: Voyage, tmp_path: Path
) -> None:
    first = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sailing.now += timedelta(days=3)
    again = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert (again.content, again.path) == (first.content, first.path)
    assert len(sailing.desk.returning.sent()) == 1


def test_after_a_change_it_is_the_next_revision_beside_the_first(
    sailing: Voyage, tmp_path: Path
) -> None:
    first = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sailing.now += timedelta(days=3)
    late = sailing.event(line="补记")
    second = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert (first.content.revision, second.content.revision) == (1, 2)
    assert dict(second.content.cover)["报出日期"] == "2026-11-26"
    assert first.path.name == "清廉月报_青莲号_2026-10_r1.xlsx"
    assert second.path.name == "清廉月报_青莲号_2026-10_r2.xlsx"
    assert first.path.exists()
    assert second.path.exists()
    kept = sailing.desk.records.get(EVERYTHING, late)
    assert kept is not None
    assert kept.state is State.REPORTED
    assert [each.revision for each in sailing.desk.returning.sent()] == [2, 1]


def test_changed_and_changed_back_it_is_the_first_again(sailing: Voyage, tmp_path: Path) -> None:
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    for weight in (9, 3):
        typed = example_input(guests="甲、乙", money="1.5", weight=weight)
        sailing.desk.records.save(EVERYTHING, typed, record_id=1, reason="核对时改")
    assert sailing.desk.returning.preview(OCTOBER).revision == 1


def test_the_book_full_after_the_file_was_put_no_second_first_return_comes(
    sailing: Voyage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = EnvironmentProblem("磁盘满了，没有存进去。", "以前保存的都在。", "请腾出空间，")
    confirm = StoredReturns.confirm

    def fail(*_: object) -> None:
        raise full

    monkeypatch.setattr(StoredReturns, "confirm", fail)
    with pytest.raises(EnvironmentProblem, match="月报写好了，可是没能确认记成已报出。"):
        sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert (tmp_path / "清廉月报_青莲号_2026-10_r1.xlsx").exists()
    (sent,) = sailing.desk.returning.sent()
    assert not sent.is_certain
    assert todos_of(sailing.desk)
    monkeypatch.setattr(StoredReturns, "confirm", confirm)
    # Unchanged it is the first still, and becomes certain.
    assert sailing.desk.returning.preview(OCTOBER).revision == 1
    sailing.event(line="补记")
    assert again_of(sailing.desk) == []
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert done.path.name.endswith("_r2.xlsx")
    assert [(each.revision, each.is_certain) for each in sailing.desk.returning.sent()] == [
        (2, True),
        (1, False),
    ]


def test_cut_off_before_the_book_noted_it_the_same_content_is_the_same_return(
    sailing: Voyage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(StoredReturns, "confirm", killed)
        with pytest.raises(KeyboardInterrupt):
            sailing.desk.returning.deliver(OCTOBER, tmp_path)
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert done.content.revision == 1
    (sent,) = sailing.desk.returning.sent()
    assert sent.is_certain


def test_corrections_are_told_against_the_last_return_that_surely_went_out(
    sailing: Voyage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sailing.event(money="2.5")
    with monkeypatch.context() as patched:
        patched.setattr(ReturnPutting, "deliver", killed)
        patched.setattr(StoredReturns, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sailing.event(money="1.5")
    third = sailing.desk.returning.preview(OCTOBER)
    assert (third.revision, compared_with(third)) == (3, "第1次")
    assert sum("：补记（" in each for each in correction_lines(third)) == 2


class Interrupted(ReturnWorkbook):
    """Return files during whose writing something is done to the book."""

    def __init__(self, do: Callable[[], object]) -> None:
        super().__init__()
        self.do = do

    def write(self, content: ReturnContent, target: Path) -> None:
        super().write(content, target)
        self.do()


def test_what_is_saved_while_the_return_is_written_is_not_locked_and_told(
    sailing: Voyage, tmp_path: Path
) -> None:
    saved: list[int] = []
    files = Interrupted(lambda: saved.append(sailing.event(line="写出的时候")))
    done = returning(sailing, files).deliver(OCTOBER, tmp_path)
    late, told = (sailing.desk.records.get(EVERYTHING, each) for each in (saved[0], 1))
    assert late is not None and told is not None
    assert (late.state, told.state) == (State.CONFIRMED, State.REPORTED)
    numbers = [row[0] for sheet in done.content.sheets for row in sheet.rows]
    assert told.number in numbers and late.number not in numbers
    assert done.outdated == "写出的时候2026年10月又改了1条记录，不在这份月报里，请再报一次。"
    (again,) = again_of(sailing.desk)
    assert (again.month, again.revision, again.records) == (OCTOBER, 2, 1)
    second = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert (second.content.revision, second.outdated) == (2, "")
    assert again_of(sailing.desk) == []


@pytest.mark.parametrize("is_sent_before", [False, True])
@pytest.mark.parametrize("step", ["change", "void", "move"])
def test_what_is_changed_while_the_return_is_written_is_asked_for_again(
    sailing: Voyage, tmp_path: Path, step: str, is_sent_before: bool
) -> None:
    if is_sent_before:
        sailing.desk.returning.deliver(OCTOBER, tmp_path)

    def do() -> None:
        sailing.now += timedelta(seconds=1)
        if step == "void":
            sailing.desk.records.void(EVERYTHING, 1, "记错了")
            return
        changes = {"weight": 9} if step == "change" else {"day": "2026-11-02"}
        typed = example_input(guests="甲、乙", money="1.5", **changes)
        sailing.desk.records.save(EVERYTHING, typed, record_id=1, reason="核对时改")

    done = returning(sailing, Interrupted(do)).deliver(OCTOBER, tmp_path)
    # What left a month that was reported before is in no list of what is still to be reported.
    many = "有改动" if is_sent_before and step != "change" else "改了1条记录"
    assert done.outdated == f"写出的时候2026年10月又{many}，不在这份月报里，请再报一次。"
    assert [each.month for each in again_of(sailing.desk)] == [OCTOBER]
    found = sailing.desk.records.get(EVERYTHING, 1)
    assert found is not None and found.state is not State.REPORTED


def test_what_changes_later_is_counted_with_what_changed_meanwhile(
    sailing: Voyage, tmp_path: Path
) -> None:
    files = Interrupted(lambda: sailing.event(line="写出的时候"))
    returning(sailing, files).deliver(OCTOBER, tmp_path)
    sailing.now += timedelta(minutes=1)
    sailing.event(line="写出以后")
    sailing.event(line="又一条")
    (again,) = again_of(sailing.desk)
    assert (again.month, again.records) == (OCTOBER, 3)


def test_a_return_written_across_midnight_is_of_the_day_on_its_cover(
    sailing: Voyage, tmp_path: Path
) -> None:
    begun = sailing.now

    def midnight() -> None:
        sailing.now += timedelta(days=1)

    done = returning(sailing, Interrupted(midnight)).deliver(OCTOBER, tmp_path)
    assert done.outdated == ""
    (sent,) = sailing.desk.returning.sent()
    assert sent.at == begun
    assert dict(done.content.cover)["报出日期"] == begun.date().isoformat()
    assert sailing.desk.returning.preview(OCTOBER) == done.content


def test_a_failed_write_leaves_no_file_and_locks_nothing(sailing: Voyage, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="磁盘满了"):
        returning(sailing, Files()).deliver(OCTOBER, tmp_path)
    untouched(sailing, tmp_path)


def test_what_reads_back_differently_is_not_handed_in(sailing: Voyage, tmp_path: Path) -> None:
    other = replace(sailing.desk.returning.preview(OCTOBER), unit_code="别的")
    with pytest.raises(EnvironmentProblem, match="读回来核对，内容对不上"):
        returning(sailing, Files(other)).deliver(OCTOBER, tmp_path)
    untouched(sailing, tmp_path)


def untouched(voyage: Voyage, folder: Path) -> None:
    assert [file.name for file in folder.iterdir() if file.is_file()] == []
    assert voyage.desk.returning.sent() == []
    kept = voyage.desk.records.get(EVERYTHING, 1)
    assert kept is not None
    assert kept.state is State.CONFIRMED


def test_words_of_the_cover_are_remembered(voyage: Voyage) -> None:
    assert voyage.desk.preferences.cover() == CoverWords()
    voyage.desk.preferences.keep_cover(CoverWords("审的人", "填的人"))
    assert voyage.desk.preferences.cover() == CoverWords("审的人", "填的人")

"""回执 both ways between two books: written, tampered with, read in, and what follows from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.answers import ReceiptKind, receipts_in
from qinglian_desktop.application.handing_ports import KeptReceipt, Verdict
from qinglian_desktop.application.places import ToReturn
from qinglian_desktop.application.todos import Urgency
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.signed import code_in_words
from qinglian_desktop.files import delivery
from qinglian_desktop.storage.handing_tables import StoredHandedIn, StoredReceipts
from tests.glances import todos_of
from tests.unit.two_offices import OCTOBER, Offices, office, two_offices

Tamper = Callable[[dict[str, object]], object]
_REASONS = ("汇总与台账不符", "没有盖章")


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


def test_what_was_taken_is_known_to_the_unit(offices: Offices) -> None:
    receipt = offices.answer(offices.hand_in())
    assert receipt.name == "清廉回执_青莲号_2026-10_r1_已接收.txt"
    (seen,) = offices.read()
    code = code_in_words(offices.committee.desk.collecting.own_key())
    assert seen.words == (
        "2026年10月月报第1次，舰队工委已接收（2026-11-23）。"
        f"记下了它的签名码 {code}，请与舰队工委核对一次。"
    )
    assert offices.verdict() is Verdict.TAKEN
    assert offices.kinds() == [ReceiptKind.KNOWN]
    (known,) = offices.unit.desk.collecting.known()
    assert (known.name, code_in_words(known.key)) == ("舰队工委", code)


def test_a_receipt_is_noted_by_whoever_gives_it(offices: Offices) -> None:
    receipt = offices.answer(offices.hand_in())
    with offices.committee.desk.book.reading() as work:
        (noted,) = work.handed_in.all()
    assert (noted.what, noted.period, noted.revision) == (
        "回执（青莲号，已接收）",
        "2026-10",
        1,
    )
    assert (noted.path, noted.medium) == (str(receipt), "U盘")


def test_what_was_sent_back_is_to_be_done_until_it_is_sent_again(offices: Offices) -> None:
    desk = offices.unit.desk
    offices.answer(offices.hand_in(), *_REASONS)
    offices.read()
    (todo,) = [each for each in todos_of(desk) if "退回" in each.text]
    assert (todo.text, todo.reason, todo.place) == (
        "2026年10月月报被退回（第1次）",
        "汇总与台账不符；没有盖章",
        ToReturn(OCTOBER),
    )
    assert todo.urgency is Urgency.OVERDUE
    october = desk.workbench.of_day().year.months[9]
    assert october.answer is Verdict.RETURNED
    offices.unit.event(day="2026-10-20")
    again = offices.hand_in()
    assert not [each for each in todos_of(desk) if "退回" in each.text]
    assert offices.verdict() is None
    assert desk.workbench.of_day().year.months[9].answer is None
    offices.answer(again, later=5)
    offices.read()
    assert offices.verdict() is Verdict.TAKEN


def test_the_later_answer_counts_in_whichever_order_they_are_read(offices: Offices) -> None:
    path = offices.hand_in()
    first = offices.answer(path, *_REASONS)
    kept = first.read_bytes()
    first.unlink()
    offices.answer(path, later=5)
    offices.read()
    first.write_bytes(kept)
    assert sorted(each.name for each in offices.kinds()) == ["KNOWN", "OLDER"]
    assert offices.verdict() is Verdict.TAKEN


def test_both_at_once_are_taken_by_their_time(offices: Offices) -> None:
    path = offices.hand_in()
    offices.answer(path)
    offices.answer(path, *_REASONS, later=5)
    assert offices.kinds() == [ReceiptKind.NEW, ReceiptKind.NEW]
    assert offices.verdict() is Verdict.RETURNED


def test_an_answer_to_the_return_before_does_not_count_for_the_newest(offices: Offices) -> None:
    offices.answer(offices.hand_in())
    offices.unit.event(day="2026-10-20")
    offices.hand_in()
    (seen,) = offices.read()
    assert "已经报了第2次，以第2次的为准" in seen.words
    assert offices.verdict() is None


def _set(key: str, value: object) -> Tamper:
    return lambda body: body.update({key: value})


@pytest.mark.parametrize(
    "tamper",
    [
        _set("版式", 1.0),
        _set("单位编码", "QL-08"),
        _set("单位名称", "白莲号"),
        _set("报告期", "2026-09"),
        _set("版次", 2),
        _set("内容校验码", "0" * 64),
        _set("结论", "已接收"),
        _set("原因", ["别的原因"]),
        _set("原因", []),
        _set("时间", "2026-12-01 00:00:00"),
        _set("出具单位", "别的工委"),
        _set("公钥", "00" * 32),
        _set("公钥", ""),
        _set("签名", "00" * 64),
        _set("签名", ""),
        _set("签名", "不是"),
        _set("多的", "一句话"),
        lambda body: body.pop("文件"),
        lambda body: body.pop("签名"),
        lambda body: body.pop("原因"),
    ],
)
def test_whatever_is_changed_in_a_receipt_is_noticed(offices: Offices, tamper: Tamper) -> None:
    receipt = offices.answer(offices.hand_in(), *_REASONS)
    body = json.loads(receipt.read_text("utf-8"))
    tamper(body)
    receipt.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
    (seen,) = offices.read()
    assert seen.kind is ReceiptKind.WRONG
    assert "签名对不上" in seen.words or "不是回执" in seen.words
    assert offices.verdict() is None
    assert offices.unit.desk.collecting.known() == []


def test_how_the_file_is_laid_out_does_not_count(offices: Offices) -> None:
    receipt = offices.answer(offices.hand_in())
    body = json.loads(receipt.read_text("utf-8"))
    turned = dict(sorted(body.items(), reverse=True))
    text = json.dumps(turned, indent=4).replace("\n", "\r\n")
    receipt.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert offices.kinds() == [ReceiptKind.NEW]


def test_a_name_that_stands_twice_is_refused(offices: Offices) -> None:
    receipt = offices.answer(offices.hand_in(), *_REASONS)
    text = receipt.read_text("utf-8").replace('"结论"', '"结论": "已接收", "结论"')
    receipt.write_text(text, "utf-8")
    assert offices.kinds() == [ReceiptKind.WRONG]


def test_a_receipt_of_another_unit_is_left_alone(offices: Offices, tmp_path: Path) -> None:
    with office(tmp_path / "别的", "白莲号", "QL-08") as other:
        offices.answer(other.desk.returning.deliver(OCTOBER, offices.stick).path)
    (seen,) = offices.read()
    assert seen.kind is ReceiptKind.OF_OTHERS
    assert "是给“白莲号”的回执，不是本单位的" in seen.words


def test_a_receipt_for_what_was_never_sent_is_refused(offices: Offices, tmp_path: Path) -> None:
    with office(tmp_path / "冒名", "青莲号", "QL-07") as other:
        first = other.desk.returning.deliver(OCTOBER, offices.stick).path
        offices.answer(first)
        first.unlink()
        (never,) = offices.read()
        assert "本台账库没有报出过这个月的" in never.words
        offices.hand_in()
        assert offices.kinds() == [ReceiptKind.NEW]
        other.event(day="2026-10-20")
        offices.answer(other.desk.returning.deliver(OCTOBER, offices.stick).path, later=5)
    second = [each for each in offices.read() if each.kind is ReceiptKind.WRONG]
    assert "第2次，本台账库没有报出过这一次" in second[0].words


def test_a_receipt_for_another_content_is_refused(offices: Offices, tmp_path: Path) -> None:
    offices.hand_in()
    with office(tmp_path / "冒名", "青莲号", "QL-07") as other:
        other.event(day="2026-10-20")
        (tmp_path / "别处").mkdir()
        offices.answer(other.desk.returning.deliver(OCTOBER, tmp_path / "别处").path)
    (seen,) = offices.read()
    assert "和本台账库报出的内容不一样" in seen.words
    assert offices.verdict() is None


def test_another_key_is_told_and_counts_only_when_it_is_accepted(
    offices: Offices, tmp_path: Path
) -> None:
    path = offices.hand_in()
    offices.answer(path)
    offices.read()
    with office(tmp_path / "假的", "舰队工委", "QL-00") as false:
        offices.answer(path, *_REASONS, by=false, later=5)
        code = code_in_words(false.desk.collecting.own_key())
    other = [each for each in offices.read() if each.kind is ReceiptKind.OTHER_KEY]
    assert "签名和以前的回执不一样" in other[0].words
    assert code in other[0].words
    assert offices.verdict() is Verdict.TAKEN
    desk = offices.unit.desk
    (kept,) = desk.answers.keep(other, accepts_key=True)
    assert kept.kind is ReceiptKind.NEW
    assert offices.verdict() is Verdict.RETURNED
    assert [code_in_words(each.key) for each in desk.collecting.known()] == [code]


def test_what_was_changed_can_only_be_sent_back(offices: Offices) -> None:
    found = replace(offices.verified(offices.hand_in()), findings=("内容与写出时不一样。",))
    give = offices.committee.desk.collecting.answer
    with pytest.raises(EnvironmentProblem, match="不能写已接收的回执"):
        give(found, Verdict.TAKEN, (), offices.stick)
    with pytest.raises(EnvironmentProblem, match="退回要写明原因"):
        give(found, Verdict.RETURNED, (), offices.stick)
    give(found, Verdict.RETURNED, found.findings, offices.stick)
    offices.read()
    assert offices.verdict() is Verdict.RETURNED


def test_a_stick_that_is_gone_leaves_nothing_noted(offices: Offices) -> None:
    found = offices.verified(offices.hand_in())
    for each in offices.stick.iterdir():
        each.unlink()
    offices.stick.rmdir()
    with pytest.raises(EnvironmentProblem, match="可能已经拔出"):
        offices.committee.desk.collecting.answer(found, Verdict.TAKEN, (), offices.stick)
    with offices.committee.desk.book.reading() as work:
        assert work.handed_in.all() == []


def test_a_receipt_that_is_read_back_otherwise_does_not_stand(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = offices.verified(offices.hand_in())
    monkeypatch.setattr(delivery, "flush_file", lambda path: path.write_bytes(b"{}"))
    with pytest.raises(EnvironmentProblem, match="内容对不上"):
        offices.committee.desk.collecting.answer(found, Verdict.TAKEN, (), offices.stick)
    assert receipts_in(offices.stick) == []


FULL = EnvironmentProblem("磁盘满了。", "以前的都在。", "请腾出空间。")


def test_a_receipt_that_could_not_be_noted_is_told_as_written(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = offices.hand_in()

    def refuse(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(StoredHandedIn, "add", refuse)
    with pytest.raises(EnvironmentProblem, match=r"回执写好了，可是没能确认记进报送登记。"):
        offices.answer(path)
    assert offices.kinds() == [ReceiptKind.NEW]


def test_of_receipts_that_cannot_all_be_kept_none_is(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = offices.hand_in()
    offices.answer(path)
    offices.answer(path, *_REASONS, later=5)
    add, kept = StoredReceipts.add, list[KeptReceipt]()

    def only_one(receipts: StoredReceipts, receipt: KeptReceipt) -> None:
        if kept:
            raise FULL
        kept.append(receipt)
        add(receipts, receipt)

    with monkeypatch.context() as patch, pytest.raises(EnvironmentProblem, match="磁盘满了"):
        patch.setattr(StoredReceipts, "add", only_one)
        offices.read()
    assert offices.verdict() is None
    assert offices.unit.desk.collecting.known() == []
    assert offices.kinds() == [ReceiptKind.NEW, ReceiptKind.NEW]

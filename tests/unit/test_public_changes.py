"""Which sets that were put up hang still, and what of them is told where they are listed."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.public_changes import CHANGED_SINCE
from qinglian_desktop.application.public_choice import PublicChoice
from qinglian_desktop.application.public_set import scope_words
from qinglian_desktop.domain.projection import Part, screen_columns
from tests.unit.charts_in_book import chart, power, risk


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A book with one power, its chart, and a risk at its second step that may go out."""
    person = {"name": "覃书宁", "politics": "正式党员", "joined": "2020-01-01"}
    empty_desk.records.save(empty_desk.catalogue["people"], person)
    of = power(empty_desk)
    chart(empty_desk, of)
    risk(empty_desk, of, "第2步", "审定", post="审核岗")
    return empty_desk


def put_up(desk: Desk, choice: PublicChoice | None = None, **more: object) -> int:
    of = desk.publishing
    return of.register(choice or of.usual(), "覃书宁", **more).record.id or 0


def of_one(desk: Desk, *contents: str) -> PublicChoice:
    return PublicChoice(scope_words(desk.catalogue)[2], owner=1, contents=contents)


def risk_changed(desk: Desk) -> None:
    ledger = desk.catalogue["risks"]
    record = desk.records.get(ledger, 1)
    assert record is not None
    plain = desk.records.plain(ledger, record)
    desk.records.save(ledger, {**plain, "risk": "审核流于形式"}, record_id=1)


def old(desk: Desk) -> list[int | None]:
    return [each.record.id for each in desk.publishing.out_of_date()]


def test_a_later_set_of_all_does_not_silence_what_hangs_of_one(desk: Desk) -> None:
    one = put_up(desk, of_one(desk))
    put_up(desk)
    whole = put_up(desk)
    risk_changed(desk)
    assert old(desk) == [whole, one]


def test_what_hangs_elsewhere_and_what_holds_less_stays_told(desk: Desk) -> None:
    wall = put_up(desk, place="一楼公示栏")
    web = put_up(desk, place="门户网站")
    risks = of_one(desk, "风险清单")
    before = put_up(desk, risks, place="门户网站")
    put_up(desk, of_one(desk, "权责清单"), place="门户网站")
    risk_changed(desk)
    assert set(old(desk)) == {wall, web, before}
    again = put_up(desk, risks, place="门户网站")
    assert set(old(desk)) == {wall, web}
    assert again not in old(desk)


def test_what_was_taken_down_is_told_no_more(desk: Desk) -> None:
    put_up(desk, of_one(desk), day="2020-01-02", until="2020-02-01")
    risk_changed(desk)
    assert old(desk) == []


def test_which_set_it_is_stands_in_the_words_and_in_the_list(desk: Desk) -> None:
    known = put_up(desk, of_one(desk))
    ledger = desk.publishing.ledger
    assert desk.publishing.told_out_of_date(ledger) == {}
    risk_changed(desk)
    (told,) = desk.publishing.out_of_date()
    assert "（职权 职权GW-1）" in told.words(desk.publishing.declared)
    assert desk.publishing.told_out_of_date(ledger) == {known: CHANGED_SINCE}
    assert desk.publishing.told_out_of_date(desk.catalogue["risks"]) == {}
    state = [each for each in screen_columns(ledger) if each.part is Part.STATE]
    copied = desk.sheets_out.copied(ledger, [known], state)
    assert copied.text.splitlines()[1] == f"已确认，{CHANGED_SINCE}"


def test_many_sets_read_each_ledger_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in range(6):
        put_up(desk, of_one(desk), place=f"第{place}处")
    risk_changed(desk)
    asked: list[int] = []
    with desk.book.reading() as work:
        fetch = type(work.records).fetch

        def counted(*given: object, **more: object) -> object:
            asked.append(1)
            return fetch(*given, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(type(work.records), "fetch", counted)
    assert len(desk.publishing.out_of_date()) == 6
    assert len(asked) <= 6

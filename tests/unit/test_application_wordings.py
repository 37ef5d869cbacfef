"""设置: lists are checked, kept with all their versions, and a broken one stops nothing."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.wordings import Wordings
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Choice, Day, Field, LongText
from qinglian_desktop.domain.initial import Fixed, Today
from qinglian_desktop.domain.ledger import Feed, Ledger, Section
from qinglian_desktop.domain.wording import Wording
from tests.invented import COLOURS, INVENTED, TASKS, example_input
from tests.storage.invented_books import WHO
from tests.unit.conftest import Voyage

KEY = "words.everything.colour"


def again(voyage: Voyage) -> Desk:
    return Desk(voyage.desk.book, voyage.tools)


def keep(voyage: Voyage, wording: Wording, field: str = "colour") -> None:
    voyage.desk.wordings.keep("everything", field, wording)


def now(voyage: Voyage, field: str = "colour") -> Wording:
    return next(
        each.wording
        for each in voyage.desk.wordings.lists()
        if (each.ledger.key, each.field.key) == ("everything", field)
    )


def put(voyage: Voyage, text: str) -> None:
    with voyage.desk.book.writing() as work:
        work.settings.put(KEY, text)


def options(desk: Desk) -> tuple[str, ...]:
    kind = desk.catalogue["everything"].field("colour").type
    assert isinstance(kind, Choice)
    return kind.options


def test_every_list_that_is_not_fixed_stands_there_with_its_words(voyage: Voyage) -> None:
    lists = voyage.desk.wordings.lists()
    named = [(each.ledger.key, each.field.key) for each in lists]
    assert named == [
        ("crew", "gone_why"),
        ("everything", "colour"),
        ("everything", "tasks"),
        ("everything", "grade"),
    ]
    assert lists[1].wording == Wording(COLOURS)
    assert not lists[1].holds_texts
    assert {each.versions for each in lists} == {0}


def test_without_own_words_the_catalogue_is_the_declared_one(voyage: Voyage) -> None:
    assert voyage.desk.catalogue is INVENTED
    assert voyage.desk.troubles == ()


def test_versions_stay_and_say_who_did_what_when(voyage: Voyage) -> None:
    keep(voyage, Wording(COLOURS).renamed("红", "朱红").added("白"))
    voyage.now = datetime(2026, 11, 24, 8, 0)
    keep(voyage, now(voyage).dropped("黄"))
    keep(voyage, Wording(("白", "朱红", "蓝"), now(voyage).former))
    keep(voyage, now(voyage).added("黄"))
    told = voyage.desk.wordings.versions("everything", "colour")
    assert [each.changes for each in told] == [
        ("恢复“黄”",),
        ("调整了先后顺序",),
        ("停用“黄”",),
        ("“红”改为“朱红”", "新增“白”"),
    ]
    assert {each.by for each in told} == {voyage.desk.book.keeper.name}
    assert told[-1].at == datetime(2026, 11, 23, 10, 5)
    assert told[0].at == datetime(2026, 11, 24, 8, 0)


def test_what_did_not_change_is_no_version(voyage: Voyage) -> None:
    keep(voyage, Wording((" 红 ", "黄", "蓝")))
    assert voyage.desk.wordings.versions("everything", "colour") == []
    assert again(voyage).catalogue is INVENTED


def test_a_word_that_is_simply_gone_counts_as_dropped(voyage: Voyage) -> None:
    voyage.event(colour="红")
    keep(voyage, Wording(("黄", "蓝")))
    assert now(voyage) == Wording(("黄", "蓝"), (("红", ""),))
    assert options(again(voyage)) == ("黄", "蓝")


def test_a_word_that_was_never_kept_leaves_no_trace(voyage: Voyage) -> None:
    keep(voyage, Wording(COLOURS).added("灰").renamed("灰", "银").added("紫").dropped("紫"))
    assert now(voyage) == Wording((*COLOURS, "银"))


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording(()), "至少要留一个词"),
        (Wording(("红", " ")), "第 2 个词是空的"),
        (Wording(("红", "黄", "红")), "里“红”已经有了，不能有两个"),
        (Wording(COLOURS).renamed("红", "黄"), "里“黄”已经有了，不能有两个"),
        (Wording(("红、黄",)), "“红、黄”里不能有顿号"),
        (Wording(("字" * 41,)), "有 41 个字，最多 40 个字"),
        (Wording(("红\n黄",)), "看不见的控制字符"),
        (Wording(("红\x07",)), "看不见的控制字符"),
        (Wording(("红",), (("黄", "绿"),)), "“绿”不在“颜色”里"),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_nothing_changed(
    voyage: Voyage, wording: Wording, said: str
) -> None:
    with pytest.raises(DataProblems, match=said):
        keep(voyage, wording)
    assert now(voyage) == Wording(COLOURS)
    assert voyage.desk.wordings.versions("everything", "colour") == []


def test_a_former_name_comes_back_by_renaming_only(voyage: Voyage) -> None:
    keep(voyage, now(voyage).renamed("红", "朱"))
    with pytest.raises(DataProblems, match="“红”是“朱”以前的叫法"):
        keep(voyage, now(voyage).added("红"))
    assert now(voyage).former == (("红", "朱"),)
    keep(voyage, now(voyage).renamed("朱", "红"))
    assert now(voyage).words == COLOURS


def test_all_that_is_wrong_is_told_at_once(voyage: Voyage) -> None:
    with pytest.raises(DataProblems) as refused:
        keep(voyage, Wording(("红、黄", "", "字" * 50)))
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "不是数据",
        "{}",
        "[]",
        "[1]",
        "null",
        "[" * 100_000,
        json.dumps([{"at": "2026-11-23 10:05:00", "by": "x", "words": "红黄", "former": []}]),
        json.dumps([{"at": "2026-11-23 10:05:00", "by": "x", "words": [], "former": []}]),
        json.dumps([{"at": "2026-11-23 10:05:00", "by": "x", "words": ["红"], "former": [["黄"]]}]),
        json.dumps(
            [{"at": "2026-11-23 10:05:00", "by": "x", "words": ["红"], "former": [["黄", "绿"]]}]
        ),
        json.dumps(
            [{"at": "2026-11-23 10:05:00", "by": "x", "words": ["红"], "former": [["红", ""]]}]
        ),
        json.dumps([{"at": "哪天", "by": "x", "words": ["红"], "former": []}]),
        json.dumps([{"at": "2026-11-23 10:05:00", "by": "x", "words": ["红", 2], "former": []}]),
    ],
)
def test_a_broken_setting_is_told_and_the_declared_words_are_used(
    voyage: Voyage, broken: str
) -> None:
    put(voyage, broken)
    desk = again(voyage)
    assert options(desk) == COLOURS
    assert len(desk.troubles) == 1
    assert desk.troubles[0].startswith("万事簿的“颜色”，单位自己定的词读不出来，先用原来的词")
    assert desk.wordings.versions("everything", "colour") == []
    assert [each.trouble for each in desk.wordings.lists() if each.trouble] == list(desk.troubles)
    desk.records.save(desk.catalogue["everything"], example_input(colour="红"))


def test_a_broken_setting_is_put_aside_when_the_list_is_kept_again(voyage: Voyage) -> None:
    put(voyage, "不是数据")
    keep(voyage, Wording(COLOURS).added("白"))
    desk = again(voyage)
    assert options(desk) == (*COLOURS, "白")
    assert desk.troubles == ()
    with desk.book.reading() as work:
        assert work.settings.get(f"{KEY}.unread") == "不是数据"


def test_one_broken_list_does_not_take_the_others_with_it(voyage: Voyage) -> None:
    keep(voyage, Wording(TASKS).added("掌舵"), "tasks")
    put(voyage, "[]")
    desk = again(voyage)
    kind = desk.catalogue["everything"].field("tasks").type
    assert getattr(kind, "options", ()) == (*TASKS, "掌舵")


def test_words_that_a_newer_program_declares_join_the_list_of_the_unit(voyage: Voyage) -> None:
    stamp = {"at": "2026-01-05 09:00:00", "by": WHO}
    older = {**stamp, "words": ["朱红", "黄"], "former": [["红", "朱红"]]}
    put(voyage, json.dumps([older]))
    assert options(again(voyage)) == ("朱红", "黄", "蓝")


def test_a_word_that_records_begin_with_which_others_bring_along_can_only_be_renamed(
    voyage: Voyage,
) -> None:
    day = Field("day", "日期", Day(), required=True, initial=Today())
    state = Field(
        "state_word", "状态", Choice(("待办", "办完")), required=True, initial=Fixed("待办")
    )
    fed = Ledger("fed", "问题", "问题", (Section("问", (day, state)),), "day", ("state_word",))
    origin = Ledger(
        "origin",
        "调研",
        "调研",
        (Section("调", (day,)),),
        "day",
        ("day",),
        feeds=(Feed("day", "fed", ("day",), lambda values: ({"day": values.get("day")},)),),
    )
    wordings = Wordings(voyage.desk.book, Catalogue((origin, fed)), voyage.tools.clock, WHO)
    plain = Wording(("待办", "办完"))
    with pytest.raises(DataProblems, match="请改名，不要停用"):
        wordings.keep("fed", "state_word", plain.dropped("待办"))
    wordings.keep("fed", "state_word", plain.renamed("待办", "没办"))
    catalogue, troubles = wordings.use()
    assert catalogue["fed"].field("state_word").initial == Fixed("没办")
    assert troubles == ()


def test_ready_texts_may_be_long_and_hold_any_mark(voyage: Voyage) -> None:
    day = Field("day", "日期", Day(), required=True)
    text = Field("text", "正文", LongText(wordings=("早安、晚安。",)))
    ledger = Ledger("letters", "信", "信", (Section("信", (day, text)),), "day", ("day",))
    wordings = Wordings(voyage.desk.book, Catalogue((ledger,)), voyage.tools.clock, WHO)
    kept = wordings.keep("letters", "text", Wording(("早安、晚安。",)).added("第一行\n第二行"))
    assert kept.holds_texts
    assert kept.wording.words[-1] == "第一行\n第二行"
    with pytest.raises(DataProblems, match="最多 2,000 个字"):
        wordings.keep("letters", "text", Wording(("字" * 2_001,)))
    with pytest.raises(DataProblems, match="至少要留一段范文"):
        wordings.keep("letters", "text", Wording(()))

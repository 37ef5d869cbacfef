"""Search finds any words of any record, and people by their pinyin, the newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.values import Attached, Attendee, Link, People, Person
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.pairs import _SIGNS, _plain, _tokens_again, pairs, question, runs
from qinglian_desktop.storage.schema import SEARCH_TEXT
from qinglian_desktop.storage.spelling import pinyin_order, spellings
from tests.invented import EVERYTHING, INVENTED_ROSTER
from tests.storage.invented_books import add, add_crew, change, event, mark, void

RARE_NAMES = "䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡"


def titles(book: EncryptedBook, text: str, limit: int = 100) -> list[str]:
    with book.reading() as work:
        return [found.title for found in work.records.find(text, limit)]


def excerpts(book: EncryptedBook, text: str) -> list[str]:
    with book.reading() as work:
        return [found.excerpt for found in work.records.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "廉",
        "廉政",
        "廉政风险",
        "政风险点排",
        "2026年",
        "WPS",
        "wps",
        "ＷＰＳ",
        "风险 排查",
        "k2号楼",
    ],
)
def test_words_of_any_length_are_found(book: EncryptedBook, text: str) -> None:
    add(book, event("廉政风险点排查", story="2026年用 WPS 做的，在K2号楼"))
    add(book, event("不相干", story="蓝天"))
    assert titles(book, text) == ["廉政风险点排查"]


@pytest.mark.parametrize(
    "text", ["政廉", "风险查", "排查2026", "", "  ", "，。", '"', "a*", "险 点 x"]
)
def test_what_is_not_there_is_not_found(book: EncryptedBook, text: str) -> None:
    add(book, event("廉政风险点排查", story="2026年"))
    assert titles(book, text) == []


@pytest.mark.parametrize("sign", RARE_NAMES)
def test_rare_characters_are_found_alone_and_within(book: EncryptedBook, sign: str) -> None:
    add(book, event("一", keeper=f"周{sign}芳"))
    for text in (sign, f"周{sign}", f"{sign}芳", f"周{sign}芳"):
        assert titles(book, text) == [f"一 周{sign}芳"]
    others = [each for each in RARE_NAMES if each != sign]
    assert [each for each in others if titles(book, each)] == []


def test_the_dot_in_a_name_may_be_typed_in_any_way_or_left_out(book: EncryptedBook) -> None:
    add(book, event("一", chief=Person("阿依登·古丽扎")))
    for text in ("阿依登·古丽扎", "阿依登•古丽扎", "阿依登古丽扎", "登古", "登·古"):
        assert titles(book, text) == ["一"], text
        assert excerpts(book, text) == ["领头：阿依登·古丽扎"]


@pytest.mark.parametrize("kept", ["张　三", "张 三", "张三", "张\u200b三", "张三\ufe0f"])
def test_blanks_within_a_name_and_signs_not_seen_are_no_difference(
    book: EncryptedBook, kept: str
) -> None:
    add(book, event("一", keeper=kept, story=kept))
    for typed in ("张三", "张 三", "张　三", "张\ufeff三"):
        assert len(titles(book, typed)) == 1, typed


def test_everything_textual_can_be_found(book: EncryptedBook) -> None:
    add(
        book,
        event(
            "标题",
            keeper="看守甲",
            colour="红",
            tasks=("擦甲板",),
            chief=Person("领头乙"),
            guests=People((Attendee(Person("客人丙"), False, "晕船了"),)),
            about=Link(None, "关于丁"),
            story="经过戊",
            steps=({"what": "步骤己", "who": "某庚", "done": "没做"},),
            files=(Attached("附件辛.jpg", "a" * 64, "image/jpeg", 1),),
        ),
    )
    for text in (
        "看守甲",
        "红",
        "擦甲板",
        "领头乙",
        "客人丙",
        "晕船了",
        "关于丁",
        "经过戊",
        "步骤己",
        "某庚",
        "没做",
        "附件辛",
        "2026-001",
    ):
        assert titles(book, text) == ["标题 看守甲"], text


def test_hits_come_from_all_ledgers_the_newest_occurrence_first(book: EncryptedBook) -> None:
    add(book, event("灯 甲", date(2026, 3, 1)))
    add(book, event("灯 乙", date(2026, 5, 1)))
    add(book, event("灯 丙", date(1960, 5, 1)))
    add(book, {"name": "灯丁", "came": date(2026, 4, 1)}, INVENTED_ROSTER)
    add(book, event("灯 戊", date(2026, 5, 1)))
    assert titles(book, "灯") == ["灯 戊", "灯 乙", "灯丁", "灯 甲", "灯 丙"]
    assert titles(book, "灯", limit=2) == ["灯 戊", "灯 乙"]


def test_a_changed_record_is_found_by_its_new_words_only(book: EncryptedBook) -> None:
    kept = add(book, event("旧的说法"))
    moved = change(book, kept, {"line": "新的讲法", "day": date(2026, 1, 1)})
    assert titles(book, "旧的") == []
    assert titles(book, "新的讲法") == ["新的讲法"]
    change(book, moved, {"weight": 5})
    assert titles(book, "新的讲法") == ["新的讲法"]
    assert book.check() == []


def test_void_records_are_not_found_until_they_are_revived(book: EncryptedBook) -> None:
    gone = void(book, add(book, event("写错了的")))
    assert titles(book, "写错") == []
    with book.writing() as work:
        work.records.set_state(EVERYTHING, [gone.id or 0], State.CONFIRMED, mark("恢复"))
    assert titles(book, "写错") == ["写错了的"]
    assert book.check() == []


@pytest.mark.parametrize("text", ["zs", "ZS", "zhangsan", "zhangs", "z s", "张三"])
def test_people_are_found_by_pinyin_and_initials(book: EncryptedBook, text: str) -> None:
    add_crew(book, "张三")
    add(book, event("一", guests=People.named(Person("张三", 1))))
    add(book, event("二", guests=People.named(Person("李四"))))
    assert titles(book, text) == ["一", "张三"]
    assert excerpts(book, text) == ["客人：张三", "姓名：张三"]


def test_letters_are_also_looked_for_as_letters(book: EncryptedBook) -> None:
    add_crew(book, "张三")
    add(book, event("ZS-2 号灯"))
    assert titles(book, "zs") == ["ZS-2 号灯", "张三"]


def test_an_excerpt_shows_the_words_around_the_hit(book: EncryptedBook) -> None:
    add(book, event("一", story="前" * 60 + "\n找的就是这里，" + "后" * 60))
    (found,) = excerpts(book, "就是这里")
    assert found.startswith("经过：…前") and found.endswith("后…")
    assert "找的就是这里" in found and "\n" not in found
    assert len(found.removeprefix("经过：").strip("…")) == 40


def test_an_excerpt_says_that_it_is_cut_only_where_it_is(book: EncryptedBook) -> None:
    whole = "灯" + "后" * 39
    add(book, event("一", story=whole))
    add(book, event("二", story=f"{whole}尾"))
    add(book, event("三", story=f"首{whole[::-1]}"))
    assert sorted(excerpts(book, "灯")) == sorted(
        [f"经过：{whole}", f"经过：{whole}…", f"经过：…{whole[::-1]}"]
    )


@given(text=st.text(max_size=30), start=st.integers(0, 30), length=st.integers(1, 8))
def test_any_part_of_any_text_is_found(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    asked = question(part)
    assert bool(asked) == bool(runs(part))
    if asked:
        index = dbapi2.connect(":memory:")
        index.execute(SEARCH_TEXT)
        index.execute("INSERT INTO search_text (rowid, pairs) VALUES (1, ?)", [pairs([text])])
        hits = index.execute("SELECT rowid FROM search_text WHERE search_text MATCH ?", [asked])
        found = bool(hits.fetchall())
        index.close()
        assert found == all(any(run in whole for whole in runs(text)) for run in runs(part))


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("张三", "zhangsan"),
        ("单于明", "chanyuming"),
        ("曾𬭚", "zengchun"),
        ("单勤", "shanqin"),
        ("吕布", "lvbu"),
        ("仇和", "qiuhe"),
        ("阿依登·古丽扎", "ayidengguliza"),
        ("重庆", "zhongqing"),
    ],
)
def test_names_are_spelled_with_the_readings_of_surnames(name: str, spelled: str) -> None:
    assert spelled in spellings(name)


def test_a_name_without_pinyin_has_no_spelling() -> None:
    assert spellings("") == spellings("A.") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-20",
        "2026年10月20日",
        "2026.10.20",
        "2026/10/20",
        "２０２６年１０月２０日",
        "二〇二六年十月二十日",
        "2026年10月20日（星期二）",
        "10月20日",
        "10月20号",
        "2026-10-20 15:00",
        "2026-10-20 15:00 至 17:00",
        "2026年10月20日下午3点",
        "2026年10月20日 15:00\u00a0至\u00a017:00",
        "2026年10月20日 23:00 至 2026年10月21日 01:00",
    ],
)
def test_a_day_finds_what_took_place_on_it_however_it_is_spelled(
    book: EncryptedBook, typed: str
) -> None:
    add(book, event("那天的", day=date(2026, 10, 20)))
    add(book, event("提到那天", day=date(2026, 11, 2), story="见2026年10月20日的记录"))
    for number in range(10):
        add(book, event(f"别的{number}", day=date(2026, 10, 21), story="20人，10件"))
    assert titles(book, typed) == ["提到那天", "那天的"]
    with book.reading() as work:
        assert work.records.count(Query("everything", text=typed)) == 2


def test_signs_between_the_numbers_of_a_day_are_forgiven_in_texts(book: EncryptedBook) -> None:
    add(book, event("点", story="定于2026.3.5开会"))
    add(book, event("杠", story="定于2026-03-05开会"))
    for typed in ("2026年3月5日", "2026-3-5", "2026.03.05"):
        assert titles(book, typed) == ["杠", "点"]


@pytest.mark.parametrize(
    "typed",
    ["2026年10月", "2026 年 10 月", "2026年10月份", "二〇二六年十月", "202610", "2026-10", "10月"],
)
def test_a_month_finds_what_took_place_in_it(book: EncryptedBook, typed: str) -> None:
    add(book, event("月初", day=date(2026, 10, 1)))
    add(book, event("月末", day=date(2026, 10, 31)))
    add(book, event("提到那月", day=date(2026, 11, 2), story="见2026年10月的记录"))
    add(book, event("别的月", day=date(2026, 9, 30)))
    assert titles(book, typed) == ["提到那月", "月末", "月初"]
    with book.reading() as work:
        assert work.records.count(Query("everything", text=typed)) == 3


@pytest.mark.parametrize("typed", ["1200元", "1200", "资金1200元", "1,200元", "abc12", "ABC-12"])
def test_signs_within_numbers_may_be_left_out(book: EncryptedBook, typed: str) -> None:
    add(book, event("有逗号", story="协调资金1,200元，设备ABC-12"))
    add(book, event("别的", story="协调资金1,300元，设备ABC-13，第2条00元"))
    assert titles(book, typed) == ["有逗号"]


def test_what_is_taken_for_a_run_as_it_stands_is_one() -> None:
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    assert _plain(every).translate(_SIGNS).split() == [every] == runs(every)


def test_no_words_of_a_book_are_kept_once_it_is_closed(book: EncryptedBook) -> None:
    pairs(["闻人测"])
    pinyin_order("闻人测", is_name=True)
    folded("闻人测，谈了一次话")
    kept: list[Any] = [_tokens_again, pinyin_order, folded]
    assert all(each.cache_info().currsize for each in kept)
    book.close()
    assert not any(each.cache_info().currsize for each in kept)

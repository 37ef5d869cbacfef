"""A unit's own words: old records keep theirs, are counted with the new ones, and still save."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.following import follow
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.convening import Circle, Convening, who_is_due
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Field,
    Integer,
    LongText,
    PeopleRef,
    Text,
    present_word,
)
from qinglian_desktop.domain.initial import Fixed, NextOfYear
from qinglian_desktop.domain.ledger import Ledger, PaperForm, PaperKind, Section
from qinglian_desktop.domain.lenses import Every, MonthGrid
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import validate
from qinglian_desktop.domain.values import Values
from qinglian_desktop.domain.wording import Wording, declared, in_words, of_unit
from tests.invented import (
    COLOURS,
    EVERYTHING,
    GRADES,
    INVENTED_ROSTER,
    INVENTED_UNIT,
    TASKS,
    example_input,
    example_values,
)
from tests.unit.conftest import Voyage

YEAR = Period.parse("2026")


def in_own_words(voyage: Voyage, field: str, wording: Wording) -> tuple[Desk, Ledger]:
    """The book on a new desk, after the unit kept a list of the invented ledger."""
    voyage.desk.wordings.keep("everything", field, wording)
    desk = Desk(voyage.desk.book, voyage.tools)
    return desk, desk.catalogue["everything"]


def counted(desk: Desk, key: str) -> object:
    ledger = desk.catalogue["everything"]
    return desk.statistics.figure(ledger, ledger.measure(key), YEAR).value


def test_a_renamed_word_is_counted_together_with_what_it_was_called(voyage: Voyage) -> None:
    voyage.event(colour="红")
    voyage.event(colour="蓝")
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).renamed("红", "朱红"))
    desk.records.save(ledger, example_input(colour="朱红"))
    assert counted(desk, "red") == 2


def test_a_word_renamed_twice_and_back_is_counted_all_the_way(voyage: Voyage) -> None:
    voyage.event(colour="红")
    once = Wording(COLOURS).renamed("红", "朱红")
    desk, ledger = in_own_words(voyage, "colour", once)
    desk.records.save(ledger, example_input(colour="朱红"))
    desk, ledger = in_own_words(voyage, "colour", once.renamed("朱红", "丹"))
    desk.records.save(ledger, example_input(colour="丹"))
    assert counted(desk, "red") == 3
    back = once.renamed("朱红", "丹").renamed("丹", "红")
    assert back.words == COLOURS
    desk, ledger = in_own_words(voyage, "colour", back)
    assert counted(desk, "red") == 3
    assert present_word(ledger.field("colour").type, "朱红") == "红"  # pyright: ignore


def test_a_dropped_word_is_counted_where_it_stands_and_offered_no_more(voyage: Voyage) -> None:
    kept = voyage.event(colour="红")
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).dropped("红"))
    assert counted(desk, "red") == 1
    with pytest.raises(DataProblems, match="没有“红”这个选项，可选：黄、蓝。"):
        desk.records.save(ledger, example_input(colour="红"))
    record = desk.records.get(ledger, kept)
    assert record is not None
    assert record.value("colour") == "红"


def test_an_old_record_keeps_its_words_and_can_be_saved_again(voyage: Voyage) -> None:
    kept = voyage.event(colour="红", tasks="补帆、看灯")
    voyage.desk.wordings.keep("everything", "tasks", Wording(TASKS).dropped("补帆"))
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).renamed("红", "朱红"))
    record = desk.records.get(ledger, kept)
    assert record is not None
    typed = desk.records.plain(ledger, record) | {"weight": 4}
    saved = desk.records.save(ledger, typed, record_id=kept, revision=record.revision)
    assert saved.record.value("colour") == "红"
    assert saved.record.value("tasks") == ("看灯", "补帆")


def test_input_with_the_old_word_is_told_what_it_is_called_now(voyage: Voyage) -> None:
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).renamed("红", "朱红"))
    with pytest.raises(DataProblems, match="颜色里的“红”已经改叫“朱红”，请改选“朱红”。"):
        desk.records.add_all(ledger, [example_input(colour="红")])


def test_a_word_that_was_added_can_be_chosen(voyage: Voyage) -> None:
    desk, ledger = in_own_words(voyage, "tasks", Wording(TASKS).added("掌舵"))
    saved = desk.records.save(ledger, example_input(tasks="掌舵、补帆"))
    assert saved.record.value("tasks") == ("补帆", "掌舵")


def test_a_dropped_word_comes_back_in_its_own_name() -> None:
    wording = Wording(COLOURS).dropped("红")
    assert wording == Wording(("黄", "蓝"), (("红", ""),))
    assert wording.added("红") == Wording(("黄", "蓝", "红"))


def test_a_form_begins_with_the_new_name_of_its_word(voyage: Voyage) -> None:
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).renamed("蓝", "青"))
    assert desk.records.start(ledger)["colour"] == "青"
    desk, ledger = in_own_words(voyage, "colour", Wording(COLOURS).dropped("蓝"))
    assert "colour" not in desk.records.start(ledger)


def test_conditions_of_fields_and_dues_follow_the_words() -> None:
    wording = Wording(COLOURS).renamed("黄", "金")
    ledger = in_words(EVERYTHING, {"colour": wording})
    money, due = ledger.field("money"), ledger.dues[0]
    for word in ("黄", "金"):
        assert not money.is_shown({"colour": word})
        assert ledger.measure("planned").where is not None
    assert money.is_shown({"colour": "红"})
    assert due.open != EVERYTHING.dues[0].open
    assert ledger.dues[1] == EVERYTHING.dues[1]


def test_a_grid_asks_for_the_words_that_are_left_as_often_as_before() -> None:
    rhythm = MonthGrid("月表", "tasks", (("补帆", Every.WEEK), ("看灯", Every.YEAR)))
    ledger = replace(EVERYTHING, lenses=(rhythm,))
    wording = Wording(TASKS).renamed("补帆", "缝帆").dropped("看灯").added("掌舵")
    (lens,) = in_words(ledger, {"tasks": wording}).lenses
    assert isinstance(lens, MonthGrid)
    assert lens.every == (("缝帆", Every.WEEK),)
    assert lens.due_every("掌舵") is Every.MONTH


def test_a_grid_of_which_every_word_was_dropped_is_gone() -> None:
    rhythm = MonthGrid("月表", "tasks", (("补帆", Every.WEEK),), otherwise=None)
    ledger = replace(EVERYTHING, lenses=(rhythm, *EVERYTHING.lenses[1:]))
    worded = in_words(ledger, {"tasks": Wording(TASKS).dropped("补帆")})
    assert [lens.label for lens in worded.lenses] == [each.label for each in EVERYTHING.lenses[1:]]
    assert Catalogue((INVENTED_UNIT, INVENTED_ROSTER, worded))


def test_only_lists_that_are_not_fixed_belong_to_the_unit() -> None:
    assert [each.key for each in of_unit(EVERYTHING)] == ["colour", "tasks", "grade"]
    assert "votes" not in [each.key for each in of_unit(INVENTED_ROSTER)]
    assert declared(EVERYTHING.field("grade")) == Wording(GRADES)


def test_ready_texts_are_a_list_like_another() -> None:
    text = Field("text", "正文", LongText(wordings=("早安。", "晚安。")))
    colour = Field("colour", "颜色", Choices(COLOURS), initial=Fixed("红"))
    sections = (*EVERYTHING.sections[:1], Section("文", (text,)))
    ledger = Ledger("letters", "信", "信", sections, occurred="day", title=("line",))
    assert [each.key for each in of_unit(ledger)][-1] == "text"
    worded = in_words(ledger, {"text": Wording(("早安。",)).added("午安。")})
    assert worded.field("text").type == LongText(wordings=("早安。", "午安。"))
    assert in_words(ledger, {}) is ledger
    assert isinstance(colour.type, Choices)
    assert isinstance(ledger.field("colour").type, Choice)


def test_functions_of_the_declaration_see_its_own_words() -> None:
    """A rule about 红 looks at records that say whatever 红 was called since."""
    twice = Wording(COLOURS).renamed("红", "赤").renamed("赤", "朱")
    back = twice.renamed("朱", "红")
    surroundings = Surroundings(date(2026, 11, 23))
    for wording, names in ((twice, ("红", "赤", "朱")), (back, ("红", "赤", "朱"))):
        ledger = in_words(EVERYTHING, {"colour": wording, "tasks": Wording(TASKS)})
        for word in names:
            values = {**example_values(), "colour": word, "weight": 0}
            said = "".join(problem.message for problem in validate(ledger, values, surroundings))
            assert "红灯不能没有重量" in said, (wording, word)


def test_who_is_due_is_asked_in_every_name_of_a_word() -> None:
    convened = (Convening(Circle.COMMITTEE, is_("colour", "红")), Convening(Circle.PARTY))
    due = Field("due_there", "该到的", PeopleRef(attendance=True, convened=convened))
    ledger = replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("人", (due,))))
    worded = in_words(ledger, {"colour": Wording(COLOURS).renamed("红", "朱")}).field("due_there")
    assert isinstance(worded.type, PeopleRef)
    for word, circle in (("红", Circle.COMMITTEE), ("朱", Circle.COMMITTEE), ("黄", Circle.PARTY)):
        called = who_is_due(worded.type.convened, {"colour": word}, {}, date(2026, 11, 23))
        assert called.convening.circle is circle


def test_what_a_form_says_beside_a_field_is_told_of_the_declared_words() -> None:
    told = Field("told", "说的", Text(), told=lambda values, _: f"{values.get('colour')}灯")
    ledger = replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("旁", (told,))))
    worded = in_words(ledger, {"colour": Wording(COLOURS).renamed("红", "朱")}).field("told")
    assert worded.told is not None
    assert worded.told({"colour": "朱"}, date(2026, 11, 23)) == "红灯"


def test_several_words_that_a_form_begins_with_are_those_of_the_unit() -> None:
    begun = Field("begun", "起头", Choices(TASKS), initial=Fixed(("补帆", "看灯", "唱歌")))
    ledger = replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("头", (begun,))))
    wording = Wording(TASKS).renamed("补帆", "缝帆").dropped("看灯")
    assert in_words(ledger, {"begun": wording}).field("begun").initial == Fixed(("缝帆", "唱歌"))


def test_numbers_go_on_from_what_a_word_was_called_before(voyage: Voyage) -> None:
    number = Field("no", "第几次", Integer("次"), initial=NextOfYear("colour"))
    voyage.event(colour="红", day="2026-10-09")
    wording = Wording(COLOURS).renamed("红", "朱")
    sections = (*EVERYTHING.sections, Section("次", (number,)))
    ledger = in_words(replace(EVERYTHING, sections=sections), {"colour": wording})
    values: Values = {"colour": "朱", "day": date(2026, 11, 20)}
    with voyage.desk.book.reading() as work:
        following = follow(ledger, values, work.records.members(), set(), work)
    assert following["no"] == 2


def test_what_follows_is_told_in_the_words_of_the_unit(voyage: Voyage) -> None:
    desk, ledger = in_own_words(voyage, "grade", Wording(GRADES).renamed(GRADES[0], "头等"))
    typed = desk.records.follow(ledger, {"day": "2026-10-09", "weight": 12}, set())
    assert typed["grade"] == "头等"


def test_a_renamed_word_keeps_its_paper_which_is_called_by_the_new_name() -> None:
    form = PaperForm("表", (("line",),), kind="colour", kinds=(PaperKind("红", "红灯记录"),))
    own = in_words(
        replace(EVERYTHING, paper=form), {"colour": Wording(COLOURS).renamed("红", "朱红")}
    ).paper
    assert own is not None
    titles = {
        word: kind.title for word in ("红", "朱红", "蓝") if (kind := own.kind_of({"colour": word}))
    }
    assert titles == {"红": "红灯记录", "朱红": "朱红灯记录"}


def test_a_title_that_does_not_say_the_word_is_not_that_of_another_name() -> None:
    form = PaperForm("表", (("line",),), kind="colour", kinds=(PaperKind("红", "停车记录"),))
    own = in_words(
        replace(EVERYTHING, paper=form), {"colour": Wording(COLOURS).renamed("红", "朱红")}
    ).paper
    assert own is not None
    assert own.kind_of({"colour": "朱红"}) is None
    assert own.kind_of({"colour": "红"}) == form.kinds[0]

"""What others call the fields and words of every ledger leads to one of them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Choices, Field, Rows
from qinglian_desktop.domain.filling.measure_likeness import known_measures
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.ledger_check import check_ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ledgers.elsewhere import Elsewhere, known_elsewhere

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
BY_KEY = {ledger.key: ledger for ledger in ALL_LEDGERS}


def compared(head: str) -> str:
    """A head of a column as it is compared: without blanks, signs and brackets."""
    return "".join(sign for sign in folded(head) if sign.isalnum())


def fields_of(ledger: Ledger) -> dict[str, Field]:
    """Every field, by ``field`` or ``rows.field``."""
    found = {field.key: field for field in ledger.fields}
    for field in ledger.of_type(Rows):
        assert isinstance(field.type, Rows)
        found |= {f"{field.key}.{cell.key}": cell for cell in field.type.fields}
    return found


def heads_of(ledger: Ledger) -> dict[str, set[str]]:
    """The fields to which each head leads; a field of rows is called with their group."""
    heads: dict[str, set[str]] = defaultdict(set)
    for key, field in fields_of(ledger).items():
        rows, dot, _ = key.partition(".")
        group = ledger.field(rows).label if dot else ""
        for name in (group + field.label, *field.aliases):
            heads[compared(name)].add(key)
    return heads


@EACH
def test_every_name_leads_to_one_field(ledger: Ledger) -> None:
    several = {head: keys for head, keys in heads_of(ledger).items() if len(keys) > 1}
    assert several == {}


@EACH
def test_no_name_is_said_twice_of_a_field(ledger: Ledger) -> None:
    for key, field in fields_of(ledger).items():
        names = [compared(each) for each in (field.label, *field.aliases)]
        assert len(set(names)) == len(names) and all(names), key


@EACH
def test_every_word_of_others_is_read_as_ours(ledger: Ledger) -> None:
    for field in fields_of(ledger).values():
        kind = field.type
        if isinstance(kind, Choice | Choices):
            for other, ours in kind.known_as:
                meant = from_plain(kind, other)
                assert meant == (ours if isinstance(kind, Choice) else (ours,)), other


@EACH
def test_what_makes_two_records_the_same_is_declared(ledger: Ledger) -> None:
    assert ledger.identity
    check_ledger(ledger)


@pytest.mark.parametrize(
    ("ledger", "head", "field"),
    [
        ("people", "党员姓名", "name"),
        ("people", "出生日期", "born_on"),
        ("people", "文化程度", "schooling"),
        ("people", "人员类别", "politics"),
        ("people", "加入党组织日期", "joined_party"),
        ("people", "转为正式党员日期", "full_since"),
        ("people", "工作岗位", "post"),
        ("people", "联系电话", "phone"),
        ("people", "手机号码", "phone"),
        ("people", "组织关系转入时间", "joined"),
        ("people", "党籍状态（正式党员或预备党员）", "politics"),
        ("talks", "谈话时间", "time"),
        ("talks", "谈话人及职务", "talker"),
        ("talks", "谈话对象及职务", "people"),
        ("talks", "谈话方式", "form"),
        ("talks", "谈话主要内容", "content"),
        ("talks", "谈话事由", "cause"),
        ("talks", "意见建议", "opinion"),
        ("risks", "权力事项", "power"),
        ("risks", "廉政风险点", "risk"),
        ("risks", "部门负责人", "controls.head"),
        ("problems", "整改时限", "due"),
        ("problems", "是否完成", "status"),
        ("problems", "整改进展情况", "steps.note"),
        ("tasks", "完成时间", "due"),
        ("meetings", "会议类型", "kind"),
        ("meetings", "实际会议时间", "time"),
        ("meetings", "次数（第几次）", "no"),
        ("meetings", "会议决议", "resolution"),
        ("unit", "应换届时间", "term_due"),
        ("people", "接收为预备党员时间", "joined_party"),
        ("people", "处室及职务", "post"),
        ("people", "是否流动", "away"),
        ("talks", "谈心人", "talker"),
        ("talks", "谈心对象", "people"),
        ("talks", "表态发言", "opinion"),
        ("meetings", "形式", "kind"),
        ("meetings", "会议决定", "resolution"),
        ("education", "撰写心得（篇）", "notes"),
        ("eight_ones", "开展地点", "place"),
        ("publicity", "采用媒体", "media"),
        ("family", "被访干部姓名", "people"),
        ("tasks", "具体举措", "measures"),
        ("problems", "查摆出的问题", "problem"),
        ("service", "解决难题（件）", "difficulties"),
        ("inspections", "检查组成员", "team"),
        ("secretary_talks", "被谈话人", "secretary"),
        ("directives", "参加人员", "scope"),
    ],
)
def test_heads_of_published_forms_are_known(ledger: str, head: str, field: str) -> None:
    assert heads_of(BY_KEY[ledger])[compared(head)] == {field}


@EACH
def test_the_headings_of_our_own_list_on_paper_are_known(ledger: Ledger) -> None:
    heads, fields = heads_of(ledger), fields_of(ledger)
    for column in ledger.listing.columns if ledger.listing else ():
        key = column.key.partition("+")[0].removesuffix(".latest")
        if column.heading and key in fields and "+" not in column.key:
            known = heads.get(compared(column.heading), set())
            if any(fields[each].label == column.heading for each in known - {key}):
                continue  # What another field is called itself goes before.
            assert {each.partition(".")[0] for each in known} == {key.partition(".")[0]}


@pytest.mark.parametrize(
    ("ledger", "field", "other", "ours"),
    [
        ("people", "schooling", "大学", "大学本科"),
        ("people", "schooling", "大专", "大学专科"),
        ("people", "politics", "党员", "正式党员"),
        ("people", "politics", "入党申请人", "群众"),
        ("people", "key_post", "√", "是"),
        ("people", "away", "是", "流动"),
        ("people", "offices.word", "党支部书记", "支部书记"),
        ("meetings", "kind", "支部党员大会", "党员大会"),
        ("meetings", "kind", "支部委员会", "支委会"),
        ("meetings", "kind", "主题党日活动", "主题党日"),
        ("risks", "level", "高", "一级"),
        ("risks", "controls.status", "×", "未落实"),
        ("tasks", "status", "√", "已完成"),
        ("problems", "status", "已完成", "已解决"),
        ("talks", "form", "集体谈话", "集体"),
    ],
)
def test_words_of_published_forms_are_known(ledger: str, field: str, other: str, ours: str) -> None:
    assert from_plain(fields_of(BY_KEY[ledger])[field].type, other) == ours


def test_who_came_when_nobody_wrote_down_is_proposed_for_the_start_of_this_year() -> None:
    assert BY_KEY["people"].field("joined").unsaid is not None


def test_every_name_of_a_measure_leads_to_one_measure() -> None:
    """Two may share a name only where one of them counts people, and the other how often."""
    names: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for each in known_measures(build_tools().catalogue):
        # 其中：其他 is known only together with that of which it is a part.
        for stem in () if each.within else each.stems:
            names[stem, each.counts_people].add(f"{each.ledger.key}.{each.measure.key}")
    several = {name: keys for name, keys in names.items() if len(keys) > 1}
    assert several == {}


@EACH
def test_no_name_is_said_twice_of_a_measure(ledger: Ledger) -> None:
    for measure in ledger.measures:
        names = [compared(each) for each in (measure.label, *measure.aliases)]
        assert len(set(names)) == len(names) and all(names), measure.key


def test_a_measure_that_is_not_there_has_no_names() -> None:
    with pytest.raises(BadDeclaration, match="no fields or measures"):
        known_elsewhere(BY_KEY["talks"], Elsewhere((), {}, measures={"nothing": "无"}))

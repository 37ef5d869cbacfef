"""花名册: everyone of the branch; a person leaves by 转出, never by deletion."""

import re
from collections.abc import Iterator

from qinglian_desktop.domain.comparing import alike, folded
from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    LongText,
    Month,
    Name,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Fixed,
    LastUsed,
    Ledger,
    ListColumn,
    PaperList,
    Roster,
    Section,
)
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.titles import untitled
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.day_order import not_before

FOCUS_CLASSES = ("重点岗位负责人", "提拔和岗位调整", "新入职年轻干部", "新发展党员")
_BETWEEN_TWO = re.compile(r"\s+|和|与|及|[&＆+＋]")
_IN_PARTY = ("正式党员", "预备党员")


def _party_facts(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    in_party = values.get("politics") in _IN_PARTY
    if values.get("joined_party") is not None and not in_party:
        yield Problem("joined_party", "政治面貌不是党员，却填了入党时间，请核对。")
    if values.get("votes") == "是" and values.get("politics") != "正式党员":
        yield Problem("votes", "只有正式党员有表决权，请核对。")
    if values.get("left") is not None and not values.get("left_reason"):
        yield Problem("left_reason", "填了调出日期，请选调出原因。")


def _namesakes(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Who may be somebody of the roster, written with a title or a dash; who may be two."""
    name = str(values.get("name") or "")
    before = "" if surroundings.previous is None else str(surroundings.previous.get("name") or "")
    if alike(before, name):
        return
    wanted = {folded(name), folded(untitled(name)), folded(name).replace("-", "")}
    same = [each for each in surroundings.members.values() if each.folded_name in wanted]
    if same:
        said = f"花名册里已经有一位“{same[0].name}”，请核对是不是同一个人；是同名的请照常保存。"
        yield Problem("name", said, is_warning=True)
    elif untitled(name) != name:
        said = f"“{name}”像是带着称呼或职务，请只写姓名“{untitled(name)}”。"
        yield Problem("name", said, is_warning=True)
    elif len(parts := _BETWEEN_TWO.split(name)) > 1 and all(len(part) > 1 for part in parts):
        said = f"“{name}”像是 {len(parts)} 个人的姓名，请核对；是几个人请分开登记。"
        yield Problem("name", said, is_warning=True)


PEOPLE = Ledger(
    key="people",
    label="花名册",
    noun="人员",
    about="支部的每一个人。谈话、活动里的名单都从这里选，离开的人填调出日期，不删除。",
    sections=(
        Section(
            "基本情况",
            (
                Field("name", "姓名", Name(), required=True, width=6),
                Field("sex", "性别", Choice(("男", "女"), fixed=True), width=3),
                Field("born", "出生年月", Month(), width=5),
                Field(
                    "politics",
                    "政治面貌",
                    Choice(
                        ("正式党员", "预备党员", "发展对象", "入党积极分子", "群众"), fixed=True
                    ),
                    required=True,
                    width=6,
                ),
                Field("joined_party", "入党时间", Day(), width=6),
                Field(
                    "votes",
                    "有无表决权",
                    Choice(("是", "否"), fixed=True),
                    help="正式党员有表决权；计算会议法定人数时用到。",
                ),
                Field("phone", "电话", Text(30), width=8),
            ),
        ),
        Section(
            "岗位",
            (
                Field(
                    "department",
                    "部门",
                    Text(40, remembered=True),
                    initial=LastUsed(),
                    width=8,
                ),
                Field("post", "职务", Text(40, remembered=True), width=8),
                Field("rank", "职级", Text(40, remembered=True)),
                Field(
                    "key_post",
                    "是否重点岗位",
                    Choice(("是", "否"), fixed=True),
                    initial=Fixed("否"),
                ),
                Field(
                    "classes",
                    "重点对象类别",
                    Rows(
                        (
                            Field("word", "类别", Choice(FOCUS_CLASSES), required=True),
                            Field("since", "起始日期", Day(), required=True),
                        ),
                        noun="类别",
                    ),
                    help="谈心谈话的重点对象，从起始日期起计入“未谈到的人”。",
                    width=12,
                ),
            ),
        ),
        Section(
            "进出",
            (
                Field("joined", "调入日期", Day(), required=True, width=6),
                Field("left", "调出日期", Day(may_be_future=True), width=6),
                Field(
                    "left_reason",
                    "调出原因",
                    Choice(("转出", "退休", "辞职", "去世", "其他")),
                ),
                Field("remarks", "备注", LongText(2)),
            ),
        ),
    ),
    occurred="joined",
    title=("name", "post"),
    rules=(
        _party_facts,
        _namesakes,
        not_before("left", "joined", "调出日期早于调入日期"),
        not_before("joined_party", "born", "入党时间早于出生年月"),
    ),
    roster=Roster(
        name="name",
        department="department",
        post="post",
        joined="joined",
        left="left",
        left_reason="left_reason",
        votes="votes",
        classes="classes",
        class_word="word",
        class_since="since",
        party=is_("politics", *_IN_PARTY),
        leading=("支部书记", "书记", "副书记", "委员"),
    ),
    in_return=False,
    listed_by="name",
    filters=("politics", "key_post"),
    listing=PaperList(
        title="人员花名册",
        columns=(
            ListColumn("name", 5),
            ListColumn("sex", 2),
            ListColumn("born", 4),
            ListColumn("politics", 5, "人员类别"),
            ListColumn("joined_party", 5, "加入党组织日期"),
            ListColumn("department", 7),
            ListColumn("post", 8, "职务（工作岗位）"),
            ListColumn("phone", 6, "联系电话"),
            ListColumn("joined", 5),
            ListColumn("left+left_reason", 5, "调出日期及原因"),
            ListColumn("remarks", 9),
        ),
    ),
)

"""What a column of a sheet can say of a ledger's record, and by which names it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.field_types import (
    Attachments,
    Field,
    FieldType,
    LongText,
    Moment,
    Name,
    PeopleRef,
    PersonRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.initial import FromPerson
from qinglian_desktop.domain.ledger import Ledger

NUMBER = "number"
"""The target of 编号: it goes nowhere, but says which record of the book a row once was."""

_AND_POST = ("及职务", "姓名及职务", "（职务）", "及部门职务", "及单位职务")
_WHEN = (
    ("day", "日期", ("日期", "年月日")),
    ("hours", "钟点", ("钟点", "时刻")),
    ("start", "开始", ("开始时间", "起始时间", "开始")),
    ("end", "结束", ("结束时间", "终止时间", "截止时间", "结束")),
    ("minutes", "时长", ("时长（分钟）", "时长", "用时")),
)
_COME = ("到", "参加", "参会", "出席", "到会")
_AWAY = ("缺席", "请假", "缺勤", "未到", "未参加", "未到会", "未参会", "未出席", "因故未参加")
_WHY = ("原因", "事由", "理由")
_WHO = (
    ("due", "应到", ("应到", *(f"应{come}人数" for come in _COME), "应到会")),
    (
        "present",
        "实到",
        (
            *("实到", "实到人数", "参加人数", *(f"实{come}人数" for come in _COME), "实到会"),
            *(f"实际{come}人数" for come in _COME),
            *("到会人数", "出席人数", "实到/应到", "应到/实到", "应到实到人数"),
        ),
    ),
    ("away", "缺席人数", ("缺席数", "请假", *(f"{away}人数" for away in _AWAY))),
    (
        "absent",
        "缺席",
        (
            *("缺席", "请假", "缺席情况", "请假情况", "缺席名单", "请假名单"),
            *(f"{away}人员" for away in _AWAY),
            *(f"{away}{of}及{why}" for away in _AWAY for of in ("", "人员") for why in _WHY),
        ),
    ),
)
"""Parts of an attendance: key, word behind the field's label, and names of a column."""

_PERSON = ("姓名", "名字", "名单")
_POST = (
    *("职务", "单位及职务", "部门及职务", "单位职务", "部门职务", "现任职务", "职务职级", "职级"),
    *("所在单位及职务", "所在部门及职务", "单位", "部门", "科室", "所在单位", "所在部门"),
)
OF_PERSON = frozenset((*_PERSON, *_POST))
"""What heads say of somebody whom only the head above names."""

_NAMED = (
    *("参加人员", "参会人员", "出席人员", "到会人员", "实到人员", "与会人员"),
    *("参加人", "参会人", "参加人员名单", "参会人员名单", "到会人员名单"),
)
"""What a column is called that names who came."""


@dataclass(frozen=True, slots=True)
class Target:
    """``key`` is ``field``, ``field.part``, ``rows.field`` or ``field+field``.

    ``field`` is the field of the ledger to which it belongs, ``part`` the rest of the key.
    ``kind`` is what a cell has to say, None for any words. A name is preferred by its place in
    ``names``; ``group`` is the name of the heads above, which alone tells it from another.
    Under the head of a person ``under`` such a head as 姓名 or 职务 is ``said_under`` it; under
    that of one of the ``strangers`` it tells of that one, and is no name of this.
    """

    key: str
    label: str
    field: str
    part: str
    names: tuple[str, ...]
    kind: FieldType | None = None
    group: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    said_under: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def takes_many(self) -> bool:
        """Whether several columns may go there, one behind another."""
        return isinstance(self.kind, LongText | Text) and not self.part

    @property
    def is_in_rows(self) -> bool:
        """Whether it is a field of child rows, of which each has one of its own."""
        return bool(self.part) and self.kind is not None

    def excludes(self, other: Target) -> bool:
        """Whether a record has room for only one of both, so that one of them would be lost."""
        return not self.takes_many and not other.takes_many and self._place == other._place

    @property
    def _place(self) -> str:
        """A name with its post stands where the name does, a day of a time where the time does."""
        return self.field if self.part == "day" or self.part.startswith("+") else self.key


def targets(ledger: Ledger) -> dict[str, Target]:
    """Every target of the ledger by key, in the order of its form."""
    found = (target for field in ledger.fields for target in _of_field(ledger, field))
    number = Target(NUMBER, "编号", "", NUMBER, ("编号", "记录编号"))
    return {target.key: _told_of(ledger, target) for target in (*found, number)}


def _told_of(ledger: Ledger, target: Target) -> Target:
    """With the people of whom it may tell under a head of theirs, and those of whom it does not."""
    people = [each for each in ledger.fields if isinstance(each.type, PersonRef | PeopleRef)]
    of, said = "", ()
    if not target.part and target.field in {each.key for each in people}:
        of, said = target.field, _PERSON
    elif not target.part and target.field:
        match ledger.by_key[target.field].initial:
            case FromPerson(source, "post" | "position"):
                of, said = source, _POST
            case _:
                pass
    names = {each.key: _own_names(each) for each in people}
    others = tuple(name for key, each in names.items() if key != of for name in each)
    return replace(target, under=names.get(of, ()), said_under=said, strangers=others)


def _of_field(ledger: Ledger, field: Field) -> Iterator[Target]:
    names = (field.label, *field.aliases)
    match field.type:
        case Attachments():
            return
        case Rows():
            yield Target(field.key, field.label, field.key, "", names, field.type)
            for cell in field.type.fields:
                yield Target(
                    f"{field.key}.{cell.key}",
                    f"{field.label}：{cell.label}",
                    field.key,
                    cell.key,
                    (f"{field.label}：{cell.label}", *_own_names(cell)),
                    cell.type,
                    names,
                )
            return
        case PeopleRef(attendance=True):
            yield Target(field.key, field.label, field.key, "", (*names, *_NAMED), field.type)
            for part, word, known in _WHO:
                key, label = f"{field.key}.{part}", f"{field.label}：{word}"
                yield Target(key, label, field.key, part, (label, *known), None, names)
        case Span() | Moment():
            yield Target(field.key, field.label, field.key, "", names, field.type)
            for part, word, known in _WHEN if isinstance(field.type, Span) else _WHEN[:2]:
                key, label = f"{field.key}.{part}", f"{field.label}：{word}"
                # 日期 beside 时间: then this says the hours, if its cells do.
                own = tuple(n for n in names if n.endswith("时间")) if part == "hours" else ()
                yield Target(key, label, field.key, part, (label, *known, *own), None, names)
        case _:
            yield Target(field.key, field.label, field.key, "", names, field.type)
    for post in ledger.fields:
        match post.initial:
            case FromPerson(source, "post" | "position") if source == field.key:
                both = tuple(f"{name}{words}" for words in _AND_POST for name in names)
                label = f"{field.label}及职务"
                yield Target(f"{field.key}+{post.key}", label, field.key, f"+{post.key}", both)
            case _:
                pass


def _own_names(field: Field) -> tuple[str, ...]:
    return (field.label, *field.aliases)


def is_of_rows(ledger: Ledger, target: Target) -> bool:
    """Whether it says child rows: one of their fields, or the whole of them."""
    return bool(target.field) and isinstance(ledger.by_key[target.field].type, Rows)


def is_of_one(ledger: Ledger, aimed: Sequence[Target]) -> bool:
    """Whether columns tell of child rows alone: not what a record is called, was, or must have."""
    of_rows = [each for each in aimed if is_of_rows(ledger, each)]
    parts = Counter(each.field for each in of_rows if each.part)
    beside = [each for each in aimed if each not in of_rows]
    if of_rows and not beside and not parts:
        return True
    return max(parts.values(), default=0) > 1 and all(_is_aside(ledger, each) for each in beside)


def _is_aside(ledger: Ledger, target: Target) -> bool:
    field = ledger.by_key[target.field]
    is_text = isinstance(field.type, Text | LongText) and not target.part
    return is_text and not field.required and field.key not in ledger.title


def lent(ledger: Ledger, keys: Collection[str]) -> dict[str, str]:
    """Who is meant in child rows that have no column for it, by its key: that of other such rows.

    Of who registered and served in one row the name stands once.
    """
    found: dict[str, str] = {}
    people = [
        (outer.key, cell)
        for outer in ledger.fields
        if isinstance(outer.type, Rows) and any(each.startswith(f"{outer.key}.") for each in keys)
        for cell in outer.type.fields
        if isinstance(cell.type, PersonRef | Name)
    ]
    for outer, cell in people:
        if cell.required and (key := f"{outer}.{cell.key}") not in keys:
            same = (
                f"{other}.{each.key}"
                for other, each in people
                if other != outer and each.label == cell.label and f"{other}.{each.key}" in keys
            )
            if one := next(same, ""):
                found[key] = one
    return found

"""Records that say what tables may take for something else, in every field that holds words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.keeping import plain_of
from qinglian_desktop.domain.field_types import (
    Field,
    FieldType,
    Integer,
    LongText,
    Money,
    Name,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.ledgers import ALL_LEDGERS

COUNT = 12
"""Records of each ledger; all of one ledger are of one day."""
LINES = (
    *("'12", "''=1", "'-", "'", "'文", "=1+1", "+86-771-5550123", "-1", "@某人", "－1"),
    *("＝1+1", "＋1", "＠所有人", "1.加强学习；2.严格纪律", "一、学习条例", "、甲", "（一）会议"),
    *("学习党章、党规和八项规定", "同上", "〃", "/", "无", "—", "合计", "小计", "注：略", "示例"),
    *("0", "０", "是", "√", "2026-03-05", "3/5", "450101199001011234", "第一季度", "备注", "编号"),
    *("10%", "#N/A", "true", "韦强（女）", '"引"号,逗号', "sep=,", '="12"', "<b>粗</b>", "_x0041_"),
    *("2026-001", "缺席：韦强", "2026年度", "韦强：好", "：冒号", "a|b", "A;B", "长" * 40),
)
PARAGRAPHS = (
    *(
        "1.要学。\n2.要改。",
        "一、学\n二、改",
        "①甲\n②乙",
        "\t缩进",
        "　　缩进\n　　再缩",
        " 行首空",
    ),
    *("一\n\n二", "=1\n=2", "'\n'", "1.只有一", "合计\n5", "字" * 2000),
)
NAMES: tuple[str, ...] = (
    *(
        "韦𬭚",
        "欧阳·娜",
        "莫㛃",
        "买买提·艾力",
        "一",
        "单于䶮",
        "白",
        "马玉·清",
        "无双",
        "甲某",
        "合计",
    ),
    *("到缺席", "注释"),
)
"""More than records: the roster has one of each."""


def fill_with_hard(desk: Desk) -> None:
    """Keep them beside the records of a book, of each ledger like the fullest that is there."""
    for ledger in ALL_LEDGERS:
        known = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        fullest = max((plain_of(ledger, each) for each in known), key=_fullness)
        if ledger.unit is not None:
            unit = known[0].id
            typed = _accepted(desk, ledger, fullest, 0, unit)
            desk.records.save(ledger, typed, record_id=unit)
        elif ledger.once_for:
            # Of what there is one each, those that are there become hard.
            for at, record in enumerate(known):
                typed = _accepted(desk, ledger, plain_of(ledger, record), at, record.id)
                desk.records.save(ledger, typed, record_id=record.id)
        else:
            hard = [_accepted(desk, ledger, fullest, at) for at in range(COUNT)]
            desk.records.add_all(ledger, hard)


def _fullness(plain: Mapping[str, object]) -> int:
    return sum(each not in (None, "", [], {}) for each in plain.values())


def _accepted(
    desk: Desk, ledger: Ledger, fullest: Mapping[str, object], at: int, known: int | None = None
) -> dict[str, object]:
    """As hard as the ledger lets it be: what a field refuses stays as it was."""
    typed = {**fullest, **_hard(ledger, fullest, at)}
    refused = {each.field for each in errors(desk.records.check(ledger, typed, known).problems)}
    return {**typed, **{key: fullest.get(key) for key in refused if key}}


def _hard(ledger: Ledger, fullest: Mapping[str, object], at: int) -> dict[str, object]:
    turn = at * 7
    hard: dict[str, object] = {}
    for field in ledger.fields:
        turn += 1
        if isinstance(field.type, Rows):
            before = cast("list[dict[str, object]]", fullest.get(field.key) or [{}])
            rows = [
                {**row, **dict(_in_turn(_of_words(field.type.fields), turn + 5 * place))}
                for place, row in enumerate(before)
            ]
            hard[field.key] = rows
        else:
            hard.update(_in_turn([field], turn))
    return hard


def _of_words(fields: Sequence[Field]) -> list[Field]:
    """Numbers in rows make the state of a record, which it has to agree with."""
    return [each for each in fields if not isinstance(each.type, Integer | Money)]


def _in_turn(fields: Sequence[Field], turn: int) -> Iterator[tuple[str, object]]:
    for place, field in enumerate(fields):
        if values := _values(field.type):
            yield field.key, values[(turn + place) % len(values)]


def _values(kind: FieldType) -> Sequence[object]:
    match kind:
        case LongText():
            return (*PARAGRAPHS, *LINES)
        case Text():
            return LINES
        case Name() | PersonRef(outsiders=True):
            return NAMES
        case Integer() | Money():
            return (0,)
        case _:
            return ()

"""The commands for forms of somebody else: shown, kept, filled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.filling import Filling, OpenedForm
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import TO, Answer, Call, Command, Json, Option, read_month
from qinglian_desktop.cli.form_maps import UNTOUCHED, MapReading, read_map
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.cell_template import CellTemplate
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace, MappedRows
from qinglian_desktop.domain.filling.mapping_json import mapping_of
from qinglian_desktop.domain.filling.seen_form import FormPlace


def _fill(call: Call) -> Answer:
    given = call.given
    if (given.form is None) == (given.file is None):
        raise UsageProblem("请写 --form 表的名称，或者 --file 上级发来的表，两个里写一个。")
    with call.desk() as desk:
        filling = desk.filling
        if given.form is not None:
            opened = filling.open_kept(given.form)
        else:
            opened = filling.open_file(Path(given.file))
            if not opened.name:
                raise EnvironmentProblem(
                    f"没有保存过和“{opened.file_name}”一样的表，不知道每一格填什么。",
                    UNTOUCHED,
                    "请先用 form keep 保存，再填。",
                )
        filled = filling.fill(opened, given.month, Path(given.to))
    lines = [f"“{opened.name}”{given.month.label}的表填好了，写完读回核对无误："]
    lines += [str(path) for path in filled.paths]
    complaints = [*opened.told, *(f"没有填：{each}" for each in filled.lacking)]
    complaints += [f"请留意：{each}" for each in filled.warnings]
    return Answer(
        {
            "form": opened.name,
            "month": given.month.key,
            "paths": [str(path) for path in filled.paths],
            "lacking": list(filled.lacking),
            "warnings": list(filled.warnings),
            "told": list(opened.told),
        },
        lines,
        complaints,
    )


def _forms(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        kept = desk.filling.kept()
    forms: list[Json] = []
    for each in kept:
        try:
            mapping = mapping_of(each.mapping)
        except ValueError:
            mapping = FormMapping()
        many = len(mapping.places) + sum(len(rows.columns) for rows in mapping.rows)
        at = each.at.isoformat(timespec="seconds")
        forms.append({"name": each.name, "file": each.file_name, "places": many, "at": at})
    lines = [f"{each.name}（{each.file_name}，{each.at:%Y-%m-%d} 保存）" for each in kept]
    return Answer({"forms": forms}, lines or ["还没有保存过上级的表。"])


def _show(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        opened = desk.filling.open_file(Path(call.given.file))
        template = CellTemplate(desk.catalogue)
        proposing = desk.filling.proposing(opened)
        mapping = opened.mapping if opened.name else proposing.mapping
        unknown = proposing.unknown if not opened.name else ()
        places = [_told_place(each, template, mapping.ledger) for each in mapping.places]
        doubtful = [
            {
                "at": _at(place),
                "around": _around(desk.filling, opened, place),
                "suggestions": [
                    template.written(each.pieces) for each in proposing.suggestions(place)[:3]
                ],
            }
            for place in unknown
        ]
        wrong = {_at(place): list(said) for place, said in proposing.wrong.items()}
    lines = [
        f"认出是保存过的“{opened.name}”。" if opened.name else "没有保存过这样的表，按文字认出："
    ]
    lines += [f"  {each['at']}  {each['text']}" for each in places]
    lines += [f"  {_rows_words(each)}" for each in mapping.rows]
    if doubtful:
        lines.append(f"还有 {len(doubtful)} 格不知道填什么：")
        lines += [f"  {each['at']}  {each['around']}" for each in doubtful]
    complaints = [f"{at}：{each}。" for at, said in wrong.items() for each in said]
    return Answer(
        {
            "form": opened.name,
            "told": list(opened.told),
            "places": places,
            "rows": [_rows_facts(each) for each in mapping.rows],
            "unknown": cast("list[Json]", doubtful),
            "wrong": cast("Json", wrong),
        },
        lines,
        [*opened.told, *complaints],
    )


def _keep(call: Call) -> Answer:
    given = call.given
    with call.desk() as desk:
        filling = desk.filling
        opened = filling.open_file(Path(given.file))
        mapping = opened.mapping if opened.name else filling.proposing(opened).mapping
        if given.map is not None:
            reading = MapReading(filling, desk.catalogue, opened)
            mapping = reading.applied(read_map(Path(given.map)), mapping)
        kept = filling.keep(replace(opened, name=given.name), mapping)
    many = len(kept.mapping.places) + sum(len(rows.columns) for rows in kept.mapping.rows)
    return Answer(
        {"form": kept.name, "places": many, "told": list(opened.told)},
        [f"“{kept.name}”保存好了，有 {many} 格知道填什么。"],
        opened.told,
    )


def _forget(call: Call) -> Answer:
    name = call.given.name
    with call.desk() as desk:
        desk.filling.open_kept(name)
        desk.filling.forget(name)
    return Answer({"form": name}, [f"“{name}”不再保存。"])


def _at(place: FormPlace) -> str:
    return f"{place.table}!{place.at}"


def _around(filling: Filling, opened: OpenedForm, place: FormPlace) -> str:
    around = filling.around(opened, place)
    return " ".join(filter(None, (*around.beside, *around.above, around.own)))


def _told_place(each: MappedPlace, template: CellTemplate, ledger: str) -> dict[str, Json]:
    around = " ".join(filter(None, (*each.around.beside, *each.around.above, each.around.own)))
    text = template.written(each.pieces, ledger)
    return {"at": _at(each.place), "text": text, "around": around, "writing": each.writing.value}


def _rows_facts(rows: MappedRows) -> dict[str, Json]:
    columns: list[Json] = [{"at": _at(each.place), "column": each.column} for each in rows.columns]
    span = rows.span.words if rows.span else None
    return {"ledger": rows.ledger, "columns": columns, "room": rows.room, "span": span}


def _rows_words(rows: MappedRows) -> str:
    first, last = rows.columns[0].place, rows.columns[-1].place
    over = f"{rows.span.words}的" if rows.span else ""
    return f"{_at(first)} 到 {last.at} 起 {rows.room} 行：{over}记录，一行一条"


_FILE = Option("file", "上级发来的表，.xlsx、.xlsm 或 .docx", "文件")

FILL = Command(
    ("fill",),
    "填上级的表：照保存的每一格填什么，按月填好写进文件夹，读回核对，记进报送登记",
    _fill,
    (
        Option("--form", "保存过的表的名称", "名称"),
        Option("--file", "上级新发来的表，照里面的文字认出是保存过的哪一张", "文件"),
        Option("--month", "哪个月，例如 2026-10", "月份", required=True, read=read_month),
        TO,
    ),
    either=("--form", "--file"),
)
FORMS = Command(("forms",), "列出保存过的上级的表", _forms)
FORM_SHOW = Command(
    ("form", "show"), "看一张表：每一格认出填什么，哪些不知道；什么也不保存", _show, (_FILE,)
)
FORM_KEEP = Command(
    ("form", "keep"),
    "保存一张表和每一格填什么；不写 --map 时照认出来的",
    _keep,
    (
        _FILE,
        Option("--name", "用什么名称保存", "名称", required=True),
        Option("--map", "JSON 文件，写明哪些格填什么；没写的照认出来的", "文件"),
    ),
)
FORM_FORGET = Command(
    ("form", "forget"),
    "不再保存一张表",
    _forget,
    (Option("name", "表的名称", "名称"),),
)
FORM_COMMANDS = (FILL, FORMS, FORM_SHOW, FORM_KEEP, FORM_FORGET)

"""Commands for flow charts: read from a file, written to one, drawn"""

from __future__ import annotations

import json
import re
from pathlib import Path

from qinglian_desktop.application.charts import ChartOf
from qinglian_desktop.cli.command import (
    REASON,
    Answer,
    Call,
    Command,
    Json,
    Option,
    file_ending,
    problem_facts,
)
from qinglian_desktop.cli.input_files import read_text
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import chart_from_plain, chart_to_plain
from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.flow.outline_writing import write_outline
from qinglian_desktop.domain.flow.pasted_steps import read_pasted
from qinglian_desktop.domain.flow.written_ids import believed, provisional_ids
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.problem import Problem

_JSON = ".json"
_BEGINS_JSON = re.compile(r'\s*\{\s*"')


def _import(call: Call) -> Answer:
    chart, told, risks = _read(call.given.file)
    with call.desk() as desk:
        of = desk.charts.of(call.given.power)
        if risks and (hangs := desk.hanging.on_steps_of(of.ledger)) is not None:
            where = f"不记在图里，请在{hangs[0].label}登记"
            told += [f"{hangs[0].noun}{where}：{words}" for words in risks]
        before = {step.id: step.text for step in of.chart.every_step()}
        chart, doubts = believed(chart, of.chart)
        told += doubts
        saved = desk.charts.keep(of, chart, call.reason)
        chart = desk.charts.of(call.given.power).chart
    told += [
        f"“{was}”当作改成了“{step.text}”，挂在上面的跟着改；如果不是同一步，请另选。"
        for step in chart.every_step()
        if (was := before.get(step.id)) and step.text and was != step.text
    ]
    warnings = [problem.message for problem in saved.warnings]
    return Answer(
        {
            "ledger": of.ledger.key,
            "id": saved.record.id,
            "number": saved.record.number,
            "chart": chart_to_plain(chart),
            "told": told,
            "warnings": [problem_facts(problem) for problem in saved.warnings],
        },
        [f"已保存：{of.ledger.label} {saved.record.number}，{chart_size(chart)}。"],
        [*told, *warnings],
    )


def _export(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        of = _drawn(call, desk.charts.of(call.given.power))
        to = Path(call.given.to) if call.given.to else None
        text = write_outline(of.chart)
        if to is not None:
            if to.suffix.lower() == _JSON:
                text = json.dumps(chart_to_plain(of.chart), ensure_ascii=False, indent=1)
            desk.charts.put(text, to)
    said: dict[str, Json] = {"ledger": of.ledger.key, "chart": chart_to_plain(of.chart)}
    lines = [text.rstrip()] if to is None else [f"已写好：{to}"]
    return Answer(said | {"outline": text} if to is None else said | {"path": str(to)}, lines)


def _draw(call: Call) -> Answer:
    with call.desk(read_only=True) as desk:
        of = _drawn(call, desk.charts.of(call.given.power))
        paths = desk.charts.draw(of, Path(call.given.to))
        left_out = desk.charts.left_out(of)
    return Answer(
        {"ledger": of.ledger.key, "paths": [str(path) for path in paths], "left_out": left_out},
        [f"已写好：{path}" for path in paths],
        [left_out] if left_out else [],
    )


def _drawn(call: Call, of: ChartOf) -> ChartOf:
    if not of.chart.steps:
        said = f"{of.owner.noun}“{call.given.power}”还没有{of.ledger.noun}，没有写文件。"
        raise DataProblems((Problem("power", said),))
    return of


def _read(name: str) -> tuple[FlowChart, list[str], list[str]]:
    """The chart in a file, JSON or text, and what in it was not understood as it may be meant.

    Last the words about risks, which are kept in no chart.
    """
    text = read_text(name)
    if name.lower().endswith(_JSON) or _BEGINS_JSON.match(text):
        try:
            return chart_from_plain(read_json(text)), [], []
        except (ValueError, Unreadable) as error:
            said = str(error) if isinstance(error, Unreadable) else "文件不是完整的 JSON。"
            raise DataProblems((Problem("file", f"{said}没有保存，请改好再做一次。"),)) from None
    read = read_pasted(text, provisional_ids())
    told = [f"第{each.line}行：{each.message}" for each in read.problems]
    unkept = {"标题": read.title, "说明": read.note}
    told += [f"{what}不记在图里，没有保存：{words}" for what, words in unkept.items() if words]
    return read.chart, told, [words for _, words in read.risks]


POWER = Option("--power", "哪一项职权：它的编码、编号或者名称", "编码", required=True)
FLOW_IMPORT = Command(
    ("flow", "import"),
    "把一项职权的流程图从文件读进来，写成步骤的文字或者 JSON；已有的换成它，同样的步骤仍是原来的",
    _import,
    (
        POWER,
        Option("--file", "步骤的文字或 .json；写 - 从标准输入读", "文件", required=True),
        REASON,
    ),
)
FLOW_EXPORT = Command(
    ("flow", "export"),
    "把一项职权的流程图写成步骤的文字或者 JSON；不写 --to 时显示出来",
    _export,
    (
        POWER,
        Option(
            "--to", "写成哪个文件，以 .txt 或 .json 结尾", "文件", read=file_ending(".txt", _JSON)
        ),
    ),
)
FLOW_DRAW = Command(
    ("flow", "draw"),
    "把一项职权的流程图画出来，风险点照现在登记的标在步骤上",
    _draw,
    (
        POWER,
        Option(
            "--to",
            "写成哪个文件，以 .pdf、.docx、.svg 或 .png 结尾；图片一页一个文件",
            "文件",
            required=True,
            read=file_ending(".pdf", ".docx", ".svg", ".png"),
        ),
    ),
)

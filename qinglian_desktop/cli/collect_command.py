"""The command that collects the returns of many units."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option


def _collect(call: Call) -> Answer:
    folder = Path(getattr(call.given, "from"))
    with call.desk() as desk:
        gathered = desk.collection.collect(folder)
    files: list[Json] = [
        {"path": each.path, "fate": each.fate.value, "why": list(each.why)}
        for each in gathered.files
    ]
    lines = [f"{each.path}：{each.fate.value}。{''.join(each.why)}" for each in gathered.files]
    return Answer({"files": files}, lines or ["这里没有月报。"])


COLLECT = Command(
    ("collect",),
    "汇总：把文件夹或U盘里各单位的月报都收下来，逐个文件说清收没收、为什么",
    _collect,
    (Option("--from", "月报在哪个文件夹（例如U盘）", "文件夹", required=True),),
)

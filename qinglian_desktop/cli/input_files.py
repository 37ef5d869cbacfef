"""Records from a JSON file or from standard input, with the place of whatever is wrong in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.problem import Problem

LARGEST = 64 * 1024 * 1024
"""Bytes of an input file; a record of ten thousand characters is 30 kB."""
_TODO = "请改好文件再做一次；写法见“命令行”说明。没有保存任何记录。"


def read_records(name: str) -> list[Mapping[str, object]]:
    """The objects of a file that holds one or a list of them; ``-`` is standard input.

    Raises EnvironmentProblem for a file that cannot be read, DataProblems for what is no JSON.
    """
    found = _parse(read_text(name))
    records = found if isinstance(found, list) else [found]
    for place, record in enumerate(cast("list[object]", records), 1):
        if not isinstance(record, dict):
            raise _wrong(f"第 {place} 条应当是写在花括号里的一条记录。")
    if not records:
        raise _wrong("文件里没有记录。")
    return cast("list[Mapping[str, object]]", records)


def read_text(name: str) -> str:
    """The text of a file; else as ``read_records``."""
    try:
        data = _bytes(name)
    except OSError:
        raise EnvironmentProblem(
            f"读不到文件“{Path(name).name}”。",
            "台账库里的记录没有受影响。",
            "请核对 --file 的路径，文件在U盘上的请插好U盘，再做一次。",
        ) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _wrong(f"第 {line} 行有不是 UTF-8 的文字，请用 UTF-8 编码保存。") from None


def _bytes(name: str) -> bytes:
    if name == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _wrong(f"文件超过 {LARGEST // 1024 // 1024} MB，太大了，不是记录文件。")
    return data


def _parse(text: str) -> object:
    if not text.strip():
        raise _wrong("文件是空的。")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _wrong(
            f"第 {error.lineno} 行第 {error.colno} 个字处不合 JSON 的写法，请检查引号、逗号和括号。"
        ) from None
    except RecursionError:
        raise _wrong("括号套得太深，不是记录文件。") from None
    except ValueError:
        raise _wrong("文件里有一个数太长，请核对。") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _wrong(f"一条记录里{quoted(twice)}写了两次，请删去一个。")
    return found


def _no_number(word: str) -> object:
    raise _wrong(f"文件里的 {word} 不是数，请改正。")


def _wrong(message: str) -> DataProblems:
    return DataProblems((Problem("", f"{message}{_TODO}"),))

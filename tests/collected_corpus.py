"""Returns of many units in a folder, as a committee gets them: as real as any, always the same.

``write_corpus(folder, units, months)`` writes them; ``flaws`` says what is wrong with which.
Of small ones (``SMALL``) each takes 15 ms, of usual ones 50.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import openpyxl

from qinglian_desktop.application.signing import RETURN_TEXT
from qinglian_desktop.documents.returns.layout import CHECK, SUMMARY
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Measure
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.projection import CellValue, Column, return_columns
from qinglian_desktop.domain.return_content import (
    SCHEMA,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    foot_of,
)
from qinglian_desktop.domain.signed import Signed
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.signatures import Ed25519

PASSWORD = "单位的密码-9"
"""Opens what is ``LOCKED``."""
_WORDS = (
    "深入学习贯彻会议精神，围绕岗位职责排查廉政风险，对照典型案例查摆差距，逐人发言，形成清单。"
)
_NAMES = ("发展改革委", "教育局", "民政局", "司法局", "财政局", "住建局", "水利局", "商务局")


class Flaw(Enum):
    """What may be wrong with a unit's return of a month."""

    EDITED = "a figure of 汇总 edited by hand"
    LOOKS = "a figure of 汇总 in a format that shows another"
    REVISED = "a second revision beside the first, with another figure"
    TWICE = "the same file again under another name"
    SAME_CODE = "another unit under the code of unit 1"
    WRONG_TOTAL = "a year to date that is not this month and the earlier ones; digest and key fit"
    NO_CHECK = "校验 taken away"
    FUTURE = "of a layout that is not known yet"
    LOCKED = "needs PASSWORD"
    RENAMED = "another name of the file"
    UNSIGNED = "of a version that did not sign"


@dataclass(frozen=True, slots=True)
class Shape:
    """How much is in each return: the first so many ledgers, and about so many rows in a sheet."""

    ledgers: int = len(ALL_LEDGERS)
    rows: int = 4


USUAL, SMALL = Shape(), Shape(4, 2)


def months_of(year: int, last: int = 12) -> list[Period]:
    """January to the month ``last``."""
    return list(Period(PeriodKind.YEAR, year).months)[:last]


def code_of(unit: int) -> str:
    """The code of a unit; they count from 1."""
    return f"0065{unit:04}"


def name_of(unit: int) -> str:
    """Its name, of which no two are the same."""
    return f"示例市{_NAMES[unit % len(_NAMES)]}第{unit}支部"


def month_of(unit: int, month: Period, *, revision: int = 1, shape: Shape = USUAL) -> ReturnContent:
    """What the unit returns of the month; its measures add up over the year as they shall."""
    sent = [each for each in ALL_LEDGERS if each.in_return][: shape.ledgers]
    summary = tuple(line for each in sent for line in _lines(unit, each, month))
    sheets = tuple(_sheet(unit, each, month, shape.rows) for each in sent)
    on = month.end + timedelta(days=2 + unit % 3)
    content = ReturnContent(
        unit_code=code_of(unit),
        unit_name=name_of(unit),
        period=month,
        revision=revision,
        cover=(
            ("填报单位（盖章）", name_of(unit)),
            ("报告期", month.label),
            ("单位负责人", "王𬭎"),
            ("审核人", ""),
            ("填报人", f"第{unit}号填报人"),
            ("联系电话", f"0991-{unit:07}"),
            ("报出日期", on.isoformat()),
        ),
        summary=summary,
        sheets=sheets,
    )
    return replace(content, foot=foot_of(summary, sheets, content.printed))


def signed_by(unit: int, content: ReturnContent) -> ReturnContent:
    """The content with the signature of a unit's book."""
    secret = hashlib.sha256(f"unit {unit}".encode()).digest()
    text = f"{RETURN_TEXT}\n{content.digest}".encode()
    keys = Ed25519()
    return replace(
        content, signed=Signed(keys.public_of(secret).hex(), keys.sign(secret, text).hex())
    )


def with_figure(content: ReturnContent, month: int = 1, year: int = 1) -> ReturnContent:
    """The same with so much more in its first line."""
    first, *rest = content.summary
    line = replace(first, month=_more(first.month, month), year=_more(first.year, year))
    return replace(content, summary=(line, *rest))


def write_corpus(
    folder: Path,
    units: int,
    months: Sequence[Period],
    flaws: Mapping[tuple[int, str], Flaw] | None = None,
    *,
    shape: Shape = USUAL,
    workers: int = 1,
) -> list[Path]:
    """The files of all, a folder for each unit; ``flaws`` by unit and key of the month."""
    flaws = flaws or {}
    wanted = [
        (unit, each, flaws.get((unit, each.key))) for unit in range(1, units + 1) for each in months
    ]
    write = partial(_write, folder, shape)
    if workers == 1:
        return [path for each in wanted for path in write(each)]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return [path for paths in pool.map(write, wanted, chunksize=16) for path in paths]


def _write(folder: Path, shape: Shape, wanted: tuple[int, Period, Flaw | None]) -> list[Path]:
    unit, month, flaw = wanted
    files = ReturnWorkbook()
    where = folder / f"{unit:04}"
    where.mkdir(parents=True, exist_ok=True)
    plain = month_of(unit, month, shape=shape)
    match flaw:
        case Flaw.SAME_CODE:
            plain = replace(plain, unit_code=code_of(1))
        case Flaw.WRONG_TOTAL:
            plain = with_figure(plain, month=0)
        case Flaw.FUTURE:
            plain = replace(plain, schema=SCHEMA + 97)
        case _:
            pass
    content = plain if flaw is Flaw.UNSIGNED else signed_by(unit, plain)
    path = where / content.file_name
    if flaw is Flaw.RENAMED:
        path = where / f"{unit}单位{month.start.month}月上报.xlsx"
    if flaw is Flaw.LOCKED:
        files.write_locked(content, path, PASSWORD)
        return [path]
    files.write(content, path)
    if flaw in _CHANGES:
        _change(path, flaw)
    paths = [path]
    if flaw is Flaw.REVISED:
        later = signed_by(unit, with_figure(replace(plain, revision=2)))
        paths.append(where / later.file_name)
        files.write(later, paths[-1])
    if flaw is Flaw.TWICE:
        paths.append(path.with_name(f"{path.stem} (1).xlsx"))
        paths[-1].write_bytes(path.read_bytes())
    return paths


_CHANGES = (Flaw.EDITED, Flaw.LOOKS, Flaw.NO_CHECK)


def _change(path: Path, flaw: Flaw) -> None:
    """As a hand changes it in a program for tables."""
    book = openpyxl.load_workbook(path)
    match flaw:
        case Flaw.EDITED:
            book[SUMMARY]["E3"] = 999
        case Flaw.LOOKS:
            book[SUMMARY]["E3"].number_format = '"999"'
        case _:
            del book[CHECK]
    book.save(path)


def _more(figure: int | Decimal | None, by: int) -> int | Decimal | None:
    return None if figure is None else figure + by


def _lines(unit: int, ledger: Ledger, month: Period) -> Iterable[SummaryLine]:
    until = [each for each in Period(PeriodKind.YEAR, month.year).months if each.end <= month.end]
    of_months = [_figures(unit, ledger, each) for each in until]
    for place, measure in enumerate(ledger.measures):
        figures = [each[place] for each in of_months]
        year = sum(figures) if measure.adds_up else max(figures)
        this = max(figures) if measure.standing else figures[-1]
        yield SummaryLine(
            ledger.key, measure.key, measure.label, measure.unit, this, year, measure.note
        )


def _figures(unit: int, ledger: Ledger, month: Period) -> list[int | Decimal]:
    """What is counted of each measure; of a part at most as much as of the whole before it."""
    chance = Random(f"{unit} {ledger.key} {month.key}")
    found: list[int | Decimal] = []
    whole: int | Decimal = 0
    for measure in ledger.measures:
        is_part = measure.label.startswith("其中")
        figure = chance.randint(0, int(whole)) if is_part else _figure(chance, measure)
        whole = whole if is_part else figure
        found.append(figure)
    return found


def _figure(chance: Random, measure: Measure) -> int | Decimal:
    match measure.unit:
        case "人次":
            return chance.randint(5, 60)
        case "万元" | "%":
            return Decimal(chance.randint(0, 999)) / 10
        case _:
            return max(0, chance.randint(-2, 6))


def _sheet(unit: int, ledger: Ledger, month: Period, rows: int) -> LedgerSheet:
    columns = return_columns(ledger)
    chance = Random(f"rows {unit} {ledger.key} {month.key}")
    count = max(0, chance.randint(-rows // 2, 2 * rows))
    return LedgerSheet(
        ledger.key,
        ledger.label,
        tuple(column.key for column in columns),
        tuple(column.heading for column in columns),
        tuple(column.width for column in columns),
        tuple(
            tuple(_cell(chance, column, month, place) for column in columns)
            for place in range(1, count + 1)
        ),
    )


def _cell(chance: Random, column: Column, month: Period, place: int) -> CellValue:
    if column.field is None:
        return f"{month.key}-{place:03}"
    if column.is_number:
        return chance.randint(0, 40)
    if column.is_long:
        return _words(chance, chance.randint(12, len(_WORDS))) * chance.randint(1, 2)
    if "日期" in column.heading or "时间" in column.heading:
        return date(month.year, month.start.month, chance.randint(1, 28))
    return _words(chance, chance.randint(2, 8)) if chance.random() < 0.8 else None


def _words(chance: Random, long: int) -> str:
    """Words so many signs long, and a number, so that hardly any are the same."""
    return f"{_WORDS[:long]}{chance.randint(1, 9999)}"

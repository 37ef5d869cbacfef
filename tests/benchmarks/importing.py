"""A table of an office brought in, against reading it and inserting the same records in bulk."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, cast

import python_calamine
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.talks import TALKS
from qinglian_desktop.storage.codec import encode
from qinglian_desktop.storage.histories import history_json
from qinglian_desktop.storage.pairs import pairs
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.search_index import _ADD, _texts, day_floor
from qinglian_desktop.storage.spelling import spellings
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.benchmarks.long_list import wait
from tests.benchmarks.row import Row
from tests.storage.invented_books import PASSWORD, books_of

ROWS = 10_000
PEOPLE_ROWS = 2_000
_MOST = 3.0
_TIMES = 3
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_SIGNS = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华玉兰建国志"
_TALK_HEADS = ("起止时间", "地点", "谈话对象", "对象类别", "谈话人", "重点内容", "谈话内容")
_HEADS = ("姓名", "性别", "政治面貌", "部门", "职务", "调入日期")

_ADD_HISTORY = Prepared(
    lambda: text(
        'INSERT INTO history (ledger, record_id, at, "by", action, reason, "before", "after")'
        " VALUES (:ledger, :record_id, :at, :by, :action, :reason, :before, :after)"
    )
)


def run() -> list[Row]:
    """Each once: a transaction of ten thousand records is its own average."""
    tools = build_tools()
    # What is imported late is imported before anything is measured.
    _measured(tools, PEOPLE, [_HEADS, *islice(_people(), 5)])
    talks = _measured(tools, TALKS, [_TALK_HEADS, *_talks()])
    people = _measured(tools, PEOPLE, [_HEADS, *islice(_people(), PEOPLE_ROWS)])
    names = (
        "导入一万行谈话 / calamine 读表加成批写入同样的记录",
        "导入二千人花名册 / 同样的底线",
    )
    rows = [
        Row(name, value, floor, value / floor, budget)
        for name, (value, floor, _, _), budget in zip(
            names, (talks, people), (_MOST, 2 * _MOST), strict=True
        )
    ]
    _, _, (first, whole), read = talks
    return [
        *rows,
        Row("一万行谈话：选了文件到看见前几百行 / calamine 读表", first, read, first / read, 1.5),
        Row("一万行谈话：到一万行都看得见 / calamine 读表", whole, read, whole / read, None),
    ]


def _measured(
    tools: Tools, ledger: Ledger, rows: Sequence[tuple[str, ...]]
) -> tuple[float, float, tuple[float, float], float]:
    """Seconds of an import, of its floor, until the first rows and all are seen, of the reading."""
    books = books_of(tools.catalogue)
    # As the program knows it, with what identifies its records.
    ledger = tools.catalogue[ledger.key]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.xlsx"
        heads, *cells = rows
        TableWorkbook().write([Table("台账", heads, (12,) * len(heads), cells)], file)
        book, _ = books.create(Path(folder) / "book", PASSWORD)
        importing = Desk(book, tools).importing

        def bring_in() -> None:
            found = importing.understand(ledger, importing.read(file), ImportPlan())
            assert len(importing.keep(found).saved) == len(rows) - 1

        read = min(_seconds(lambda: _read(file)) for _ in range(_TIMES))
        shown, _ = books.create(Path(folder) / "shown", PASSWORD)
        seen = _shown(Desk(shown, tools), ledger, file)
        value = _seconds(bring_in)
        with book.reading() as work:
            kept = work.records.fetch(ledger, sorted(work.records.ids(Query(ledger.key))))
        book.close()
        bare, _ = books.create(Path(folder) / "bare", PASSWORD)
        floor = read + _seconds(lambda: _insert(bare, ledger, kept))
        bare.close()
    return value, floor, seen, read


def _shown(desk: Desk, ledger: Ledger, file: Path) -> tuple[float, float]:
    """Seconds from when a file is chosen until its first rows, and until all are painted."""
    application = cast("QApplication", QApplication.instance() or QApplication([]))
    theme = Theme()
    theme.apply()
    session = Session(desk, theme)
    both = [_painted(application, session, ledger, file) for _ in range(_TIMES)]
    session.operations.wait()
    return min(first for first, _ in both), min(whole for _, whole in both)


def _painted(
    application: QApplication, session: Session, ledger: Ledger, file: Path
) -> tuple[float, float]:
    page = BringingInPage(session, ledger)
    page.resize(1366, 700)
    page.show()
    application.processEvents()
    painted: list[float] = []
    jobs: list[Job] = []

    def paint() -> None:
        page.grab()
        painted.append(time.perf_counter())

    page.work.understood.connect(paint)
    page.work.began.connect(lambda job: jobs.append(job))
    start = time.perf_counter()
    page.open(ToImport(ledger.key, file))
    wait(application, lambda: page.work.found is not None and not page.work.is_part)
    # That they are looked at one by one is measured where they are kept.
    jobs[-1].cancel()
    wait(application, lambda: not session.operations.is_busy)
    page.deleteLater()
    return painted[0] - start, painted[-1] - start


def _read(file: Path) -> None:
    python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def _insert(book: Book, ledger: Ledger, kept: Sequence[Record]) -> None:
    """Whole tables at once, as somebody would write it who knows them; nothing is checked."""
    with book.writing() as work:
        store = cast("Any", work.records)
        layout, connection = store._layout, store._connection
        rows = layout.rows[ledger.key]
        encoded = [encode(rows.tables, record.values) for record in kept]
        rows._insert.run_many(
            connection,
            (
                {**rows._stamped(record, record.entered.at), **each.main}
                for record, each in zip(kept, encoded, strict=True)
            ),
        )
        for key, child in rows._children.items():
            child.insert.run_many(
                connection,
                (
                    {"record_id": record.id, **row}
                    for record, each in zip(kept, encoded, strict=True)
                    for row in each.children[key]
                ),
            )
        _ADD_HISTORY.run_many(
            connection,
            (
                {
                    "ledger": ledger.key,
                    "record_id": record.id,
                    "at": record.entered.at.isoformat(sep=" "),
                    "by": record.entered.by,
                    "action": "新增",
                    "reason": f"导入自“table.xlsx”第 {record.id} 行",
                    "before": None,
                    "after": history_json(ledger, record.values),
                }
                for record in kept
            ),
        )
        places = [day_floor(record.occurred_on) + (record.id or 0) for record in kept]
        layout.index._enter.run_many(
            connection,
            (
                {"rowid": place, "ledger": ledger.key, "record_id": record.id, "is_void": 0}
                for place, record in zip(places, kept, strict=True)
            ),
        )
        # In the order of their rows, in which FTS5 takes them best.
        in_order = sorted(zip(places, kept, strict=True), key=lambda pair: pair[0])
        _ADD.run_many(
            connection,
            ({"row": place, "pairs": pairs(_texts(ledger, record))} for place, record in in_order),
        )
        if ledger.roster is not None:
            name = ledger.roster.name
            layout.members._enter.run_many(
                connection,
                (
                    {"person_id": record.id, "place": place, "spelled": word}
                    for record in kept
                    for place, word in enumerate(spellings(str(record.value(name))))
                ),
            )


def _talks() -> list[tuple[str, ...]]:
    """Ten thousand talks of ten years, no two at the same time with the same person."""
    return [
        (
            f"{2016 + n // 1000}-{n % 9 + 1:02}-{n % 28 + 1:02} {8 + n // 252 % 9:02}:{n % 60:02}",
            "谈心谈话室",
            f"甲{_SIGNS[n % 30]}{_SIGNS[n % 29]}",
            "其他",
            "韦一方",
            "岗位职责",
            f"谈了工作和生活，要求遵守规定、管好自己。第{n}次。",
        )
        for n in range(ROWS)
    ]


def _people() -> list[tuple[str, ...]]:
    names = (a + b + c for c in _SIGNS for b in _SIGNS for a in _SURNAMES)
    return [
        (name, "男", "正式党员", "办公室", "科员", "2020-01-01") for name in dict.fromkeys(names)
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

"""A thousand pages of talk records against the same text drawn on a bare reportlab canvas."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import A4, Written
from qinglian_desktop.domain.field_types import Choice, Choices, LongText
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.values import Interval, People, Person, Value
from qinglian_desktop.ledgers.talks import TALKS
from tests.benchmarks.row import Row

PAGES = 1000
ROUNDS = 3
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_WORDS = "围绕岗位职责和廉政风险点谈话，要求带头执行财务和公务接待制度，管好自己、带好队伍。"


def talks(count: int) -> list[Record]:
    """Talks with every field filled, their long texts as long as the form gives them room."""
    values: dict[str, Value] = {
        "time": Interval(datetime(2026, 1, 12, 9), datetime(2026, 1, 12, 9, 40)),
        "place": "谈心谈话室",
        "people": People.named(Person("李䶮")),
        "talker": Person("韦明谦"),
        "talker_post": "副书记、支部书记",
        "recorder": Person("覃书宁"),
        "deadline": date(2026, 3, 31),
        "revisit_on": date(2026, 4, 10),
    }
    for field in TALKS.fields:
        if isinstance(field.type, LongText):
            values[field.key] = _WORDS * max(1, field.type.lines // 2)
        elif isinstance(field.type, Choice):
            values[field.key] = field.type.options[0]
        elif isinstance(field.type, Choices):
            values[field.key] = field.type.options[:2]
    stamp = Stamp(datetime(2026, 1, 12, 17), "样例")
    record = Record("talks", values, date(2026, 1, 12), stamp)
    return [replace(record, number=f"2026-{place:03}") for place in range(1, count + 1)]


def run() -> list[Row]:
    """The best of several rounds each, taken in turns; fonts are opened before."""
    source = PaperSource("示例市委机关工委", lambda digest: None)
    printer = FormPrinter(TALKS, source, Fonts(FONTS, ()))
    each = len(printer.sheets(talks(1)[0]))
    records = talks(PAGES // each)
    pages = [runs(sheet.texts) for record in records for sheet in printer.sheets(record)]
    paper = PaperPdf(FONTS, ())
    with tempfile.TemporaryDirectory() as folder:
        full, bare = Path(folder) / "full.pdf", Path(folder) / "bare.pdf"

        def floor() -> None:
            canvas = Canvas(str(bare), pagesize=A4, pageCompression=1, invariant=1)
            for page in pages:
                now = ("", 0.0)
                for x, y, text, font, size in page:
                    if (font, size) != now:
                        now = (font, size)
                        canvas.setFont(font, size)
                    canvas.drawString(x, y, text)
                canvas.showPage()
            canvas.save()

        floors: list[float] = []
        values: list[float] = []
        for _ in range(ROUNDS):
            floors.append(seconds_of(floor))
            values.append(seconds_of(lambda: paper.records(TALKS, records, source, full)))
    value, least = min(values), min(floors)
    name = f"{len(pages)} 页谈话记录表 / 裸 reportlab 画同样的字"
    return [Row(name, value, least, value / least, 1.3)]


def runs(texts: list[Written]) -> list[tuple[float, float, str, str, float]]:
    """What is written, cut into pieces of one font each, as a bare canvas draws them."""
    runs: list[tuple[float, float, str, str, float]] = []
    for written in texts:
        x = written.x
        for font, piece in written.typeface.runs(written.text):
            runs.append((x, written.y, piece, font, written.size))
            x += written.typeface.width(piece, written.size) + written.stretch * len(piece)
    return runs


def seconds_of(work: Callable[[], None]) -> float:
    """How long it takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

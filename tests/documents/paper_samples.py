"""Records to print for any ledger, and what a PDF says when read again."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import assert_never

import pytest
from PIL import Image

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    FieldType,
    Flow,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, Stamp, State
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    Values,
)

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
RARE = "䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡𠮷"
LONG_NAME = "样例·" + "阿" * 47
_WORDS = "样例：围绕“三重一大”谈话（含2026年第3季度1,234.56万元预算），管好自己、带好队伍。"


def picture(digest: str) -> Pages | None:
    """A photo: wide where the digest begins with w, tall otherwise."""
    kept = BytesIO()
    size, colour = ((300, 200), "teal") if digest.startswith("w") else ((200, 300), "olive")
    Image.new("RGB", size, colour).save(kept, "JPEG")
    return Pages((kept.getvalue(),), 1)


SOURCE = PaperSource("示例市委机关工委", picture)


def record(
    ledger: Ledger, values: Values, number: str = "2026-001", state: State = State.CONFIRMED
) -> Record:
    """A record of these values, entered one day in October."""
    stamp = Stamp(datetime(2026, 10, 9, 17), "样例")
    return Record(ledger.key, values, date(2026, 10, 9), stamp, state, number)


def usual(ledger: Ledger) -> dict[str, Value]:
    """Every field filled as it usually is."""
    return {field.key: _value(field.type, 1) for field in ledger.fields}


def crowded(ledger: Ledger) -> dict[str, Value]:
    """Every field filled with as much as may come."""
    return {field.key: _value(field.type, 30) for field in ledger.fields}


def _value(kind: FieldType, much: int) -> Value:
    match kind:
        case Text(longest):
            return ("样例" + RARE + _WORDS * much)[: min(longest, 12 * much)]
        case LongText(longest=longest):
            return ("样例\n" + (_WORDS * 5 + "\n") * much)[: min(longest, 4000)]
        case Name():
            return "样例𬭚" if much == 1 else LONG_NAME
        case Integer(most=most):
            return min(most, 7 * 10 ** (much // 6))
        case Money():
            return Decimal("1200.5") if much == 1 else Decimal("123456789.123456")
        case Day():
            return date(2026, 10, 9)
        case Month():
            return date(2026, 10, 1)
        case Moment():
            return datetime(2026, 10, 9, 8, 30)
        case Span():
            return Interval(datetime(2026, 12, 30, 9), datetime(2026, 12, 30 + (much > 1), 11, 30))
        case Choice(options):
            return options[0] if much == 1 or kind.fixed else "样例外加的一个很长很长的选项" * 3
        case Choices(options):
            return options[:2] if much == 1 else options
        case PersonRef():
            return Person("样例㙦" if much == 1 else LONG_NAME)
        case PeopleRef():
            return _people(much)
        case RecordRef():
            return Link(3, "样例职权" * min(much, 15))
        case Flow():
            steps = (FlowStep(f"s{n}", text=f"样例{n}", post="样例岗") for n in range(3 * much))
            return FlowChart(tuple(steps))
        case StepRef():
            return StepLink("样例环节" * min(much, 15))
        case Rows(fields):
            return tuple(
                {each.key: _value(each.type, much) for each in fields} for _ in range(much)
            )
        case Attachments():
            photos = [Attached(f"{n}.jpg", f"w{n}", "image/jpeg", 9) for n in range(much)]
            return (*photos, Attached("签到表样例.pdf", "p", "application/pdf", 9))
        case _:
            assert_never(kind)


def _people(much: int) -> People:
    if much == 1:
        return People((Attendee(Person("样例" + RARE[0])),))
    named = [Attendee(Person(f"样例{place}")) for place in range(much)]
    absent = Attendee(Person("样例缺"), present=False, reason="样例出差")
    return People((*named, absent, Attendee(Person(LONG_NAME))))


def squeezed(text: str) -> str:
    """The text without any white space, as lines may break anywhere."""
    return re.sub(r"\s+", "", text)


def said(pdf: Path) -> str:
    """All text of a PDF as pdftotext finds it, without white space."""
    return squeezed(_run("pdftotext", "-raw", str(pdf), "-"))


def pages(pdf: Path) -> list[str]:
    """The text of each page, without white space."""
    return [squeezed(page) for page in _run("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]]


def embedded(pdf: Path) -> set[tuple[str, ...]]:
    """Of its fonts, all combinations of: embedded, a subset, with a map to Unicode."""
    lines = _run("pdffonts", str(pdf)).splitlines()[2:]
    return {tuple(line.split()[-5:-2]) for line in lines}


def about(pdf: Path) -> str:
    """What pdfinfo says of the document."""
    return _run("pdfinfo", str(pdf))


def drawn(pdf: Path, folder: Path) -> list[Image.Image]:
    """Each page as a picture in grey, 40 pixels an inch."""
    _run("pdftoppm", "-r", "40", "-gray", str(pdf), str(folder / "page"))
    return [Image.open(path) for path in sorted(folder.glob("page*.pgm"))]


def boxes_of(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """What each text covers: left, bottom, right, top; a hair smaller than the type."""
    for text in sheet.texts:
        width = text.typeface.width(text.text, text.size) + text.stretch * (len(text.text) - 1)
        bottom = text.y - 0.12 * text.size + 0.05
        yield text.x + 0.05, bottom, text.x + width - 0.05, bottom + text.size - 0.1


def _run(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"没有安装 {program}（apt-get install poppler-utils），跳过纸面内容的检查")
    done = subprocess.run([program, *arguments], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()

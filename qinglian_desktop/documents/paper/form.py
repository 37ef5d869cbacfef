"""A record as the paper form of its ledger: title, table, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, assert_never, cast

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.bands import Band
from qinglian_desktop.documents.paper.cells import CellMaker
from qinglian_desktop.documents.paper.flow import Placed, flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.pictures import picture_bands
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import Line, set_text
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
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
    Text,
)
from qinglian_desktop.domain.ledger import Ledger, PaperForm
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Attached, People, Value, Values, is_blank
from qinglian_desktop.domain.words import Reading, words

LEFT, RIGHT = 24 * MM, 22 * MM
TOP, BOTTOM = 20 * MM, 18 * MM
"""Margins; left and right as GB/T 9704 has them, above and below smaller, as forms may."""
WIDTH = A4[0] - LEFT - RIGHT
_FOOT = 11 * MM

_TO_WRITE = "\u3000" * 5
_TITLE, _TITLE_LEADING = 20.0, 30.0
_LINE, _LINE_HEIGHT = 12.0, 24.0
_SMALL, _SMALL_HEIGHT = 10.5, 20.0


class _Line(NamedTuple):
    """A line of the form: one or two fields; ``when_filled`` leaves it out while it is empty."""

    fields: tuple[Field, ...]
    when_filled: bool


class FormPrinter:
    """Lays out the records of one ledger."""

    def __init__(self, ledger: Ledger, source: PaperSource, fonts: Fonts) -> None:
        self._ledger = ledger
        self._source = source
        self._fonts = fonts
        self._form = ledger.paper or PaperForm(f"{ledger.noun}登记表", tuple(_paired(ledger)))
        self._lines = [
            _Line(
                tuple(map(ledger.field, line)), all(key in self._form.when_filled for key in line)
            )
            for line in self._form.lines
        ]
        self._headings = {} if ledger.paper else _headings(ledger)
        self._maker = CellMaker(fonts, LEFT, WIDTH)
        pairs = [(line.fields[0], line.fields[1]) for line in self._lines if len(line.fields) == 2]
        self._share = self._maker.best_share(pairs)
        self._tails: dict[tuple[str, ...], list[Band]] = {}
        self._titles: dict[str, Sequence[Line]] = {}

    @property
    def usual_title(self) -> str:
        """The title of what has no other."""
        return self._form.title

    def title(self, record: Record) -> str:
        """What the paper of a record is called."""
        kind = self._form.kind_of(record.values)
        return kind.title if kind else self._form.title

    def sheets(self, record: Record) -> list[Sheet]:
        """The pages of a record's form."""
        title = self._title_lines(self.title(record))
        above = len(title) * _TITLE_LEADING + 10 + _LINE_HEIGHT
        note = len(self._note_lines) * _SMALL_HEIGHT
        room = A4[1] - TOP - BOTTOM - _SMALL_HEIGHT
        first_room = A4[1] - TOP - BOTTOM - above - note
        bands = list(self._bands(record))
        signing = self._signing(record, bands)
        pages = flow(bands, first_room, room - note, signing)
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            sheet = Sheet()
            top = A4[1] - TOP
            if number:
                self._say_continued(sheet, record, top)
                top -= _SMALL_HEIGHT
            else:
                self._say_title(sheet, record, top)
                top -= above
            bottom = draw_table(sheet, page, LEFT, WIDTH, top)
            if number == len(pages) - 1:
                self._say_note(sheet, bottom)
            sheets.append(sheet)
        number_pages(sheets, self._fonts, LEFT + WIDTH / 2, _FOOT)
        return sheets

    def _bands(self, record: Record) -> Iterator[Band]:
        """The lines that apply to these values, as on the screen."""
        form, values = self._form, record.values
        said = form.kind if form.kind_of(values) else ""
        for line in self._lines:
            if (heading := self._headings.get(line.fields[0].key)) is not None:
                yield self._maker.heading(heading)
            if line.when_filled and all(is_blank(values.get(each.key)) for each in line.fields):
                continue
            fields = [each for each in line.fields if _applies(each, values) and each.key != said]
            if fields:
                yield from self._line(fields, record)

    def _line(self, fields: Sequence[Field], record: Record) -> Sequence[Band]:
        said = [_said(field, record) for field in fields]
        if len(said) == 2:
            first, second = said
            return [self._maker.two(first, second, self._share)]
        ((field, value),) = said
        match field.type:
            case Attachments():
                files = cast("tuple[Attached, ...]", value or ())
                read = self._source.read_pages
                return list(picture_bands(self._maker, field.label, files, read))
            case PeopleRef(attendance=True):
                people = value if isinstance(value, People) else People()
                return self._maker.attendance(people, self._share)
            case _:
                return self._maker.one(field, value)

    def _signing(self, record: Record, bands: list[Band]) -> list[Band]:
        """The places to sign that end the form; a line for each of several is added before."""
        kind = self._form.kind_of(record.values)
        labels: list[str] = []
        for each in (kind and kind.signatures) or self._form.signatures:
            if isinstance(each, str):
                labels.append(each)
                continue
            names = _present(record.value(each.people))
            if len(names) > 1:
                bands += self._maker.each_signs(each.label, names)
            else:
                labels.append(each.label)
        key = tuple(labels)
        if key not in self._tails:
            self._tails[key] = self._maker.signatures(key)
        return self._tails[key]

    def _say_title(self, sheet: Sheet, record: Record, top: float) -> None:
        typeface = self._fonts[Role.TITLE]
        for line in self._title_lines(self.title(record)):
            x = LEFT + (WIDTH - line.width) / 2
            sheet.write(x, top, _TITLE_LEADING, line, typeface, _TITLE)
            top -= _TITLE_LEADING
        body = self._fonts[Role.BODY]
        y = top - 10 - _LINE_HEIGHT + 7
        sheet.say(LEFT + 2, y, f"填报单位：{self._source.unit_name}", body, _LINE)
        sheet.say(LEFT + WIDTH - 2, y, self._stated(record), body, _LINE, "right")

    def _stated(self, record: Record) -> str:
        """The record's number; the day too, if no line of the form says it."""
        number = f"编号：{record.number or _TO_WRITE}"
        if any(self._ledger.occurred in line for line in self._form.lines):
            return number
        field = self._ledger.field(self._ledger.occurred)
        day = words(field.type, record.value(field.key), Reading.FORM)
        return f"{field.label}：{day}\u3000{number}"

    def _say_continued(self, sheet: Sheet, record: Record, top: float) -> None:
        """What a loose second page belongs to."""
        body, y = self._fonts[Role.BODY], top - _SMALL_HEIGHT + 6
        sheet.say(LEFT + 2, y, f"{self.title(record)}（续）", body, _SMALL)
        sheet.say(LEFT + WIDTH - 2, y, f"编号：{record.number}", body, _SMALL, "right")

    def _title_lines(self, title: str) -> Sequence[Line]:
        """A title in lines, set once for all records that have it."""
        if title not in self._titles:
            self._titles[title] = set_text(self._fonts[Role.TITLE], _TITLE, title, WIDTH)
        return self._titles[title]

    @cached_property
    def _note_lines(self) -> Sequence[str]:
        typeface = self._fonts[Role.REMARK]
        if not (note := self._form.note):
            return ()
        said = note if note.startswith("注") else f"注：{note}"
        return [line.text for line in set_text(typeface, _SMALL, said, WIDTH - 4)]

    def _say_note(self, sheet: Sheet, top: float) -> None:
        for line in self._note_lines:
            top -= _SMALL_HEIGHT
            sheet.say(LEFT + 2, top + 5, line, self._fonts[Role.REMARK], _SMALL)


def _present(people: Value) -> list[str]:
    attendees = people.attendees if isinstance(people, People) else ()
    return [each.person.name for each in attendees if each.present]


def draw_table(sheet: Sheet, page: Placed, left: float, width: float, top: float) -> float:
    """Draw bands from ``top`` down within a border; gives where the table ends."""
    y = top
    for place, (band, height) in enumerate(page):
        if place:
            sheet.hair(left, y, left + width, y)
        band.draw(sheet, y, height)
        y -= height
    sheet.frame(left, y, width, top - y)
    return y


def _applies(field: Field, values: Values) -> bool:
    """Whether there is something to say of a field: what it holds, or the word in its place."""
    return field.is_shown(values) or bool(field.or_else and values.get(field.or_else))


def _said(field: Field, record: Record) -> tuple[Field, Value]:
    """A field with what stands in it: where it is blank, the word that is read instead."""
    value = record.value(field.key)
    if is_blank(value) and field.or_else and (word := record.value(field.or_else)):
        return replace(field, type=Text()), word
    return field, value


def _headings(ledger: Ledger) -> dict[str, str]:
    """The label of each section by the key of its first field."""
    return {section.fields[0].key: section.label for section in ledger.sections if section.fields}


def _paired(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """The lines of a form that no ledger declared: short fields of a section in pairs."""
    for section in ledger.sections:
        waiting: Field | None = None
        for field in section.fields:
            if not _is_short(field.type):
                if waiting is not None:
                    yield (waiting.key,)
                yield (field.key,)
                waiting = None
            elif waiting is None:
                waiting = field
            else:
                yield (waiting.key, field.key)
                waiting = None
        if waiting is not None:
            yield (waiting.key,)


def _is_short(kind: FieldType) -> bool:
    """Whether the field does with half a line."""
    match kind:
        case LongText() | Choices() | PeopleRef() | Rows() | Attachments() | Span():
            return False
        case Choice(options):
            return sum(len(option) + 2 for option in options) <= 10
        case Text(longest):
            return longest <= 60
        case Name() | Integer() | Money() | Day() | Month() | Moment() | PersonRef() | RecordRef():
            return True
        case _:
            assert_never(kind)

"""What goes into the places of a form, reckoned from the book, each figure with its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.preferences import kept_cover
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.form_columns import (
    PLACE,
    form_columns,
    row_columns,
    told_rows,
    withheld,
)
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedPlace,
    MappedRows,
    Writing,
)
from qinglian_desktop.domain.filling.form_pieces import (
    CountedIn,
    FieldIn,
    FormFact,
    FormPiece,
)
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.in_return import InReturn
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import FigureValue, Measure, Percent
from qinglian_desktop.domain.period import Period, Stretch
from qinglian_desktop.domain.projection import CellValue, cell, cell_text
from qinglian_desktop.domain.query import Query, Sort, usual_order
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.return_content import NOT_KEPT
from qinglian_desktop.domain.rights import sees
from qinglian_desktop.domain.summary import figure_words


@dataclass(frozen=True, slots=True)
class FormFigure:
    """A figure in a place, which leads to its records: those of the measure over the stretch."""

    place: FormPlace
    ledger: Ledger
    measure: Measure
    over: Stretch


@dataclass(frozen=True, slots=True)
class FormValues:
    """What a form is filled with, and the figures in it; ``lacking`` says what has none, by place.

    Places that are lacking are not filled: what stands in them stays. ``warnings`` are sentences
    about what is filled in and what the monthly return would not tell anybody.
    """

    filling: FormFilling
    figures: tuple[FormFigure, ...]
    lacking: Mapping[FormPlace, str]
    warnings: tuple[str, ...] = ()


class FormReckoning:
    """Reckons the values of a mapping for one month within a transaction of the caller."""

    def __init__(
        self,
        work: UnitOfWork,
        catalogue: Catalogue,
        mapping: FormMapping,
        month: Period,
        now: date,
        keeper: Keeper = FIRST_KEEPER,
    ) -> None:
        self._work = work
        self._keeper = keeper
        self._ledgers = {each.key: each for each in catalogue}
        self._mapping = mapping
        self._month = month
        self._facts = _facts(work, catalogue, month, now)
        self._figures = self._counted()
        self._lacking: dict[FormPlace, str] = {}

    def values(self, record: Record | None = None) -> FormValues:
        """For the month, or for one ``record`` of the mapping's ledger."""
        self._lacking = {}
        places = tuple(
            FilledPlace(each.place, value, each.writing, self._is_percent(each))
            for each in self._mapping.places
            if (value := self._value(each, record)) is not None
        )
        rows = tuple(filled for each in self._mapping.rows if (filled := self._rows(each)))
        figures, warnings = tuple(self._leading()), (*self._warnings(), *self._uneven())
        return FormValues(FormFilling(places, rows), figures, dict(self._lacking), warnings)

    def _value(self, mapped: MappedPlace, record: Record | None) -> CellValue:
        """None where a piece is lacking, which is noted."""
        said = [self._piece(mapped.place, each, record) for each in mapped.pieces]
        if mapped.place in self._lacking:
            return None
        if len(said) == 1 and mapped.writing is Writing.INSTEAD:
            return said[0]
        return "".join(map(_in_words, said))

    def _is_percent(self, mapped: MappedPlace) -> bool:
        """Whether a rate alone is written there."""
        match mapped.pieces:
            case (CountedIn() as told,):
                measures = self._ledgers[told.ledger].measures
                counts = next(each.counts for each in measures if each.key == told.measure)
                return isinstance(counts, Percent)
            case _:
                return False

    def _piece(self, place: FormPlace, piece: FormPiece, record: Record | None) -> CellValue:
        match piece:
            case str():
                return piece
            case FormFact():
                if (said := self._facts[piece]) == "":
                    self._lacking[place] = f"还没有填“{piece.value}”"
                return said
            case CountedIn():
                return self._figure(place, piece)
            case FieldIn():
                return self._field(place, piece, record)

    def _figure(self, place: FormPlace, piece: CountedIn) -> CellValue:
        ledger = self._ledgers.get(piece.ledger)
        if ledger is not None and not ledger.is_kept:
            said = f"本单位不记{quoted(ledger.label)}，没有数可填"
            if not sees(self._keeper, ledger):
                said = f"您看不到{quoted(ledger.label)}，请让看得到的使用人来填"
            self._lacking[place] = said
            return None
        if piece not in self._figures:
            self._lacking[place] = "要填的指标现在没有了，请另选一个"
            return None
        if piece.span.begins_after(self._month):
            self._lacking[place] = f"{piece.span.words}还没有到"
            return None
        value = self._figures[piece]
        if value is None:
            return NOT_KEPT
        return figure_words(value, piece.style) if piece.style.value else value

    def _field(self, place: FormPlace, piece: FieldIn, record: Record | None) -> CellValue:
        ledger = self._ledgers.get(self._mapping.ledger)
        column = form_columns(ledger).get(piece.column) if ledger else None
        if column is None or record is None:
            self._lacking[place] = "要填的栏目现在没有了，请另选一个"
            return None
        return cell(record, column) or ""

    def _rows(self, mapped: MappedRows) -> FilledRows | None:
        ledger = self._ledgers.get(mapped.ledger)
        known = row_columns(ledger) if ledger else {}
        keys = [each.column for each in mapped.columns]
        if ledger is None or not ledger.is_kept or not {*keys, PLACE} <= {*known, PLACE}:
            for each in mapped.columns[:1]:
                self._lacking[each.place] = "要填的台账或栏目现在没有了，请另选"
            return None
        query = Query(
            ledger.key,
            period=mapped.span.over(self._month) if mapped.span else None,
            words={key: (word,) for key, word in mapped.words},
            sort=_order(ledger),
        )
        found = self._work.records.few(query, None)
        places = tuple(each.place for each in mapped.columns)
        return FilledRows(places, tuple(told_rows(ledger, found, keys)), mapped.room)

    def _warnings(self) -> Iterator[str]:
        """What is asked for that the monthly return withholds, each once."""
        asked = [(self._mapping.ledger, key) for key in self._mapping.fields]
        asked += [(rows.ledger, one.column) for rows in self._mapping.rows for one in rows.columns]
        for key, column in dict.fromkeys(asked):
            ledger = self._ledgers.get(key)
            kept_back = withheld(ledger, column) if ledger else None
            if ledger is None or kept_back is None:
                continue
            name = f"{quoted(ledger.label)}的“{row_columns(ledger)[column].heading}”"
            usual = "不上报" if kept_back is InReturn.NOTHING else "只报人数，不报姓名"
            yield f"{name}在月报里{usual}，这张表要填，报出前请确认上级要的就是它。"

    def _uneven(self) -> Iterator[str]:
        """Of two figures with a stroke between them a part that is more than the whole: 2/0."""
        for mapped in self._mapping.places:
            match mapped.pieces:
                case (CountedIn() as part, "/", CountedIn() as whole):
                    few, many = self._figures.get(part), self._figures.get(whole)
                    if mapped.place in self._lacking or not few or few <= (many or 0):
                        continue
                    names = [
                        self._ledgers[e.ledger].measure(e.measure).label for e in (part, whole)
                    ]
                    many = many or 0
                    yield (
                        f"“{part.span.words}{names[0]}”{few}比“{whole.span.words}{names[1]}”"
                        f"{many}还多，表上填成了“{few}/{many}”，请核对上级要的是哪个时段。"
                    )
                case _:
                    continue

    def _counted(self) -> Mapping[CountedIn, FigureValue]:
        """Every figure of the mapping of which there still is a measure, each ledger asked once."""
        found: dict[CountedIn, FigureValue] = {}
        for key, ledger in self._ledgers.items():
            asked = [each for each in self._mapping.figures if each.ledger == key]
            measures = {each.key: each for each in ledger.measures}
            asked = [each for each in asked if each.measure in measures]
            spans = list(dict.fromkeys(each.span for each in asked))
            keys = list(dict.fromkeys(each.measure for each in asked))
            if not asked:
                continue
            over = [span.over(self._month) for span in spans]
            tallied = self._work.records.tally(ledger, [measures[each] for each in keys], over)
            for each in asked:
                found[each] = tallied[keys.index(each.measure)][spans.index(each.span)]
        return found

    def _leading(self) -> Iterator[FormFigure]:
        for mapped in self._mapping.places:
            for piece in mapped.pieces:
                if isinstance(piece, CountedIn) and mapped.place not in self._lacking:
                    ledger = self._ledgers[piece.ledger]
                    measure = next(each for each in ledger.measures if each.key == piece.measure)
                    yield FormFigure(mapped.place, ledger, measure, piece.span.over(self._month))


def records_to_fill(
    work: UnitOfWork, catalogue: Catalogue, mapping: FormMapping, month: Period
) -> Sequence[Record]:
    """The records of the ledger for each of which the form is filled: those of the month, in the
    order of a list on paper; all of a ledger of which none happens on a day."""
    ledger = next((each for each in catalogue if each.key == mapping.ledger), None)
    if ledger is None:
        raise EnvironmentProblem(
            "这张表要按每条记录填一张，要填的台账现在没有了。",
            "台账库里的记录没有受影响，表没有被改动。",
            "请重新指定按哪本台账填，或者改成每月填一张。",
        )
    period = month if ledger.is_of_events else None
    return work.records.few(Query(ledger.key, period=period, sort=_order(ledger)), None)


def _order(ledger: Ledger) -> Sort:
    """That of the ledger's list; what happened on days is told from the first on."""
    return usual_order(ledger) if ledger.listed_by else Sort(descending=False)


def _in_words(said: CellValue) -> str:
    """A piece among others: a day as it is written in a sentence."""
    if isinstance(said, date):
        return f"{said.year}年{said.month}月{said.day}日"
    return cell_text(said)


def _facts(
    work: UnitOfWork, catalogue: Catalogue, month: Period, now: date
) -> Mapping[FormFact, CellValue]:
    unit = unit_words(work, catalogue)
    if unit is None:
        raise EnvironmentProblem(
            "还没有登记单位信息，不知道该填哪个单位。",
            "已有的记录都在。",
            "请到“花名册”里填好单位，再填表。",
        )
    cover = kept_cover(work)
    return {
        FormFact.UNIT: unit.name,
        FormFact.CODE: unit.code,
        FormFact.HEAD: unit.head,
        FormFact.AUDITOR: cover.auditor,
        FormFact.REPORTER: cover.reporter,
        FormFact.PHONE: unit.phone,
        FormFact.PERIOD: month.label,
        FormFact.YEAR: month.year,
        FormFact.MONTH: month.index,
        FormFact.LAST_DAY: month.end,
        FormFact.TODAY: now,
    }

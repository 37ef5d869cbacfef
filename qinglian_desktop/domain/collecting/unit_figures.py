"""The figures of a month by unit and measure, with totals by kind and of all; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.field_types import PeopleRef, PersonRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Distinct, FigureValue, Measure, Percent
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine

ToldAs: TypeAlias = tuple[str, str, str]
"""The keys of ledger and measure, and the unit: what a version counted in 次 is another figure."""
_PART = "其中"
_SEVERAL = "各单位分别数的，相加可能有重的"


@dataclass(frozen=True, slots=True)
class CollectedMeasure:
    """A measure as returns tell it: keys of ledger and measure, their words, its unit.

    One that this version or this catalogue does not know, or counts in another unit, is not
    ``is_known``: it is called as its returns call it. ``sums`` says whether units add up,
    ``adds_up`` whether months do; where it ``overlaps`` two units may have counted the same one.
    ``whole`` are the keys of the measure of which it is a part, "" where it is none.
    """

    ledger: str
    measure: str
    ledger_label: str
    label: str
    unit: str
    is_known: bool = True
    sums: bool = True
    adds_up: bool = True
    overlaps: bool = False
    note: str = ""
    whole: tuple[str, str] = ("", "")

    @property
    def key(self) -> tuple[str, str]:
        """The keys of ledger and measure."""
        return self.ledger, self.measure

    @property
    def told_as(self) -> ToldAs:
        """As which its lines are told."""
        return self.ledger, self.measure, self.unit

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the measure above it."""
        return self.label.startswith(_PART)

    @property
    def words(self) -> str:
        """How a sentence names it: 督导调研的调研单位; what is called as its ledger, once."""
        own = self.label.removeprefix(f"{_PART}：")
        is_said = not self.ledger_label or self.ledger_label in own
        return own if is_said else f"{self.ledger_label}的{own}"


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit's figures, beside the measures; of one that did not report None everywhere.

    ``revision`` is 0 then.
    """

    unit: ListedUnit
    revision: int
    month: tuple[FigureValue, ...]
    year: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class SumOfUnits:
    """Totals beside the measures, of the units of a ``kind`` or of all; None is shown as —.

    ``reported`` of the ``units`` have sent something.
    """

    title: str
    kind: str | None
    units: int
    reported: int
    month: tuple[FigureValue, ...]
    year: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class FiguresOfUnits:
    """Units by measures; ``totals`` are those by kind, where there are several, and of all last."""

    period: Period
    measures: tuple[CollectedMeasure, ...]
    units: tuple[UnitFigures, ...]
    totals: tuple[SumOfUnits, ...]

    def behind(
        self, total: SumOfUnits, measure: int, *, year: bool = False
    ) -> tuple[UnitFigures, ...]:
        """The units whose figures make up a total, those with nothing left out."""
        return tuple(
            each
            for each in self.units
            if (each.year if year else each.month)[measure]
            and (total.kind is None or total.kind == each.unit.kind)
        )


def collected_lines(returned: CollectedReturn) -> dict[ToldAs, SummaryLine]:
    """The lines of 汇总 by what they tell."""
    return {(each.ledger, each.measure, each.unit): each for each in returned.lines}


def measures_of(
    catalogue: Catalogue, returns: Iterable[CollectedReturn]
) -> tuple[CollectedMeasure, ...]:
    """The measures that returns tell, in the report's order; those that are not known last."""
    told: dict[ToldAs, SummaryLine] = {}
    for each in returns:
        for line in each.lines:
            told.setdefault((line.ledger, line.measure, line.unit), line)
    known = [
        _known(ledger, measure)
        for ledger in catalogue
        for measure in ledger.measures
        if (ledger.key, measure.key, measure.unit) in told
    ]
    keys = {each.told_as for each in known}
    return (*known, *(_strange(catalogue, told[key]) for key in told if key not in keys))


def figures_of_units(
    period: Period,
    units: Sequence[ListedUnit],
    returns: Mapping[str, CollectedReturn],
    measures: Sequence[CollectedMeasure],
    kinds: Collection[str] | None = None,
) -> FiguresOfUnits:
    """The figures of a month, out of the return that counts of each unit, by its code.

    Of units of the ``kinds`` only, where any are named.
    """
    wanted = [each for each in units if kinds is None or each.kind in kinds]
    rows = tuple(_row(unit, returns.get(unit.code), measures) for unit in wanted)
    return FiguresOfUnits(period, tuple(measures), rows, tuple(_totals(rows, measures)))


def summed(values: Iterable[FigureValue]) -> FigureValue:
    """The sum of what was kept; None where nothing was."""
    kept = [each for each in values if each is not None]
    if not kept:
        return None
    total = sum(map(Decimal, kept), Decimal(0))
    return int(total) if total == int(total) else total.normalize()


def _known(ledger: Ledger, measure: Measure) -> CollectedMeasure:
    overlaps = _overlaps(ledger, measure)
    note = "；".join(filter(None, (measure.note, _SEVERAL if overlaps else "")))
    above = ledger.measures[: ledger.measures.index(measure)][::-1]
    is_part = measure.label.startswith(_PART)
    wholes = (each.key for each in above if is_part and measure.is_part_of(each))
    return CollectedMeasure(
        ledger.key,
        measure.key,
        ledger.label,
        measure.label,
        measure.unit,
        sums=not isinstance(measure.counts, Percent),
        overlaps=overlaps,
        adds_up=measure.adds_up,
        note=note,
        whole=(ledger.key, whole) if (whole := next(wholes, "")) else ("", ""),
    )


def _overlaps(ledger: Ledger, measure: Measure) -> bool:
    """Whether two units may have counted the same one: a unit's people are its own."""
    if not isinstance(measure.counts, Distinct):
        return False
    field = ledger.by_key.get(measure.counts.field)
    return field is None or not isinstance(field.type, PersonRef | PeopleRef)


def _strange(catalogue: Catalogue, line: SummaryLine) -> CollectedMeasure:
    return CollectedMeasure(
        line.ledger,
        line.measure,
        catalogue[line.ledger].label if line.ledger in catalogue else "",
        line.label,
        line.unit,
        is_known=False,
        sums="%" not in line.unit and "％" not in line.unit,
        adds_up=False,
        note=line.note,
    )


def _row(
    unit: ListedUnit, returned: CollectedReturn | None, measures: Sequence[CollectedMeasure]
) -> UnitFigures:
    lines = collected_lines(returned) if returned else {}
    found = [lines.get(each.told_as) for each in measures]
    return UnitFigures(
        unit,
        returned.revision if returned else 0,
        tuple(each.month if each else None for each in found),
        tuple(each.year if each else None for each in found),
    )


def _totals(
    rows: Sequence[UnitFigures], measures: Sequence[CollectedMeasure]
) -> Iterator[SumOfUnits]:
    kinds = list(dict.fromkeys(each.unit.kind for each in rows))
    if len(kinds) > 1:
        for kind in kinds:
            of_kind = [each for each in rows if each.unit.kind == kind]
            yield _sum(kind or "没有写类别的", kind, of_kind, measures)
    yield _sum("合计", None, rows, measures)


def _sum(
    title: str,
    kind: str | None,
    rows: Sequence[UnitFigures],
    measures: Sequence[CollectedMeasure],
) -> SumOfUnits:
    month, year = (
        tuple(
            summed(getattr(row, of)[place] for row in rows) if measure.sums else None
            for place, measure in enumerate(measures)
        )
        for of in ("month", "year")
    )
    return SumOfUnits(title, kind, len(rows), sum(row.revision > 0 for row in rows), month, year)

"""Bringing in what an office already has: read, understood, compared with the book, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qinglian_desktop.application import remembered_columns
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import TableFiles
from qinglian_desktop.application.import_merging import (
    followed_anew,
    fuller,
    merged,
    with_rows_filled,
)
from qinglian_desktop.application.import_rejects import table_of_rejected
from qinglian_desktop.application.import_twins import Twins
from qinglian_desktop.application.keeping import Checked, RecordKeeper
from qinglian_desktop.application.looked_records import Looked, cell_of, origin
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.proposed_answers import proposed_answers
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.application.references import one_each
from qinglian_desktop.application.sheet_ports import OpenedSheets, SheetFiles
from qinglian_desktop.application.uncollected import uncollected
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from qinglian_desktop.domain.ledger import FromPerson, LastUsed, Ledger
from qinglian_desktop.domain.placeholders import not_filled
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.domain.values import Values
from qinglian_desktop.files.delivery import deliver


@dataclass(frozen=True, slots=True)
class Imported:
    """The records kept, and the places of those that were not taken; why, ``reasons`` say.

    Of those that were skipped so many were ``unchanged``: the book says the same already.
    """

    saved: tuple[Saved, ...]
    changed: int
    skipped: tuple[int, ...]
    rejected: tuple[int, ...]
    unchanged: int = 0
    reasons: Mapping[int, Sequence[str]] = field(default_factory=dict[int, Sequence[str]])


class Importing:
    """The way into an open book."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        records: RecordKeeping,
        sheets: SheetFiles,
        tables: TableFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._records = records
        self._sheets = sheets
        self._tables = tables
        self._plans: dict[tuple[str, str], ImportPlan] = {}

    @uncollected()
    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        """The sheets of a file; raises as ``SheetFiles.read``."""
        return self._sheets.read(source, password, progress)

    def open(
        self, source: Path, password: str = "", progress: Progress = no_progress
    ) -> OpenedSheets:
        """A file whose first rows can be shown before all is read; raises as ``read``."""
        return self._sheets.open(source, password, progress)

    def pasted(self, html: str, text: str) -> SheetFile:
        """What was copied out of a spreadsheet; raises as ``SheetFiles.pasted``."""
        return self._sheets.pasted(html, text)

    @uncollected()
    def understand(self, ledger: Ledger, file: SheetFile, plan: ImportPlan) -> Understanding:
        """What the file says, with what was decided now, or for files of the same heads before."""
        found = understand(ledger, file, plan)
        with self._book.reading() as work:
            before = remembered_columns.of(work, ledger, found.head)
        if before:
            plan = replace(plan, targets={**before, **plan.targets})
            found = understand(ledger, file, plan)
        now = self._clock()
        found = found.with_for_all({**proposed_answers(found, now), **plan.for_all})
        # What must be filled in follows from what is proposed, too: 份数 from 类型.
        return found.with_for_all({**proposed_answers(found, now), **plan.for_all})

    def plan_of(self, ledger: Ledger, file: SheetFile) -> ImportPlan:
        """What was decided of the same file when it was kept; a new plan for any other."""
        return self._plans.get((ledger.key, file.digest or "?"), ImportPlan())

    def is_known(self, ledger: Ledger, file: SheetFile) -> bool:
        """Whether the same file was brought into the ledger, and not taken back."""
        with self._book.reading() as work:
            return remembered_columns.is_known(work, ledger, file.digest)

    @uncollected()
    def look(self, found: Understanding, progress: Progress = no_progress) -> tuple[Looked, ...]:
        """Each record as it would be kept, checked as a typed one is. Raises Cancelled."""
        with self._book.reading() as work:
            return tuple(self._looked(work, found, progress))

    @uncollected()
    def keep(
        self,
        found: Understanding,
        treatments: Mapping[int, Treatment] | None = None,
        otherwise: Treatment = Treatment.SKIP,
        progress: Progress = no_progress,
        reason: str = "",
    ) -> Imported:
        """Keep what can be kept, in one transaction, as one step; ``Cancelled`` keeps nothing.

        ``reason`` is why reported months are changed; ReasonNeeded without it.
        ``treatments`` say by place what becomes of a record that is there already, ``otherwise``
        what of those not named. ValueError for the first rows of a file not read to its end.
        """
        if not found.file.is_whole:
            raise ValueError
        chosen = treatments or {}
        kept: dict[int, tuple[Saved, Record | None]] = {}
        skipped: list[int] = []
        rejected: dict[int, Sequence[str]] = {}
        unchanged = 0
        became: dict[int, int] = {}
        keeper, ledger = self._records.keeper.because(reason), found.ledger
        with self._book.writing() as work:
            for place, each in enumerate(self._looked(work, found, progress, merges=False)):
                treatment = chosen.get(place, otherwise if each.is_double else Treatment.ADD)
                before = each.twin
                if before is None and each.same_as in became:
                    before = work.records.get(ledger, became[each.same_as])
                if before is not None and before.id is not None:
                    became[place] = before.id
                if treatment is Treatment.SKIP:
                    skipped.append(place)
                    continue
                base = None if treatment is Treatment.ADD else before
                saved = self._kept(work, keeper, found, (place, each), treatment, base)
                if not isinstance(saved, Saved):
                    rejected[place] = saved
                    continue
                became[place] = of = saved.record.id or 0
                if saved.is_unchanged:
                    skipped.append(place)
                    unchanged += 1
                else:
                    # Of one that is met twice it is told once how it was before.
                    kept[of] = saved, kept[of][1] if of in kept else base
            followed = keeper.follow(work, ledger, [saved.record for saved, _ in kept.values()])
            if kept:
                remembered_columns.remember(work, found, next(iter(kept)))
                self._plans[ledger.key, found.file.digest] = found.plan
        moves = [(saved.record, before) for saved, before in kept.values()]
        self._records.steps.list.note("导入", ledger, moves, followed)
        return Imported(
            tuple(saved for saved, _ in kept.values()),
            sum(before is not None for _, before in kept.values()),
            tuple(skipped),
            tuple(rejected),
            unchanged,
            rejected,
        )

    def write_rejected(
        self,
        found: Understanding,
        places: Sequence[int],
        target: Path,
        reasons: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        """What was not taken as a workbook: the cells as they were, and the reason behind them.

        The ``reasons`` are those of ``Imported``; else why it cannot be kept as a new record.
        Raises EnvironmentProblem where it cannot be written.
        """
        wanted, known = set(places), reasons or {}
        looked = [
            (at, each, known.get(at) or each.reasons())
            for at, each in enumerate(self.look(found))
            if at in wanted
        ]
        table = table_of_rejected(found, looked)
        deliver(target, lambda path: self._tables.write([table], path))

    def _looked(
        self, work: UnitOfWork, found: Understanding, progress: Progress, *, merges: bool = True
    ) -> Iterator[Looked]:
        twins = Twins(work, found)
        earlier: list[Looked] = []
        total = len(found.body.records)
        keeper, ledger = self._records.keeper, found.ledger
        # What a column leaves blank is so: only what no column tells comes from the roster.
        told_by_column = {each.target for each in found.columns}
        of_person = (each for each in ledger.fields if isinstance(each.initial, FromPerson))
        left_blank = {field.key for field in of_person if field.key in told_by_column}
        # The last record is a form's to go on from: here it would be the row before.
        left_blank |= {each.key for each in ledger.following if isinstance(each.initial, LastUsed)}
        for place, record in enumerate(found.records()):
            typed, checked = keeper.check_filled(
                work, ledger, record.typed, record.read, left_blank
            )
            told = {(problem.row, problem.column) for problem in record.problems}
            problems = tuple(
                problem
                for problem in checked.problems
                if not told or cell_of(record, problem) not in told or problem.is_warning
            )
            problems += tuple(not_filled(ledger, record.unfilled))
            looked = Looked(record, typed, checked.values, problems)
            twin, same = twins.of(place, record, checked.values, is_kept=looked.can_be_kept)
            if twin is not None or same is not None:
                looked = replace(looked, twin=twin, same_as=same)
            if merges:
                looked = self._with_merged(work, found, (place, looked), earlier)
                earlier.append(looked)
            yield looked
            if not progress(place + 1, total):
                raise Cancelled

    def _with_merged(
        self,
        work: UnitOfWork,
        found: Understanding,
        placed: tuple[int, Looked],
        earlier: Sequence[Looked],
    ) -> Looked:
        looked = placed[1]
        if looked.twin is not None:
            twin, here = looked.twin, (plain_of(found.ledger, looked.twin), looked.twin.values)
        elif looked.same_as is not None:
            other = earlier[looked.same_as]
            twin, here = other.twin, (other.typed, other.values)
            alone = one_each(self._catalogue, found.ledger, looked.values, other.values)
            looked = replace(looked, problems=(*looked.problems, *alone))
        else:
            return looked
        both = (Treatment.FILL, Treatment.UPDATE)
        merges = {each: self._merged(work, found, placed, each, here, twin) for each in both}
        return replace(looked, merged=merges)

    def _merged(
        self,
        work: UnitOfWork,
        found: Understanding,
        placed: tuple[int, Looked],
        treatment: Treatment,
        here: tuple[Mapping[str, object], Values],
        before: Record | None,
    ) -> Checked:
        """What it comes to with what is there; what was only proposed changes nothing of that."""
        ledger, (place, looked) = found.ledger, placed
        for_all, proposed = found.plan.for_all, proposed_answers(found, self._clock())
        told = found.told(place)
        meant = {key: plain for key, plain in for_all.items() if plain != proposed.get(key)}
        meant = {key: plain for key, plain in meant.items() if key in ledger.by_key}
        stays = list(fuller(ledger, here[1], looked.values, told))
        kept = [each.field for each in stays]
        typed = merged(here[0], told, meant, treatment, kept)
        whole = followed_anew(ledger, here[1], with_rows_filled(typed, for_all), told)
        checked = self._records.keeper.check(work, ledger, whole, before)
        said = stays if treatment is Treatment.UPDATE else []
        return replace(checked, problems=(*checked.problems, *said))

    def _kept(
        self,
        work: UnitOfWork,
        keeper: RecordKeeper,
        found: Understanding,
        placed: tuple[int, Looked],
        treatment: Treatment,
        before: Record | None,
    ) -> Saved | Sequence[str]:
        """The record as kept; for one that has to be mended the reasons."""
        ledger, looked = found.ledger, placed[1]
        if before is not None:
            here = plain_of(ledger, before), before.values
            now = self._merged(work, found, placed, treatment, here, before)
            looked = replace(looked, values=now.values, problems=now.problems)
        if reasons := looked.reasons():
            return reasons
        kept = keeper.keep(work, ledger, looked.values, before, None, origin(found, looked.record))
        return Saved(kept, looked.problems, kept is before)

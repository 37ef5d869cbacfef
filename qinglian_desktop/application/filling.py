"""填上级的表: forms of somebody else, mapped once and filled each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.form_ports import FormFiles
from qinglian_desktop.application.form_values import (
    FormReckoning,
    FormValues,
    records_to_fill,
)
from qinglian_desktop.application.form_words import told_again, told_dates
from qinglian_desktop.application.form_writing import FormWriting, form_target
from qinglian_desktop.application.handing_ports import HandedIn, KeptForm
from qinglian_desktop.application.known_forms import form_alike, kept_mapping
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.filling.around_places import with_words
from qinglian_desktop.domain.filling.finding_again import find_again
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedPlace,
    MappedRows,
    WordsAround,
)
from qinglian_desktop.domain.filling.form_pieces import FormPieces
from qinglian_desktop.domain.filling.mapping_json import mapping_text
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.filling.seen_form import FormPlace, SeenForm
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.rights import must_see

_KEPT = "台账库里的记录没有受影响，表没有被改动。"


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form as it came, and what goes where in it.

    ``name`` is that under which the book keeps it, "" for a new one; ``told`` says in sentences
    what of its mapping moved or has no place any more.
    """

    file_name: str
    content: bytes
    seen: SeenForm
    mapping: FormMapping
    name: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledForms:
    """The files that were written, what could not be filled, and what to think of, in sentences."""

    paths: tuple[Path, ...]
    lacking: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Filling:
    """Forms of somebody else over an open book."""

    def __init__(
        self, book: Book, catalogue: Catalogue, clock: Clock, who: str, files: FormFiles
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._files = files
        self._last: FormProposing | None = None

    def kept(self) -> list[KeptForm]:
        """The forms that the book keeps, the one kept last first."""
        with self._book.reading() as work:
            return work.forms.all()

    def open_file(self, path: Path, password: str = "") -> OpenedForm:
        """A form from a file, without its ``password`` from then on; raises as ``open`` does."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EnvironmentProblem(
                f"“{path.name}”打不开。",
                "台账库里的记录没有受影响。",
                "请看看文件还在不在、U盘有没有拔出，再打开一次。",
            ) from error
        if password:
            content = self._files.unlocked(path.name, content, password)
        return self.open(path.name, content)

    def open(self, file_name: str, content: bytes) -> OpenedForm:
        """A form as somebody sent it, with the mapping of the kept one that it is again.

        It is known by its words, not by its name. Raises EnvironmentProblem for what is no form,
        NeedsPassword for an encrypted one.
        """
        opened = OpenedForm(file_name, content, self._files.see(file_name, content), FormMapping())
        with self._book.reading() as work:
            alike, several = form_alike(work.forms.all(), opened.seen)
            kept = work.forms.content(alike.name) if alike else b""
        if alike is None:
            return opened
        before = self._files.see(alike.file_name, kept)
        again = find_again(kept_mapping(alike), before, opened.seen)
        told = told_again(alike.name, again, before, opened.seen)
        if several:
            others = "、".join(f"“{each}”" for each in several)
            told = (f"这张表最像保存的“{alike.name}”，和{others}也像，不对请另选。", *told)
        return replace(opened, mapping=again.mapping, name=alike.name, told=told)

    def open_kept(self, name: str) -> OpenedForm:
        """A form that the book keeps; EnvironmentProblem where there is none of this name."""
        with self._book.reading() as work:
            kept, content = work.forms.get(name), work.forms.content(name)
        if kept is None:
            raise EnvironmentProblem(
                f"没有叫“{name}”的表。", "台账库里的记录没有受影响。", "请核对名称，再做一次。"
            )
        seen = self._files.see(kept.file_name, content)
        return OpenedForm(kept.file_name, content, seen, kept_mapping(kept), name)

    def proposing(self, opened: OpenedForm) -> FormProposing:
        """What the form asks for by its words; read once for a form that is asked again."""
        last = self._last
        if last is None or last.seen is not opened.seen:
            last = self._last = FormProposing(self._catalogue, opened.seen)
        return last

    def proposals(self, opened: OpenedForm, ledger: str = "") -> Mapping[FormPlace, MappedPlace]:
        """What surely goes into places by the words around them.

        With a ``ledger`` the form is filled for each of its records, whose fields go before.
        """
        proposing = self.proposing(opened)
        return {**proposing.places, **proposing.of_record(ledger)} if ledger else proposing.places

    def proposed_rows(self, opened: OpenedForm) -> Sequence[MappedRows]:
        """The rows that are surely those of a ledger's records."""
        return self.proposing(opened).rows

    def suggestions(self, opened: OpenedForm, place: FormPlace) -> Sequence[FormPieces]:
        """What may go into a place, the likeliest first."""
        return tuple(each.pieces for each in self.proposing(opened).suggestions(place))

    def rows_from(
        self, opened: OpenedForm, cells: Sequence[FormPlace], room: int
    ) -> Sequence[MappedRows]:
        """What each ledger could say in rows from these places on, the likeliest first."""
        return self.proposing(opened).rows_from(cells, room)

    def around(self, opened: OpenedForm, place: FormPlace) -> WordsAround:
        """The words around a place."""
        return self.proposing(opened).around(place)

    def placed(self, opened: OpenedForm, place: FormPlace, pieces: FormPieces) -> MappedPlace:
        """What was chosen for a place, over the time that the words around it say."""
        return self.proposing(opened).placed(place, pieces)

    def keep(self, opened: OpenedForm, mapping: FormMapping) -> OpenedForm:
        """Keep a form with what goes where under its name: that of its file, if it is new."""
        mapping = with_words(mapping, opened.seen)
        with self._book.writing() as work:
            name = opened.name or _free_name(work, Path(opened.file_name).stem)
            text = mapping_text(mapping)
            kept = KeptForm(name, opened.file_name, text, self._clock())
            work.forms.put(kept, opened.content)
        return replace(opened, name=name, mapping=mapping)

    def forget(self, name: str) -> None:
        """Keep a form no more."""
        with self._book.writing() as work:
            work.forms.forget(name)

    def records(self, mapping: FormMapping, month: Period) -> Sequence[Record]:
        """The records for each of which the form is filled; none where it is one for the month."""
        with self._book.reading() as work:
            return self._records(work, mapping, month) if mapping.ledger else ()

    def preview(
        self, mapping: FormMapping, month: Period, record: Record | None = None
    ) -> FormValues:
        """What would be written for the month, or for one record."""
        with self._book.reading() as work:
            return self._reckoning(work, mapping, month).values(record)

    def fill(
        self, opened: OpenedForm, month: Period, folder: Path, progress: Progress = no_progress
    ) -> FilledForms:
        """Write the filled form into the folder, flushed; for each record one where it is so.

        All of them or none. What went out stands in 报送登记; another file of a kept form is kept
        in its place. Raises EnvironmentProblem, and Cancelled where ``progress`` answers False.
        """
        mapping, folder = opened.mapping, folder.absolute()
        self._may_fill(mapping, month)
        for key in mapping.ledgers:
            if key in self._catalogue:
                must_see(self._book.keeper, self._catalogue[key])
        with self._book.reading() as work:
            reckoning = self._reckoning(work, mapping, month)
            records = self._records(work, mapping, month) if mapping.ledger else (None,)
            each = [(record, reckoning.values(record)) for record in records]
            unit = unit_words(work, self._catalogue)
            # The latest stands first: what was written last is what may lie there.
            ours = {handed.path: handed.digest for handed in reversed(work.handed_in.all())}
        if not each:
            raise EnvironmentProblem(
                f"{month.label}没有要填的记录，这张表一条记录填一张。",
                _KEPT,
                "请另选一个月，或者先记下这个月的工作。",
            )
        names = (_called(opened), unit.name if unit else "", month.key)
        called = "_".join(map(safe_unit_name, names))
        planned = [
            (form_target(folder, called, opened.seen.kind, record, ours), values)
            for record, values in each
        ]
        writing = FormWriting(self._files, opened.content, opened.seen, planned, progress)
        writing.deliver()
        self._note(opened, month, folder, writing.digests)
        if opened.name and opened.told and not self._book.read_only:
            self.keep(opened, mapping)
        return FilledForms(
            tuple(path for path, _ in planned),
            writing.lacking(),
            (
                *told_dates(opened.seen, mapping, month),
                *dict.fromkeys(said for _, values in each for said in values.warnings),
            ),
        )

    def _note(
        self, opened: OpenedForm, month: Period, folder: Path, digests: Mapping[Path, str]
    ) -> None:
        """Put what went out into 报送登记."""
        if self._book.read_only:
            return
        medium, what = folder.name or str(folder), _called(opened)
        with self._book.writing() as work:
            for path, digest in digests.items():
                noted = (self._clock(), self._who, what, month.key, digest, medium, str(path))
                work.handed_in.add(HandedIn(*noted))

    def _may_fill(self, mapping: FormMapping, month: Period) -> None:
        if month.start > self._clock().date():
            raise EnvironmentProblem(
                f"{month.label}还没有到，没有数可填。", _KEPT, "请选本月或以前的月份。"
            )
        if not mapping.places and not mapping.rows:
            raise EnvironmentProblem(
                "这张表还没有指定哪一格填什么，没有写文件。",
                _KEPT,
                "请先采用建议，或者点一格选填什么，再写一次。",
            )

    def _records(self, work: UnitOfWork, mapping: FormMapping, month: Period) -> Sequence[Record]:
        return records_to_fill(work, self._catalogue, mapping, month)

    def _reckoning(self, work: UnitOfWork, mapping: FormMapping, month: Period) -> FormReckoning:
        now, keeper = self._clock().date(), self._book.keeper
        return FormReckoning(work, self._catalogue, mapping, month, now, keeper)


def _called(opened: OpenedForm) -> str:
    return opened.name or Path(opened.file_name).stem


def _free_name(work: UnitOfWork, wanted: str) -> str:
    """A name under which no other form is kept."""
    name, number = wanted, 2
    while work.forms.get(name) is not None:
        name, number = f"{wanted}（{number}）", number + 1
    return name

"""填上级的表: forms of somebody else, mapped once and filled each month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.form_ports import FormFiles
from qinglian_desktop.application.form_values import (
    FormReckoning,
    FormValues,
    records_to_fill,
)
from qinglian_desktop.application.handing_ports import KeptForm
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.mapping_json import mapping_of, mapping_text
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.filling.seen_form import SeenForm
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Record
from qinglian_desktop.files.delivery import deliver

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
    """The files that were written, and what could not be filled, a sentence each."""

    paths: tuple[Path, ...]
    lacking: tuple[str, ...] = ()


class Filling:
    """Forms of somebody else over an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: FormFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def kept(self) -> list[KeptForm]:
        """The forms that the book keeps, the one kept last first."""
        with self._book.reading() as work:
            return work.forms.all()

    def open(self, file_name: str, content: bytes) -> OpenedForm:
        """A form as somebody sent it.

        Raises EnvironmentProblem for what is no form, NeedsPassword for an encrypted one.
        """
        return OpenedForm(file_name, content, self._files.see(file_name, content), FormMapping())

    def open_kept(self, name: str) -> OpenedForm:
        """A form that the book keeps; EnvironmentProblem where there is none of this name."""
        with self._book.reading() as work:
            kept = work.forms.get(name)
        if kept is None:
            raise EnvironmentProblem(
                f"没有叫“{name}”的表。", "台账库里的记录没有受影响。", "请核对名称，再做一次。"
            )
        seen = self._files.see(kept.file_name, kept.content)
        return OpenedForm(kept.file_name, kept.content, seen, self._mapping(kept), name)

    def proposing(self, opened: OpenedForm) -> FormProposing:
        """What the form asks for by its words: proposals, and what else may be meant by place."""
        return FormProposing(self._catalogue, opened.seen)

    def keep(self, opened: OpenedForm, name: str, mapping: FormMapping) -> OpenedForm:
        """Keep a form with what goes where under a name, new or again."""
        with self._book.writing() as work:
            text = mapping_text(mapping)
            work.forms.put(KeptForm(name, opened.file_name, opened.content, text, self._clock()))
        return replace(opened, name=name, mapping=mapping)

    def forget(self, name: str) -> None:
        """Keep a form no more."""
        with self._book.writing() as work:
            work.forms.forget(name)

    def records(self, mapping: FormMapping, month: Period) -> Sequence[Record]:
        """The records for each of which the form is filled; none where it is one for the month."""
        with self._book.reading() as work:
            return records_to_fill(work, mapping, month) if mapping.ledger else ()

    def preview(
        self, mapping: FormMapping, month: Period, record: Record | None = None
    ) -> FormValues:
        """What would be written for the month, or for one record."""
        with self._book.reading() as work:
            return self._reckoning(work, mapping, month).values(record)

    def fill(self, opened: OpenedForm, month: Period, folder: Path) -> FilledForms:
        """Write the filled form into the folder, flushed; for each record one where it is so."""
        mapping = opened.mapping
        with self._book.reading() as work:
            reckoning = self._reckoning(work, mapping, month)
            records = records_to_fill(work, mapping, month) if mapping.ledger else (None,)
            each = [(record, reckoning.values(record)) for record in records]
        paths: list[Path] = []
        lacking: dict[str, None] = {}
        for record, values in each:
            target = folder / self._file_name(opened, month, record)
            deliver(target, self._writer(opened, values, lacking))
            lacking |= dict.fromkeys(
                f"{place.table}{place.at}：{why}。" for place, why in values.lacking.items()
            )
            paths.append(target)
        return FilledForms(tuple(paths), tuple(lacking))

    def _writer(
        self, opened: OpenedForm, values: FormValues, lacking: dict[str, None]
    ) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            told = self._files.fill(opened.content, values.filling, path)
            lacking.update(dict.fromkeys(told))

        return write

    def _reckoning(self, work: UnitOfWork, mapping: FormMapping, month: Period) -> FormReckoning:
        return FormReckoning(work, self._catalogue, mapping, month, self._clock().date())

    def _file_name(self, opened: OpenedForm, month: Period, record: Record | None) -> str:
        kind = opened.seen.kind
        which = record.number if record is not None else month.key
        return f"{safe_unit_name(opened.name or Path(opened.file_name).stem)}_{which}{kind.value}"

    @staticmethod
    def _mapping(kept: KeptForm) -> FormMapping:
        try:
            return mapping_of(kept.mapping)
        except ValueError as error:
            raise EnvironmentProblem(
                f"“{kept.name}”里每一格填什么读不出来，可能是更新版本的程序保存的。",
                _KEPT,
                "请更新本程序，或者重新打开上级发来的表，再指定一次。",
            ) from error

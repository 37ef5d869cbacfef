"""All of a book as workbooks and ordinary files, for whoever has no such program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.collected_copy import COLLECTED, collected_copy
from qinglian_desktop.application.document_ports import Table, TableFiles
from qinglian_desktop.application.ports import OWN_TEMPLATES, Progress, UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled
from qinglian_desktop.domain.field_types import Attachments, Rows
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.domain.projection import CellValue, cell, export_columns, row_cells
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Change, Record, State, told_apart
from qinglian_desktop.domain.rules import remarks_on_namesakes
from qinglian_desktop.domain.values import Attached, Value, Values

ATTACHED, HISTORY, ABOUT = "附件", "修改经过", "说明"
_BATCH = 200
_ENTERED = ("登记时间", "登记人", "改过几次")
_CHANGED = ("台账", "编号", "时间", "谁", "做了什么", "原因", "项目", "原来", "现在")
_CHANGED_WIDTHS = (8, 6, 9, 6, 5, 10, 8, 30, 30)
_LONGEST_NAME = 100
_ALL_STATES = tuple(State)


class ReadableCopy:
    """Fills one folder; told each record, file and history; counts what went into it."""

    def __init__(
        self,
        work: UnitOfWork,
        catalogue: Catalogue,
        tables: TableFiles,
        book: Path,
        progress: Progress,
    ) -> None:
        self._work = work
        self._catalogue = catalogue
        self._tables = tables
        self._book = book
        self._progress = progress
        self._remarks = remarks_on_namesakes(work.records.members().values())
        self._ids = {ledger.key: self._all_of(ledger) for ledger in catalogue}
        self._done = 0
        self.records = sum(map(len, self._ids.values()))
        self.files = 0
        self.lost = 0

    def fill(self, folder: Path) -> None:
        """Put everything into the folder. Raises OSError, Cancelled."""
        for ledger in self._catalogue:
            if self._ids[ledger.key]:
                self._tables.write(list(self._of(ledger)), folder / f"{ledger.label}.xlsx")
                self._put_attachments(ledger, folder / ATTACHED / safe_name(ledger.label))
        history = Table(HISTORY, _CHANGED, _CHANGED_WIDTHS, self._history())
        self._tables.write([history], folder / f"{HISTORY}.xlsx")
        if collected := collected_copy(self._work):
            self._tables.write(collected, folder / f"{COLLECTED}.xlsx")
        for template in sorted((self._book / OWN_TEMPLATES).glob("*.txt")):
            (folder / "总结模板").mkdir(exist_ok=True)
            (folder / "总结模板" / template.name).write_bytes(template.read_bytes())
        # The mark and the line ends are for the editors of older Windows.
        about = folder / f"{ABOUT}.txt"
        about.write_text(self._about(), encoding="utf-8-sig", newline="\r\n")

    def _all_of(self, ledger: Ledger) -> Sequence[int]:
        order = Sort(descending=False)
        return self._work.records.ids(Query(ledger.key, states=_ALL_STATES, sort=order))

    def _each(self, ledger: Ledger) -> Iterator[Record]:
        ids = self._ids[ledger.key]
        for start in range(0, len(ids), _BATCH):
            for record in self._work.records.fetch(ledger, ids[start : start + _BATCH]):
                yield replace(record, values=self._told_apart(record.values))

    def _told_apart(self, values: Values) -> Values:
        """Namesakes with what tells them apart, as it is typed and read, in rows too."""
        if not self._remarks:
            return values
        return {key: self._one_told_apart(value) for key, value in values.items()}

    def _one_told_apart(self, value: Value) -> Value:
        if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            return tuple(map(self._told_apart, cast("tuple[Values, ...]", value)))
        return told_apart(value, self._remarks)

    def _of(self, ledger: Ledger) -> Iterator[Table]:
        """The ledger's own table, and one for each field that has rows of its own."""
        columns = export_columns(ledger)
        yield Table(
            ledger.label,
            (*(column.heading for column in columns), *_ENTERED),
            (*(column.width for column in columns), 9, 6, 5),
            (
                (*(cell(record, column) for column in columns), *_entered(record))
                for record in self._counted(ledger)
            ),
        )
        for field in ledger.of_type(Rows):
            inner = cast("Rows", field.type).fields
            yield Table(
                field.label,
                ("编号", "第几行", *(each.label for each in inner)),
                (6, 4, *(each.width or 12 for each in inner)),
                (
                    (record.number, place, *row_cells(inner, line))
                    for record in self._each(ledger)
                    for place, line in enumerate(_lines(record, field.key), 1)
                ),
            )

    def _counted(self, ledger: Ledger) -> Iterator[Record]:
        for record in self._each(ledger):
            self._step()
            yield record

    def _put_attachments(self, ledger: Ledger, folder: Path) -> None:
        fields = list(ledger.of_type(Attachments))
        for record in self._each(ledger) if fields else ():
            files = [
                each
                for field in fields
                for each in cast("tuple[Attached, ...]", record.value(field.key) or ())
            ]
            place = folder / safe_name(record.number)
            for attached in files:
                self._step(more=False)
                try:
                    data = self._work.attachments.read(attached.digest)
                except (AttachmentLost, KeyError):
                    self.lost += 1
                    continue
                place.mkdir(parents=True, exist_ok=True)
                _free(place, attached.name).write_bytes(data)
                self.files += 1

    def _history(self) -> Iterator[Sequence[CellValue]]:
        for ledger in self._catalogue:
            for record in self._each(ledger):
                self._step()
                for change in reversed(self._work.records.history(ledger, cast("int", record.id))):
                    yield from _changed(ledger, record, change)

    def _about(self) -> str:
        lines = [
            "这是从清廉机关台账导出的一份，没有加密，谁拿到都能看，请收好，用完删掉。",
            "每本台账一个表格，作废的记录也在里面，“记录状态”一栏写着。",
            f"“{HISTORY}”是每一处改动；“{ATTACHED}”里按台账和编号放着照片和文件。",
            f"汇总过别的单位月报的，“{COLLECTED}”里是收到的每一份和里面的数。",
            "没有保存的草稿、设置和已报月报的登记不在这里，要整本搬走请用加密的那一种导出。",
            "",
            *(f"{each.label}：{len(self._ids[each.key])} 条" for each in self._catalogue),
            f"附件：{self.files} 个",
        ]
        if self.lost:
            lines.append(f"另有 {self.lost} 个附件的文件不见了或者坏了，没有导出来。")
        return "".join(f"{line}\n" for line in lines)

    def _step(self, *, more: bool = True) -> None:
        self._done += more
        if not self._progress(self._done, 2 * self.records):
            raise Cancelled


def _changed(ledger: Ledger, record: Record, change: Change) -> Iterator[Sequence[CellValue]]:
    """A line for each field that a change changed, or one that it was made at all."""
    head = (
        ledger.label,
        record.number,
        f"{change.at:%Y-%m-%d %H:%M}",
        change.by,
        change.action,
        change.reason,
    )
    before, after = change.before or {}, change.after or {}
    fields = [each for each in ledger.fields if before.get(each.key) != after.get(each.key)]
    if not fields:
        yield (*head, None, None, None)
    for field in fields:
        said = (values.get(field.key) for values in (before, after))
        words = ("" if each is None else plain_to_text(field.type, each) for each in said)
        yield (*head, field.label, *words)


def _entered(record: Record) -> Sequence[CellValue]:
    entered = record.entered
    return f"{entered.at:%Y-%m-%d %H:%M}", entered.by, record.revision - 1


def _lines(record: Record, key: str) -> Sequence[Values]:
    return cast("tuple[Values, ...]", record.value(key) or ())


def _free(folder: Path, name: str) -> Path:
    """A file of this name that any system takes, numbered where it is there already."""
    plain = Path(safe_name(name).strip(". ") or "文件")
    stem, end = plain.stem[:_LONGEST_NAME], plain.suffix[:12]
    target, number = folder / f"{stem}{end}", 2
    while target.exists():
        target = folder / f"{stem}_{number}{end}"
        number += 1
    return target

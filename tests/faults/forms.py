"""A form of somebody else: kept in a book, and filled onto a stick once for each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.filling import FilledForms, Filling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import FieldIn, FormFact
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.period import Period
from tests.faults.contents import Finding, Kind
from tests.faults.hand_in import before_handing_in
from tests.faults.judging import nothing_left
from tests.faults.operation import GOES_ON, Facts, Operation, Seen, invented_books
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import keep, open_book, save_and_close
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import NOW, PASSWORD, WHO
from tests.written_sheets import written

_FILLED = {"甲", "乙", "登记"}
"""A form of each record is on the stick, and the book knows it."""
_NAME, _TABLE, _SHIP = "记事表", "Sheet", "ship 1"
_OCTOBER = Period.parse("2026-10")
_MAPPING = FormMapping(
    (
        MappedPlace(FormPlace(_TABLE, "B2"), (FieldIn("line"),)),
        MappedPlace(FormPlace(_TABLE, "B3"), (FormFact.UNIT,)),
    ),
    ledger=EVERYTHING.key,
)


def with_form(folder: Path) -> Facts:
    """A book with its unit and two records of October, and beside it a form, not yet kept."""
    before_handing_in(folder)
    with closing(invented_books().open(folder, PASSWORD)) as book:
        keep(book, "乙")
    rows = [[f"第{at}行，照原样留着的一行字。" * 20] for at in range(200)]
    written(_form(folder), ["记事表"], ["记事", ""], ["单位", ""], *rows)
    return {}


def with_kept_form(folder: Path) -> Facts:
    """The same, the form kept."""
    with_form(folder)
    with closing(invented_books().open(folder, PASSWORD)) as book:
        _keep(book, folder)
    return {}


def keep_form(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("保存表", lambda: _keep(book, folder))
        save_and_close(book, "丙", steps)


def fill_form(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("填表", lambda: _fill(book, folder) and None)
        save_and_close(book, "丙", steps)


def kept_form(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """The form is in the book with its file and what goes where, or is not there."""
    with closing(invented_books().open(folder, PASSWORD)) as book:
        filling = _filling(book)
        for each in filling.kept():
            opened = filling.open_kept(each.name)
            if opened.content != _form(folder).read_bytes():
                yield Finding(Kind.DAMAGED, f"{each.name}：不是原来的表")
            if [one.pieces for one in opened.mapping.places] != [
                one.pieces for one in _MAPPING.places
            ]:
                yield Finding(Kind.DAMAGED, f"{each.name}：每一格填什么不一样")
            seen.elsewhere.append({each.name})


def filled_forms(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """Each form on the stick is whole; filled again, they leave no scraps."""
    found: set[str] = set()
    for path in _on_stick(folder):
        if path.suffix == ".xlsx":
            try:
                table = FormDocuments().see(path.name, path.read_bytes()).tables[0]
                cell, last = table.at("B2"), table.at("A203")
                is_whole = cell is not None and cell.text in _FILLED and last is not None
            except EnvironmentProblem:
                cell, is_whole = None, False
            if cell is None or not is_whole:
                yield Finding(Kind.DAMAGED, path.name)
            else:
                found.add(cell.text)
    with closing(invented_books().open(folder, PASSWORD)) as book, book.reading() as work:
        found |= {"登记"} if work.handed_in.all() else set()
    if found:
        seen.elsewhere.append(found)
    yield from nothing_left(seen.said, [each.name for each in _on_stick(folder)])
    try:
        with closing(invented_books().open(folder, PASSWORD)) as book:
            _fill(book, folder)
    except EnvironmentProblem as problem:
        yield Finding(Kind.NOT_OPENING, f"再填一次也不行：{problem.sentence}")
    for path in _on_stick(folder):
        if path.suffix != ".xlsx":
            yield Finding(Kind.SCRAPS, path.name)


def _on_stick(folder: Path) -> list[Path]:
    return sorted(each for each in stick(folder).iterdir() if each != _form(folder))


def _form(folder: Path) -> Path:
    return stick(folder) / f"{_NAME}.xlsx"


def _filling(book: Book) -> Filling:
    return Filling(book, INVENTED, lambda: NOW, WHO, FormDocuments())


def _keep(book: Book, folder: Path) -> str:
    filling = _filling(book)
    return filling.keep(filling.open_file(_form(folder)), _MAPPING).name


def _fill(book: Book, folder: Path) -> FilledForms:
    filling = _filling(book)
    return filling.fill(filling.open_kept(_NAME), _OCTOBER, stick(folder))


def _is_as_before(seen: Seen) -> bool:
    return seen.lines - {"丙"} == {"甲", "乙", _SHIP}


FORMS: Mapping[str, Operation] = {
    "keep-form": Operation(
        "保存上级的表",
        with_form,
        keep_form,
        {**GOES_ON, "保存表": lambda seen: seen.elsewhere == [{_NAME}]},
        lambda seen: _is_as_before(seen) and seen.elsewhere in ([], [{_NAME}]),
        elsewhere=kept_form,
    ),
    "fill-form": Operation(
        "填上级的表（一条记录一张）",
        with_kept_form,
        fill_form,
        {**GOES_ON, "填表": lambda seen: seen.elsewhere == [_FILLED]},
        lambda seen: _is_as_before(seen) and all(each <= _FILLED for each in seen.elsewhere),
        elsewhere=filled_forms,
    ),
}

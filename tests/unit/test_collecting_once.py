"""No return counts twice and none goes without a word, however codes are written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application import collection as collection_module
from qinglian_desktop.application.collection import Collection
from qinglian_desktop.application.collection_ports import CollectedReturns
from qinglian_desktop.application.gathering_ports import ManyReturnFiles, ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.collecting.collected import Fate
from qinglian_desktop.domain.collecting.listed_units import ListedUnit, one_code
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.collection_store import CollectionDatabases
from tests.collected_corpus import Shape, month_of, months_of, name_of, signed_by
from tests.make_tools import make_tools

(JANUARY,) = months_of(2026, 1)
FILES = ManyReturns(SheetReader())


class PulledOut:
    """Reads all, after which the stick is gone."""

    def __init__(self, stick: Path) -> None:
        self._stick = stick

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        read = list(FILES.read_all(paths, passwords, progress))
        shutil.rmtree(self._stick)
        yield from read


@pytest.fixture
def collection() -> Iterator[Collection]:
    with collecting(FILES) as made:
        yield made


@contextmanager
def collecting(files: ManyReturnFiles) -> Iterator[Collection]:
    tools = make_tools(many_returns=files, sheet_files=SheetReader())
    with closing(CollectionDatabases().in_memory()) as store:
        yield Collection(store, tools.catalogue, tools)


def put(folder: Path, unit: int, code: str, revision: int = 1) -> Path:
    """A small return of a unit that writes its code so."""
    content = month_of(unit, JANUARY, revision=revision, shape=Shape(1, 1))
    content = signed_by(unit, replace(content, unit_code=code))
    folder.mkdir(exist_ok=True)
    ReturnWorkbook().write(content, folder / content.file_name)
    return folder / content.file_name


def test_a_code_written_otherwise_is_no_other_unit(tmp_path: Path, collection: Collection) -> None:
    collection.write(lambda kept: kept.put_units([ListedUnit("A01", name_of(1))]))
    put(tmp_path, 1, "ａ01 ")
    put(tmp_path, 1, "a01", revision=2)
    first, second = collection.collect(tmp_path).files
    assert (first.fate, second.fate) == (Fate.SUPERSEDED, Fate.TAKEN)
    assert second.unit_code == "A01"
    put(tmp_path / "又", 1, " A01", revision=2)
    (again,) = collection.collect(tmp_path / "又").files
    assert (again.fate, "内容不一样" in again.why[0]) == (Fate.REFUSED, True)
    (total,) = collection.reading.figures(JANUARY).totals
    assert (total.units, total.reported) == (1, 1)


def test_without_a_list_the_code_is_the_same_too(tmp_path: Path, collection: Collection) -> None:
    put(tmp_path / "甲", 1, "b 7 ")
    put(tmp_path / "乙", 1, "Ｂ7", revision=2)
    for stick in ("甲", "乙"):
        (met,) = collection.collect(tmp_path / stick).files
        assert (met.fate, met.unit_code) == (Fate.TAKEN, "B7")


def test_a_list_that_comes_later_means_the_units_that_are_there(
    tmp_path: Path, collection: Collection
) -> None:
    put(tmp_path / "甲", 1, "b7")
    put(tmp_path / "乙", 1, "B7", revision=2)
    collection.collect(tmp_path / "甲")
    units = tmp_path / "单位.csv"
    units.write_text(f"单位名称,单位编码\n{name_of(1)},ｂ7\n", "utf-8")
    collection.unit_list.keep(collection.unit_list.read(units))
    (met,) = collection.collect(tmp_path / "乙").files
    assert met.why == (), "its key is known"
    ((unit, is_listed),) = [
        (each.unit.code, each.is_listed) for each in collection.reading.overview(2026).units
    ]
    assert (unit, is_listed) == ("B7", True)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" 00650001", "00650001"),
        ("ｄｚ－０１", "DZ-01"),
        ("dz–01\u200b", "DZ-01"),
        ("01.02.003", "01.02.003"),
        ("", ""),
    ],
)
def test_a_code_is_kept_in_one_way(written: str, kept: str) -> None:
    assert one_code(written) == one_code(kept) == kept


def test_two_units_without_a_code_are_told_what_they_lack(
    tmp_path: Path, collection: Collection
) -> None:
    for unit in (1, 2):
        put(tmp_path, unit, "")
    fates = {each.fate: "".join(each.why) for each in collection.collect(tmp_path).files}
    assert fates.keys() == {Fate.TAKEN, Fate.REFUSED}
    assert "没有写单位编码" in fates[Fate.REFUSED]
    assert "让单位在花名册里填好单位编码" in fates[Fate.REFUSED]


def test_what_was_met_before_nothing_could_be_kept_is_told(
    tmp_path: Path, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, 1, "A01")
    put(tmp_path, 2, "A02")
    full = EnvironmentProblem("磁盘满了。", "收下的都在。", "请腾出空间，再收一次。")
    monkeypatch.setattr(collection_module, "_AT_ONCE", 1)
    write, left = collection.write, [1]

    def once(do: Callable[[CollectedReturns], object]) -> object:
        if not left:
            raise full
        left.pop()
        return write(do)

    monkeypatch.setattr(collection, "write", once)
    gathered = collection.collect(tmp_path)
    assert gathered.stopped == f"{full.sentence}还有 1 份没有收。"
    assert [(each.fate, each.unit_code) for each in gathered.files] == [(Fate.TAKEN, "A01")]
    with pytest.raises(EnvironmentProblem, match="磁盘满了"):
        collection.collect(tmp_path)


def test_what_was_taken_is_told_where_its_key_cannot_be_remembered(tmp_path: Path) -> None:
    put(tmp_path, 1, "A01")
    full = EnvironmentProblem("磁盘满了。", "以前的都在。", "请腾出空间。")

    def fails(_: Verified) -> None:
        raise full

    tools = make_tools(many_returns=FILES)
    with closing(CollectionDatabases().in_memory()) as store:
        collection = Collection(store, tools.catalogue, tools, remember=fails)
        gathered = collection.collect(tmp_path)
    assert [each.fate for each in gathered.files] == [Fate.TAKEN]
    assert gathered.stopped == full.sentence


def test_what_was_read_before_the_stick_was_gone_is_told(tmp_path: Path) -> None:
    path = put(tmp_path / "U盘", 1, "A01")
    book = openpyxl.load_workbook(path)
    book["汇总"]["D3"] = 777
    book.save(path)
    with collecting(PulledOut(path.parent)) as collection:
        gathered = collection.collect(path.parent)
    assert "U盘可能已经拔出" in gathered.stopped
    assert [(each.fate, each.unit_code) for each in gathered.files] == [(Fate.REFUSED, "A01")]

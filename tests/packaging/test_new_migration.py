"""`dev.py migration` writes a file that holds the statements, and names it in the list."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

from devtools import new_migration
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.schema_changes import Changes, shapes

NEXT = len(MIGRATIONS) + 1
FOUND = Changes(("CREATE TABLE one (\n    a TEXT\n)", "ALTER TABLE two ADD COLUMN b TEXT"), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(new_migration.FOLDER, tmp_path / "migrations")


def test_the_file_holds_the_statements(folder: Path) -> None:
    file = new_migration.write(folder, NEXT, "letters_and_visits", FOUND)
    assert file == folder / f"m{NEXT:04}_letters_and_visits.py"
    assert runpy.run_path(str(file))["STATEMENTS"] == FOUND.statements
    assert file.read_text("utf-8").startswith('"""Letters and visits."""\n\nSTATEMENTS = (\n')


def test_it_is_the_last_of_the_list(folder: Path) -> None:
    before = (folder / "__init__.py").read_text("utf-8")
    new_migration.write(folder, NEXT, "letters_and_visits", FOUND)
    after = (folder / "__init__.py").read_text("utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert new == [
        f"    m{NEXT:04}_letters_and_visits,",
        f'    Migration({NEXT}, "letters and visits", m{NEXT:04}_letters_and_visits.STATEMENTS),',
    ]
    assert after.index(new[0]) < after.index("\n)\n")
    assert after.endswith(f"{new[1]}\n)\n")


def test_a_long_one_states_why(folder: Path) -> None:
    long = Changes(tuple(f"CREATE TABLE t{n} (a)" for n in range(300)), ())
    file = new_migration.write(folder, NEXT, "much", long)
    assert "Over 300 lines because" in file.read_text("utf-8")
    assert runpy.run_path(str(file))["STATEMENTS"] == long.statements


def test_nothing_is_written_while_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new_migration, "FOLDER", folder)
    before = sorted(folder.iterdir())
    assert new_migration.main(["nothing"]) == 0
    assert "不用写新的迁移" in capsys.readouterr().out
    assert sorted(folder.iterdir()) == before


def test_what_the_declarations_ask_for_is_written(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new_migration, "FOLDER", folder)
    before = MIGRATIONS[:-1]
    monkeypatch.setattr(new_migration.migrations, "MIGRATIONS", before)
    assert new_migration.main(["again"]) == 0
    file = folder / f"m{len(MIGRATIONS):04}_again.py"
    assert str(file) in capsys.readouterr().out
    again = Migration(len(MIGRATIONS), "again", runpy.run_path(str(file))["STATEMENTS"])
    assert shapes((*before, again)) == shapes(MIGRATIONS)


@pytest.mark.parametrize("arguments", [[], ["Big"], ["a b"], ["../up"], ["one", "two"], ["1st"]])
def test_a_name_that_is_none_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_migration.main(arguments) == 2
    assert "起一个名字" in capsys.readouterr().err

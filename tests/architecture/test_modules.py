"""Each module: a telling name, a size one can read, and its place in a room that names it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "qinglian_desktop"
README = PACKAGE / "README.md"

# Names that say nothing and so attract everything.
EMPTY_NAMES = {"util", "helper", "common", "manager", "misc"}
LONGEST = 300
LONGEST_MAIN_WINDOW = 250
REASON = re.compile(r"over 300 lines because", re.IGNORECASE)

# Adding a ledger or a migration changes no other text, so their rooms do not name them.
NAMES_NOTHING = {"ledgers", "storage/migrations"}
ROOM_LINE = re.compile(r"^(?P<room>[a-z_/]+)/ {2,}(?P<text>\S.*)$", re.MULTILINE)
NAMED = re.compile(r"``(\w+)``")


def modules(*folders: Path) -> list[Path]:
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def says_nothing(name: str) -> bool:
    words = {name, name.rpartition("_")[2]}
    return any(word in EMPTY_NAMES or word.removesuffix("s") in EMPTY_NAMES for word in words)


def docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""


def code_blocks(markdown: str) -> Iterator[str]:
    yield from re.findall(r"^```[^\n]*\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)


def rooms() -> dict[str, Path]:
    """Path below qinglian_desktop → folder, for every package within it."""
    folders = (file.parent for file in PACKAGE.rglob("__init__.py") if file.parent != PACKAGE)
    return {folder.relative_to(PACKAGE).as_posix(): folder for folder in folders}


def first_line(file: Path) -> str:
    return docstring(file).partition("\n")[0].rstrip(".")


def described(markdown: str) -> dict[str, str]:
    """Room → its text, from code blocks of `path/   text` lines."""
    return {
        match["room"]: match["text"].strip()
        for block in code_blocks(markdown)
        for match in ROOM_LINE.finditer(block)
    }


def inside(folder: Path) -> set[str]:
    """The modules and rooms that stand in a folder."""
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    return files | {file.parent.name for file in folder.glob("*/__init__.py")}


def test_main_only_starts_the_program() -> None:
    lines = (ROOT / "main.py").read_text("utf-8").splitlines()
    assert len(lines) < 10


def test_every_module_has_a_telling_name() -> None:
    names = [file.relative_to(ROOT) for file in modules(PACKAGE, ROOT / "packaging")]
    empty = [str(path) for path in names if any(map(says_nothing, (*path.parts[:-1], path.stem)))]
    assert empty == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "misc", "text_utils"])
def test_an_empty_name_is_noticed(name: str) -> None:
    assert says_nothing(name)


def test_a_long_file_states_its_reason() -> None:
    """In its docstring: "Over 300 lines because …"."""
    long = [
        f"{file.relative_to(ROOT)}: {lines} lines"
        for file in modules(PACKAGE, ROOT / "packaging", ROOT / "tests")
        if (lines := len(file.read_text("utf-8").splitlines())) > LONGEST
        and not REASON.search(" ".join(docstring(file).split()))
    ]
    assert long == []


def test_the_main_window_stays_small() -> None:
    lines = (PACKAGE / "ui" / "main_window.py").read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST_MAIN_WINDOW


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(file.relative_to(ROOT)) for file in modules(PACKAGE) if not first_line(file)]
    assert silent == []


def test_the_readme_has_the_first_line_of_every_room() -> None:
    declared = {room: first_line(folder / "__init__.py") for room, folder in rooms().items()}
    assert described(README.read_text("utf-8")) == declared


@pytest.mark.parametrize("room", sorted(rooms().keys() - NAMES_NOTHING))
def test_a_room_names_just_what_stands_in_it(room: str) -> None:
    folder = rooms()[room]
    assert set(NAMED.findall(docstring(folder / "__init__.py"))) == inside(folder)


def test_a_folder_with_modules_is_a_room() -> None:
    """Without an __init__.py nobody would say what it holds."""
    bare = {file.parent for file in modules(PACKAGE)} - {PACKAGE, *rooms().values()}
    assert bare == set()


def test_lines_of_rooms_are_read_from_code_blocks_only() -> None:
    markdown = """
domain/   not in a block
```
domain/      What a ledger is
ui/lenses/   One view for each kind of lens.
bootstrap.py is no room
```
"""
    assert described(markdown) == {
        "domain": "What a ledger is",
        "ui/lenses": "One view for each kind of lens.",
    }

"""Each module: a telling name, a size one can read, and its line in the tree of the README."""

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

# Adding a ledger or a migration changes no other file, so the tree names their folder only.
NOT_IN_THE_TREE = ("ledgers/", "storage/migrations/")
TREE_LINE = re.compile(r"^(?P<indent> *)(?P<path>[\w/.]+(?:\.py|/))(?: {2,}(?P<text>\S.*))?$")


def modules(*folders: Path) -> list[Path]:
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def says_nothing(name: str) -> bool:
    words = {name, name.rpartition("_")[2]}
    return any(word in EMPTY_NAMES or word.removesuffix("s") in EMPTY_NAMES for word in words)


def docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""


def code_blocks(markdown: str) -> Iterator[str]:
    yield from re.findall(r"^```[^\n]*\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)


def tree(markdown: str) -> dict[str, str]:
    """Path below qinglian_desktop → its text, from code blocks of `path/file.py   text` lines.

    Files may stand with their whole path or indented below a line `folder/`.
    """
    described: dict[str, str] = {}
    for block in code_blocks(markdown):
        open_folders: list[tuple[int, str]] = []
        for line in block.splitlines():
            match = TREE_LINE.match(line)
            if match is None:
                continue
            indent = len(match["indent"])
            while open_folders and open_folders[-1][0] >= indent:
                open_folders.pop()
            path = (open_folders[-1][1] if open_folders else "") + match["path"]
            if path.endswith("/"):
                open_folders.append((indent, path))
            elif match["text"]:
                described[path.removeprefix("qinglian_desktop/")] = match["text"].strip()
    return described


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


def test_every_module_stands_in_the_tree_of_the_readme() -> None:
    paths = {file.relative_to(PACKAGE).as_posix() for file in modules(PACKAGE)}
    expected = {
        path
        for path in paths
        if not path.endswith("__init__.py") and not path.startswith(NOT_IN_THE_TREE)
    }
    described = tree(README.read_text("utf-8"))
    assert sorted(expected - described.keys()) == []
    assert sorted(described.keys() - paths) == []


def test_each_docstring_begins_as_the_tree_says() -> None:
    described = tree(README.read_text("utf-8"))
    assert described
    differing = {
        path: (first, text)
        for path, text in described.items()
        if (PACKAGE / path).exists()
        and (first := docstring(PACKAGE / path).partition("\n")[0]).rstrip(".") != text.rstrip(".")
    }
    assert differing == {}


def test_the_tree_is_read_in_both_its_forms() -> None:
    markdown = """
Text with main.py   not in a block
```
qinglian_desktop/
  bootstrap.py          Wires the floors.
  domain/               pure Python
    ledger.py           What a ledger declares.
  ui/main_window.py     Tabs and status bar.
  ledgers/              one file per ledger
```
"""
    assert tree(markdown) == {
        "bootstrap.py": "Wires the floors.",
        "domain/ledger.py": "What a ledger declares.",
        "ui/main_window.py": "Tabs and status bar.",
    }

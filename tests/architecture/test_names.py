"""One public name means one thing in the whole program."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "qinglian_desktop"


def defined(source: str) -> Iterator[str]:
    """The public functions, classes and aliases of types that a module defines.

    Constants are left out: they belong to their module, which says of what they are. So are
    type variables, which are called by one letter.
    """
    for statement in ast.parse(source).body:
        match statement:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield from [] if name.startswith("_") else [name]
            case (
                ast.Assign(targets=[ast.Name(id=name)])
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr())
            ):
                yield from [name] if name[0].isupper() and not name.isupper() else []
            case _:
                pass


def shared(sources: dict[str, str]) -> dict[str, list[str]]:
    """Name → the modules that define it, where these are several."""
    places = defaultdict[str, list[str]](list)
    for module, source in sources.items():
        for name in defined(source):
            places[name].append(module)
    return {name: modules for name, modules in places.items() if len(modules) > 1}


def test_no_public_name_means_two_things() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    sources = {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in files}
    assert shared(sources) == {}


def test_a_name_with_two_meanings_is_noticed() -> None:
    one = """
from elsewhere import Imported
T = TypeVar("T")
LONGEST = 3
class Mark:
    def words(self): ...
def words(): ...
def _private(): ...
Place: TypeAlias = Here | There
Text = Callable[[], str]
"""
    other = one.replace("from elsewhere import Imported", "class Imported: ...")
    assert shared({"one.py": one, "other.py": other}) == {
        name: ["one.py", "other.py"] for name in ("Mark", "words", "Place", "Text")
    }

"""What is given words of records is remembered only until the book is closed."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "qinglian_desktop"
_KEEPS = {"lru_cache", "cache"}
_OF_NO_RECORD = {
    "icon",
    "sign_width",
    "_sign_order",
    "_font",
    "column_of",
    "_sections",
    "_column",
    "_words",
    "_figure",
    "_unfinished",
}
"""Names, single signs, cells, number forms: nothing that somebody wrote about anybody."""


def called(decorator: ast.expr) -> str:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return named.id if isinstance(named, ast.Name) else ""


def takes_text(function: ast.FunctionDef) -> bool:
    words = [ast.unparse(each.annotation) for each in function.args.args if each.annotation]
    return any("str" in each for each in words)


def test_whoever_is_given_words_forgets_them_with_the_book() -> None:
    kept: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for each in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(each, ast.FunctionDef) and takes_text(each):
                kept |= {each.name for one in each.decorator_list if called(one) in _KEEPS}
    assert kept - _OF_NO_RECORD == set()
    assert kept == _OF_NO_RECORD, "these are no more: take them out of the list"

"""A summary's template: plain text whose placeholders name measures, checked when it is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.measure_names import MeasureNames, UnknownName, strokes_of
from qinglian_desktop.domain.summary import Clause, Fact, Kind, NumberStyle, Slot, Template
from qinglian_desktop.domain.text_check import hidden_sign

LARGEST = 256 * 1024
"""Bytes; the report of a year is about 10,000."""
_KEPT = "台账库里的记录没有受影响，模板文件没有被改动。"
_HEADS = {"": Kind.TEXT, "#": Kind.TITLE, "##": Kind.HEAD, "###": Kind.SUBHEAD}
_TOKEN = re.compile(r"\{[^{}]*\}|[{}【】]|[^{}【】]+")
_STRETCH = re.compile(r"[^。！？]*[。！？]+[”’」』）》]*|[^。！？]+")
_STOP = re.compile(r"[。！？][”’」』）》]*$")
_FULL_WIDTH = str.maketrans("｛｝｜．＃％", "{}|.#%")
_MARKED = re.compile(r"^[ \t\u3000]*[#＃%％]+|[{｛][^{}｛｝]*[}｝]|[｛｝]")
"""What may be typed full width: the marks that begin a line, and placeholders."""
_MISTAKES_SHOWN = 10
"""How many mistakes are told one by one."""


def load_template(path: Path, catalogue: Catalogue) -> Template:
    """The template of a file.

    ``# ``, ``## `` and ``### `` begin a title and heads, ``%`` a note that is not printed,
    every other line is a paragraph. ``{台账名.指标名}`` is a figure, ``|多`` ``|余`` ``|两``
    say how it is written, 【】 hold a part of a sentence that may be left out alone. Raises
    EnvironmentProblem with everything that is wrong, line by line.
    """
    reading = _Reading(catalogue)
    paragraphs = [
        paragraph
        for number, line in enumerate(_text(path).splitlines(), 1)
        if (paragraph := reading.paragraph(number, _half_width(line).strip(" \t\u3000")))
    ]
    if not reading.problems and not paragraphs:
        reading.problems.append("里面没有正文")
    if reading.problems:
        more = "等" if len(reading.problems) > _MISTAKES_SHOWN else ""
        shown = "；".join(reading.problems[:_MISTAKES_SHOWN]) + more
        raise EnvironmentProblem(
            f"总结模板“{path.name}”有{len(reading.problems)}处不对：{shown}。",
            _KEPT,
            "请用记事本打开模板，改好这几处再试，或者换用自带的模板。",
        )
    return Template(path.stem, tuple(paragraphs))


class _Reading:
    """Lines of one template, and what is wrong with them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = MeasureNames(catalogue)
        self._line = 0
        self.problems: list[str] = []

    def paragraph(
        self, number: int, line: str
    ) -> tuple[Kind, tuple[tuple[Clause, ...], ...]] | None:
        """One line; None for an empty one or a note."""
        self._line = number
        if (place := hidden_sign(line)) is not None:
            self._wrong(f"第{place}个字是看不见的控制字符，请删去它")
        marks = line[: len(line) - len(line.lstrip("#"))]
        words = line.removeprefix(marks).strip(" \u3000") if marks in _HEADS else line
        if not words or words.startswith("%"):
            return None
        return _HEADS.get(marks, Kind.TEXT), tuple(self._sentences(words))

    def _sentences(self, words: str) -> Iterator[tuple[Clause, ...]]:
        clauses: list[Clause] = []
        pieces: list[str | Fact | Slot] = []
        optional = False

        def close() -> None:
            nonlocal pieces
            if pieces:
                clauses.append(Clause(tuple(pieces), optional))
            pieces = []

        for token in _TOKEN.findall(words):
            if token in ("【", "】"):
                if optional == (token == "【"):
                    self._wrong(f"的“{token}”没有配对")
                close()
                optional = token == "【"
            elif token in ("{", "}"):
                self._wrong(f"的“{token}”没有配对")
            elif token.startswith("{"):
                pieces.append(self._placeholder(token))
            elif optional:
                pieces.append(token)
            else:
                for stretch in _STRETCH.findall(token):
                    pieces.append(stretch)
                    if _STOP.search(stretch):
                        close()
                        yield tuple(clauses)
                        clauses = []
        if optional:
            self._wrong("的“【”没有配对")
        close()
        if clauses:
            yield tuple(clauses)

    def _placeholder(self, token: str) -> str | Fact | Slot:
        """What a placeholder stands for; itself, and a problem noted, where it is unknown."""
        name, strokes = strokes_of(token[1:-1])
        style = "|".join(strokes)
        if style not in [each.value for each in NumberStyle]:
            self._wrong(f"的{quoted(token)}里没有{quoted(style)}这种写法，只能写“多”“余”或“两”")
            return token
        for fact in Fact:
            if name in (fact.value, fact.name.lower()) and not style:
                return fact
        try:
            ledger, measure = self._names.find(name)
        except UnknownName as error:
            self._wrong(f"的{quoted(token)}{error}")
            return token
        return Slot(ledger, measure, NumberStyle(style))

    def _wrong(self, what: str) -> None:
        self.problems.append(f"第{self._line}行{what}")


def _half_width(line: str) -> str:
    return _MARKED.sub(lambda found: found[0].translate(_FULL_WIDTH), line)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise EnvironmentProblem(
            f"总结模板“{path.name}”打不开。", _KEPT, "请看看文件还在不在，或者换用自带的模板。"
        ) from error
    if size > LARGEST:
        raise EnvironmentProblem(
            f"“{path.name}”太大了，不像是总结模板。",
            _KEPT,
            f"模板是纯文字，最大 {LARGEST // 1024} KB，请换一个文件。",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EnvironmentProblem(
            f"总结模板“{path.name}”不是 UTF-8 编码的文字。",
            _KEPT,
            "请用记事本打开，选“另存为”，编码选 UTF-8，再试一次。",
        ) from error

"""The parts of a return's file that are the same in all of them, but for the number of sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qinglian_desktop.documents.returns.layout import CHECK, COVER, SUMMARY
from qinglian_desktop.documents.returns.shortest import shortest_return

_WORKBOOK = "xl/workbook.xml"
_PROPERTIES = "docProps/core.xml"
"""Title and unit, which no sheet shows."""
_SHEET = "xl/worksheets/sheet{}.xml"
_FEWEST = 3
"""Sheets of a return: 封面, 汇总 and 校验."""
_ENTRY = (
    '<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'name="{}" sheetId="{}" state="{}" r:id="rId{}"/>'
)
_NAMED = re.compile(r' name="([^"&<]*)" sheetId="')
_DEFINED = re.compile(
    r'<definedName name="_xlnm\.Print_(Titles|Area)" localSheetId="(\d+)">([^<&]*)</definedName>'
)
_DEFINITION = '<definedName name="_xlnm.Print_{}" localSheetId="{}">{}</definedName>'
_FIRST_SHEET = re.compile(rb'<(?:Relationship|Override)(?=[^<]*/sheet1\.xml")[^<]*/>')
_MAIN = r'<worksheet xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main">'
HEAD = re.compile(
    (
        rf'{_MAIN}<sheetPr><outlinePr summaryBelow="1" summaryRight="1"/>'
        r'<pageSetUpPr(?: fitToPage="1")?/></sheetPr>'
        r'<dimension ref="[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?"/>'
        r'<sheetViews><sheetView(?: showGridLines="0")?(?: tabSelected="1")? workbookViewId="0">'
        r'(?:<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>)?'
        r'<selection(?: pane="bottomLeft")? activeCell="A1" sqref="A1"/></sheetView></sheetViews>'
        r'<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>'
        r"(?:<cols>((?:<col [^<>]*/>)*)</cols>)?"
    ).encode()
)
"""What stands before a sheet's rows; its columns."""
FOOT = re.compile(
    rb'</sheetData>(?:<mergeCells count="\d+">((?:<mergeCell [^<>]*/>)*)</mergeCells>)?'
    rb'(?:<printOptions horizontalCentered="1"/>)?<pageMargins(?: [a-z]+="[\d.]+")*/>'
    rb'(?:<pageSetup orientation="(?:portrait|landscape)" paperSize="9" fitToHeight="\d+" '
    rb'fitToWidth="\d+"/>)?(?:<headerFooter><oddHeader>([^<]*)</oddHeader><oddFooter>'
    rb"&amp;C&#31532;&amp;P&#39029; &#20849;&amp;N&#39029;</oddFooter><evenHeader></evenHeader>"
    rb"<evenFooter></evenFooter><firstHeader></firstHeader><firstFooter></firstFooter>"
    rb"</headerFooter>)?</worksheet>"
)
"""What stands behind a sheet's rows; its merged cells and its header."""


@dataclass(frozen=True, slots=True)
class ListedSheets:
    """The sheets that a workbook lists, and of each that has one what is printed."""

    names: Sequence[str]
    printed: Mapping[int, str]

    def prints_all(self, heights: Sequence[int]) -> bool:
        """Whether all of 封面 and 汇总 goes on paper, which have so many rows."""
        wanted = (f"'{COVER}'!$A$1:$C${heights[0]}", f"'{SUMMARY}'!$A$1:$F${heights[1]}")
        return all(self.printed.get(place) == area for place, area in enumerate(wanted))


@dataclass(frozen=True, slots=True)
class OwnParts:
    """The parts of a file of so many sheets: their ``names``, and what ``always`` is in which."""

    names: Sequence[str]
    sheets: Sequence[str]
    always: Mapping[str, bytes]
    workbook: tuple[str, str]

    def listed(self, parts: Mapping[str, bytes]) -> ListedSheets | None:
        """What the workbook lists; None where it is written otherwise."""
        try:
            text = parts[_WORKBOOK].decode()
        except UnicodeDecodeError:
            return None
        before, after = self.workbook
        entries, _, rest = text.removeprefix(before).partition("</sheets><definedNames>")
        names, defined = _NAMED.findall(entries), _DEFINED.findall(rest)
        if not (entries.isprintable() and rest.isprintable()):
            return None
        printed = {int(place): area for kind, place, area in defined if kind == "Area"}
        again = [
            before,
            *(_entry(place, name) for place, name in enumerate(names, 1)),
            "</sheets><definedNames>",
            *(_DEFINITION.format(*each) for each in defined),
            after,
        ]
        is_once = len(printed) == sum(kind == "Area" for kind, _, _ in defined)
        is_right = is_once and "".join(again) == text and len(names) == len(self.sheets)
        return ListedSheets(names, printed) if is_right else None


@lru_cache(maxsize=64)
def own_parts(count: int) -> OwnParts | None:
    """The parts of a file with so many of them; None where no return has so few."""
    made = shortest_return().parts
    more = count - len(made)
    if more < 0:
        return None
    sheets = [_SHEET.format(place) for place in range(1, _FEWEST + more + 1)]
    first = list(made).index(sheets[0])
    names = list(made)
    names[first : first + _FEWEST] = sheets
    always = {
        name: _of_sheets(data, len(sheets))
        for name, data in made.items()
        if name not in {*sheets, _WORKBOOK, _PROPERTIES}
    }
    before, _, rest = made[_WORKBOOK].decode().partition("<sheets>")
    after = rest.rpartition("</definedNames>")
    return OwnParts(names, sheets, always, (f"{before}<sheets>", "".join(after[1:])))


def _entry(place: int, name: str) -> str:
    return _ENTRY.format(name, place, "hidden" if name == CHECK else "visible", place)


def _of_sheets(data: bytes, count: int) -> bytes:
    """A part in which each sheet is named, in one of so many sheets."""
    first = _FIRST_SHEET.search(data)
    if first is None:
        return data
    one = first[0]
    few = [_named(one, place) for place in range(1, _FEWEST + 1)]
    begin, named, end = data.partition(b"".join(few))
    assert named, "the sheets are named one after another"
    # The numbers of what follows go on behind those of the sheets.
    end = re.sub(rb'"rId(\d+)"', lambda found: b'"rId%d"' % (int(found[1]) + count - _FEWEST), end)
    return begin + b"".join(_named(one, place) for place in range(1, count + 1)) + end


def _named(one: bytes, place: int) -> bytes:
    return one.replace(b"sheet1.xml", b"sheet%d.xml" % place).replace(b'"rId1"', b'"rId%d"' % place)

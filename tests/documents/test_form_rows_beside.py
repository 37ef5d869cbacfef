"""Rows inserted where formulas of arrays, rules for all, controls, pivot tables refer to them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bad_sheets import parts_of, zip_of
from tests.documents.form_packages import SHEET, filled, formulas, refs, rows_from, with_part
from tests.documents.rich_forms import TABLE
from tests.documents.test_form_rows import COLUMNS, RICH, numbered

_CONTROL = (
    '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    f' fmlaLink="$D$9" fmlaRange="\'{TABLE}\'!$D$5:$D$8"/>'
)
_PIVOT = (
    '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f'<cacheSource type="worksheet"><worksheetSource ref="A4:F8" sheet="{TABLE}"/></cacheSource>'
    "</pivotCacheDefinition>"
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_an_array_formula_of_a_row_is_copied_with_it(tmp_path: Path) -> None:
    plain = "<f>IF(D$9=0,0,D8/D$9)</f>"
    data = with_part(RICH, SHEET, plain, '<f t="array" ref="E8">SUM(D8*D$9)</f>')
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(6), 4))
    assert [formulas(after)[f"E{row}"] for row in (8, 9, 10)] == [
        "SUM(D8*D$11)",
        "SUM(D9*D$11)",
        "SUM(D10*D$11)",
    ]
    assert [each for each in refs(after, "f") if each] == ["E8", "E9", "E10"]


def test_a_rule_for_the_whole_sheet_stays_one(tmp_path: Path) -> None:
    data = with_part(RICH, SHEET, 'sqref="F5:F8"', 'sqref="A1:XFD1048576 F5:F8"')
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(5), 4))
    assert refs(after, "dataValidation", "sqref")[0] == "A1:XFD1048576 F5:F9"


def test_controls_and_sources_of_pivot_tables_move_once(tmp_path: Path) -> None:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    data = with_part(
        RICH,
        rels,
        "</Relationships>",
        f'<Relationship Id="rId8" Type="{_KINDS}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/>'
        "</Relationships>",
    )
    control, pivot = "xl/ctrlProps/ctrlProp1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
    data = zip_of(parts_of(data) | {control: _CONTROL, pivot: _PIVOT})
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(7), 4))
    assert refs(after, "formControlPr", "fmlaLink", control) == ["$D$12"]
    assert refs(after, "formControlPr", "fmlaRange", control) == [f"'{TABLE}'!$D$5:$D$11"]
    assert refs(after, "worksheetSource", "ref", pivot) == ["A4:F11"]


_ANCHORED = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
    'spreadsheetDrawing" {how}><xdr:from><xdr:col>0</xdr:col><xdr:row>{top}</xdr:row></xdr:from>'
    "<xdr:to><xdr:col>2</xdr:col><xdr:row>{bottom}</xdr:row></xdr:to></xdr:twoCellAnchor>"
)


def test_a_picture_beside_the_rows_grows_only_if_it_is_meant_to(tmp_path: Path) -> None:
    part = "xl/drawings/drawing1.xml"
    drawing = parts_of(RICH)[part].decode()
    end = drawing[drawing.rindex("</") :]
    anchors = (
        _ANCHORED.format(how="", top=5, bottom=9)
        + _ANCHORED.format(how='editAs="oneCell"', top=5, bottom=9)
        + _ANCHORED.format(how='editAs="oneCell"', top=8, bottom=9)
        + _ANCHORED.format(how="", top=1, bottom=2)
    )
    data = with_part(RICH, part, end, anchors + end)
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(7), 4))
    said = parts_of(after)[part].decode()
    rows = [int(each) for each in re.findall(r"<xdr:row>(\d+)</xdr:row>", said)]
    assert rows == [5, 12, 5, 9, 11, 12, 1, 2]


def test_notes_and_old_controls_move_with_their_shapes(tmp_path: Path) -> None:
    part = "xl/drawings/commentsDrawing1.vml"
    notes = parts_of(RICH)[part].decode()
    end = notes[notes.rindex("</") :]
    said = (
        '<x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel"><br>'
        "<x:Anchor>\n 1, 15, 8, 2, 3, 15, 11, 5</x:Anchor><x:Anchor>1,1,2,1,3,1,4,1</x:Anchor>"
        "<x:FmlaLink>$D$9</x:FmlaLink></x:ClientData>"
    )
    data = zip_of(parts_of(RICH) | {part: notes.replace(end, said + end)})
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(7), 4))
    moved = parts_of(after)[part].decode()
    assert "\n 1, 15,11, 2, 3, 15,14, 5</x:Anchor><x:Anchor>1,1,2,1,3,1,4,1<" in moved
    assert "<x:FmlaLink>$D$12<" in moved


def test_formulas_of_rules_and_tables_move(tmp_path: Path) -> None:
    table = "xl/tables/table1.xml"
    column = f"<calculatedColumnFormula>'{TABLE}'!$D$9*2</calculatedColumnFormula>"
    data = with_part(RICH, table, "</table>", f"{column}</table>")
    scale = '<cfRule type="iconSet" priority="5"><iconSet><cfvo type="formula" val="$D$9"/>'
    scale += '<cfvo type="num" val="9"/></iconSet></cfRule></conditionalFormatting>'
    data = with_part(data, SHEET, "</cfRule></conditionalFormatting>", f"</cfRule>{scale}")
    after, _ = filled(tmp_path, data, rows_from(TABLE, COLUMNS, numbered(7), 4))
    assert f"'{TABLE}'!$D$12*2" in parts_of(after)[table].decode()
    assert refs(after, "cfvo", "val")[:2] == ["$D$12", "9"]

"""A workbook of somebody else, filled: what is written, what stays, what is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.filling.seen_form import FormKind
from tests.bad_sheets import parts_of, zip_of
from tests.documents.form_packages import (
    BOOK,
    SHEET,
    but_for,
    changed_parts,
    filled,
    formulas,
    place,
    refs,
    shown,
    with_part,
    with_shared_text,
)
from tests.documents.rich_forms import OTHER, rich_form
from tests.office_pages import Page, workbook
from tests.office_sheets import OFFICE_SHEETS

COMMITTEE = OFFICE_SHEETS["工委统计表模板（待填）.xlsx"]()
STYLES = "xl/styles.xml"
DAY = date(2026, 10, 31)


def test_of_a_committees_form_only_the_filled_cells_are_other(tmp_path: Path) -> None:
    figures = [f"{column}{row}" for column in "DEFG" for row in range(5, 15)]
    after, told = filled(
        tmp_path,
        COMMITTEE,
        *(place("月报", at, number) for number, at in enumerate(figures, 1)),
        place("月报", "A2", "示例市园林管理局", behind=True),
        place("月报", "E2", DAY, behind=True),
        place("月报", "D16", "示例甲", behind=True),
        place("月报", "H5", "“八个一”含警示教育"),
    )
    assert told == []
    cells = {*figures, "A2", "E2", "D16", "H5"}
    assert but_for(after, {SHEET: cells}) == but_for(COMMITTEE, {SHEET: cells})
    assert changed_parts(COMMITTEE, after) <= {SHEET, BOOK}
    said = shown(after)
    assert [said[at] for at in figures] == [str(number) for number in range(1, 41)]
    assert said["A2"] == "填报单位（盖章）：示例市园林管理局"
    assert said["E2"] == "2026年10月"
    assert said["D16"] == "填报人：示例甲"


@pytest.mark.parametrize("calc", ["", "<calcPr/>", '<calcPr calcId="9" fullCalcOnLoad="0"/>'])
def test_formulas_lose_what_they_showed_and_are_reckoned_when_opened(
    tmp_path: Path, calc: str
) -> None:
    data = with_part(COMMITTEE, BOOK, '<calcPr calcId="124519" fullCalcOnLoad="1"/>', calc)
    formula = "<f>SUM(D5:D14)</f><v></v>"
    data = with_part(data, SHEET, formula, formula.replace("<v>", "<v>99"))
    data = with_part(data, SHEET, '<c r="E15"', '<c t="str" r="E15"')
    formula = "<f>SUM(E5:E14)</f><v></v>"
    data = with_part(data, SHEET, formula, formula.replace("<v>", "<v>无"))
    assert (shown(data)["D15"], shown(data)["E15"]) == ("99", "无")
    after, _ = filled(tmp_path, data, place("月报", "D5", 3))
    assert not {"D15", "E15"} & set(shown(after))
    assert formulas(after)["D15"] == "SUM(D5:D14)"
    assert "str" not in refs(after, "c", "t")
    assert refs(after, "calcPr", "fullCalcOnLoad", BOOK) == ["1"]


def test_a_formula_is_not_overwritten(tmp_path: Path) -> None:
    after, told = filled(tmp_path, COMMITTEE, place("月报", "D15", 3))
    assert told == ["月报 D15：这一格是公式，没有改。"]
    assert but_for(after, {}) == but_for(COMMITTEE, {})


def test_a_cell_that_one_formula_fills_with_others_is_a_formula(tmp_path: Path) -> None:
    data = workbook(Page([[1, 2], [3, 4]]))
    data = with_part(
        data,
        SHEET,
        '<c r="B1" t="n"><v>2</v></c>',
        '<c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c>',
    )
    after, told = filled(tmp_path, data, place("Sheet1", "B2", 7), place("Sheet1", "A2", 7))
    assert told == ["Sheet1 B2：这一格是公式，没有改。"]
    assert shown(after) == {"A1": "1", "A2": "7"}


def test_places_that_are_gone_are_told_and_the_others_filled(tmp_path: Path) -> None:
    after, told = filled(
        tmp_path,
        COMMITTEE,
        place("年报", "D5", 1),
        place("月报", "XFE5", 2),
        place("月报", "D6", 3),
    )
    assert told == ["年报 D5：这张工作表不在了，没有填。", "月报 XFE5：表上没有这一格，没有填。"]
    assert shown(after)["D6"] == "3"


def test_of_merged_cells_the_first_is_filled(tmp_path: Path) -> None:
    after, _ = filled(tmp_path, COMMITTEE, place("月报", "C1", "换了标题"))
    assert shown(after)["A1"] == "换了标题"
    assert but_for(after, {SHEET: {"A1"}}) == but_for(COMMITTEE, {SHEET: {"A1"}})


def test_a_cell_that_is_not_written_is_made_where_it_belongs(tmp_path: Path) -> None:
    after, _ = filled(
        tmp_path,
        COMMITTEE,
        place("填表说明", "C3", "丙"),
        place("填表说明", "B3", "乙"),
        place("填表说明", "B2", "甲"),
    )
    said = shown(after, "填表说明")
    assert (said["B2"], said["B3"], said["C3"]) == ("甲", "乙", "丙")
    written = parts_of(after)["xl/worksheets/sheet2.xml"].decode()
    assert written.index('r="B2"') < written.index('r="B3"') < written.index('r="C3"')


_RICH = (
    '<is><r><rPr><b/></rPr><t xml:space="preserve">填报人：</t></r>'
    '<r><rPr><u/></rPr><t xml:space="preserve">　　　　</t></r></is>'
)


def test_the_looks_of_the_words_before_stay(tmp_path: Path) -> None:
    data = workbook(Page(["填报人"]))
    text = parts_of(data)[SHEET].decode()
    start, end = text.index("<c r="), text.index("</row>")
    data = zip_of(
        parts_of(data)
        | {SHEET: f'{text[:start]}<c r="A1" t="inlineStr">{_RICH}</c>{text[end:]}'.encode()}
    )
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", "示例甲", behind=True))
    assert shown(after)["A1"] == "填报人：示例甲"
    written = parts_of(after)[SHEET].decode()
    assert '<rPr><b/></rPr><t xml:space="preserve">填报人：</t>' in written
    assert '<rPr><u/></rPr><t xml:space="preserve">示例甲</t>' in written


def test_a_text_that_sheets_share_changes_in_one_cell_only(tmp_path: Path) -> None:
    data = with_shared_text(workbook(Page(["甲", "甲"])), "<r><t>数</t></r><r><t>量：</t></r>")
    after, _ = filled(tmp_path, data, place("Sheet1", "A1", 5, behind=True))
    assert shown(after) == {"A1": "数量：5", "A2": "数量："}
    assert changed_parts(data, after) == {SHEET}


def test_what_is_locked_stays_and_is_told(tmp_path: Path) -> None:
    data = workbook(Page([["甲", "乙"]], formats={"B1:B1": "0"}))
    data = with_part(
        data, SHEET, "</sheetData>", '</sheetData><sheetProtection sheet="1" objects="1"/>'
    )
    styles = parts_of(data)[STYLES].decode()
    open_cell = 'xfId="0"><protection locked="0"/></xf>'
    at = styles.rindex("</cellXfs>")
    last = styles.rindex('<xf numFmtId="1"', 0, at)
    end = styles.index(">", last) + 1
    head = styles[last:end].replace('xfId="0"/>', open_cell)
    if head.endswith("/>"):
        head = head[:-2] + '><protection locked="0"/></xf>'
    data = zip_of(parts_of(data) | {STYLES: (styles[:last] + head + styles[end:]).encode()})
    table = FormDocuments().see("表.xlsx", data).tables[0]
    assert table.is_protected
    assert [each.is_locked for each in table.cells] == [True, False]
    after, told = filled(tmp_path, data, place("Sheet1", "A1", "丙"), place("Sheet1", "B1", "丁"))
    assert told == ["Sheet1 A1：这一格被制表的人锁定了，没有填。"]
    assert shown(after) == {"A1": "甲", "B1": "丁"}


def test_macros_stay_and_are_told_of_by_the_kind(tmp_path: Path) -> None:
    data = with_part(
        COMMITTEE,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    data = zip_of(parts_of(data) | {"xl/vbaProject.bin": bytes(range(256)) * 9})
    assert FormDocuments().see("表.xlsm", data).kind is FormKind.WITH_MACROS
    after, _ = filled(tmp_path, data, place("月报", "D5", 1))
    assert parts_of(after)["xl/vbaProject.bin"] == bytes(range(256)) * 9
    assert FormDocuments().see("表.xlsm", after).kind is FormKind.WITH_MACROS


def test_a_template_is_written_as_the_workbook_that_its_name_says(tmp_path: Path) -> None:
    data = with_part(
        COMMITTEE, "[Content_Types].xml", "spreadsheetml.sheet.main", "spreadsheetml.template.main"
    )
    after, _ = filled(tmp_path, data, place("月报", "D5", 1))
    types = "[Content_Types].xml"
    assert but_for(after, {})[types] == but_for(COMMITTEE, {})[types]


def test_an_electronic_signature_is_told_to_hold_no_more(tmp_path: Path) -> None:
    data = zip_of(parts_of(COMMITTEE) | {"_xmlsignatures/sig1.xml": "<Signature/>"})
    _, told = filled(tmp_path, data, place("月报", "D5", 1))
    assert told == ["表上原来的电子签名，填写以后不再有效。"]


def test_the_parts_stay_in_their_order(tmp_path: Path) -> None:
    after, _ = filled(tmp_path, COMMITTEE, place("月报", "D5", 1))
    assert list(parts_of(after)) == list(parts_of(COMMITTEE))


def test_the_head_of_a_table_of_excel_stays_as_the_table_names_it(tmp_path: Path) -> None:
    after, told = filled(
        tmp_path, rich_form(), place(OTHER, "D1", "别的"), place(OTHER, "D2", "乙")
    )
    assert told == [f"{OTHER} D1：这一格是超级表的表头，没有改。"]
    said = shown(after, OTHER)
    assert (said["D1"], said["D2"]) == ("栏", "乙")

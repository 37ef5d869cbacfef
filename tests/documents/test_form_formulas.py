"""References of formulas after rows were inserted, and those of a formula copied elsewhere."""

from __future__ import annotations

import pytest

from qinglian_desktop.documents.filling.cell_ranges import InsertedRows
from qinglian_desktop.documents.filling.moved_formulas import copied_formula, moved_formula

INSERTED = InsertedRows("月报", 15, 3, room=10)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(D5:D14)", "SUM(D5:D17)"),
        ("SUM($D$5:$D$14)", "SUM($D$5:$D$17)"),
        ("SUM(D5:D13)", "SUM(D5:D13)"),
        ("SUM(D14:G14)", "SUM(D14:G14)"),
        ("D14+D15", "D14+D18"),
        ("D15:D20", "D18:D23"),
        ("SUM(D14:D5)", "SUM(D17:D5)"),
        ("月报!D15+年报!D15", "月报!D18+年报!D15"),
        ("'月报'!D15", "'月报'!D18"),
        ("月报!D5:月报!D14", "月报!D5:月报!D17"),
        ("[1]月报!D15+'[甲.xlsx]月报'!D15", "[1]月报!D15+'[甲.xlsx]月报'!D15"),
        ("SUM(月报:年报!D15)", "SUM(月报:年报!D15)"),
        ('INDIRECT("D15")&"D15"', 'INDIRECT("D15")&"D15"'),
        ("SUM(D:D)+SUM(5:14)+SUM($15:$16)", "SUM(D:D)+SUM(5:17)+SUM($18:$19)"),
        ("表一[[#This Row],[D15]]", "表一[[#This Row],[D15]]"),
        ("LOG10(D15)+ATAN2(1,D15)", "LOG10(D18)+ATAN2(1,D18)"),
        ("D15:INDEX(D:D,20)", "D18:INDEX(D:D,20)"),
        ("合计D15", "合计D15"),
        ("IF(D15>1E5,D15%,-D15)", "IF(D18>1E5,D18%,-D18)"),
        ("'甲''乙'!D15", "'甲''乙'!D15"),
        ("#REF!+D15", "#REF!+D18"),
    ],
)
def test_references_to_what_moved_move(before: str, after: str) -> None:
    assert moved_formula(before, "月报", INSERTED) == after


def test_a_formula_of_another_sheet_is_about_its_own_cells() -> None:
    assert moved_formula("D15+月报!D15", "年报", INSERTED) == "D15+月报!D18"


def test_a_room_of_one_row_grows_but_for_who_stands_in_it() -> None:
    inserted = InsertedRows("月报", 6, 2, room=1)
    said = "SUM(D5:D5)+SUM(D5:G5)+D5"
    assert moved_formula(said, "月报", inserted) == "SUM(D5:D7)+SUM(D5:G7)+D5"
    assert moved_formula(said, "月报", inserted, is_beside=True) == said


@pytest.mark.parametrize(
    ("before", "rows", "columns", "after"),
    [
        ("D5*E$5+$F5", 2, 0, "D7*E$5+$F7"),
        ("SUM(A1:B2)", 0, 1, "SUM(B1:C2)"),
        ("A1", -1, 0, "#REF!"),
        ('月报!A1&"A1"', 1, 1, '月报!B2&"A1"'),
        ("SUM(A:A)+SUM(1:2)", 1, 1, "SUM(B:B)+SUM(2:3)"),
    ],
)
def test_a_copied_formula_is_about_the_cells_beside_it(
    before: str, rows: int, columns: int, after: str
) -> None:
    assert copied_formula(before, rows, columns) == after

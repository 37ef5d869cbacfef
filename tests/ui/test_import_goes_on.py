"""An import goes on in another window, and is told of where it does not."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from tests.ui.import_pages import HEADS, ROWS, press, result_of, sheet
from tests.ui.program import PATIENCE, locked, main, quiet, unlocked


def _page(program: Application) -> BringingInPage:
    found = main(program).page("people").findChild(BringingInPage)
    assert found is not None
    return found


def _decided(qtbot: QtBot, program: Application, folder: Path) -> BringingInPage:
    main(program).session.go(ToImport("people", sheet(folder, HEADS, *ROWS)))
    page = _page(program)
    result_of(page, qtbot)
    press(page, "留空，原文记到备注")
    result_of(page, qtbot)
    return page


def test_what_was_decided_of_an_import_stays(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    window = main(program)
    before = _decided(qtbot, program, tmp_path)
    program.theme.step(1)
    qtbot.waitUntil(lambda: program.window is not window, timeout=PATIENCE)
    quiet(qtbot, program)
    page = _page(program)
    assert page is not before
    assert page.isVisible()
    assert result_of(page, qtbot).issues == ()
    assert page.keep_button.text() == "导入 3 条"
    assert page.work.is_decided
    page.work.undo()
    assert len(result_of(page, qtbot).issues) == 2


def test_a_word_that_is_added_to_the_list_is_known_wherever_it_stands(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    window = main(program)
    window.session.go(ToImport("people", sheet(tmp_path, HEADS, *ROWS)))
    before = _page(program)
    result_of(before, qtbot)
    press(before, "加到选项")
    qtbot.waitUntil(lambda: program.window is not window, timeout=PATIENCE)
    quiet(qtbot, program)
    page = _page(program)
    result = result_of(page, qtbot)
    assert result.issues == ()
    assert [each.typed["schooling"] for each in result.records] == ["秀才", "研究生", "秀才"]
    assert page.keep_button.text() == "导入 3 条"


def test_after_a_lock_it_is_said_that_nothing_of_it_was_kept(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    _decided(qtbot, program, tmp_path)
    quiet(qtbot, program)
    window = unlocked(qtbot, program, locked(qtbot, program))
    assert window.statusBar().currentMessage() == (
        "“名单.xlsx”上次没有导入，那一页上改的没有保留；文件本身没有动过，可以再导入。"
    )

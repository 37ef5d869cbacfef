"""What is mended of child rows on the page of an import: who is meant, wherever the name stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.session import Session
from tests.ui.import_pages import press, result_of, sheet, words

Opened: TypeAlias = Callable[..., BringingInPage]
HEADS = ("会议类型", "时间", "地点", "发言人", "发言内容", "主持人")


@pytest.fixture
def opened(session: Session, qtbot: QtBot, tmp_path: Path) -> Opened:
    """The page over these rows of a file of meetings."""

    def opened(*rows: Sequence[object], key: str = "meetings") -> BringingInPage:
        page = BringingInPage(session, session.desk.catalogue[key])
        qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        page.open(ToImport(key, sheet(tmp_path, *rows)))
        result_of(page, qtbot)
        return page

    return opened


@pytest.mark.reads
def test_who_spoke_is_asked_and_meant_in_every_row_and_field(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    member = next(iter(session.desk.roster.members().values()))
    page = opened(
        HEADS,
        ("支委会", "2026-3-5 9:00", "会议室", "老书记", "同意。", "钟离䶮"),
        ("", "", "", member.name, "没有意见。", ""),
        ("支委会", "2026-3-6 9:00", "会议室", "老书记", "也同意。", "老书记"),
    )
    page.table.go_to(page.table.sheet.index(0, 3))
    asked = "花名册里没有“老书记”，按外单位人员保存。"
    assert words(page, "issue") == f"第 2 行：发言记录第 1 行：{asked}"
    editor = page.side.editor
    assert editor is not None
    chosen = {"name": member.name, "id": member.id}
    editor.show_typed(chosen)
    press(page, "一样的 3 处都这样改")
    first, second = (each.typed for each in result_of(page, qtbot).records)
    assert first["speeches"] == [
        {"speaker": chosen, "said": "同意。"},
        {"speaker": {"name": member.name}, "said": "没有意见。"},
    ]
    assert second["speeches"] == [{"speaker": chosen, "said": "也同意。"}]
    assert second["host"] == chosen


@pytest.mark.reads
def test_of_several_who_spoke_in_one_cell_each_is_asked_about(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    member = next(iter(session.desk.roster.members().values()))
    page = opened(
        ("会议类型", "时间", "地点", "发言记录"),
        ("支委会", "2026-3-5 9:00", "会议室", "老书记：同意。\n老主任：没有意见。"),
    )
    page.table.go_to(page.table.sheet.index(0, 3))
    assert words(page, "issue").endswith("花名册里没有“老书记”，按外单位人员保存。")
    editor = page.side.editor
    assert editor is not None
    chosen = {"name": member.name, "id": member.id}
    editor.show_typed(chosen)
    press(page, "这样改")
    (record,) = (each.typed for each in result_of(page, qtbot).records)
    assert record["speeches"] == [
        {"speaker": chosen, "said": "同意。"},
        {"speaker": "老主任", "said": "没有意见。"},
    ]
    assert words(page, "issue").endswith("花名册里没有“老主任”，按外单位人员保存。")

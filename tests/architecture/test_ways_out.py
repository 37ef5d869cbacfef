"""Whatever lets something out of the window is named here, with what guards it or why nothing does.

A preview says itself what it carries: it takes ``much_of`` and asks. A new file, sheet or copied
text has to be named below.
"""

from __future__ import annotations

import re
from pathlib import Path

import qinglian_desktop.ui

UI = Path(qinglian_desktop.ui.__file__).parent
OUT = re.compile(
    r"\bask_where\(|QFileDialog\.getSaveFileName\(|\bQPrinter\(|exporting\.write\(|exports\.start\("
    r"|clipboard\(\)\.set(?:Text|MimeData|Image)\("
)
ASKS = {
    "dialogs/export_all.py",
    "ledger/ledger_exports.py",
    "ledger/ledger_prints.py",
    "ledger/record_table.py",
}
"""Many records at once: the password again, where one of the ledgers is confidential."""
OF_ONE = {
    "about/about_part.py": "the diagnosis, in which no record has a word",
    "dialogs/check_findings.py": "what a check found, in kinds and numbers",
    "dialogs/event_preview.py": "the notice of one event",
    "dialogs/print_preview.py": "behind the question with which a preview opens",
    "dialogs/print_run.py": "behind the question with which a preview opens",
    "dialogs/word_documents.py": "behind the question with which a preview opens",
    "doorway/code_sheet.py": "the recovery code, before any record",
    "editors/attachments_editor.py": "one attachment",
    "editors/link_editor.py": "the steps of one chart",
    "editors/name_copying.py": "the names in one field",
    "editors/ready_texts.py": "a text that the program brings",
    "importing/after_import.py": "rows of a file that were not taken",
    "ledger/charts_out.py": "one chart",
    "ledger/event_papers.py": "the notice of one event",
    "look/file_dialogs.py": "the dialog itself",
    "reports/register_list.py": "which returns went out",
    "reports/summary_writing.py": "figures and what the user wrote about them",
    "collecting/collecting_views.py": "a reminder to units that did not report",
}


def test_each_way_out_of_the_window_is_guarded_or_carries_little() -> None:
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if OUT.search(path.read_text("utf-8").replace("def ask_where(", "ask_where("))
    }
    assert found == ASKS | OF_ONE.keys()


def test_what_guards_many_records_asks_for_the_password() -> None:
    asking = {*ASKS, "dialogs/print_preview.py", "filling/filling_page.py"}
    assert [each for each in asking if "ask_again(" not in (UI / each).read_text("utf-8")] == []

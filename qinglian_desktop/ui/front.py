"""What is in front of a window: tab, ledger, record and line, so that another shows the same"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.ui.ledger.caret import Caret
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage


@dataclass(frozen=True, slots=True)
class Front:
    """``ledger`` is "" on a tab without ledgers, ``record_id`` None for a new record.

    ``draft_id`` is that of what was typed and not saved.
    """

    tab: str
    ledger: str = ""
    has_form: bool = False
    record_id: int | None = None
    draft_id: int | None = None
    caret: Caret | None = None


def front_of(window: MainWindow) -> Front:
    """What one looks at, and where one types."""
    key = window.session.desk.catalogue.tabs[window.tabs.currentIndex()].key
    page = window.page(key)
    if not isinstance(page, TabPage):
        return Front(key)
    panel = page.page.panel_in_front
    if panel is None:
        return Front(key, page.page.ledger.key)
    record_id = panel.record.id if panel.record else None
    draft = panel.writing.opened.draft
    draft_id = draft.id if draft else None
    return Front(key, page.page.ledger.key, True, record_id, draft_id, panel.form.caret())


def show_front(window: MainWindow, front: Front) -> None:
    """Bring the same to the front."""
    page = window.show_tab(front.tab)
    if not isinstance(page, TabPage):
        return
    desk = window.session.desk
    shown = page.show_ledger(desk.catalogue[front.ledger])
    if not front.has_form:
        return
    drafts = [d for d in desk.records.drafts(shown.ledger) if d.id == front.draft_id]
    if drafts:
        shown.resume_draft(drafts[0])
    elif front.record_id is None:
        shown.begin_record()
    elif record := desk.records.get(shown.ledger, front.record_id):
        shown.open_record(record)
    if front.caret is not None:
        shown.panel.form.put_caret(front.caret)

"""What the page of a ledger shows, so that another page made for it shows the same"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.ledger.caret import Caret
from qinglian_desktop.ui.ledger.drawing_over import DrawingShown
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.lenses.view import LensShown


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the filters above a list; ``words`` by filter, "" where all is shown."""

    text: str = ""
    period: str = ""
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    with_void: bool = False
    only: tuple[int, ...] | None = None
    only_words: str = ""


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list: how it is filtered and sorted, its first row in sight and the selected ones."""

    chosen: Chosen = Chosen()
    sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.DescendingOrder)
    top: int = 0
    rows: tuple[int, ...] = ()
    has_keys: bool = False


@dataclass(frozen=True, slots=True)
class PanelShown:
    """An open form: of a record, of a draft, or of what a new record began with.

    ``drawing`` is what is drawn over it.
    """

    record_id: int | None
    draft_id: int | None
    typed: Mapping[str, object]
    caret: Caret | None
    scrolled: float
    drawing: DrawingShown | None = None


@dataclass(frozen=True, slots=True)
class LedgerShown:
    """``view`` is the list (0) or a lens; what was never looked at is left out."""

    view: int = 0
    listing: ListShown | None = None
    lenses: Mapping[int, LensShown] = field(default_factory=dict[int, LensShown])
    panel: PanelShown | None = None


def panel_shown(panel: RecordPanel) -> PanelShown:
    """What the panel shows; what was typed must be kept as a draft by now."""
    draft, bar = panel.writing.opened.draft, panel.form.verticalScrollBar()
    return PanelShown(
        panel.record.id if panel.record else None,
        draft.id if draft else None,
        panel.form.typed(),
        panel.form.caret(),
        bar.value() / max(bar.maximum(), 1),
        panel.drawing.shown(),
    )


def open_again(
    panel: RecordPanel, shown: PanelShown, keeping: RecordKeeping, ledger: Ledger
) -> None:
    """Open the same in a panel, and leave out what is no longer there."""
    drafts = {draft.id: draft for draft in keeping.drafts(ledger)}
    if shown.draft_id is not None and shown.draft_id in drafts:
        panel.resume(drafts[shown.draft_id])
    elif shown.record_id is None:
        panel.begin(shown.typed)
    elif (record := keeping.get(ledger, shown.record_id)) is not None:
        panel.open(record)
    if shown.caret is not None:
        panel.form.put_caret(shown.caret)
    panel.drawing.show_again(shown.drawing)

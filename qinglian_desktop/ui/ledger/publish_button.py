"""公开… on the pages of the ledgers of which a set is made, and of what was put up"""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from qinglian_desktop.application.places import ToPublish
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.parts import button
from qinglian_desktop.ui.session import Session


def publish_button(session: Session, ledger: Ledger) -> tuple[QPushButton, ...]:
    """The button, on the pages that have one."""
    kept = session.desk.catalogue.publishing
    if kept is None or kept.publishing is None:
        return ()
    if ledger.key not in {kept.key, *kept.publishing.ledgers}:
        return ()
    place = ToPublish(kept.key)
    made = button("公开", lambda: session.go(place), "quiet", "stamp", session.theme)
    made.setObjectName("publish_ledger")
    made.setProperty("spare", True)
    made.setToolTip(f"把{kept.publishing.short}排成一套公开的 PDF、Excel、Word，登记为已公开")
    return (made,)

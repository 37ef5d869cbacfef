"""The places that are no page but a dialog over the window"""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import ToPublish, ToSecondPlace
from qinglian_desktop.ui.session import Session


def open_over(session: Session, place: ToSecondPlace | ToPublish, parent: QWidget) -> None:
    """Open the dialog of this place."""
    match place:
        case ToSecondPlace(folder):
            from qinglian_desktop.ui.dialogs.second_place import SecondPlaceDialog

            SecondPlaceDialog(session, parent, folder).open()
        case ToPublish():
            from qinglian_desktop.ui.dialogs.publish_view import PublishDialog

            PublishDialog(session, place, parent).open()
        case _:
            assert_never(place)

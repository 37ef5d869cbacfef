"""The page of a tab, loaded when it is looked at: the first one need not wait for the others"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    from qinglian_desktop.ui.reports.reports_page import ReportsPage
    from qinglian_desktop.ui.tab_page import TabPage
    from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage

AnyPage: TypeAlias = "WorkbenchPage | ReportsPage | TabPage"


def page_of(session: Session, tab: Tab) -> AnyPage:
    """A new page of this tab."""
    match tab.page:
        case "workbench":
            from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage

            return WorkbenchPage(session)
        case "returns":
            from qinglian_desktop.ui.reports.reports_page import ReportsPage

            return ReportsPage(session)
        case "ledgers":
            from qinglian_desktop.ui.tab_page import TabPage

            return TabPage(session, tab)
        case _:
            assert_never(tab.page)


def load_pages() -> None:
    """Load all of them, while nobody waits for it."""
    import qinglian_desktop.ui.reports.reports_page
    import qinglian_desktop.ui.tab_page
    import qinglian_desktop.ui.workbench.workbench_page  # noqa: F401

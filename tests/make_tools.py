"""The tools of a desk for tests: a new port finds its stand-in here, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.chart_ports import ChartFiles
from qinglian_desktop.application.collection_ports import CollectionStores
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.document_ports import (
    PaperFiles,
    RecordFiles,
    ReturnFiles,
    SummaryFiles,
    TableFiles,
)
from qinglian_desktop.application.form_ports import FormFiles
from qinglian_desktop.application.gathering_ports import ManyReturnFiles
from qinglian_desktop.application.machine_watch import MachineWatch
from qinglian_desktop.application.public_ports import PublicFiles
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.storage.signatures import Ed25519
from tests.invented import INVENTED
from tests.storage.invented_books import NOW, WHO


class NoPaper:
    """Nothing is printed here, so no sign is lacking on paper."""

    def lacking(self, text: str) -> str:
        return ""


def make_tools(**changes: object) -> Tools:
    """Tools for the invented ledgers; a port that is used must be given."""
    tools = Tools(
        catalogue=INVENTED,
        clock=lambda: NOW,
        machine_watch=MachineWatch(lambda: NOW),
        who=WHO,
        return_files=cast("ReturnFiles", None),
        many_returns=cast("ManyReturnFiles", None),
        collection_stores=cast("CollectionStores", None),
        paper_files=cast("PaperFiles", NoPaper()),
        word_files=cast("RecordFiles", None),
        summary_files=cast("SummaryFiles", None),
        table_files=cast("TableFiles", None),
        sheet_files=cast("SheetFiles", None),
        chart_files=cast("ChartFiles", None),
        public_files=cast("PublicFiles", None),
        signatures=Ed25519(),
        form_files=cast("FormFiles", None),
        resources=Path(),
    )
    return replace(tools, **changes)

"""What every desk is given from outside: the ports, filled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.chart_ports import ChartFiles
from qinglian_desktop.application.collection_ports import CollectionStores
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
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.public_ports import PublicFiles
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.application.signing_ports import Signatures
from qinglian_desktop.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every desk is given from outside."""

    catalogue: Catalogue
    clock: Clock
    machine_watch: MachineWatch
    who: str
    """On a desk the keeper of its book, without one the user of this PC."""
    return_files: ReturnFiles
    many_returns: ManyReturnFiles
    collection_stores: CollectionStores
    paper_files: PaperFiles
    word_files: RecordFiles
    summary_files: SummaryFiles
    table_files: TableFiles
    sheet_files: SheetFiles
    chart_files: ChartFiles
    public_files: PublicFiles
    form_files: FormFiles
    signatures: Signatures
    resources: Path

    def used_by(self, who: str) -> Tools:
        """The same, used by somebody else."""
        return replace(self, who=who)

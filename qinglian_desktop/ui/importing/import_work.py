"""What is under way of an import: read, understood, looked at, kept, off the window's thread"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.importing import Imported
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.importing.begun import Begun
from qinglian_desktop.ui.importing.decisions import Decided
from qinglian_desktop.ui.importing.file_reading import FileReading
from qinglian_desktop.ui.importing.looked_at import LookedAt, looked_at
from qinglian_desktop.ui.importing.now_asked import NowAsked
from qinglian_desktop.ui.session import Session


class ImportWork(QObject):
    """``understood`` comes when there is something to show, ``looked`` with its numbers later.

    Of a large file the first rows are understood by themselves, and shown until the whole takes
    their place with all that was decided meanwhile. ``failed`` carries what went wrong with
    reading, ``began`` the Job under way and its words, ``kept`` what became of it.
    """

    began = Signal(object, str)
    understood = Signal()
    looked = Signal()
    failed = Signal(object)
    kept = Signal(object)
    stopped = Signal()

    def __init__(self, session: Session, ledger: Ledger, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.ledger = ledger
        self.source: Path | None = None
        self.file: SheetFile | None = None
        self.decided = Decided()
        self.found: Understanding | None = None
        self.result: LookedAt | None = None
        self.is_known = False
        self.is_as_before = False
        self.is_keeping = False
        self._before: list[Decided] = []
        self._reading = FileReading(session, self)
        self._reading.began.connect(self.began)
        self._reading.read.connect(self._on_read)
        self._reading.failed.connect(self._on_not_read)
        self._reading.given_up.connect(self._on_given_up)
        self._now = NowAsked(session, self)
        self._reasons: Mapping[int, Sequence[str]] = {}

    @property
    def plan(self) -> ImportPlan:
        """What is decided of the sheet."""
        return self.decided.plan

    @property
    def is_decided(self) -> bool:
        """Whether the user decided anything that would be lost."""
        return bool(self._before)

    @property
    def is_part(self) -> bool:
        """Whether what is shown are the first rows of a file that is still being read."""
        return self.found is not None and not self.found.file.is_whole

    def read(self, source: Path, password: str = "") -> None:
        """Read a file anew; what was decided of another is forgotten."""
        self._forget(source)
        self._reading.open(source, password)

    def paste(self, html: str, text: str) -> None:
        """Read what was copied."""
        self._forget(None)
        self._reading.paste(html, text)

    def begun(self) -> Begun | None:
        """How far it came; None where there is nothing with which one could go on."""
        if self.is_keeping or (self.file is None and self.source is None):
            return None
        whole = self.file if self.file is not None and self.file.is_whole else None
        return Begun(self.source, whole, self._reading.opened, self.decided, tuple(self._before))

    def go_on(self, begun: Begun) -> None:
        """Go on with what another page began."""
        self._forget(begun.source)
        self.decided, self._before = begun.decided, list(begun.before)
        if begun.file is not None:
            self.file = begun.file
            self._understand()
        elif begun.opened is not None:
            self._reading.go_on(begun.opened)
        elif begun.source is not None:
            self.read(begun.source)

    def decide(self, plan: ImportPlan) -> None:
        """Understand it anew with this plan; where nothing is read nothing is decided."""
        if self.file is None:
            return
        self._before.append(self.decided)
        self._decide(self.decided.with_plan(self._of_what_is_shown(plan)))

    def undo(self) -> None:
        """Take back what was decided last."""
        if self._before and not self.is_keeping:
            self._decide(self._before.pop())

    def _decide(self, decided: Decided) -> None:
        is_same, self.decided = decided.plan == self.plan, decided
        if not is_same:
            self._understand()
        elif self.found is not None and self.result is not None:
            self.result = looked_at(self.found, self.result.records, self._treated)
            self.looked.emit()

    def look_again(self, changed: Changed) -> None:
        """Look at the records anew where the roster was changed: who was unknown may be on it."""
        roster = self._session.desk.catalogue.roster
        is_roster = roster is not None and roster.key in changed.ledgers
        # What is understood just now is looked at after that, with the roster as it is.
        if self.found is not None and is_roster and not self.is_keeping and self._now.is_answered:
            self._look(self.found)

    def treatment(self, place: int) -> Treatment:
        """What becomes of the record at a place."""
        return self._treated(self.result.records[place]) if self.result else Treatment.ADD

    def _treated(self, looked: Looked) -> Treatment:
        if not looked.is_double:
            return Treatment.ADD
        return self.decided.treatments.get(looked.record.rows[0], self.decided.otherwise)

    def treat(self, place: int | None, treatment: Treatment) -> None:
        """Decide of one double, or of all."""
        if self.result is None:
            return
        row = None if place is None else self.result.records[place].record.rows[0]
        self._before.append(self.decided)
        self._decide(self.decided.with_treatment(row, treatment))

    def will_be_kept(self, place: int) -> bool:
        """Whether the record at a place is taken as things stand."""
        if self.result is None:
            return False
        treatment = self.treatment(place)
        return treatment is not Treatment.SKIP and self.result.records[place].can_be(treatment)

    @property
    def count(self) -> int:
        """How many would be kept as things stand."""
        records = self.result.records if self.result else ()
        return sum(self.will_be_kept(place) for place in range(len(records)))

    def keep(self, reason: str = "") -> None:
        """Keep what can be kept, as one step; ``reason`` is why reported months are changed."""
        if self.found is None or self.result is None:
            return
        found, importing = self.found, self._session.desk.importing
        chosen = {place: self.treatment(place) for place in self.result.doubles}
        otherwise = self.decided.otherwise

        def work(progress: Progress) -> Imported:
            return importing.keep(found, chosen, otherwise, progress, reason)

        self.is_keeping = True
        job = self._session.change(self, work, self._on_kept, self._on_not_kept)

        def ended() -> None:
            self.is_keeping = False

        if not job.is_over:
            job.ended.connect(ended)
            job.stopped.connect(lambda: self._on_cancelled(bool(job.touched)))
            self.began.emit(job, "正在导入…")

    def rejected_writer(self) -> Callable[[tuple[int, ...], Path], None]:
        """What writes rows that were not taken, with the reason, when this is gone, too."""
        found, importing, reasons = self.found, self._session.desk.importing, self._reasons

        def write(places: tuple[int, ...], target: Path) -> None:
            if found is not None:
                importing.write_rejected(found, places, target, reasons)

        return write

    def _forget(self, source: Path | None) -> None:
        self.source = source
        self.file = self.found = self.result = None
        self.decided, self._before = Decided(), []
        self._now.begin()

    def _on_read(self, file: SheetFile) -> None:
        if self.file is None and not self._before:
            self.decided = Decided(self._session.desk.importing.plan_of(self.ledger, file))
        self.is_as_before = bool(self.plan.mended or self.plan.people or self.plan.by_row)
        self.file = file
        self._understand()

    def _of_what_is_shown(self, plan: ImportPlan) -> ImportPlan:
        """What is decided of the first rows is meant of their sheet and heads, in the whole."""
        found = self.found
        if found is None or not self.is_part or plan.sheet not in (None, found.sheet_at):
            return plan
        return replace(plan, sheet=found.sheet_at, head=plan.head or found.head.rows)

    def _on_not_read(self, problem: BaseException) -> None:
        self._forget(self.source)
        self.failed.emit(problem)

    def _on_given_up(self, said: BaseException) -> None:
        self._forget(None)
        self.failed.emit(said)

    def _understand(self) -> None:
        file, plan, ledger = self.file, self.plan, self.ledger
        importing = self._session.desk.importing
        if file is None:
            return
        self.result = None
        self._now.begin()

        def work(_: Progress) -> tuple[Understanding, bool]:
            found = importing.understand(ledger, file, plan)
            # What is shown first is found here, and not while it is painted.
            assert found.body is not None and found.asks_day_order is not None
            assert found.asks_year is not None
            return found, importing.is_known(ledger, file)

        def show(answer: tuple[Understanding, bool]) -> None:
            found = answer[0]
            if file.is_whole or found.body.records:
                self.found, self.is_known = answer
                self._now.answered()
                self.understood.emit()
            if file.is_whole:
                self._look(found)
            else:
                self._reading.read_rest()

        def failed(problem: BaseException) -> None:
            # Whether anything is wrong with the file is for the whole of it to tell.
            if not file.is_whole:
                self._reading.read_rest()
                return
            self.found = None if self.is_part else self.found
            self.failed.emit(problem)

        self._now.ask(work, show, failed, "understand")

    def _look(self, found: Understanding) -> None:
        importing = self._session.desk.importing
        if not found.file.is_whole:
            return

        def work(progress: Progress) -> LookedAt:
            return looked_at(found, importing.look(found, progress), self._treated)

        def show(result: LookedAt) -> None:
            self.result = result
            self.looked.emit()

        job = self._now.ask(work, show, self.failed.emit, "look")
        if not job.is_over:
            self.began.emit(job, "正在逐条核对…")

    def _on_kept(self, made: Imported) -> None:
        self.is_keeping, self._reasons = False, made.reasons
        self.kept.emit(made)

    def _on_not_kept(self, problem: BaseException) -> None:
        self.is_keeping = False
        self.failed.emit(problem)

    def _on_cancelled(self, was_kept: bool) -> None:
        """A change that was finished before it could be stopped is told as what it is."""
        if was_kept:
            self._session.said.emit(
                f"停下以前已经导入完了。不要的话，按 {actions.UNDO.shown} 撤销。"
            )
        self.stopped.emit()
